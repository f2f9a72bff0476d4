"""Reads one sheet of an XLSX into a grid; leaves what a cell means to :mod:`.openxml_cells`.

One XML parser follows the whole part. Runs of rows written the usual way, which are nearly all of
a large table, are read by one pattern instead, five times as fast, and the parser is not shown
them: anything unusual in a run (a prefix, another order of attributes, rich text, an escape)
sends it to the parser. Tests compare the two on every file they have.
"""

import re
from collections.abc import Iterable

from jurydesk.tables.cell import Cell, Loss
from jurydesk.tables.losses import uncomputed
from jurydesk.tables.openxml_book import Book, WorksheetPart
from jurydesk.tables.openxml_cells import CellReader, WrittenCell, area_of
from jurydesk.tables.spreadsheet_guard import damaged
from jurydesk.tables.worksheet import Area, Grid, Worksheet
from jurydesk.tables.xml_stream import (
    Attributes,
    XmlStream,
    in_utf8,
    is_true,
    local,
    odd_entities,
    unescape_entities,
    whole_rows,
)

# Possessive, so that nothing is tried twice: a cell is wholly usual or it is not.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+)\d{1,7}+"(?: s="(\d++)")?+(?: t="([a-zA-Z]++)")?+'
    r'(?:/>|>(?:(<f)(?: [a-z]++="[^"<>]*+")*+(?:/>|>[^<]*+</f>))?+'
    r'(?:<(?:v|is><t(?: xml:space="preserve")?+)>([^<]*+)</(?:v|t></is)>)?+</c>)'
)
_ROW_HEAD = re.compile(r'r="(\d{1,7})"(?: [\w:]+="[^"<>]*")*+ ?/?')
# Errors, escapes, comments, arrays: whatever asks for a closer look.
_ODD = ("#", "\r", "\0", "_x", "Err:")
_ARRAYS = ('t="array"', 't="dataTable"')
_NUMERIC = frozenset(("", "n"))
_HIDDEN = re.compile(r' (?:hidden="(?:1|true|on)"|ht="0+(?:\.0*)?")')
_NO_HEIGHT = re.compile(r"0+(?:\.0*)?")
# What the pattern alone cannot settle is asked of the cell reader.
_ASK = uncomputed()


def read_sheet(pieces: Iterable[bytes], part: WorksheetPart, book: Book, file: str) -> Worksheet:
    """Read one sheet; raises :class:`UnreadableFileError` when its XML is broken or too wide."""
    return _WorksheetReader(part, book, file).read(pieces)


