"""Says what a file dropped or typed is; leaves opening it to the page that wants one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_TABLES = frozenset({".csv", ".xlsx", ".xlsm", ".ods", ".txt", ".tsv"})


class TableDrops(QObject):
    """Takes the spreadsheets dropped on a page, as long as the page wants one."""

    def __init__(
        self, page: QWidget, wanted: Callable[[], bool], take: Callable[[Path], None]
    ) -> None:
        super().__init__(page)
        self._wanted, self._take = wanted, take
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what the table dropped holds."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        path = dropped_table(event.mimeData()) if self._wanted() else None
        if path is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            # Not inside the drop: the window that gave the file would wait for ours.
            QTimer.singleShot(0, partial(self._take, path))
        return True


class FileDrops(QObject):
    """Takes files of some kinds, by the end of their names, dropped on a window."""

    def __init__(
        self, window: QWidget, kinds: tuple[str, ...], take: Callable[[Path], None]
    ) -> None:
        super().__init__(window)
        self._kinds, self._take = kinds, take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the file dropped, when it is of a kind wanted."""
        wanted = (QEvent.Type.DragEnter, QEvent.Type.Drop)
        if event.type() not in wanted or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        path = dropped_file(event.mimeData(), self._kinds)
        if path is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            # Not inside the drop: the window that gave the file would wait for ours.
            QTimer.singleShot(0, partial(self._take, path))
        return True


def dropped_file(data: QMimeData, kinds: tuple[str, ...]) -> Path | None:
    """Return the file dropped when its name ends in one of these, else ``None``."""
    path = _only_file(data)
    return path if path is not None and path.suffix.lower() in kinds else None


def dropped_table(data: QMimeData) -> Path | None:
    """Return the spreadsheet dropped, ``None`` when it is anything else."""
    path = _only_file(data)
    return path if path is not None and path.suffix.lower() in _TABLES else None


def dropped_session(data: QMimeData) -> Path | None:
    """Return the session file dropped, ``None`` when it is anything else."""
    path = _only_file(data)
    return path if path is not None and path.suffix.lower() == ".jury" else None


def typed_file(text: str) -> Path | None:
    """Return the file whose path was typed or pasted, with quotes or as an address."""
    typed = text.strip().strip("\"'")
    if typed.startswith("file:"):
        typed = QUrl(typed).toLocalFile()
    return Path(typed).expanduser() if typed else None


def _only_file(data: QMimeData) -> Path | None:
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
