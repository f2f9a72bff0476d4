"""A table to fill by hand: every cell boxed, rows high enough to write in.

The minutes' own tables are to be read and have no boxes; this one is for pens. Its headings
repeat on every page, and no row is cut.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.inking import Line, fill, inker_of, stroke
from jurydesk.minutes.pages.structure import (
    COLUMN_HEAD,
    ROW_HEAD,
    Element,
    Kind,
    code_of,
    structure_of,
)
from jurydesk.minutes.pages.typesetting import (
    HEAD_CELL,
    MUTED,
    SMALL,
    SMALL_BOLD,
    TINY_MUTED,
    Style,
    Typesetter,
)
from jurydesk.minutes.papers.leaf import TableColumn

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
    """Rows of boxed cells under boxed headings; ``shared`` is the element of its parts."""

    def __init__(
        self,
        columns: Sequence[tuple[TableColumn, float]],
        head: _Row,
        rows: Sequence[_Row],
        typesetter: Typesetter,
        shared: list[Element] | None = None,
    ) -> None:
        super().__init__()
        self._columns = columns
        self._head = head
        self._rows = rows
        self._typesetter = typesetter
        self._shared = [] if shared is None else shared
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
            FormTable(self._columns, self._head, rows, self._typesetter, self._shared)
            for rows in parts
            if rows
        ]

    def draw(self) -> None:
        """Draw the boxes, then the headings and each row."""
        code = code_of(self.canv)
        code.extend(self._boxes())
        code.append("BT")
        top = self.height - self._head.height
        self._write_head(code)
        for row in self._rows:
            above = structure_of(self.canv).add(Kind.ROW, self._shared[0])
            for place, cell in enumerate(row.cells):
                kind, more = (Kind.HEAD, ROW_HEAD) if not place and cell.lines else (Kind.CELL, "")
                element = structure_of(self.canv).add(kind, above, more)
                if cell.lines:
                    code.append(structure_of(self.canv).begin(element))
                    self._write_cell(code, place, row, top)
                    code.append("EMC")
            top -= row.height
        code.append("ET")

    def _write_head(self, code: list[str]) -> None:
        """Write the headings; repeated on a later page, they are heard no more."""
        if self._shared:
            code.append("/Artifact <</Type /Pagination>> BDC")
            for place in range(len(self._columns)):
                self._write_cell(code, place, self._head, self.height)
            code.append("EMC")
            return
        self._shared.append(structure_of(self.canv).add(Kind.TABLE))
        above = structure_of(self.canv).add(Kind.ROW, self._shared[0])
        for place, cell in enumerate(self._head.cells):
            element = structure_of(self.canv).add(Kind.HEAD, above, COLUMN_HEAD)
            if cell.lines:
                code.append(structure_of(self.canv).begin(element))
                self._write_cell(code, place, self._head, self.height)
                code.append("EMC")

    def _write_cell(self, code: list[str], place: int, row: _Row, top: float) -> None:
        cell = row.cells[place]
        column, width = self._columns[place]
        lines, y = [], (cell.height - row.height) / 2
        for text, style in cell.lines:
            x = _PAD
            if column.centred:
                x = (width - self._typesetter.width(text, style)) / 2
            y -= style.leading
            lines.append(Line(x, y + style.leading * 0.26, f"{text} ", style))
        left = sum(wide for _, wide in self._columns[:place])
        code.append(f"1 0 0 1 {left:.2f} {top:.2f} Tm")
        code.append(inker_of(self.canv).block(tuple(lines)))

    def _boxes(self) -> Iterable[str]:
        """Return the operators of all boxes, which nobody has to hear."""
        yield "/Artifact <</Type /Layout>> BDC"
        yield f"{stroke(MUTED, 0.5)} {fill(_HEAD_FILL)}"
        top = self.height
        for row in (self._head, *self._rows):
            left = 0.0
            for _, width in self._columns:
                yield f"{left:.2f} {top - row.height:.2f} {width:.2f} {row.height:.2f} re"
                left += width
            yield "B" if row is self._head else "S"
            top -= row.height
        yield "EMC"


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
