"""Refuses a hostile or broken workbook before calamine sees it; leaves reading to the reader.

calamine makes one dense table of a sheet, so that a file of 4 KB whose only cell is far away, or
a zip bomb, would abort the whole process, which no ``except`` catches. Everything that decides
the size of that table is therefore measured here first, by streaming each part once: the bytes
really unpacked (the archive's directory may lie), and the cells referred to. A child process as
a second wall was weighed and left out: starting one and passing 600 000 cells back costs more
than the read itself, and the frozen application has no interpreter to start. What bounds memory
is thus this module alone, and it errs on the side of refusing.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from jurydesk.errors import UnreadableFileError

MAX_FILE = 64 * 1024 * 1024
MAX_UNPACKED = 192 * 1024 * 1024
MAX_PARTS = 4096
MAX_CELLS = 4_000_000
# Cells whose value a reader loses, by (row number from 1, column index from 0), with why.
Lost = dict[tuple[int, int], str]

# Pieces that stay in the processor's cache while they are searched several times.
_CHUNK = 512 * 1024
_LONGEST_TAG = 256 * 1024

# A sheet whose cells are all written <c r="…"> and within DZ29999 needs no closer look. Patterns
# that begin with a literal are four times as fast as one that begins with a choice, and one byte
# is looked for thirty times as fast: where a pattern needs a rare one, that byte is asked first.
_FAR_OR_UNUSUAL = re.compile(rb'<c(?! r="[A-D]?[A-Z][12]?\d{1,4}"|[^\s/>])')
_PREFIXED = re.compile(rb":c[\s/>]")
_FORBIDDEN = re.compile(rb"!(?<=<!)(?:DOCTYPE|ENTITY)")
_FORMULA = re.compile(rb"f(?<=<f)")
_CELL_OR_ROW = re.compile(rb"<(?:[\w.-]+:)?(c|row)(?=[\s/>])")
_ATTRIBUTES = re.compile(rb"""((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d*)["']""")
_LOST = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^<>]*?(?P<error> t="e")?[^<>]*>'
    rb"(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?\s*(?P<hollow><v\s*/>|<v></v>|</c>|<v>#[^<]*</v>)"
)

