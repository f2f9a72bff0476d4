"""Measures an ODS sheet before calamine expands it; leaves the archive to the workbook guard.

OpenDocument writes a run of equal cells once with a count, so that a few bytes may stand for
billions of cells. The counts are followed here without expanding anything.
"""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from jurydesk.tables.spreadsheet_guard import MAX_CELLS, Lost, damaged, too_far, unpack


@dataclass(slots=True)
class _Walk:
    """Where the walk through one document stands, and what it found."""

    name: str
    lost: dict[str, Lost] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0
    rows_repeated: int = 1
    column: int = 0
    row_width: int = 0
    last_row: int = 0
    last_column: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow one opening tag."""
        if tag == "table:table":
            self.sheet = attributes.get("table:name", "")
            self.row = self.last_row = self.last_column = 0
        elif tag == "table:table-row":
            self.rows_repeated = self._count(attributes, "table:number-rows-repeated")
            self.column = self.row_width = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def end(self, tag: str) -> None:
        """Follow one closing tag; a row counts when a value stands in it."""
        if tag != "table:table-row":
            return
        if self.row_width:
            self.last_row = self.row + self.rows_repeated
            self.last_column = max(self.last_column, self.row_width)
            if self.last_row * self.last_column > MAX_CELLS:
                raise too_far(self.name, self.last_row, self.last_column)
        self.row += self.rows_repeated

    def _cell(self, attributes: dict[str, str]) -> None:
        repeated = self._count(attributes, "table:number-columns-repeated")
        self.column += repeated
        if "office:value-type" in attributes or "table:formula" in attributes:
            self.row_width = self.column
        formula = "table:formula" in attributes
        if formula and "office:value-type" not in attributes:
            here = self.row + 1, self.column - repeated
            self.lost.setdefault(self.sheet, {})[here] = "formule sans valeur enregistrée"

    def _count(self, attributes: dict[str, str], key: str) -> int:
        written = attributes.get(key, "1")
        if not written.isascii() or not written.isdigit():
            raise damaged(self.name)
        return max(1, int(written[:12]))


def scan_content(data: bytes, entry: zipfile.ZipInfo, name: str) -> dict[str, Lost]:
    """Refuse a content part whose tables would be too large; return each sheet's lost cells."""
    walk = _Walk(name)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.buffer_text = True
    try:
        for piece in unpack(data, entry, name):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 it takes no keyword
    except expat.ExpatError as fault:
        raise damaged(name) from fault
    return walk.lost
