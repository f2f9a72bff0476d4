"""The parts of a workbook's archive by name; leaves what they hold to the readers."""

from collections.abc import Iterator
from zipfile import ZipFile

from jurydesk.tables.spreadsheet_guard import damaged, unpack


class Parts:
    """The parts of an archive by name, without regard to case as spreadsheets do."""

    def __init__(self, data: bytes, archive: ZipFile, file: str) -> None:
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
