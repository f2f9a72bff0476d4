"""Opens the archive of a workbook within bounds; leaves its contents to the readers.

A file of a few KB may announce gigabytes or name a cell a billion rows away. The bytes really
unpacked are counted here (the archive's directory may lie), every part is streamed in pieces, and
what is made of the cells is bounded where they are gathered. A child process as a second wall was
weighed and left out: starting one and passing 600 000 cells back costs more than the read
itself, and the frozen application has no interpreter to start.
"""

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

# Pieces that stay in the processor's cache while they are searched several times.
_CHUNK = 64 * 1024


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the archive of a workbook, once its directory is sound and its sizes are bounded."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as fault:
        raise damaged(name) from fault
    members = archive.infolist()
    if len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise too_large(name)
    if len({member.filename for member in members}) != len(members):
        raise damaged(name)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFileError(
            f"« {name} » est chiffré : retirez le mot de passe et enregistrez-le de nouveau."
        )
    return archive


def unpack(data: bytes, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield one part in bounded pieces, counting what really comes out, not what is announced."""
    start = member.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise damaged(name)
    names, extra = struct.unpack_from("<HH", header, 26)
    start += 30 + names + extra
    packed = memoryview(data)[start : start + member.compress_size]
    if len(packed) != member.compress_size:
        raise damaged(name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(name)
    stored = member.compress_type == zipfile.ZIP_STORED
    checksum = 0
    for piece in (bytes(packed),) if stored else _inflate(packed, member.file_size, name):
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if checksum != member.CRC:
        raise damaged(name)


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


class Parts:
    """The parts of an archive by name, without regard to case as spreadsheets do."""

    def __init__(self, data: bytes, archive: zipfile.ZipFile, file: str) -> None:
        self._data, self._archive, self.file = data, archive, file
        self._names = {name.lower(): name for name in archive.namelist()}

    @property
    def names(self) -> frozenset[str]:
        """Every name, in small letters."""
        return frozenset(self._names)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def pieces(self, part: str) -> list[bytes]:
        """Return one part unpacked; nothing when there is none."""
        return list(self.stream(part)) if part in self else []

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield one part in bounded pieces."""
        if part not in self:
            raise damaged(self.file)
        return unpack(self._data, self._archive.getinfo(self._names[part.lower()]), self.file)


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


def forbidden(name: str) -> UnreadableFileError:
    """The refusal of a document type: it may name local files or grow without end."""
    return UnreadableFileError(
        f"« {name} » contient une déclaration interdite dans un classeur (DTD) : "
        "ne l’ouvrez pas, et demandez un fichier sain à la personne qui l’a envoyé."
    )
