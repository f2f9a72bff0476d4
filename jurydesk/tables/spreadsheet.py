"""Reads CSV, XLSX and ODS files into sheets of typed cells; leaves their meaning to others.

A cell is a plain Python value: text, number, date, time, yes/no, or ``""`` when it is empty. Rows
keep the numbers the spreadsheet shows. A file is judged by its contents, not by its extension,
and anything that is not a sound spreadsheet gets one French sentence.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from jurydesk.errors import UnreadableFileError
from jurydesk.tables import delimited, encodings
from jurydesk.tables.foreign_files import check_bytes, foreign_archive
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HowRead
from jurydesk.tables.losses import in_error, is_error_text
from jurydesk.tables.opendocument import read_content
from jurydesk.tables.openxml_book import read_book
from jurydesk.tables.openxml_worksheet import read_sheet
from jurydesk.tables.spreadsheet_guard import (
    MAX_CELLS,
    MAX_FILE,
    Parts,
    damaged,
    open_archive,
    too_large,
)
from jurydesk.tables.worksheet import Worksheet

_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".ots", ".xltx"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table comes from: the file's name, its SHA-256, and how it was read.

    ``kind`` is ``CSV``, ``XLSX`` or ``ODS``, or ``JSON`` for an export of ours; ``encoding`` and
    ``separator`` are a CSV's, ``doubt`` says why the encoding may be another.
    """

    name: str
    digest: str
    kind: str
    encoding: str = ""
    separator: str = ""
    doubt: str = ""

    @property
    def words(self) -> str:
        """How the file was read, as a person is told."""
        if self.kind == "JSON":
            return f"{self.name}, export JSON de JuryDesk"
        if self.kind != "CSV":
            return f"{self.name}, classeur {self.kind}"
        shown = "tabulation" if self.separator == "\t" else f"« {self.separator} »"
        encoding = encodings.WORDS.get(self.encoding, self.encoding)
        return f"{self.name}, CSV en {encoding}, séparateur {shown}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file read: its source and its sheets in order, hidden ones included."""

    source: Source
    sheets: tuple[Worksheet, ...]


def read_workbook(path: Path, how: HowRead = AS_THE_FILE_SAYS) -> Workbook:
    """Read a spreadsheet; ``how`` may impose the encoding and the separator of a CSV.

    Raises :class:`UnreadableFileError` for anything else than a sound spreadsheet.
    """
    data = _read_bytes(path)
    name = path.name
    check_bytes(data, name)
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK"):
        return _read_archive(data, name, digest)
    if path.suffix.lower() in _WORKBOOK_SUFFIXES:
        raise UnreadableFileError(
            f"« {name} » n’a pas le contenu d’un classeur malgré son extension : "
            "ouvrez-le dans le tableur et enregistrez-le en .xlsx, en .ods ou en CSV."
        )
    read = delimited.read_text(data, name, how.encoding)
    rows, cut = delimited.split_rows(read.text, name, how.separator)
    source = Source(name, digest, "CSV", read.encoding, cut, read.doubt)
    return Workbook(source, (_sheet_of(rows, read.text),))


def _sheet_of(rows: list[list[str]], text: str) -> Worksheet:
    """Return the rows of a CSV, what spreadsheets write of an error set apart."""
    lost = {}
    if "#" in text or "err" in text.lower():
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if is_error_text(cell):
                    lost[number, column] = in_error(cell)
                    row[column] = ""
    return Worksheet("", rows, lost)


def _read_bytes(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise UnreadableFileError(
                f"« {name} » est un dossier : choisissez le fichier du tableau à l’intérieur."
            )
        if not path.is_file():
            raise UnreadableFileError(
                f"« {name} » est introuvable : vérifiez son nom et son emplacement."
            )
        if path.stat().st_size > MAX_FILE:
            raise UnreadableFileError(
                f"« {name} » dépasse {MAX_FILE // 1024 // 1024} Mo : ne gardez que la feuille "
                "utile, sans images, et enregistrez de nouveau."
            )
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        raise UnreadableFileError(
            f"« {name} » ne peut pas être lu : vérifiez que le support est branché et que vous "
            "avez le droit d’ouvrir ce fichier."
        ) from fault


def _read_archive(data: bytes, name: str, digest: str) -> Workbook:
    parts = Parts(data, open_archive(data, name), name)
    if told := foreign_archive(parts, name):
        raise UnreadableFileError(told)
    try:
        if "content.xml" in parts:
            sheets = _read_opendocument(parts)
            return Workbook(Source(name, digest, "ODS"), sheets)
        return Workbook(Source(name, digest, "XLSX"), _read_openxml(parts))
    except RecursionError as fault:
        raise damaged(name) from fault


def _read_openxml(parts: Parts) -> tuple[Worksheet, ...]:
    book = read_book(parts)
    sheets: list[Worksheet] = []
    cells = 0
    for part in book.sheets:
        sheets.append(read_sheet(parts.stream(part.part), part, book, parts.file))
        cells += len(sheets[-1].rows) * len(sheets[-1].rows[0]) if sheets[-1].rows else 0
        if cells > 2 * MAX_CELLS:
            raise too_large(parts.file)
    if not sheets:
        raise damaged(parts.file)
    return tuple(sheets)


def _read_opendocument(parts: Parts) -> tuple[Worksheet, ...]:
    if b"encryption-data" in b"".join(parts.pieces("META-INF/manifest.xml")):
        raise UnreadableFileError(
            f"« {parts.file} » est protégé par un mot de passe : ouvrez-le dans le tableur, "
            "retirez la protection et enregistrez-le de nouveau."
        )
    return read_content(parts.stream("content.xml"), parts.file)