_PICTURES = {
    b"\x89PNG": "une image PNG",
    b"\xff\xd8\xff": "une photo JPEG",
    b"GIF8": "une image GIF",
    b"%PDF": "un document PDF",
    b"BM": "une image BMP",
    b"RIFF": "une image ou un son",
    b"\x7fELF": "un programme",
    b"MZ": "un programme",
    b"SQLite format 3": "une base de données",
    b"{\\rtf": "un document RTF",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_bytes(data: bytes, name: str) -> None:
    """Refuse contents that are no spreadsheet at all: pictures, programs, protected workbooks."""
    if not data:
        raise UnreadableFileError(
            f"« {name} » est vide : enregistrez de nouveau le tableau depuis le tableur."
        )
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFileError(
                f"« {name} » est protégé par un mot de passe : ouvrez-le dans le tableur, "
                "retirez la protection et enregistrez-le de nouveau."
            )
        raise UnreadableFileError(
            f"« {name} » est un classeur d’un ancien format (.xls) : "
            "enregistrez-le en .xlsx, en .ods ou en CSV."
        )
    for head, what in _PICTURES.items():
        if data.startswith(head):
            raise UnreadableFileError(
                f"« {name} » n’est pas un tableau mais {what} : "
                "choisissez un fichier CSV, XLSX ou ODS."
            )


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the archive of a workbook, once its directory is sound and its sizes are bounded."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as fault:
        raise damaged(name) from fault
    entries = archive.infolist()
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_large(name)
    if len({entry.filename for entry in entries}) != len(entries):
        raise damaged(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFileError(
            f"« {name} » est chiffré : retirez le mot de passe et enregistrez-le de nouveau."
        )
    return archive


def unpack(data: bytes, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield one part in bounded pieces, counting what really comes out, not what is announced."""
    start = entry.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise damaged(name)
    names, extra = struct.unpack_from("<HH", header, 26)
    start += 30 + names + extra
    packed = memoryview(data)[start : start + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise damaged(name)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged(name)
    yield from _inflate(packed, entry.file_size, name)


def _inflate(packed: memoryview, announced: int, name: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pending: bytes | memoryview = packed
    out = 0
    while not inflater.eof:
        try:
            piece = inflater.decompress(pending, _CHUNK)
        except zlib.error as fault:
            raise damaged(name) from fault
        pending = inflater.unconsumed_tail
        out += len(piece)
        if out > announced or (not piece and not inflater.eof):
            raise damaged(name)
        yield piece
    if out != announced:
        raise damaged(name)


def scan_part(data: bytes, entry: zipfile.ZipInfo, name: str) -> Lost:
    """Stream one part: refuse DTDs and far cells, and return the cells that calamine reads empty.

    Every part is looked at, whatever its name, since a workbook may call any part a sheet.
    """
    lost: Lost = {}
    looks_near = True
    for text in _whole_tags(data, entry, name):
        if b"!" in text and _FORBIDDEN.search(text):
            raise _forbidden(name)
        if b"\0" in text and entry.filename.lower().endswith((".xml", ".rels")):
            raise damaged(name)
        looks_near = looks_near and not (
            _FAR_OR_UNUSUAL.search(text) or (b":" in text and _PREFIXED.search(text))
        )
        _note_lost(text, lost)
    if not looks_near:
        _measure(data, entry, name)
    return lost


def _whole_tags(data: bytes, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield a part in pieces that never cut a tag, nor, where they can, a cell."""
    carried = b""
    for piece in unpack(data, entry, name):
        text = carried + piece
        cut = text.rfind(b"<c ")
        if cut < 0 or len(text) - cut > _LONGEST_TAG:
            cut = text.rfind(b"<")
        if cut < 0 or (text.find(b">", cut) >= 0 and len(text) - cut > _LONGEST_TAG):
            cut = len(text)
        elif len(text) - cut > _LONGEST_TAG and entry.filename.lower().endswith(".xml"):
            raise damaged(name)
        yield text[:cut]
        carried = text[cut:]
    yield carried


def _measure(data: bytes, entry: zipfile.ZipInfo, name: str) -> None:
    """Follow every cell of a part as calamine does, and refuse a table that would be too large."""
    row = column = last_row = last_column = 0
    for text in _whole_tags(data, entry, name):
        for tag in _CELL_OR_ROW.finditer(text):
            attributes = _ATTRIBUTES.match(text, tag.end())
            if attributes is None:
                raise damaged(name)
            reference = _REFERENCE.search(attributes[1])
            letters, digits = reference.groups() if reference else (b"", b"")
            if tag[1] == b"row":
                row, column = (int(digits[:10]) if digits else row + 1), 0
                continue
            row = int(digits[:10]) if digits else row
            column = _column_number(letters) if letters else column + 1
            if attributes[2] or text.startswith(b"</", attributes.end()):
                # A cell with a style and no value takes no room in the table.
                continue
            last_row, last_column = max(last_row, row), max(last_column, column)
            if last_row * last_column > MAX_CELLS:
                raise too_far(name, row, column)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:7]:
        number = number * 26 + letter - 64
    return number


def _note_lost(text: bytes, lost: Lost) -> None:
    if not _FORMULA.search(text) and not (b"#" in text and b't="e"' in text):
        return
    for cell in _LOST.finditer(text):
        if cell["hollow"].startswith(b"<v>#"):
            words = f"valeur d’erreur {cell['hollow'][3:-4].decode('utf-8', 'replace')}"
        elif b"<f" in cell[0]:
            words = "formule sans valeur enregistrée"
        else:
            continue
        lost[int(cell[2][:10]), _column_number(cell[1]) - 1] = words


def damaged(name: str) -> UnreadableFileError:
    """The refusal of a file that is cut, corrupt or inconsistent."""
    return UnreadableFileError(
        f"« {name} » est abîmé ou incomplet : enregistrez-le de nouveau depuis le tableur."
    )


def too_far(name: str, row: int, column: int) -> UnreadableFileError:
    """The refusal of a sheet whose table would be far larger than its contents."""
    return UnreadableFileError(
        f"« {name} » contient une cellule très éloignée du tableau (ligne {row}, "
        f"colonne {column}) : supprimez les lignes et les colonnes inutiles, "
        "puis enregistrez de nouveau."
    )


def too_large(name: str) -> UnreadableFileError:
    """The refusal of a workbook that unpacks to more than memory should hold."""
    return UnreadableFileError(
        f"« {name} » est trop volumineux une fois ouvert : ne gardez que la feuille utile, "
        "sans images ni lignes vides, et enregistrez de nouveau."
    )


def _forbidden(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » contient une déclaration interdite dans un classeur (DTD) : "
        "ne l’ouvrez pas, et demandez un fichier sain à la personne qui l’a envoyé."
    )
