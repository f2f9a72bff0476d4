"""Reads rows of an ODS written the usual way by one pattern; leaves the others to the parser.

What a cell means is worked out once for each way of writing it: a table says few different things.
"""

import re
from typing import NamedTuple

from jurydesk.tables.cell import Cell, Loss
from jurydesk.tables.opendocument_cells import value_of
from jurydesk.tables.xml_stream import odd_entities, unescape_entities

ROW_BEGIN, ROW_END = b"<table:table-row", b"</table:table-row>"
_ATTRIBUTES = r'(?: [\w:.-]++="[^"<>]*+")*+'
_CELL = re.compile(
    rf"<table:table-cell({_ATTRIBUTES}) ?"
    r"(?:/>|>(?:(<text:p)(?:/>|>([^<]*+)</text:p>))?+</table:table-cell>)"
)
_HEAD = re.compile(rf"({_ATTRIBUTES}) ?(/?)>")
_PAIR = re.compile(r'([\w:.-]+)="([^"]*)"')
_COUNT = re.compile(r"\d{1,12}")
# Blanks that a reader folds together, merges, other tables, comments: the parser's concern.
_ODD = (
    "\n", "\t", "\r", "\0", "  ", "<!", "<?", "xmlns", "-spanned=", "covered-table-cell",
    "<table:table ", "</table:table>", "-group", "header-rows",
)  # fmt: skip
_USUAL_NAMES = tuple(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'.encode()
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


class KnownCell(NamedTuple):
    """What a way of writing a cell means: how many cells, their value or loss, what is kept."""

    times: int
    value: Cell | Loss
    kept: Cell


class UsualRow(NamedTuple):
    """One row read: its attributes and its cells."""

    attributes: dict[str, str]
    cells: list[KnownCell]


def names_are_usual(head: bytes) -> bool:
    """Whether a document binds the prefixes that nearly all writers use."""
    return all(name in head for name in _USUAL_NAMES)


class RowPattern:
    """Reads runs of whole rows."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], KnownCell] = {}

    def read(self, piece: bytes) -> list[UsualRow] | None:
        """Return the rows of a piece; ``None`` when one of them is for the parser."""
        if not piece.startswith(ROW_BEGIN) or not piece.endswith(ROW_END):
            return None
        try:
            text = piece.decode("utf-8")
        except UnicodeDecodeError:
            return None
        if any(odd in text for odd in _ODD) or ("&" in text and odd_entities(text)):
            return None
        rows = []
        for row in text.split("<table:table-row")[1:]:
            head = _HEAD.match(row)
            cells = _CELL.findall(row)
            if head is None or row.count("<table:table-cell") != len(cells):
                return None
            known = self._cells(cells)
            if known is None:
                return None
            rows.append(UsualRow(_attributes(head[1]), known))
        return rows

    def _cells(self, found: list[tuple[str, ...]]) -> list[KnownCell] | None:
        known, cells = self._known, []
        for written in found:
            cell = known.get(written)
            if cell is None:
                cell = _meaning(*written)
                if cell is None:
                    return None
                known[written] = cell
            cells.append(cell)
        return cells


def _meaning(attributes: str, paragraph: str, text: str) -> KnownCell | None:
    given = _attributes(attributes)
    count = given.get("table:number-columns-repeated", "1")
    if _COUNT.fullmatch(count) is None:
        return None
    spoken = unescape_entities(text).strip(" ") if paragraph else None
    return KnownCell(max(1, int(count)), *value_of(given, spoken))


def _attributes(written: str) -> dict[str, str]:
    return {name: unescape_entities(value) for name, value in _PAIR.findall(written)}
