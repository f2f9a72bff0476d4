"""Reads the sheets of an ODS; leaves the meaning of cells to the converters.

Names are those of OpenDocument 1.3 part 3, whatever prefixes the writer chose. A run of equal
cells or rows is written once with a count: it is made only as far as a value stands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from jurydesk.tables.cell import Cell, Loss
from jurydesk.tables.losses import covered
from jurydesk.tables.opendocument_cells import SpokenText, WrittenCell, value_of
from jurydesk.tables.opendocument_rows import (
    ROW_BEGIN,
    ROW_END,
    RowPattern,
    UsualRow,
    names_are_usual,
)
from jurydesk.tables.spreadsheet_guard import damaged, too_far
from jurydesk.tables.worksheet import MAX_COLUMNS, Area, Grid, Worksheet
from jurydesk.tables.xml_stream import Attributes, XmlStream, in_utf8, whole_rows

_NAMESPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
_NOT_SHOWN = frozenset(("collapse", "filter"))
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_COUNT = re.compile(r"\d{1,12}")


class _Names(dict[str, str]):
    """The usual names, « table:table-row », by those of the parser; others keep theirs."""

    def __missing__(self, name: str) -> str:
        space, _, own = name.rpartition(" ")
        prefix = _NAMESPACES.get(space)
        found = self[name] = f"{prefix}:{own}" if prefix else own
        return found


@dataclass(slots=True)
class _Row:
    """One row as written, and how many times it stands."""

    count: int
    column: int = 0
    cells: list[tuple[int, int, Cell | Loss, Cell]] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)


class _Reader:
    """Where the reading of one document stands."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Worksheet] = []
        self._file = file
        self._names = _Names()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._grid: Grid | None = None
        self._next_row = 1
        self._next_column = 0
        self._unseen: list[bool] = []
        self._row: _Row | None = None
        self._cell: WrittenCell | None = None
        self._text = SpokenText()
        self._depth = 0
        self._aside = 0

    def start(self, tag: str, written: Attributes) -> None:
        """Follow one opening tag."""
        names = self._names
        name = names[tag]
        self._depth += 1
        if self._aside:
            return
        if self._cell is not None:
            if name == "office:annotation" or name.startswith(("draw:", "table:")):
                self._aside = self._depth
            else:
                self._text.start(name, {names[key]: value for key, value in written.items()})
            return
        attributes = {names[key]: value for key, value in written.items()}
        if self._row is not None and name in _CELLS:
            self._begin_cell(name, attributes)
        elif self._grid is not None:
            self._start_in_table(name, attributes)
        else:
            self._start_outside(name, attributes)

    def _start_outside(self, name: str, attributes: Attributes) -> None:
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif name in ("table:tracked-changes", "table:dde-links", "office:scripts"):
            self._aside = self._depth
        elif name == "table:table":
            hidden = attributes.get("table:style-name") in self._hidden_styles
            self._grid = Grid(self._file, attributes.get("table:name", ""), is_hidden=hidden)
            self._next_row, self._next_column, self._unseen = 1, 0, []

    def _start_in_table(self, name: str, attributes: Attributes) -> None:
        if name == "table:table-row":
            self._row = self._begin_row(attributes)
        elif name in ("table:table-row-group", "table:table-column-group"):
            self._unseen.append(attributes.get("table:display") == "false")
        elif name == "table:table-column":
            self._column(attributes)
        elif name in ("table:shapes", "office:forms", "table:table", "office:annotation"):
            self._aside = self._depth

    def _begin_row(self, attributes: Attributes) -> _Row:
        count = self._count(attributes, "table:number-rows-repeated")
        unseen = attributes.get("table:visibility") in _NOT_SHOWN or any(self._unseen)
        if unseen and self._grid is not None:
            self._grid.hide_rows(self._next_row, count)
        return _Row(count)

    def take(self, rows: list[UsualRow]) -> None:
        """Take rows that were read without the parser."""
        for written in rows:
            row = self._begin_row(written.attributes)
            for count, value, kept in written.cells:
                if value != "":
                    row.cells.append((row.column, count, value, kept))
                row.column += count
            self._end_row(row)

    @property
    def is_between_rows(self) -> bool:
        """Whether the parser stands in a table, between two of its rows."""
        return self._grid is not None and self._row is None and not self._aside

    def _column(self, attributes: Attributes) -> None:
        count = self._count(attributes, "table:number-columns-repeated")
        unseen = attributes.get("table:visibility") in _NOT_SHOWN or any(self._unseen)
        if unseen and self._grid is not None:
            self._grid.hide_columns(self._next_column, count)
        self._next_column += count

    def _begin_cell(self, name: str, attributes: Attributes) -> None:
        row = self._row
        assert row is not None  # noqa: S101 the caller has seen it
        count = self._count(attributes, "table:number-columns-repeated")
        self._cell = WrittenCell(attributes, is_covered=name != "table:table-cell", count=count)
        self._text.clear()
        rows = self._count(attributes, "table:number-rows-spanned")
        columns = self._count(attributes, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            row.spans.append((row.column, rows, columns))

    def end(self, tag: str) -> None:
        """Follow one closing tag."""
        self._depth -= 1
        if self._aside:
            if self._depth < self._aside:
                self._aside = 0
            return
        name = self._names[tag]
        if self._cell is not None:
            if name in _CELLS:
                self._end_cell(self._cell)
            else:
                self._text.end(name)
        elif name == "table:table-row" and self._row is not None:
            row, self._row = self._row, None
            self._end_row(row)
        elif name in ("table:table-row-group", "table:table-column-group") and self._unseen:
            self._unseen.pop()
        elif name == "table:table" and self._grid is not None:
            self.sheets.append(self._grid.finish())
            self._grid = None

    def text(self, data: str) -> None:
        """Take what stands between two tags."""
        if self._cell is not None and not self._aside:
            self._text.add(data)

    def _end_cell(self, cell: WrittenCell) -> None:
        row = self._row
        assert row is not None  # noqa: S101 a cell stands in a row
        self._cell = None
        value, kept = value_of(cell.attributes, self._text.whole())
        if value != "":
            row.cells.append((row.column, cell.count, value, kept))
            if cell.is_covered:
                shown = self._text.whole() or "…"
                row.cells[-1] = (row.column, cell.count, covered(shown, ""), "")
                if not isinstance(value, Loss):
                    row.cells[-1] = (row.column, cell.count, covered(shown, ""), value)
        row.column += cell.count

    def _end_row(self, row: _Row) -> None:
        grid = self._grid
        first, self._next_row = self._next_row, self._next_row + row.count
        if grid is None:
            return
        for column, rows, columns in row.spans:
            grid.merges.append(Area(first, column, first + rows - 1, column + columns - 1))
        if not row.cells:
            return
        column, count, _, _ = row.cells[-1]
        if column + count > MAX_COLUMNS:
            raise too_far(self._file, first, column + count)
        grid.reach(first + row.count - 1, column + count)
        for number in range(first, first + row.count):
            _fill(grid, number, row)

    def _count(self, attributes: Attributes, key: str) -> int:
        written = attributes.get(key)
        if written is None:
            return 1
        if _COUNT.fullmatch(written.strip()) is None:
            raise damaged(self._file)
        return max(1, int(written))


def _fill(grid: Grid, number: int, row: _Row) -> None:
    cells = grid.rows.setdefault(number, [])
    for column, count, value, kept in row.cells:
        if len(cells) < column:
            cells.extend([""] * (column - len(cells)))
        if type(value) is Loss:
            for place in range(column, column + count):
                grid.lose(number, place, value, kept)
        elif count == 1:
            cells.append(value)
        else:
            cells.extend([value] * count)


def read_content(pieces: Iterable[bytes], file: str) -> tuple[Worksheet, ...]:
    """Read every sheet of a content part.

    Raises :class:`UnreadableFileError` when its XML is broken, or its tables too large.
    """
    reader = _Reader(file)
    stream = XmlStream(file, reader.start, reader.end, reader.text)
    pattern = RowPattern()
    head: bytes | None = b""
    usual = False
    for piece in whole_rows(pieces, ROW_BEGIN, ROW_END, file):
        if head is not None:
            head += piece
            if reader.is_between_rows or piece.startswith(ROW_BEGIN):
                usual, head = names_are_usual(head) and in_utf8(head) and b"<!" not in head, None
        usual = usual and b"<!" not in piece
        rows = pattern.read(piece) if usual and reader.is_between_rows else None
        if rows is None:
            stream.feed(piece)
        else:
            reader.take(rows)
    stream.close()
    return tuple(reader.sheets)
