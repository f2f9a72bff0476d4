"""The order in which French readers look for what a table shows: numbers, days, then words.

Works on what is shown, so that any table can be sorted; leaves an order of meaning (results,
levels) to whoever knows it.
"""

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from jurydesk.french.days import MONTHS
from jurydesk.french.folding import fold

Rank = tuple[object, ...]

_BLANKS = re.compile("[ \u00a0\u202f]")
_SHORT_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})\b")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")
_LONG_DAY = re.compile(rf"(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_LED = re.compile(r"(?:le |(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )+", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2}) ?h ?(\d{2})\b")
_NUMBER = re.compile(r"([-−–]?)(\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))? ?(%?)")
_RATIO = re.compile(r"(\d+) ?/ ?(\d+)")
_PIECES = re.compile(r"\d+|\D+")
_NOTHING = frozenset({"", "–", "-", "—"})


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: it comes last, whichever way a table is sorted."""
    return text.strip() in _NOTHING


@lru_cache(maxsize=65536)
def shown_order(text: str) -> Rank:
    """Return what sorts a text as it is shown: numbers by value, days by time, words by letters.

    « 9,5 » comes before « 10 », « 31/12/2023 » before « 01/01/2024 », « Élodie » among the e’s,
    « BC2 » before « BC10 ». Kinds never mix: numbers first, then days, then words.
    """
    words = _BLANKS.sub(" ", text).strip()
    if (number := _number(words)) is not None:
        return (0, number, fold(words))
    led = _LED.match(words)
    found, rest = _day(words[led.end() :] if led else words)
    if found is not None:
        return (1, found.toordinal(), _letters(rest))
    return (2, *_letters(words))


def family_order(name: str) -> Rank:
    """Return what sorts « Prénom NOM » by the family name, which stands in capitals."""
    words = name.split()
    family = [word for word in words if word.isupper() and len(word) > 1]
    first = [word for word in words if word not in family]
    return shown_order(" ".join(family + first))


def _number(words: str) -> Fraction | None:
    if ratio := _RATIO.fullmatch(words):
        under = int(ratio[2])
        return Fraction(int(ratio[1]), under) if under else None
    match = _NUMBER.fullmatch(words)
    if match is None:
        return None
    whole, decimals = match[2].replace(" ", ""), match[3] or ""
    # A number written with zeros before it is a name: 007 comes among its own kind all the same.
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return -value if match[1] else value


def _day(words: str) -> tuple[date | None, str]:
    """Return the day that a text begins with, and the rest."""
    try:
        if match := _SHORT_DAY.match(words):
            return date(int(match[3]), int(match[2]), int(match[1])), words[match.end() :]
        if match := _ISO_DAY.match(words):
            return date(int(match[1]), int(match[2]), int(match[3])), words[match.end() :]
        if match := _LONG_DAY.match(words):
            month = MONTHS.index(match[2].lower()) + 1
            return date(int(match[3]), month, int(match[1])), words[match.end() :]
    except ValueError:
        pass
    return None, words


def _letters(words: str) -> Rank:
    """Return plain letters and numbers by value, then what parts « cote » from « côte »."""
    plain = _HOUR.sub(lambda hour: f"{int(hour[1]):02}:{hour[2]}", words)
    parts = tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, fold(part))
        for part in _PIECES.findall(plain)
        if part.isdecimal() or fold(part)
    )
    return (parts, words.casefold())
