"""Reads a key press of the room: digits by the place of the key, letters by their character.

Layouts put many characters on the top row, and Caps Lock changes some of them; the *place* of its
keys is the same everywhere. X11 and Wayland tell it as evdev's code + 8 (checked on both);
Windows gives the scan code and macOS the virtual key (from their documents: untried). A key press
that tells no place (a remote desktop, an input method) is read by its character, as on AZERTY.
Num Lock is not needed: the keypad's own keys are digits either way.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from jurydesk.widgets.keys.room_keys import ROOM, Action, acts_by_stroke

_Modifier = Qt.KeyboardModifier
_SHIFT, _KEYPAD = _Modifier.ShiftModifier, _Modifier.KeypadModifier
# AltGr is no Alt on Linux: a group switch, or the bit of Mod5 alone.
_OTHER_MODIFIERS = (
    _Modifier.ControlModifier
    | _Modifier.AltModifier
    | _Modifier.MetaModifier
    | _Modifier.GroupSwitchModifier
)
_THIRD_LEVEL = 0x80
_LINUX = {10 + place: (place + 1) % 10 for place in range(10)}
_WINDOWS = {2 + place: (place + 1) % 10 for place in range(10)}
_MACOS = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9, 29: 0}
# What an AZERTY top row gives without Shift; Caps Lock makes capitals of the letters.
_FRENCH_ROW = {"&": 1, "é": 2, '"': 3, "'": 4, "(": 5, "-": 6, "è": 7, "_": 8, "ç": 9, "à": 0}
_NUM_LOCK_OFF = {
    Qt.Key.Key_Insert: 0,
    Qt.Key.Key_End: 1,
    Qt.Key.Key_Down: 2,
    Qt.Key.Key_PageDown: 3,
    Qt.Key.Key_Left: 4,
    Qt.Key.Key_Clear: 5,
    Qt.Key.Key_Right: 6,
    Qt.Key.Key_Home: 7,
    Qt.Key.Key_Up: 8,
    Qt.Key.Key_PageUp: 9,
}
_DEAD_KEYS = range(Qt.Key.Key_Dead_Grave.value, Qt.Key.Key_Dead_Longsolidusoverlay.value + 1)
_MODIFIERS = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
)
_STROKES = acts_by_stroke(*ROOM)
_NAMED = {
    Qt.Key[f"Key_{stroke}"]: Action(action)
    for stroke, action in _STROKES.items()
    if len(stroke) > 1 and "+" not in stroke
}
# Signs that some layouts have on the top row, where the level of their place does not exist.
_SIGNS = ("/", "?")
_LAST_LEVEL = 4


class Stroke(NamedTuple):
    """An action, and the level it is about when there is one."""

    action: Action
    level: int = 0


def read_key(event: QKeyEvent) -> Stroke | None:
    """Return what a key press asks of the room, ``None`` when the room has no use for it."""
    if _is_combined(event):
        return None
    number, text = digit(event), event.text()
    shift = bool(event.modifiers() & _SHIFT)
    if text in _SIGNS and (number is None or shift or number > _LAST_LEVEL):
        return Stroke(Action(_STROKES[text]))
    if number is not None:
        return Stroke(Action.LEVEL, number) if number else Stroke(Action.ABSTAIN)
    if not text and _is_on_keypad(event):
        return None
    if (named := _NAMED.get(Qt.Key(event.key()))) is not None:
        return Stroke(named)
    letter = read_letter(event)
    held = _STROKES.get(f"Shift+{letter}") if shift else None
    action = held or _STROKES.get(letter)
    return None if action is None or not letter else Stroke(Action(action))


def read_letter(event: QKeyEvent) -> str:
    """Return the letter of a key, small whatever Shift and Caps Lock do; empty when it is none."""
    text = event.text()
    return text.lower() if len(text) == 1 and text.isalpha() and not _is_combined(event) else ""


def digit(event: QKeyEvent) -> int | None:
    """Return the digit a key stands for, with or without Shift, ``None`` when it is none."""
    if _is_combined(event):
        return None
    text = event.text()
    if len(text) == 1 and text.isascii() and text.isdigit():
        return int(text)
    if _is_on_keypad(event):
        return _NUM_LOCK_OFF.get(Qt.Key(event.key()))
    if not text and event.key() not in _DEAD_KEYS:
        return None
    code, places = _place(event)
    if code:
        return places.get(code)
    # Without a place, only what AZERTY gives unshifted.
    return None if event.modifiers() & _SHIFT else _FRENCH_ROW.get(text.lower())


def placed_digit(event: QKeyEvent) -> int | None:
    """Return the digit of the top row whose key this is, whatever is held with it."""
    code, places = _place(event)
    return places.get(code)


def is_typed(event: QKeyEvent) -> bool:
    """Whether a key prints something, or is of the keypad: pressed for nothing, it must be told."""
    if event.modifiers() & (_OTHER_MODIFIERS & ~_Modifier.GroupSwitchModifier):
        return False
    text = event.text()
    if text.strip() and text.isprintable():
        return True
    entered = event.key() in (Qt.Key.Key_Enter, Qt.Key.Key_Return)
    return event.key() in _DEAD_KEYS or (_is_on_keypad(event) and not entered)


def is_modifier(event: QKeyEvent) -> bool:
    """Whether a key only changes what others give: Shift, Ctrl, Alt, the locks."""
    return event.key() in _MODIFIERS


def key_name(event: QKeyEvent) -> str:
    """Return how to name a key to the person who pressed it."""
    text = event.text().strip()
    if text and text.isprintable():
        return f"La touche « {text} »"
    if event.key() in _DEAD_KEYS:
        return "Cette touche d’accent"
    return "Cette touche du pavé numérique"


def _is_combined(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt, AltGr or the system's key is held: the press is for somebody else."""
    if event.modifiers() & _OTHER_MODIFIERS:
        return True
    on_linux = QGuiApplication.platformName() not in ("windows", "cocoa")
    return on_linux and bool(event.nativeModifiers() & _THIRD_LEVEL)


def _is_on_keypad(event: QKeyEvent) -> bool:
    # The arrows of a Mac say that they are of the keypad.
    return bool(event.modifiers() & _KEYPAD) and QGuiApplication.platformName() != "cocoa"


def _place(event: QKeyEvent) -> tuple[int, dict[int, int]]:
    """Return the system's code of a key, 0 when it tells none, and its codes of the top row."""
    match QGuiApplication.platformName():
        case "windows":
            return event.nativeScanCode(), _WINDOWS
        case "cocoa":
            return event.nativeVirtualKey(), _MACOS
        case _:
            return event.nativeScanCode(), _LINUX
