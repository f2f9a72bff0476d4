"""Tables that run over many pages in a time that grows with their rows and no faster.

reportlab's own tables measure the rest again at every page; this one lays out each row once and
splits by looking up a running total. Its cells are texts set one above the other.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate
from typing import NamedTuple

from reportlab.platypus import FrameBreak
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.inking import Line, inker_of, stroke
from jurydesk.minutes.pages.structure import (
    COLUMN_HEAD,
    ROW_HEAD,
    Element,
    Kind,
    code_of,
    spoken_in,
    structure_of,
)
from jurydesk.minutes.pages.typesetting import (
    HAIRLINE,
    HEAD_CELL,
    SMALL,
    Alignment,
    Run,
    Style,
    Typesetter,
)

Cell = str | Run | Sequence[Run]

# A row higher than this could not fit on a landscape page: it goes on in a next one.
_MAXIMUM_ROW = 300.0
# Long runs of letters have as many names as letters.
_KEPT = 4_000
_NOTHING = Element(Kind.PARAGRAPH, 0, 0, "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in points, how its texts stand and look, their language."""

    title: str
    width: float
    align: Alignment = "left"
    style: Style = SMALL
    language: str = ""


class Sense(Enum):
    """What a grid is to somebody who hears it."""

    TABLE = auto()
    PAIRS = auto()
    TEXT = auto()
    LIST = auto()
    TITLE = auto()
    HEADING = auto()


_TEXTS = {
    Sense.TEXT: Kind.PARAGRAPH,
    Sense.TITLE: Kind.TITLE,
    Sense.HEADING: Kind.HEADING,
}


class _Box(NamedTuple):
    """A cell laid out; cells that say the same in columns alike share one.

    The lines stand from the cell's left and top, in points, downwards negative.
    """

    height: float
    lines: tuple[Line, ...]


class _Row(NamedTuple):
    """A row laid out: (left, box) by column.

    One that ``goes_on`` has no line under it; one that ``resumes`` is the rest of the row above.
    """

    height: float
    boxes: tuple[tuple[float, _Box], ...]
    goes_on: bool = False
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    """Everything laid out once, shared by the parts a table is split into."""

    width: float
    head: _Row | None
    rows: tuple[_Row, ...]
    tops: tuple[float, ...]
    ruled: bool
    sense: Sense
    tagged: "_Tagged"
    languages: tuple[str, ...]


class _Tagged:
    """What the parts of one table share in the structure: its element, and the last row's cells."""

    __slots__ = ("cells", "element")

    def __init__(self) -> None:
        self.element: Element | None = None
        self.cells: list[Element] = []


@dataclass(frozen=True, slots=True)
class GridLayout:
    """How tight a table is: space above and below each row's text, and between columns.

    ``sense`` is what it is to somebody who hears it: figures or names set side by side are no
    table.
    """

    pad: float = 4
    gutter: float = 8
    head: bool = True
    ruled: bool = True
    head_style: Style = field(default=HEAD_CELL)
    sense: Sense = Sense.TABLE


