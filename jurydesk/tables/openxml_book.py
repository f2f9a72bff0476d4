"""Reads what the sheets of an XLSX share: their list, formats and texts; leaves cells to others.

Names are those of ECMA-376, in either of its namespaces.
"""

import posixpath
import re
from dataclasses import dataclass, field

from jurydesk.tables.cell import Loss
from jurydesk.tables.losses import in_error, is_error_text
from jurydesk.tables.number_formats import PLAIN, NumberFormat, builtin_format, read_format
from jurydesk.tables.spreadsheet_guard import Parts
from jurydesk.tables.xml_stream import Attributes, XmlStream, elements, in_utf8, is_true, local

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_PLAIN_ITEM = re.compile(r'<si>\s*(?:<t(?: xml:space="preserve")?>([^<&\r]*)</t>|<t/>)\s*</si>')


@dataclass(frozen=True, slots=True)
class WorksheetPart:
    """One sheet of the list: its name, its part, and whether the spreadsheet shows it."""

    name: str
    part: str
    is_hidden: bool


@dataclass(slots=True)
class Book:
    """What a workbook says once for all its sheets.

    ``special`` gives the formats that are not plain by the number a cell names them with, and
    ``texts`` the shared texts: a text that is an error of the spreadsheet comes as a loss.
    """

    sheets: list[WorksheetPart] = field(default_factory=list)
    special: dict[str, NumberFormat] = field(default_factory=dict)
    texts: list[str | Loss] = field(default_factory=list)
    from_1904: bool = False


def read_book(parts: Parts) -> Book:
    """Read the list of sheets, the formats and the shared texts of a workbook."""
    home = _home(parts)
    book = Book()
    targets = _relations(parts, home)
    for name, attributes in elements(
        parts.pieces(home), parts.file, frozenset({"sheet", "workbookPr"})
    ):
        if name == "workbookPr":
            book.from_1904 = is_true(attributes.get("date1904"))
        elif found := _sheet(attributes, targets):
            book.sheets.append(found)
    by_kind = dict(targets.values())
    _read_formats(parts, by_kind.get("styles", "xl/styles.xml"), book)
    book.texts = _read_texts(parts, by_kind.get("sharedStrings", "xl/sharedStrings.xml"))
    return book


def _home(parts: Parts) -> str:
    found = elements(parts.pieces("_rels/.rels"), parts.file, frozenset({"Relationship"}))
    for _, relation in found:
        if relation.get("Type", "").endswith("/officeDocument"):
            target = relation.get("Target", "").lstrip("/")
            if target in parts:
                return target
    return "xl/workbook.xml"


def _relations(parts: Parts, home: str) -> dict[str, tuple[str, str]]:
    """Return what each relation of the workbook points to: its kind and its part."""
    folder, name = posixpath.split(home)
    relations = elements(
        parts.pieces(f"{folder}/_rels/{name}.rels"), parts.file, frozenset({"Relationship"})
    )
    found = {}
    for _, relation in relations:
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = relation.get("Type", "").rpartition("/")[2]
        found[relation.get("Id", "")] = kind, posixpath.normpath(part)
    return found


def _sheet(attributes: Attributes, targets: dict[str, tuple[str, str]]) -> WorksheetPart | None:
    kind, part = targets.get(attributes.get("id", ""), ("", ""))
    if kind != "worksheet":
        return None
    hidden = attributes.get("state", "visible").lower() in ("hidden", "veryhidden")
    return WorksheetPart(attributes.get("name", ""), part, hidden)


def _read_formats(parts: Parts, part: str, book: Book) -> None:
    codes: dict[str, str] = {}
    used: list[str] = []
    inside = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        name = local(tag)
        if name == "numFmt":
            codes.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            used.append(attributes.get("numFmtId", "0"))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and local(tag) != "cellXfs"

    stream = XmlStream(parts.file, start, end)
    for piece in parts.pieces(part) or [b"<styleSheet/>"]:
        stream.feed(piece)
    stream.close()
    known = {number: read_format(code) for number, code in codes.items()}
    for place, number in enumerate(used):
        form = known.get(number) or builtin_format(int(number) if number.isdigit() else 0)
        if form is not PLAIN:
            book.special[str(place)] = form


def _read_texts(parts: Parts, part: str) -> list[str | Loss]:
    pieces = parts.pieces(part)
    if not pieces:
        return []
    texts = _plain_texts(b"".join(pieces)) or _all_texts(pieces, parts.file)
    return [in_error(text) if is_error_text(text) else text for text in texts]


def _plain_texts(data: bytes) -> list[str] | None:
    """Return the shared texts when all are written the usual way, without runs nor escapes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "<!" in text or "_x" in text or not in_utf8(data):
        return None
    found = _PLAIN_ITEM.findall(text)
    return found if len(found) == text.count("<si") == text.count("</si>") else None


class _Texts:
    """Gathers shared texts: the runs of each, without what only helps to pronounce it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._runs: list[str] = []
        self._inside = self._aside = 0

    def start(self, tag: str, _: Attributes) -> None:
        name = local(tag)
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._aside += 1
        elif name == "t":
            self._inside += 1

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "si":
            self.found.append(unescaped("".join(self._runs)))
        elif name == "rPh":
            self._aside -= 1
        elif name == "t":
            self._inside -= 1

    def text(self, data: str) -> None:
        if self._inside and not self._aside:
            self._runs.append(data)


def _all_texts(pieces: list[bytes], file: str) -> list[str]:
    texts = _Texts()
    stream = XmlStream(file, texts.start, texts.end, texts.text)
    for piece in pieces:
        stream.feed(piece)
    stream.close()
    return texts.found


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold, written ``_x000D_``, as spaces."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    if code in (9, 10):
        return chr(code)
    return " " if code < 32 or 0xD800 <= code < 0xE000 else chr(code)
