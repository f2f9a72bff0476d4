"""Tables that run over many pages in a time that grows with their rows and no faster.

reportlab's own tables measure the rest again at every page; this one lays out each row once and
splits by looking up a running total. Its cells are texts set one above the other.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from reportlab.platypus import FrameBreak
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.typesetting import (
    HAIRLINE,
    HEAD_CELL,
    SMALL,
    Alignment,
    Run,
    Style,
    Typesetter,
    ink,
)

Cell = str | Run | Sequence[Run]

# A row higher than this could not fit on a landscape page: it goes on in a next one.
_MAXIMUM_ROW = 300.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in points, how its texts stand and look."""

    title: str
    width: float
    align: Alignment = "left"
    style: Style = SMALL


class _Piece(NamedTuple):
    """One line of text at its place in a cell: from the cell's left and top, in points."""

    x: float
    y: float
    text: str
    style: Style


class _Box(NamedTuple):
    """A cell laid out; cells that say the same in the same column share one."""

    height: float
    pieces: tuple[_Piece, ...]


class _Row(NamedTuple):
    """A row laid out: (left, box) by column; one that ``goes_on`` has no line under it."""

    height: float
    boxes: tuple[tuple[float, _Box], ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Everything laid out once, shared by the parts a table is split into."""

    width: float
    head: _Row | None
    rows: tuple[_Row, ...]
    tops: tuple[float, ...]
    ruled: bool


@dataclass(frozen=True, slots=True)
class GridLayout:
    """How tight a table is: space above and below each row's text, and between columns."""

    pad: float = 4
    gutter: float = 8
    head: bool = True
    ruled: bool = True
    head_style: Style = field(default=HEAD_CELL)


class Grid(Flowable):
    """A table whose headings repeat on every page; only a row too high for one is cut."""

    def __init__(self, sheet: _Sheet, start: int, end: int) -> None:
        super().__init__()
        self._sheet = sheet
        self._start = start
        self._end = end
        self.spaceAfter = 6

    @property
    def rows(self) -> int:
        """How many rows this part holds."""
        return self._end - self._start

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size, known since the rows were laid out."""
        self.width, self.height = self._sheet.width, self._head_height() + self._body_height()
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Cut between two rows, never leaving one row alone on either side when it can."""
        tops = self._sheet.tops
        limit = tops[self._start] + height - self._head_height()
        cut = min(bisect_right(tops, limit + 1e-6) - 1, self._end)
        if cut >= self._end:
            return [self]
        fitting = cut
        if cut == self._end - 1 and cut - self._start > 2:
            cut -= 1
        cut = self._between_groups(cut)
        if cut <= self._start or (cut == self._start + 1 and self.rows > 3):
            return []
        parts = [Grid(self._sheet, self._start, cut), Grid(self._sheet, cut, self._end)]
        # Rows held back would otherwise be set in the room they just left.
        return [parts[0], FrameBreak(), parts[1]] if cut < fitting else list(parts)

    def draw(self) -> None:
        """Draw the headings, then each row and the hairline under it."""
        y = self._head_height() + self._body_height()
        head = self._sheet.head
        if head is not None:
            self._draw_row(head, y)
            y -= head.height
            self._line(y, 0.8, HEAD_CELL.colour)
        for row in self._sheet.rows[self._start : self._end]:
            self._draw_row(row, y)
            y -= row.height
            if self._sheet.ruled and not row.goes_on:
                self._line(y, 0.4, HAIRLINE)

    def _between_groups(self, cut: int) -> int:
        """Return the last place up to ``cut`` that parts no group, ``cut`` itself if none."""
        rows = self._sheet.rows
        place = cut
        while place > self._start and rows[place - 1].goes_on:
            place -= 1
        return cut if place == self._start else place

    def _draw_row(self, row: _Row, top: float) -> None:
        text = self.canv.beginText()
        last: Style | None = None
        x = y = 0.0
        for left, box in row.boxes:
            for piece in box.pieces:
                style = piece.style
                if style is not last:
                    if last is None or (last.font, last.size) != (style.font, style.size):
                        text.setFont(style.font, style.size)
                    if last is None or last.colour != style.colour:
                        text.setFillColor(ink(style.colour))
                    last = style
                # Relative moves are half the numbers of an absolute place.
                text.moveCursor(left + piece.x - x, y - (top - piece.y))
                x, y = left + piece.x, top - piece.y
                text.textOut(piece.text)
        self.canv.drawText(text)

    def _line(self, y: float, thickness: float, colour: str) -> None:
        self.canv.setStrokeColor(ink(colour))
        self.canv.setLineWidth(thickness)
        self.canv.line(0, y, self._sheet.width, y)

    def _head_height(self) -> float:
        return self._sheet.head.height if self._sheet.head else 0.0

    def _body_height(self) -> float:
        return self._sheet.tops[self._end] - self._sheet.tops[self._start]


def grid(
    typesetter: Typesetter,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    layout: GridLayout | None = None,
    *,
    who: Sequence[str] = (),
    joined: Container[int] = (),
) -> Grid:
    """Lay out a table.

    ``who`` names the person of each row for a text that cannot be set. The rows numbered in
    ``joined`` go with the next one: no line between, and no page if it can be helped.
    """
    layout = layout or GridLayout()
    setter = _RowSetter(typesetter, columns, layout)
    head = None
    if layout.head:
        head = setter.row([Run(column.title, layout.head_style) for column in columns], "")
    laid: list[_Row] = []
    for index, row in enumerate(rows):
        name = who[index] if index < len(who) else ""
        laid.extend(_cut(setter.row(row, name), index in joined))
    tops = tuple(accumulate((row.height for row in laid), initial=0.0))
    width = sum(column.width for column in columns)
    return Grid(_Sheet(width, head, tuple(laid), tops, layout.ruled), 0, len(laid))


class _RowSetter:
    """Lays rows out, each distinct cell of a column once."""

    def __init__(
        self, typesetter: Typesetter, columns: Sequence[Column], layout: GridLayout
    ) -> None:
        self._typesetter = typesetter
        self._columns = columns
        self._layout = layout
        self._lefts = tuple(accumulate((column.width for column in columns), initial=0.0))
        self._known: list[dict[object, _Box]] = [{} for _ in columns]

    def row(self, cells: Sequence[Cell], who: str) -> _Row:
        """Return one row, as high as its highest cell."""
        boxes = []
        for index, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            key = tuple(cell) if isinstance(cell, list) else cell
            box = self._known[index].get(key)
            if box is None:
                box = self._known[index][key] = self._box(column, _runs(cell, column.style), who)
            boxes.append((self._lefts[index], box))
        return _Row(max(box.height for _, box in boxes), tuple(boxes))

    def _box(self, column: Column, runs: Sequence[Run], who: str) -> _Box:
        room = column.width - self._layout.gutter
        pieces = []
        y = self._layout.pad
        for run in runs:
            for line in self._typesetter.wrap(run.text, run.style, room, who):
                y += run.style.leading
                x = _indent(self._typesetter, line, run.style, room, column.align)
                pieces.append(_Piece(x, y - run.style.leading * 0.26, line, run.style))
        return _Box(y + self._layout.pad, tuple(pieces))


def _cut(row: _Row, goes_on: bool) -> Iterable[_Row]:  # noqa: FBT001 laid out above
    """Cut a row too high for a page between two of its lines."""
    while row.height > _MAXIMUM_ROW:
        lines = [piece.y for _, box in row.boxes for piece in box.pieces]
        cut = max(y for y in lines if y <= _MAXIMUM_ROW - 4) + 4
        yield _Row(cut, tuple((left, _part(box, 0, cut)) for left, box in row.boxes), goes_on=True)
        rest = tuple((left, _part(box, cut, row.height)) for left, box in row.boxes)
        row = _Row(row.height - cut, rest)
    yield row._replace(goes_on=goes_on)


def _part(box: _Box, top: float, bottom: float) -> _Box:
    pieces = (piece._replace(y=piece.y - top) for piece in box.pieces if top <= piece.y < bottom)
    return _Box(bottom - top, tuple(pieces))


def _runs(cell: Cell, style: Style) -> Sequence[Run]:
    if isinstance(cell, str):
        return (Run(cell, style),) if cell else ()
    return (cell,) if isinstance(cell, Run) else [run for run in cell if run.text]


def _indent(typesetter: Typesetter, line: str, style: Style, room: float, align: str) -> float:
    if align == "left":
        return 0.0
    spare = room - typesetter.width(line, style)
    return spare if align == "right" else spare / 2