class Grid(Flowable):
    """A table whose headings repeat on every page; only a row too high for one is cut."""

    def __init__(self, laid: _Laid, start: int, end: int) -> None:
        super().__init__()
        self._laid = laid
        self._start = start
        self._end = end
        self.spaceAfter = 6

    @property
    def rows(self) -> int:
        """How many rows this part holds."""
        return self._end - self._start

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size, known since the rows were laid out."""
        self.width, self.height = self._laid.width, self._head_height() + self._body_height()
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Cut between two rows, never leaving one row alone on either side when it can."""
        tops = self._laid.tops
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
        parts = [Grid(self._laid, self._start, cut), Grid(self._laid, cut, self._end)]
        # Rows held back would otherwise be set in the room they just left.
        return [parts[0], FrameBreak(), parts[1]] if cut < fitting else list(parts)

    def draw(self) -> None:
        """Draw the headings, then each row, then the lines between them."""
        laid, y = self._laid, self._head_height() + self._body_height()
        code = ["BT"]
        strong = None
        if laid.head is not None:
            self._write_head(code, laid.head, y)
            y -= laid.head.height
            strong = y
        lines = []
        for row in laid.rows[self._start : self._end]:
            self._write_row(code, row, y)
            y -= row.height
            if laid.ruled and not row.goes_on:
                lines.append(y)
        code.append("ET")
        code_of(self.canv).extend((*code, *_ruling(laid.width, strong, lines)))

    def _write_head(self, code: list[str], head: _Row, top: float) -> None:
        """Write the headings; repeated on a later page, they are heard no more."""
        tags = structure_of(self.canv)
        tagged = self._laid.tagged
        if tagged.element is not None:
            code.append("/Artifact <</Type /Pagination>> BDC")
            for left, box in head.boxes:
                self._write_box(code, left, box, top)
            code.append("EMC")
            return
        tagged.element = tags.add(Kind.TABLE)
        row = tags.add(Kind.ROW, tagged.element)
        for left, box in head.boxes:
            cell = tags.add(Kind.HEAD, row, COLUMN_HEAD)
            self._write_cell(code, cell, left, box, top)

    def _write_row(self, code: list[str], row: _Row, top: float) -> None:
        cells = self._laid.tagged.cells if row.resumes else self._cells(row)
        self._laid.tagged.cells = cells
        for (left, box), cell in zip(row.boxes, cells, strict=True):
            self._write_cell(code, cell, left, box, top)

    def _cells(self, row: _Row) -> list[Element]:
        """Return the elements of a row's cells, by what the grid is."""
        tags = structure_of(self.canv)
        laid = self._laid
        plain = _TEXTS.get(laid.sense)
        if plain is not None:
            # A place left empty is no paragraph.
            boxes = zip(row.boxes, laid.languages, strict=True)
            return [tags.add(plain, more=said) if b.lines else _NOTHING for (_, b), said in boxes]
        if laid.tagged.element is None:
            kind = Kind.LIST if laid.sense is Sense.LIST else Kind.TABLE
            laid.tagged.element = tags.add(kind)
        parent = laid.tagged.element
        if laid.sense is Sense.LIST:
            return [
                tags.add(Kind.BODY, tags.add(Kind.ITEM, parent)) if box.lines else _NOTHING
                for _, box in row.boxes
            ]
        above = tags.add(Kind.ROW, parent)
        headed = [_is_head(laid.sense, place, box) for place, (_, box) in enumerate(row.boxes)]
        return [
            tags.add(Kind.HEAD, above, ROW_HEAD + said)
            if head
            else tags.add(Kind.CELL, above, said)
            for head, said in zip(headed, laid.languages, strict=True)
        ]

    def _write_cell(
        self, code: list[str], cell: Element, left: float, box: _Box, top: float
    ) -> None:
        if box.lines:
            tags = structure_of(self.canv)
            code.append(tags.begin(cell))
            tags.say(line.text for line in box.lines)
            self._write_box(code, left, box, top)
            code.append("EMC")

    def _write_box(self, code: list[str], left: float, box: _Box, top: float) -> None:
        code.append(f"1 0 0 1 {left:.2f} {top:.2f} Tm")
        code.append(inker_of(self.canv).block(box.lines))

    def _between_groups(self, cut: int) -> int:
        """Return the last place up to ``cut`` that parts no group, ``cut`` itself if none.

        A group too high for what is left of most pages is parted: moved whole, it might never
        fit, and the rows above it would be left alone.
        """
        rows, tops = self._laid.rows, self._laid.tops
        place, last = cut, cut
        while place > self._start and rows[place - 1].goes_on:
            place -= 1
        while last < self._end and rows[last - 1].goes_on:
            last += 1
        whole = tops[last] - tops[place] <= _MAXIMUM_ROW
        return place if whole and place > self._start else cut

    def _head_height(self) -> float:
        return self._laid.head.height if self._laid.head else 0.0

    def _body_height(self) -> float:
        return self._laid.tops[self._end] - self._laid.tops[self._start]


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
    said = tuple(spoken_in(each.language) if each.language else "" for each in columns)
    whole = _Laid(width, head, tuple(laid), tops, layout.ruled, layout.sense, _Tagged(), said)
    return Grid(whole, 0, len(laid))


