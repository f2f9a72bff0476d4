"""Turns one cell into a value and the words of what was understood; leaves rows to others.

Each converter takes a typed cell that is not empty and returns an :class:`Understood`: never an
exception, since every problem of a file is shown at once. The message of a bad cell is one French
sentence that says what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from jurydesk.french.days import plain_day
from jurydesk.tables.cell import Cell, Formatted, NumberKind
from jurydesk.tables.dates import NotADateError, day_of, parse_date, serial_date

Value = TypeVar("Value")


class CellState(StrEnum):
    """Whether a cell, or a row, is accepted as it stands."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


class Understood(NamedTuple, Generic[Value]):
    """What a cell was understood as; ``value`` is ``None`` when it is refused."""

    value: Value | None
    words: str
    state: CellState = CellState.OK
    message: str = ""


# Each field has its own type of value; the record's builder knows them.
Converter = Callable[[Cell], Understood[Any]]

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
_GUARDED = re.compile(r"'(?=[=+@\-'])")
_SCORE_TAIL = re.compile(r"\s*(?:points?|pts?|/\s*\d+)\s*$", re.IGNORECASE)


def warn(value: Value, words: str, message: str) -> Understood[Value]:
    """A value that is taken, with something the person should look at."""
    return Understood(value, words, CellState.WARNING, message)


def refuse(message: str) -> Understood[Any]:
    """A cell that cannot be taken."""
    return Understood(None, "", CellState.ERROR, message)


def shown(cell: Cell) -> str:
    """Return a cell as the spreadsheet shows it: ``12`` for 12.0, a date as JJ/MM/AAAA."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, Formatted):
        return cell.text
    if isinstance(cell, int | float):
        return _plain_number(cell)
    if isinstance(cell, datetime) and cell.time() != time.min:
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M:%S}" if cell.second else f"{cell:%H:%M}"
    return str(cell)


def _plain_number(number: float) -> str:
    if number == int(number) if abs(number) < 1e300 else False:
        return str(int(number))
    return str(number).replace(".", ",")


def text_of(cell: Cell) -> str:
    """Return a cell as text, without what spreadsheets add around it.

    ``="0012"`` is how a CSV keeps zeros, and an apostrophe before ``=`` is how it disarms one.
    """
    text = shown(cell)
    if text[:1] in ("=", "'"):
        if kept := _FORMULA_TEXT.fullmatch(text):
            return kept[1].strip()
        return _GUARDED.sub("", text, count=1)
    return text


def to_text(cell: Cell) -> Understood[str]:
    """Any text, on one line."""
    text = " ".join(text_of(cell).split())
    return Understood(text, text)


def to_date(cell: Cell) -> Understood[date]:
    """A date, real or as people write it."""
    if isinstance(cell, date):
        day, told = day_of(cell)
        words = plain_day(day)
        return warn(day, words, f"« {shown(cell)} » {told}") if told else Understood(day, words)
    if isinstance(cell, str):
        text = text_of(cell)
        try:
            day, guessed = parse_date(text)
        except NotADateError as fault:
            return refuse(f"« {text} » {fault}.")
        words = plain_day(day)
        if guessed:
            return warn(
                day, words, f"« {text} » est lu {words} : écrivez l’année en quatre chiffres."
            )
        return Understood(day, words)
    message = f"« {shown(cell)} » n’est pas une date : écrivez JJ/MM/AAAA"
    if isinstance(cell, int | float) and (likely := serial_date(cell)):
        message += f" (ce nombre serait le {plain_day(likely)})"
    return refuse(message + ".")


def to_decimal(cell: Cell) -> Understood[Decimal]:
    """A number with a comma or a point; a spreadsheet's float is read as it shows it."""
    number = decimal_of(cell)
    if number is None:
        return refuse(f"« {shown(cell)} » n’est pas un nombre : écrivez par exemple 12,5.")
    return Understood(number, decimal_words(number))


def decimal_of(cell: Cell) -> Decimal | None:
    """Return the number a cell holds, or ``None``: a percentage or an amount is none."""
    if isinstance(cell, Formatted) and cell.kind is NumberKind.PADDED:
        cell = cell.value
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    text = text_of(cell) if isinstance(cell, str) else repr(cell)
    if isinstance(cell, str) and (len(text) > 25 or not _NUMBER.fullmatch(text)):
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:  # pragma: no cover - repr() of a number is always a number
        return None
    if not number.is_finite():
        return None
    # 2.0 and 2 are one number; to_integral keeps 100 from becoming 1E+2.
    return number.to_integral_value() if number == number.to_integral_value() else number


def decimal_words(number: Decimal) -> str:
    """Return a number as it is written in French."""
    return f"{number:f}".replace(".", ",")


def to_score(cell: Cell) -> Understood[Decimal]:
    """A test score: a number, perhaps followed by « points » or « /120 »."""
    if isinstance(cell, str):
        cell = _SCORE_TAIL.sub("", cell)
    return to_decimal(cell)


def to_pages(cell: Cell) -> Understood[int]:
    """A number of pages."""
    if isinstance(cell, str):
        cell = re.sub(r"\s*(?:pages?|p\.?)\s*$", "", cell, flags=re.IGNORECASE)
    number = decimal_of(cell)
    if number is None or number != int(number) or not 0 < number < 10000:
        return refuse(f"« {shown(cell)} » n’est pas un nombre de pages : écrivez par exemple 58.")
    return Understood(int(number), f"{int(number)} pages" if number > 1 else "1 page")


def to_clock(cell: Cell) -> Understood[time]:
    """An hour of the day: HH:MM, HH:MM:SS, 9h30, or a spreadsheet's time."""
    if isinstance(cell, datetime) and cell.time() != time.min:
        # A day typed with its hour; the sitting has its own day, and midnight is a day alone.
        cell = cell.time()
    if isinstance(cell, time):
        return Understood(cell.replace(microsecond=0), shown(cell))
    if isinstance(cell, timedelta) and timedelta(0) <= cell < timedelta(days=1):
        seconds = round(cell.total_seconds())
        clock = time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
        return Understood(clock, shown(clock))
    match = _CLOCK.fullmatch(shown(cell)) if isinstance(cell, str) else None
    if match is None:
        return refuse(f"« {shown(cell)} » n’est pas une heure : écrivez HH:MM, par exemple 09:30.")
    hour, minute, second = (int(part or 0) for part in match.groups())
    if hour > 23 or minute > 59 or second > 59:
        return refuse(f"« {shown(cell)} » n’existe pas : une heure va de 00:00 à 23:59.")
    clock = time(hour, minute, second)
    return Understood(clock, shown(clock))


_CLOCK = re.compile(r"(\d{1,2})\s?[:hH]\s?(\d{2})(?::(\d{2}))?")
