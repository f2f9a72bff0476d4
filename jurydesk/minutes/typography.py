"""French as it is printed: spaces, plurals, dates, decimals and lists; leaves glyphs to fonts."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from jurydesk import french
from jurydesk.french import enumeration, short_day

# The window's first page has dates and words to set, and neither numbers nor people.
if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from jurydesk.certification.vocabulary import Gender

__all__ = [
    "NBSP",
    "THIN",
    "agree",
    "agree_number",
    "capitalised",
    "clean",
    "clock",
    "clock_on",
    "counted",
    "day",
    "decimal",
    "ended",
    "enumeration",
    "percent",
    "plain_day",
    "plural",
    "quoted",
    "sentence",
    "short_day",
    "shortened",
    "typeset",
]

NBSP = "\u00a0"
THIN = "\u202f"

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# Control, invisible and half characters could move or hide text; line breaks become spaces first.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs"})


def clean(text: str) -> str:
    """Return a text fit to print: composed (NFC), on one line, without control characters."""
    composed = unicodedata.normalize("NFC", text)
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", composed)
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join(c for c in spaced if unicodedata.category(c) not in _UNPRINTABLE)


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Give a typed text French spaces and apostrophes.

    No-break spaces go inside « » and before : ; ? ! %, and between a level and its dash; an
    apostrophe between two letters is curled. A colon inside a word or between figures (an
    address, a time) is left alone.
    """
    text = re.sub(r"(?<=\w)'(?=\w)", "’", clean(text))
    text = re.sub(rf"«[ {NBSP}{THIN}]*", f"«{NBSP}", text)
    text = re.sub(rf"[ {NBSP}{THIN}]*»", f"{NBSP}»", text)
    text = re.sub(rf"[ {NBSP}{THIN}]+([;?!%])", rf"{THIN}\1", text)
    text = re.sub(rf"[ {NBSP}{THIN}]+:", f"{NBSP}:", text)
    text = re.sub(r"(?<=\b\d) (?=– )", NBSP, text)
    return re.sub(r"(?<=\w)(?=[;?!](?:\s|$))|(?<=\d)(?=%)", THIN, text)


def sentence(text: str) -> str:
    """Return a text with a capital first and a full stop last, unless it ends a sentence."""
    return capitalised(ended(text))


def ended(text: str) -> str:
    """Return a text with a full stop last, unless it ends a sentence; for what follows a colon."""
    text = typeset(text).strip()
    return text if not text or text[-1] in ".?!…" else f"{text}."


def capitalised(text: str) -> str:
    """Return the text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Return the text between « », with no-break spaces inside."""
    return f"«{NBSP}{typeset(text)}{NBSP}»"


def plural(number: int, singular: str, several: str = "") -> str:
    """Return « 1 membre », « 2 membres », « 0 membre »: French takes the plural from two on."""
    return f"{number}{NBSP}{agree_number(number, singular, several)}"


def agree_number(number: int, singular: str, several: str = "") -> str:
    """Return the word alone, in the number it agrees with; ``several`` defaults to an added s."""
    return singular if abs(number) < 2 else (several or f"{singular}s")


def agree(gender: "Gender | None", man: str, woman: str, unknown: str) -> str:
    """Return the form that agrees with a gender; an unknown one has a form of its own."""
    from jurydesk.certification.vocabulary import Gender  # noqa: PLC0415 see above

    if gender is None:
        return unknown
    return woman if gender is Gender.WOMAN else man


def day(value: date) -> str:
    """Return « vendredi 19 avril 2024 »; the first of a month is « 1er »."""
    return f"{_DAYS[value.weekday()]} {plain_day(value)}"


def plain_day(value: date) -> str:
    """Return « 19 avril 2024 », kept on one line."""
    return french.plain_day(value).replace(" ", NBSP)


def clock(moment: datetime) -> str:
    """Return « 9 h 05 », at the hour kept with the moment's own offset."""
    return f"{moment.hour}{NBSP}h{NBSP}{moment.minute:02}"


def clock_on(moment: datetime, session_day: date) -> str:
    """Return the hour, with the day when it is not the session's."""
    if moment.date() == session_day:
        return clock(moment)
    return f"le {plain_day(moment.date())} à {clock(moment)}"


def decimal(value: "Decimal", places: int | None = None) -> str:
    """Return « 14,50 » with a decimal comma; without ``places``, as many as the value has."""
    from decimal import Decimal  # noqa: PLC0415 see above

    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places))
    return f"{value:f}".replace(".", ",")


def percent(share: "Fraction") -> str:
    """Return « 33,3 % », rounded half up to a tenth, a whole number without decimals."""
    from fractions import Fraction  # noqa: PLC0415 see above

    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    whole, tenth = divmod(tenths, 10)
    return f"{whole}{f',{tenth}' if tenth else ''}{THIN}%"


def counted(fraction: str) -> str:
    """Return « 2/8 (25 %) » for a fraction written as counted, the text itself otherwise."""
    from fractions import Fraction  # noqa: PLC0415 see above

    match = re.fullmatch(r"(\d+)/(\d+)", fraction)
    if match is None or int(match[2]) == 0:
        return typeset(fraction)
    return f"{fraction} ({percent(Fraction(int(match[1]), int(match[2])))})"


def shortened(names: Sequence[str], limit: int) -> str:
    """Return a list of names, or the first ones and how many more when there are many."""
    if len(names) <= limit:
        return enumeration(names)
    rest = len(names) - limit
    return f"{', '.join(names[:limit])} et {plural(rest, 'autre')}"
