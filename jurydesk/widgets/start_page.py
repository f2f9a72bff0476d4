"""The first page: recent sessions, and the three ways to begin."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from jurydesk.minutes.typography import clock, plain_day
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.recent_sessions import forget, recent

_PATH = Qt.ItemDataRole.UserRole


class StartPage(QWidget):
    """Offers a new session, an existing one, or the demonstration."""

    new_asked = Signal()
    open_asked = Signal()
    demo_asked = Signal()
    chosen = Signal(Path)

    new_button: QPushButton
    open_button: QPushButton
    demo_button: QPushButton
    recent_view: QListWidget
    recent_empty: QLabel
    forget_button: QPushButton
    reopen_button: QPushButton

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "start_page")
        self._settings = settings
        self.load()

        self.new_button.clicked.connect(self.new_asked)
        self.open_button.clicked.connect(self.open_asked)
        self.demo_button.clicked.connect(self.demo_asked)
        self.recent_view.itemActivated.connect(self._open)
        self.recent_view.currentItemChanged.connect(self._allow)
        self.reopen_button.clicked.connect(self._reopen)
        self.forget_button.clicked.connect(self._forget)

    def load(self) -> None:
        """Read the recent sessions again."""
        self.recent_view.clear()
        for path in recent(self._settings):
            self.recent_view.addItem(_line(path))
        some = self.recent_view.count() > 0
        self.recent_view.setVisible(some)
        self.recent_empty.setVisible(not some)
        if some:
            self.recent_view.setCurrentRow(0)
        self._allow()

    def _allow(self) -> None:
        some = self.recent_view.currentRow() >= 0
        self.forget_button.setEnabled(some)
        self.reopen_button.setEnabled(some)

    def _open(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PATH))

    def _reopen(self) -> None:
        self._open(self.recent_view.currentItem())

    def _forget(self) -> None:
        forget(self._settings, self.recent_view.currentItem().data(_PATH))
        self.load()


def _line(path: Path) -> QListWidgetItem:
    there = path.is_file()
    if there:
        moment = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        when = f"modifiée le {plain_day(moment.date())} à {clock(moment)}"
    else:
        when = "introuvable à cet endroit"
    item = QListWidgetItem(f"{path.stem}\n{when} – {path.parent}")
    item.setData(_PATH, path)
    item.setToolTip(str(path))
    return item
