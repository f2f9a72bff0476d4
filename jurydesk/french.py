"""The little French that findings and printed pages share: lists, days and decimals."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

# The window opens without a number to write.
if TYPE_CHECKING:
    from decimal import Decimal

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def enumeration(items: Iterable[str], last: str = "et") -> str:
    """Return « A, B et C »; empty for nothing."""
    words = tuple(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plain_day(value: date) -> str:
    """Return « 19 avril 2024 »; the first of a month is « 1er »."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """Return « 19/04/2024 », as in tables."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def decimal(number: "Decimal") -> str:
    """Return « 14,5 »: a decimal comma and no zero for nothing."""
    return f"{number.normalize():f}".replace(".", ",")