class _RowSetter:
    """Lays rows out, each distinct cell of a column once."""

    def __init__(
        self, typesetter: Typesetter, columns: Sequence[Column], layout: GridLayout
    ) -> None:
        self._typesetter = typesetter
        self._columns = columns
        self._layout = layout
        self._lefts = tuple(accumulate((column.width for column in columns), initial=0.0))
        known: dict[object, dict[object, _Box]] = typesetter.kept
        # Columns alike share their cells, from one letter to the next.
        self._known = [
            known.setdefault((each.width, each.align, each.style, layout.pad, layout.gutter), {})
            for each in columns
        ]

    def row(self, cells: Sequence[Cell], who: str) -> _Row:
        """Return one row, as high as its highest cell."""
        boxes = []
        for index, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            key = tuple(cell) if isinstance(cell, list) else cell
            box = self._known[index].get(key)
            if box is None:
                if len(self._known[index]) >= _KEPT:
                    self._known[index].clear()
                box = self._known[index][key] = self._box(column, _runs(cell, column.style), who)
            boxes.append((self._lefts[index], box))
        return _Row(max(box.height for _, box in boxes), tuple(boxes))

    def _box(self, column: Column, runs: Sequence[Run], who: str) -> _Box:
        room = column.width - self._layout.gutter
        lines = []
        y = self._layout.pad
        for run in runs:
            for line in self._typesetter.wrap(run.text, run.style, room, who):
                y += run.style.leading
                x = _indent(self._typesetter, line, run.style, room, column.align)
                # Lines that follow one another are heard as words apart.
                lines.append(Line(x, run.style.leading * 0.26 - y, f"{line} ", run.style))
        return _Box(y + self._layout.pad, tuple(lines))


def _cut(row: _Row, goes_on: bool) -> Iterable[_Row]:  # noqa: FBT001 laid out above
    """Cut a row too high for a page between two of its lines."""
    resumes = False
    while row.height > _MAXIMUM_ROW:
        lines = [-line.y for _, box in row.boxes for line in box.lines]
        cut = max(y for y in lines if y <= _MAXIMUM_ROW - 4) + 4
        first = tuple((left, _part(box, 0, cut)) for left, box in row.boxes)
        yield _Row(cut, first, goes_on=True, resumes=resumes)
        resumes = True
        rest = tuple((left, _part(box, cut, row.height)) for left, box in row.boxes)
        row = _Row(row.height - cut, rest)
    yield row._replace(goes_on=goes_on, resumes=resumes)


def _part(box: _Box, top: float, bottom: float) -> _Box:
    lines = (line._replace(y=line.y + top) for line in box.lines if top <= -line.y < bottom)
    return _Box(bottom - top, tuple(lines))


def _is_head(sense: Sense, place: int, box: _Box) -> bool:
    """Whether a cell says what its row is about: labels, and names in the first column."""
    return place == 0 and bool(box.lines) and sense in (Sense.TABLE, Sense.PAIRS)


def _ruling(width: float, strong: float | None, lines: Sequence[float]) -> Iterable[str]:
    """Return the operators of all lines of a grid, which nobody has to hear."""
    if strong is None and not lines:
        return
    yield "/Artifact <</Type /Layout>> BDC"
    if strong is not None:
        yield f"{stroke(HEAD_CELL.colour, 0.8)} 0 {strong:.2f} m {width:.2f} {strong:.2f} l S"
    if lines:
        yield stroke(HAIRLINE, 0.4)
        yield from (f"0 {y:.2f} m {width:.2f} {y:.2f} l" for y in lines)
        yield "S"
    yield "EMC"


def _runs(cell: Cell, style: Style) -> Sequence[Run]:
    if isinstance(cell, str):
        return (Run(cell, style),) if cell else ()
    return (cell,) if isinstance(cell, Run) else [run for run in cell if run.text]


def _indent(typesetter: Typesetter, line: str, style: Style, room: float, align: str) -> float:
    if align == "left":
        return 0.0
    spare = room - typesetter.width(line, style)
    return spare if align == "right" else spare / 2
