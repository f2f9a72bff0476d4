"""What a held key may repeat, and what a key press tells of Caps Lock.

Read with the first key only: the constants of Qt it needs are a tenth of the program's start.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import getCppPointer

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_COMBINED = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_MOVES = frozenset(
    (
        *(_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End),
        *(_Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Tab, _Key.Key_Backtab),
    )
)
_ERASING = frozenset((_Key.Key_Backspace, _Key.Key_Delete))
_ENTER = frozenset((_Key.Key_Return, _Key.Key_Enter))
_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
# The bit of Caps Lock in what each system tells with a key press (the last two untried).
_LOCKS = {"xcb": 0x2, "wayland": 0x2, "windows": 0x100, "cocoa": 0x10000}


def text_typed_into(widget: QWidget) -> int:
    """Return what identifies the text that a key is typed into, 0 where it is no text."""
    return address(widget) if isinstance(widget, _TEXT) else 0


def address(known: QWidget | QKeyEvent) -> int:
    """Return what identifies an object of Qt: its Python one may be another each time."""
    return int(getCppPointer(known)[0])


def may_repeat(widget: QWidget, event: QKeyEvent, typed_into: int) -> bool:
    """Whether a held key may go on: a move, or a letter of the text where it was first struck."""
    key = _Key(event.key())
    # What a letter opened is not filled with that letter.
    writes = typed_into != 0 and typed_into == text_typed_into(widget)
    if event.modifiers() & (_Modifier.AltModifier | _Modifier.MetaModifier):
        return False
    if event.modifiers() & _Modifier.ControlModifier:
        return writes and key in _MOVES | _ERASING
    if key in _MOVES:
        return writes or not _is_digit_of_the_keypad(event)
    if key in _ENTER:
        return writes and isinstance(widget, QPlainTextEdit | QTextEdit)
    return writes and (key in _ERASING or (bool(event.text()) and event.text().isprintable()))


def caps_after(event: QKeyEvent, *, was_on: bool) -> bool:
    """Return whether Caps Lock is on, as far as a key press and what was known before tell."""
    lock = _LOCKS.get(QGuiApplication.platformName(), 0)
    is_locked = bool(event.nativeModifiers() & lock)
    if event.key() == _Key.Key_CapsLock:
        # What is told is the state before: this key turns it round.
        return not (is_locked if lock else was_on)
    text = event.text()
    cased = len(text) == 1 and text.lower() != text.upper()
    if cased and not event.modifiers() & _COMBINED:
        shifted = bool(event.modifiers() & _Modifier.ShiftModifier)
        return is_locked or text.isupper() != shifted
    return is_locked if lock else was_on


def _is_digit_of_the_keypad(event: QKeyEvent) -> bool:
    on_keypad = bool(event.modifiers() & _Modifier.KeypadModifier)
    return on_keypad and QGuiApplication.platformName() != "cocoa"
