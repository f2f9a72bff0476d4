"""Turns what an XLSX writes of one cell into its value; leaves finding cells to the sheet reader.

Every doubt is noted in the grid: errors, formulas that nothing computed, values that are not of
the kind they say.
"""

import math
import re
from datetime import date, datetime
from typing import NamedTuple

from jurydesk.tables.cell import Cell, Loss
from jurydesk.tables.losses import (
    in_error,
    is_error_text,
    never_computed_zero,
    uncomputed,
    unreadable,
)
from jurydesk.tables.number_formats import formatted, plain_moment
from jurydesk.tables.openxml_book import Book, unescaped
from jurydesk.tables.worksheet import Area, Grid

_NUMBER = re.compile(r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*")
_AREA = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,18})(?::\$?([A-Za-z]{1,7})\$?(\d{1,18}))?")


class WrittenCell(NamedTuple):
    """One cell as written: its type and format, whether a formula gives it, its value.

    ``value`` is ``None`` when there is none at all.
    """

    kind: str
    style: str
    has_formula: bool
    value: str | None


class Numbers(dict[str, float | Loss]):
    """Numbers by how they are written: a table says few different ones many times."""

    def __missing__(self, text: str) -> float | Loss:
        number = float(text) if _NUMBER.fullmatch(text) else math.nan
        found = self[text] = number if math.isfinite(number) else unreadable(text)
        return found


class ColumnNumbers(dict[str, int]):
    """Column indexes from 0 by their letters."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
        self[letters] = number - 1
        return number - 1


class CellReader:
    """Reads the cells of one workbook's sheets."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.texts = {str(place): text for place, text in enumerate(book.texts)}
        self.numbers = Numbers()
        self.columns = ColumnNumbers()

    def take(self, grid: Grid, row: int, column: int, cell: WrittenCell) -> None:
        """Put a cell in the grid, its value or why there is none."""
        value = self._value(cell)
        if isinstance(value, Loss):
            grid.lose(row, column, value)
        elif cell.has_formula and value == 0 and cell.kind in ("", "n"):
            grid.lose(row, column, never_computed_zero(), 0.0)
        elif cell.has_formula and cell.kind in ("", "n") and _is_first_day(value):
            grid.lose(row, column, never_computed_zero())
        elif value != "":
            grid.place(row, column, value)

    def _value(self, cell: WrittenCell) -> Cell | Loss:
        kind, written = cell.kind, cell.value
        if kind == "e":
            if not written and cell.has_formula:
                return uncomputed()
            return in_error(written or "")
        if kind in ("str", "inlineStr"):
            text = unescaped(written or "")
            return in_error(text) if is_error_text(text) else text
        if not written or not written.strip():
            return uncomputed() if cell.has_formula else ""
        if kind == "s":
            return self._shared(written)
        if kind == "b":
            return {"1": True, "true": True, "0": False, "false": False}.get(
                written.strip().lower(), unreadable(written)
            )
        if kind == "d":
            return _iso_moment(written.strip())
        return self._number(written, cell.style) if kind in ("", "n") else unreadable(written)

    def _shared(self, written: str) -> Cell | Loss:
        return self.texts.get(written.strip().lstrip("0") or "0", unreadable(f"n° {written}"))

    def _number(self, written: str, style: str) -> Cell | Loss:
        number = self.numbers[written]
        form = self.book.special.get(style)
        if isinstance(number, Loss) or form is None:
            return number
        found = formatted(number, form, from_1904=self.book.from_1904)
        return unreadable(written) if found is None else found


def _is_first_day(value: Cell) -> bool:
    return isinstance(value, date) and value.year < 1900


def _iso_moment(written: str) -> Cell | Loss:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return unreadable(written)
    return plain_moment(found.replace(tzinfo=None))


def area_of(written: str, columns: ColumnNumbers) -> Area | None:
    """Return the rectangle that a reference names; ``None`` when it is none."""
    match = _AREA.fullmatch(written.strip())
    if match is None:
        return None
    left, top = columns[match[1]], int(match[2])
    right, bottom = (columns[match[3]], int(match[4])) if match[3] else (left, top)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
