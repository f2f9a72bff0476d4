"""The first page: recent sessions, and the three ways to begin."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from jurydesk.french.days import clock, unbroken_day
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.parts import icons, theme
from jurydesk.widgets.parts.drops import DOCUMENT, SESSION, TABLE, FileDrops, kind_of
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.lists.tools import offer_buttons
from jurydesk.widgets.parts.markup import tip
from jurydesk.widgets.window.recent_sessions import forget, recent
from jurydesk.widgets.window.retention import over_words
from jurydesk.widgets.window.sessions.known import certifier, known_words

_WIDE = 340


class StartPage(QWidget):
    """Offers a new session, an existing one, or the demonstration; :meth:`load` fills its list."""

    new_asked = Signal()
    open_asked = Signal()
    demo_asked = Signal()
    chosen = Signal(Path)
    copies_asked = Signal()
    table_dropped = Signal(Path)
    minutes_dropped = Signal(Path)

    new_button: QPushButton
    open_button: QPushButton
    demo_button: QPushButton
    recent_view: QListWidget
    recent_empty: QLabel
    copies_button: QPushButton
    forget_button: QPushButton
    reopen_button: QPushButton

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "start_page")
        self._settings = settings
        self._paths: tuple[Path, ...] = ()
        offer_buttons(self.recent_view, self.reopen_button, self.forget_button)
        FileDrops(self, (SESSION, TABLE, DOCUMENT), self._take_dropped)

        self.new_button.clicked.connect(self.new_asked)
        self.open_button.clicked.connect(self.open_asked)
        self.demo_button.clicked.connect(self.demo_asked)
        self.recent_view.itemActivated.connect(self._open)
        self.recent_view.currentItemChanged.connect(self._allow)
        self.reopen_button.clicked.connect(self._reopen)
        self.copies_button.clicked.connect(self.copies_asked)
        self.forget_button.clicked.connect(self._forget)

    def load(self) -> None:
        """Read the recent sessions again."""
        self.recent_view.clear()
        self._paths = recent(self._settings)
        for path in self._paths:
            today = datetime.now().astimezone().date()
            over = over_words(self._settings, path, today)
            whose = _cut(certifier(self._settings, path), self.fontMetrics())
            known = known_words(self._settings, path)
            self.recent_view.addItem(_line(path, (known, whose, over)))
        some = self.recent_view.count() > 0
        self.recent_view.setVisible(some)
        self.recent_empty.setVisible(not some)
        if some:
            self.recent_view.setCurrentRow(0)
        self._allow()

    def _take_dropped(self, path: Path) -> None:
        """Open the session dropped, begin one with the table dropped, or verify the document."""
        told = {SESSION: self.chosen, TABLE: self.table_dropped, DOCUMENT: self.minutes_dropped}
        kind = kind_of(path, tuple(told))
        if kind is not None:
            told[kind].emit(path)

    def _allow(self) -> None:
        some = self.recent_view.currentRow() >= 0
        self.forget_button.setEnabled(some)
        self.reopen_button.setEnabled(some and self._chosen_path().is_file())

    def _chosen_path(self) -> Path:
        return self._paths[self.recent_view.currentRow()]

    def _open(self, item: QListWidgetItem) -> None:
        path = self._paths[self.recent_view.row(item)]
        if path.is_file():
            self.chosen.emit(path)
        else:
            # It may have gone since the list was read: say so where the list says it.
            self.load()

    def _reopen(self) -> None:
        self._open(self.recent_view.currentItem())

    def _forget(self) -> None:
        forget(self._settings, self._chosen_path())
        self.load()


def _cut(text: str, metrics: QFontMetrics) -> str:
    """Shorten a certifier's legal name, often longer than the list is wide.

    Qt's own way would bring all its enums to the start.
    """
    if metrics.horizontalAdvance(text) <= _WIDE:
        return text
    while text and metrics.horizontalAdvance(f"{text}…") > _WIDE:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _line(path: Path, known: tuple[str, str, str]) -> QListWidgetItem:
    there = path.is_file()
    now = theme.current()
    if there:
        moment = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        when = f"modifiée le {unbroken_day(moment.date())} à {clock(moment)}"
    else:
        when = "introuvable : déplacée, supprimée, ou support débranché"
    shape, ink = ("document", now.accent) if there else ("warning", now.warn)
    words, whose, over = known
    told = [path.stem, capitalised(words), whose, typeset(when), capitalised(typeset(over))]
    text = "\n".join([*(each for each in told if each), str(path.parent)])
    item = QListWidgetItem(icons.icon(shape, QColor(ink)), text)
    if not there:
        # The palette’s muted brush: to make one would bring all the enums of Qt.
        item.setForeground(QApplication.palette().placeholderText())
    item.setToolTip(tip(str(path)))
    return item
