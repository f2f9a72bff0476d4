"""Reads CSV, XLSX and ODS files into sheets of typed cells; leaves their meaning to others.

A cell is a plain Python value: text, number, date, time, yes/no, or ``""`` when it is empty. Rows
keep the numbers the spreadsheet shows. A file is judged by its contents, not by its extension,
and anything that is not a sound spreadsheet gets one French sentence.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from jurydesk.errors import UnreadableFileError
from jurydesk.tables import delimited
from jurydesk.tables.cell import Cell
from jurydesk.tables.opendocument_guard import scan_content
from jurydesk.tables.spreadsheet_guard import (
    MAX_FILE,
    Lost,
    check_bytes,
    damaged,
    open_archive,
    scan_part,
    unpack,
)

_MAX_SHEETS = 50
_ENCODING_WORDS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (avec BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 (sans BOM)",
    "utf-16-be": "UTF-16 (sans BOM)",
    "cp1252": "Windows-1252",
}
_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".ots", ".xltx"})
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_RELATION_TAG = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table comes from: the file's name, its SHA-256, and how it was read.

    ``kind`` is ``CSV``, ``XLSX`` or ``ODS``; ``encoding`` and ``separator`` are a CSV's.
    """

    name: str
    digest: str
    kind: str
    encoding: str = ""
    separator: str = ""

    @property
    def words(self) -> str:
        """How the file was read, as a person is told."""
        if self.kind != "CSV":
            return f"{self.name}, classeur {self.kind}"
        shown = "tabulation" if self.separator == "\t" else f"« {self.separator} »"
        encoding = _ENCODING_WORDS.get(self.encoding, self.encoding)
        return f"{self.name}, CSV en {encoding}, séparateur {shown}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows[i]`` is the spreadsheet's row ``i + 1``, all rows of one width.

    ``lost`` gives the cells that hold a formula or an error rather than a value, by row number
    and column index from 0, with the reason in words.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    lost: Lost = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file read: its source and its visible sheets, in order."""

    source: Source
    sheets: tuple[Sheet, ...]


def read_workbook(
    path: Path, *, encoding: str | None = None, separator: str | None = None
) -> Workbook:
    """Read a spreadsheet; ``encoding`` and ``separator`` override what a CSV suggests.

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
    text, used = delimited.decode(data, name, encoding)
    rows, cut = delimited.split_rows(text, name, separator)
    return Workbook(Source(name, digest, "CSV", used, cut), (Sheet("", rows),))


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
    archive = open_archive(data, name)
    names = set(archive.namelist())
    if "content.xml" in names and "mimetype" in names:
        return Workbook(Source(name, digest, "ODS"), _read_opendocument(data, archive, name))
    if "xl/workbook.xml" in {part.lower() for part in names}:
        return Workbook(Source(name, digest, "XLSX"), _read_openxml(data, archive, name))
    raise UnreadableFileError(
        f"« {name} » est une archive mais pas un classeur XLSX ou ODS : "
        "enregistrez le tableau en .xlsx, en .ods ou en CSV."
    )


def _read_openxml(data: bytes, archive: ZipFile, name: str) -> tuple[Sheet, ...]:
    lost = {
        entry.filename: found
        for entry in archive.infolist()
        if (found := scan_part(data, entry, name))
    }
    by_sheet = _name_parts(data, archive, name, lost) if lost else {}
    return _read_sheets(data, name, by_sheet)


def _read_opendocument(data: bytes, archive: ZipFile, name: str) -> tuple[Sheet, ...]:
    for entry in archive.infolist():
        scan_part(data, entry, name)
        if entry.filename == "META-INF/manifest.xml":
            manifest = b"".join(unpack(data, entry, name))
            if b"encryption-data" in manifest:
                raise UnreadableFileError(
                    f"« {name} » est protégé par un mot de passe : ouvrez-le dans le tableur, "
                    "retirez la protection et enregistrez-le de nouveau."
                )
    lost = scan_content(data, archive.getinfo("content.xml"), name)
    return _read_sheets(data, name, lost)


def _name_parts(data: bytes, archive: ZipFile, name: str, lost: dict[str, Lost]) -> dict[str, Lost]:
    """Give each part's lost cells to the sheet it is the part of."""

    def attributes(part: str, tag: re.Pattern[bytes]) -> list[dict[str, str]]:
        if part not in archive.namelist():
            return []
        text = b"".join(unpack(data, archive.getinfo(part), name))
        return [
            {key.decode(): value.decode("utf-8", "replace") for key, value in pairs}
            for pairs in map(_ATTRIBUTE.findall, tag.findall(text))
        ]

    targets = {
        relation.get("Id", ""): relation.get("Target", "").removeprefix("/xl/")
        for relation in attributes("xl/_rels/workbook.xml.rels", _RELATION_TAG)
    }
    named: dict[str, Lost] = {}
    for sheet in attributes("xl/workbook.xml", _SHEET_TAG):
        part = f"xl/{targets.get(sheet.get('r:id', ''), '')}"
        if part in lost:
            named[sheet.get("name", "")] = lost[part]
    return named


def _read_sheets(data: bytes, name: str, lost: dict[str, Lost]) -> tuple[Sheet, ...]:
    import python_calamine  # noqa: PLC0415 loaded only when a workbook is read

    try:
        book = python_calamine.load_workbook(BytesIO(data))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        return tuple(
            Sheet(
                title,
                book.get_sheet_by_name(title).to_python(skip_empty_area=False),
                lost.get(title, {}),
            )
            for title in visible[:_MAX_SHEETS]
        )
    except python_calamine.PasswordError as fault:
        raise UnreadableFileError(
            f"« {name} » est protégé par un mot de passe : retirez-le et enregistrez de nouveau."
        ) from fault
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        # A panic of the reader derives from BaseException; for the clerk it is a damaged file.
        raise damaged(name) from fault
