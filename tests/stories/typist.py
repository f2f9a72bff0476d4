"""Hands on a keyboard: one key after another, each to whatever has the focus at that moment.

Dialogs are answered as a person answers them: the next keys simply go there. Nothing waits for a
length of time; a key waits until the key before it has had its effect.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QWidget,
)

# A loaded machine draws and reads slowly; nothing here should ever come near it.
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Key:
    """A key that is not a letter, by its name: ``Key("Ctrl+Return")``."""

    name: str


@dataclass(frozen=True, slots=True)
class Until:
    """Holds the next key until something is seen."""

    seen: Callable[[], bool]
    what: str


Stroke = str | Key | Until | Callable[[], object]

ENTER = Key("Return")
WRITTEN = Key("Ctrl+Return")
TAB = Key("Tab")
BACK = Key("Shift+Tab")
UP, DOWN, RIGHT = Key("Up"), Key("Down"), Key("Right")
SPACE = Key("Space")


class Typist:
    """Types; ``keys`` is how many keys were struck so far."""

    def __init__(self) -> None:
        self.keys = 0
        self._waiting: deque[Stroke] = deque()
        self._under_way = 0
        self._since = 0.0
        self._loop = QEventLoop()
        self._fault: BaseException | None = None

    def type(self, *strokes: Stroke) -> None:
        """Strike keys, letters one by one; a function among them looks at the screen."""
        if self._waiting or self._loop.isRunning():
            raise AssertionError("the typist is already typing")
        for stroke in strokes:
            self._waiting.extend(stroke if isinstance(stroke, str) else (stroke,))
        self._fault = None
        self._since = monotonic()
        QTimer.singleShot(0, self._strike)
        self._loop.exec()
        if self._fault is not None:
            raise self._fault

    def _strike(self) -> None:
        if self._fault is not None:
            self._give_up()
        elif not self._is_settled():
            self._try_later("the key before it still had no end")
        elif not self._waiting:
            self._finish(_focus())
        elif isinstance(self._waiting[0], Until) and not self._waiting[0].seen():
            self._try_later(f"not seen: {self._waiting[0].what}")
        elif callable(self._waiting[0]) or isinstance(self._waiting[0], Until):
            self._look(self._waiting.popleft())
        elif (target := _focus()) is None:
            self._try_later("nothing has the focus")
        else:
            self._send(target, self._waiting.popleft())

    def _is_settled(self) -> bool:
        """Whether the acts begun all stand before an open dialog or menu, waiting for a key."""
        shown = len(_open_dialogs()) + (_popup() is not None)
        return self._under_way <= shown and not _button_is_sinking()

    def _send(self, target: QWidget, stroke: Stroke) -> None:
        self._since = monotonic()
        self.keys += 1
        # Before the key: a dialog that the key opens runs the next ones. Not at once: what the
        # key leaves for the event loop, as the end of an edited cell, comes before the next key.
        QTimer.singleShot(1, self._strike)
        self._under_way += 1
        try:
            _press(target, stroke)
        finally:
            self._under_way -= 1

    def _look(self, stroke: Stroke) -> None:
        self._since = monotonic()
        try:
            if callable(stroke):
                stroke()
        except (Exception, pytest.fail.Exception) as fault:  # noqa: BLE001 raised by ``type``
            self._fault = fault
        QTimer.singleShot(0, self._strike)

    def _try_later(self, why: str) -> None:
        if monotonic() - self._since > PATIENCE:
            left = f"{len(self._waiting)} strokes left" if self._waiting else "no stroke left"
            self._fault = AssertionError(f"{why} ({left}; {_where()})")
        QTimer.singleShot(1, self._strike)

    def _finish(self, focus: QWidget | None) -> None:
        if _open_dialogs():
            self._fault = AssertionError(f"a dialog was left open: {_where()}")
            self._give_up()
        elif focus is None:
            self._try_later("nothing has the focus")
        else:
            self._loop.quit()

    def _give_up(self) -> None:
        """Close what is open, so that the story ends with its own failure and not in silence."""
        self._waiting.clear()
        popup = _popup()
        if popup is not None:
            popup.close()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.done(QDialog.DialogCode.Rejected)
        if self._under_way:
            QTimer.singleShot(1, self._strike)
        else:
            self._loop.quit()


def _open_dialogs() -> list[QDialog]:
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog))
    return [each for each in shown if each.isModal() and each.isVisible()]


def _button_is_sinking() -> bool:
    """Whether a button pressed by its Alt letter has yet to act: Qt shows it down for a moment."""
    faced = QApplication.activeModalWidget() or _main_window()
    kinds = (QPushButton, QRadioButton) if faced is not None else ()
    buttons = [each for kind in kinds for each in faced.findChildren(kind)]
    return any(each.isDown() and each.isVisible() for each in buttons)


def _main_window() -> QWidget | None:
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    return next((each for each in shown if each.isVisible()), None)


def _popup() -> QWidget | None:
    return QApplication.activePopupWidget()


def _focus() -> QWidget | None:
    """Return what the next key goes to; ``None`` while windows change hands."""
    popup, modal = _popup(), QApplication.activeModalWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    active = QApplication.activeWindow()
    if active is None or (modal is not None and active is not modal):
        _bring_forward(modal)
        return None
    return QApplication.focusWidget() or active


def _bring_forward(modal: QWidget | None) -> None:
    """Do what a window manager does when a window goes: the one below takes the keyboard."""
    below = modal or _main_window()
    if below is not None:
        below.activateWindow()


def _where() -> str:
    active, focus = QApplication.activeWindow(), QApplication.focusWidget()
    title = active.windowTitle() if active is not None else "no window"
    name = focus.objectName() or type(focus).__name__ if focus is not None else "nothing"
    return f"window « {title} », focus on {name}"


def _press(target: QWidget, stroke: Stroke) -> None:
    if isinstance(stroke, Key):
        pressed = QKeySequence(stroke.name)[0]
        QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())
        return
    letter = str(stroke)
    # Letters go by their text: ``QTest.keyClick`` aborts on « É ».
    code = ord(letter.upper()) if len(letter.upper()) == 1 else 0
    key = Qt.Key(code) if 0x20 <= code <= 0xFF else Qt.Key.Key_unknown
    shift = letter.isupper()
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, letter))
