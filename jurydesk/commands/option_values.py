"""Reads the values that options of the command line take, in French where they are refused."""

import argparse
import re
from datetime import date

from jurydesk.certification.vocabulary import Reading


def a_day(text: str) -> date:
    """Read AAAA-MM-JJ or JJ/MM/AAAA."""
    french = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        if french:
            day, month, year = (int(part) for part in french.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas une date ; écrivez AAAA-MM-JJ"
        ) from None


def a_reading(text: str) -> Reading:
    """Read which count of the external share decides."""
    try:
        return Reading(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"choisissez parmi {', '.join(Reading)}") from None


def an_hour(text: str) -> str:
    """Read an hour of the day, « 14:00 » or « 14h », kept as HH:MM."""
    found = re.fullmatch(r"(\d{1,2})\s*[:hH]\s*(\d{2})?", text.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une heure ; écrivez HH:MM")
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def a_count(text: str) -> int:
    """Read a number of people."""
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()) or not int(text):
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un nombre de personnes")
    return int(text)


def a_pair(text: str) -> tuple[str, str]:
    """Read a name and its value, « quorum=part=2/3 »."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"« {text} » ; écrivez NOM=VALEUR")
    return name.strip(), value.strip()


def a_block_of(text: str) -> tuple[str, str]:
    """Read a candidate and one of its blocs, « 005:BC02 »."""
    candidate, _, block = text.rpartition(":")
    if not candidate or not block:
        raise argparse.ArgumentTypeError(f"« {text} » ; écrivez le candidat et le bloc, 005:BC02")
    return candidate, block
