"""A table to fill by hand: every cell boxed, rows high enough to write in.

The minutes' own tables are to be read and have no boxes; this one is for pens. Its headings
repeat on every page, and no row is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.typesetting import (
    HEAD_CELL,
    INK,
    MUTED,
    SMALL,
    SMALL_BOLD,
    TINY_MUTED,
    Style,
    Typesetter,
)
from jurydesk.minutes.papers.sheet import TableColumn

_PAD = 4.0
_HEAD_FILL = "#f2f4f7"


@dataclass(frozen=True, slots=True)
class _Cell:
    """The lines of a cell, each with its style."""

    lines: tuple[tuple[str, Style], ...]

    @property
    def height(self) -> float:
        return sum(style.leading for _, style in self.lines)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    height: float


class FormTable(Flowable):
    """Rows of boxed cells under boxed headings."""

    def __init__(
        self,
        columns: Sequence[tuple[TableColumn, float]],
        head: _Row,
        rows: Sequence[_Row],
        typesetter: Typesetter,
    ) -> None:
        super().__init__()
        self._columns = columns
        self._head = head
        self._rows = rows
        self._typesetter = typesetter
        self.spaceAfter = 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size, known since the rows were laid out."""
        self.width = sum(width for _, width in self._columns)
        self.height = self._head.height + sum(row.height for row in self._rows)
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Cut between two rows."""
        room, fitting = height - self._head.height, 0
        while fitting < len(self._rows) and self._rows[fitting].height <= room + 1e-6:
            room -= self._rows[fitting].height
            fitting += 1
        if fitting == 0:
            return []
        parts = (self._rows[:fitting], self._rows[fitting:])
        return [
            FormTable(self._columns, self._head, rows, self._typesetter) for rows in parts if rows
        ]

    def draw(self) -> None:
        """Draw the headings, then each row."""
        top = self.height
        self.canv.setLineWidth(0.5)
        for row in (self._head, *self._rows):
            self._draw_row(row, top, filled=row is self._head)
            top -= row.height

    def _draw_row(self, row: _Row, top: float, *, filled: bool) -> None:
        left = 0.0
        for (column, width), cell in zip(self._columns, row.cells, strict=True):
            self.canv.setStrokeColor(HexColor(MUTED))
            self.canv.setFillColor(HexColor(_HEAD_FILL))
            self.canv.rect(left, top - row.height, width, row.height, stroke=1, fill=int(filled))
            y = top - (row.height - cell.height) / 2
            for text, style in cell.lines:
                x = left + _PAD
                if column.centred:
                    x = left + (width - self._typesetter.width(text, style)) / 2
                y -= style.leading
                self.canv.setFont(style.font, style.size)
                self.canv.setFillColor(HexColor(style.colour))
                self.canv.drawString(x, y + style.leading * 0.26, text)
            left += width
        self.canv.setFillColor(HexColor(INK))


def form_table(
    typesetter: Typesetter,
    columns: Sequence[tuple[TableColumn, float]],
    rows: Sequence[Sequence[str]],
    about: str,
    row_height: float,
) -> FormTable:
    """Lay out a table to fill; the first line of each row's first cell is strong.

    ``row_height`` is the least height of a row, in millimetres.
    """

    def cell(text: str, width: float, first: Style, later: Style) -> _Cell:
        pieces = text.split("\n") if text else []
        return _Cell(
            tuple(
                (line, later if number else first)
                for number, piece in enumerate(pieces)
                for line in typesetter.wrap(piece, later if number else first, width, about)
            )
        )

    def lay(texts: Sequence[str], first: Style, least: float) -> _Row:
        cells = []
        for index, ((_, width), text) in enumerate(zip(columns, texts, strict=True)):
            strong = first is SMALL and index == 0
            cells.append(cell(text, width - 2 * _PAD, SMALL_BOLD if strong else first, TINY_MUTED))
        return _Row(tuple(cells), max(least, *(each.height + 2 * _PAD for each in cells)))

    head = lay([column.title for column, _ in columns], HEAD_CELL, 0)
    return FormTable(columns, head, [lay(row, SMALL, row_height * mm) for row in rows], typesetter)
