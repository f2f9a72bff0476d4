"""Says what a file dropped on the window is; leaves opening it to the page under the pointer."""

from pathlib import Path

from PySide6.QtCore import QMimeData

_TABLES = frozenset({".csv", ".xlsx", ".xlsm", ".ods", ".txt", ".tsv"})


def dropped_table(data: QMimeData) -> Path | None:
    """Return the spreadsheet dropped, ``None`` when it is anything else."""
    path = _only_file(data)
    return path if path is not None and path.suffix.lower() in _TABLES else None


def dropped_session(data: QMimeData) -> Path | None:
    """Return the session file dropped, ``None`` when it is anything else."""
    path = _only_file(data)
    return path if path is not None and path.suffix.lower() == ".jury" else None


def _only_file(data: QMimeData) -> Path | None:
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