class _WorksheetReader:
    """Where the reading of one sheet stands."""

    def __init__(self, part: WorksheetPart, book: Book, file: str) -> None:
        self._file = file
        self._grid = Grid(file, part.name, part.is_hidden)
        self._cells = CellReader(book)
        self._stream = XmlStream(file, self._start, self._end)
        self._in_rows = False
        self._row = 0
        self._column = -1
        self._cell = WrittenCell("", "", has_formula=False, value=None)
        self._value: list[str] | None = None
        self._aside = 0

    def read(self, pieces: Iterable[bytes]) -> Worksheet:
        """Follow the whole part."""
        usual, begun = True, False
        for piece in whole_rows(pieces, b"<row ", b"</row>", self._file):
            if not begun:
                usual, begun = in_utf8(piece), True
            elif b"<?" in piece:
                usual = False
            usual = usual and b"<!" not in piece
            if not (usual and self._in_rows and self._read_usual(piece)):
                self._stream.feed(piece)
        self._stream.close()
        return self._grid.finish()

    def _read_usual(self, piece: bytes) -> bool:
        """Read whole rows by their pattern, all of them or nothing."""
        if not piece.startswith(b"<row ") or not piece.endswith(b"</row>"):
            return False
        try:
            text = piece.decode("utf-8")
        except UnicodeDecodeError:
            return False
        escaped = "&" in text
        if (
            any(odd in text for odd in _ODD)
            or ("<f" in text and any(array in text for array in _ARRAYS))
            or (escaped and odd_entities(text))
        ):
            return False
        rows = []
        for row in text.split("<row ")[1:]:
            head, _, rest = row.partition(">")
            cells = _CELL.findall(rest)
            # A cell that the pattern does not know is counted and not found.
            if rest.count("<c") != len(cells) or _ROW_HEAD.fullmatch(head) is None:
                return False
            rows.append((head, cells))
        for head, cells in rows:
            self._read_usual_row(head, _unescaped(cells) if escaped else cells)
        return True

    def _read_usual_row(self, head: str, found: list[tuple[str, ...]]) -> None:
        number = int(head[3 : head.index('"', 3)])
        self._begin_row(number, hidden=_HIDDEN.search(head) is not None)
        cells = self._grid.rows.setdefault(number, [])
        columns, numbers = self._cells.columns, self._cells.numbers
        texts, special = self._cells.texts, self._cells.book.special
        width, add = len(cells), cells.append
        for letters, style, kind, formula, written in found:
            value: Cell | Loss = _ASK
            if kind == "inlineStr":
                value = written
            elif kind == "s":
                value = texts.get(written, _ASK)
            elif written and kind in _NUMERIC and style not in special and not formula:
                value = numbers[written]
            column = columns[letters]
            if type(value) is Loss:
                cell = WrittenCell(kind, style, bool(formula), written)
                self._cells.take(self._grid, number, column, cell)
                width = len(cells)
            elif column == width:
                add(value)
                width += 1
            elif value != "":
                self._grid.place(number, column, value)
                width = len(cells)
        if width:
            self._grid.reach(number, width)

    def _begin_row(self, number: int, *, hidden: bool) -> None:
        if number < 1:
            raise damaged(self._file)
        self._row, self._column = number, -1
        if hidden:
            self._grid.hide_rows(number, 1)

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if not self._in_rows:
            self._start_outside(name, attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t") and not self._aside:
            self._value = [] if self._value is None else self._value
            self._stream.listen(self._value.append)
        elif name == "f":
            self._cell = self._cell._replace(has_formula=True)
            if attributes.get("t") in ("array", "dataTable"):
                self._add(self._grid.arrays, attributes)
        elif name == "row":
            written = attributes.get("r", str(self._row + 1)).strip()
            if not written.isascii() or not written.isdigit():
                raise damaged(self._file)
            self._begin_row(int(written[:10]), hidden=_is_hidden_row(attributes))
        elif name == "rPh":
            self._aside += 1

    def _start_outside(self, name: str, attributes: Attributes) -> None:
        if name == "sheetData":
            self._in_rows = True
        elif name == "mergeCell":
            self._add(self._grid.merges, attributes)
        elif name == "col" and is_true(attributes.get("hidden")):
            first, last = (attributes.get(key, "") for key in ("min", "max"))
            if first.isdigit() and last.isdigit():
                begin = int(first[:7]) - 1
                self._grid.hide_columns(begin, int(last[:7]) - begin)

    def _add(self, areas: list[Area], attributes: Attributes) -> None:
        area = area_of(attributes.get("ref", ""), self._cells.columns)
        if area is not None:
            areas.append(area)

    def _begin_cell(self, attributes: Attributes) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            area = area_of(place, self._cells.columns)
            if area is None or ":" in place:
                raise damaged(self._file)
            self._column = area.left
            if area.top != self._row:
                self._begin_row(area.top, hidden=False)
                self._column = area.left
        kind, style = attributes.get("t", "").strip(), attributes.get("s", "").strip()
        self._cell = WrittenCell(kind, style, has_formula=False, value=None)
        self._value = None

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name in ("v", "t"):
            self._stream.listen(None)
        elif name == "c" and self._in_rows:
            written = None if self._value is None else "".join(self._value)
            cell = self._cell._replace(value=written)
            self._cells.take(self._grid, self._row, self._column, cell)
        elif name == "rPh":
            self._aside -= 1
        elif name == "sheetData":
            self._in_rows = False


def _is_hidden_row(attributes: Attributes) -> bool:
    """Whether a row is not shown: hidden, filtered, folded away or given no height."""
    height = attributes.get("ht", "").strip()
    return is_true(attributes.get("hidden")) or bool(_NO_HEIGHT.fullmatch(height))


def _unescaped(cells: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(*cell[:4], unescape_entities(cell[4])) for cell in cells]
