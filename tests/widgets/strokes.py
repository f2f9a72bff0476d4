"""Keys as a system sends them: the place of the key, its character, the locks, a held key."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_Modifier = Qt.KeyboardModifier
SHIFT, KEYPAD, CONTROL = (
    _Modifier.ShiftModifier,
    _Modifier.KeypadModifier,
    _Modifier.ControlModifier,
)
NONE = _Modifier.NoModifier
# X11 and Wayland: the top row from the left, evdev's code + 8.
TOP_ROW = tuple(range(10, 20))
CAPS = 0x2


def repeat(
    widget: QWidget,
    text: str,
    place: int,
    key: Qt.Key = Qt.Key.Key_unknown,
    held: Qt.KeyboardModifier = NONE,
    *,
    as_shortcut: bool = False,
) -> None:
    """Have the system repeat a key still held, to whatever has the keyboard by now."""
    kinds = [QEvent.Type.KeyPress]
    if as_shortcut:
        kinds.insert(0, QEvent.Type.ShortcutOverride)
    for kind in kinds:
        event = QKeyEvent(kind, key.value, held, place, 0, 0, text, True, 1)
        QApplication.sendEvent(widget, event)
        # Accepted, it is looked for among no shortcut.
        assert kind is QEvent.Type.KeyPress or event.isAccepted()


def strike(
    widget: QWidget,
    text: str = "",
    place: int = 0,
    *,
    key: Qt.Key = Qt.Key.Key_unknown,
    held: Qt.KeyboardModifier = NONE,
    locks: int = 0,
    repeats: int = 0,
) -> None:
    """Strike a key, then ``repeats`` more times as long as it is held; each goes where it would."""
    for time in range(1 + repeats):
        target = widget if time == 0 else QApplication.focusWidget() or widget
        event = QKeyEvent(QEvent.Type.KeyPress, key.value, held, place, 0, locks, text, time > 0, 1)
        QApplication.sendEvent(target, event)
    up = QKeyEvent(QEvent.Type.KeyRelease, key.value, held, place, 0, locks, text)
    QApplication.sendEvent(QApplication.focusWidget() or widget, up)
