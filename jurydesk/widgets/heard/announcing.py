"""Says aloud, through the screen reader, what the eyes see change: the one mechanism for it.

What is announced within one turn of the event loop is said together, since a reader may cut one
sentence short with the next. It goes two ways: as the announcement that Qt 6.8 and readers of
today know, and, for readers that do not (Orca before 45), as a description that the control with
the keyboard has for an instant. Without a reader nothing is worked out at all.
"""

import sys
from collections.abc import Callable

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from jurydesk.french.aloud import aloud
from jurydesk.widgets.heard import readers

Index = QModelIndex | QPersistentModelIndex
# How long a reader takes to follow the keyboard: before, it would not hear its new place.
SETTLING_MS = 200


def is_heard() -> bool:
    """Whether a screen reader, or another assistive technology, listens."""
    return QAccessible.isActive()


def announce(words: str) -> None:
    """Say a sentence, with what else is said in this turn of the event loop."""
    if words and is_heard():
        _announcer().add(words)


def announce_later(work_out: Callable[[], str]) -> None:
    """Say what is worked out once everything has been shown; empty words are not said."""
    if is_heard():
        _announcer().add_later(work_out)


def described(index: Index) -> str | None:
    """Return what a cell says as its description, for ``Qt.AccessibleDescriptionRole``."""
    found = _announcer_or_none()
    return found.described(index) if found is not None else None


def watch(label: QLabel) -> None:
    """Say the text of a label each time another one shows: a problem, a verdict, a result."""
    LiveText(label)


class LiveText(QObject):
    """Looks at a label as it is painted: only a text that is seen is said."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label)
        self._said = ""
        label.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what is painted for the first time, and forget what is hidden."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QLabel):
            text = watched.text()
            if text != self._said:
                self._said = text
                announce(text)
        elif event.type() is QEvent.Type.Hide:
            self._said = ""
        return False


class Announcer(QObject):
    """Keeps the sentences of one turn; ``said`` tells each announcement, as it is made."""

    said = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sentences: list[str] = []
        self._later: list[Callable[[], str]] = []
        self._cell: tuple[QModelIndex, str] | None = None
        self._kept: tuple[QWidget, str] | None = None
        self._moved, self._has_moved = QtCore.QElapsedTimer(), False
        self._timer = QtCore.QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say)
        QtWidgets.QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def add(self, words: str) -> None:
        """Take a sentence to be said at the end of this turn, once."""
        self._sentences.append(words)
        self._start()

    def add_later(self, work_out: Callable[[], str]) -> None:
        """Take what is to be worked out then, and said after the sentences."""
        if work_out not in self._later:
            self._later.append(work_out)
        self._start()

    def described(self, index: Index) -> str | None:
        """Return the description a cell has while it is announced."""
        if self._cell is not None and self._cell[0] == index:
            return self._cell[1]
        return None

    def _say(self) -> None:
        heard_by = QApplication.focusWidget() or QApplication.activeWindow()
        if heard_by is None:
            # A dialog has closed and its window is not back yet: said to nobody, it would be lost.
            return
        sentences = dict.fromkeys((*self._sentences, *(work_out() for work_out in self._later)))
        self._sentences, self._later = [], []
        words = aloud(" ".join(each for each in sentences if each))
        if not words:
            return
        event = QtGui.QAccessibleAnnouncementEvent(heard_by, words)
        QAccessible.updateAccessibility(event)
        if not speaks_announcements():
            self._remind(heard_by)
            self._describe(heard_by, words)
        self.said.emit(words)

    def _remind(self, widget: QWidget) -> None:
        """Tell once more where the keyboard went, which a reader misses while the program works.

        Orca gives up on a focus it cannot ask about within a second, and then takes every
        description for that of something else; told of the place it already knows, it is silent.
        """
        if self._has_moved:
            self._has_moved = False
            place = _focused(widget) or QAccessible.queryAccessibleInterface(widget)
            QAccessible.updateAccessibility(QtGui.QAccessibleEvent(place, QAccessible.Event.Focus))

    def _describe(self, widget: QWidget, words: str) -> None:
        if isinstance(widget, QtWidgets.QAbstractItemView) and widget.currentIndex().isValid():
            # A reader is on the cell or, where none can be chosen, on the list.
            self._describe_cell(widget, words)
        self._restore()
        self._kept = (widget, widget.accessibleDescription())
        widget.setAccessibleDescription(words)
        if not self._kept[1] and not widget.toolTip():
            # An empty description is not spoken: what was said need not stay until the focus goes.
            self._restore()

    def _describe_cell(self, view: QtWidgets.QAbstractItemView, words: str) -> None:
        """Give the current cell the words for as long as the event takes: it is read at once."""
        index, model = view.currentIndex(), view.model()
        role = QtCore.Qt.ItemDataRole.AccessibleDescriptionRole
        cell = _focused(view)
        if cell is None:
            return
        self._cell = (index, words)
        # The lists of Qt keep it themselves, and would tell that they changed.
        blocked = model.blockSignals(True)  # noqa: FBT003 Qt’s own
        kept = model.setData(index, words, role)
        event = QtGui.QAccessibleEvent(cell, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)
        if kept:
            model.setData(index, None, role)
        model.blockSignals(blocked)
        self._cell = None

    def _focus_moved(self) -> None:
        self._restore()
        self._moved.restart()
        self._has_moved = True
        if self._sentences or self._later:
            self._start()

    def _start(self) -> None:
        """Speak at the end of this turn, or once a reader has followed the keyboard."""
        self._timer.start(
            max(0, SETTLING_MS - self._moved.elapsed()) if self._moved.isValid() else 0
        )

    def _restore(self) -> None:
        """Give back the description that an announcement took the place of."""
        if self._kept is not None:
            (widget, before), self._kept = self._kept, None
            # A dialog may have gone with it.
            if isValid(widget):
                widget.setAccessibleDescription(before)


def speaks_announcements() -> bool:
    """Whether some reader listens to announcements: then the description would be said twice."""
    return not sys.platform.startswith("linux") or readers.hears_announcements()


def _focused(widget: QWidget) -> QtGui.QAccessibleInterface | None:
    """Return the cell, tab or other part of a widget that has the keyboard, if it has parts."""
    found: QtGui.QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return None if found is None else found.focusChild()


def announcer() -> Announcer:
    """Return the application's announcer."""
    return _announcer()


def _announcer_or_none() -> Announcer | None:
    app = QApplication.instance()
    return None if app is None else app.findChild(Announcer)


def _announcer() -> Announcer:
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("nothing is announced without an application")
    return app.findChild(Announcer) or Announcer(app)
