"""The keys of the window: its shortcuts, from the one table, and what leaves an open sitting."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from jurydesk.deliberation import acts
from jurydesk.widgets.keys import key_reading
from jurydesk.widgets.keys.room_keys import Group, keys_of
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child

if TYPE_CHECKING:
    from jurydesk.deliberation.state import SittingState

# By the values of Phase, which is not read before a session is opened.
_HELD = {"ouverte": "est ouverte", "suspendue": "est suspendue"}


def give_shortcuts(window: QWidget) -> None:
    """Give the window's actions their keys; a held key repeats none of them."""
    for key in keys_of(Group.WINDOW):
        action = child(window, QAction, key.action)
        # By a list: setShortcut would bring all of Qt’s enums to the start.
        action.setShortcuts([QKeySequence(each) for each in key.strokes.split()])
        action.setAutoRepeat(False)
    PagesByPlace(window)


class PagesByPlace(QObject):
    """Takes Ctrl and a key of the top row as the page of its digit: AZERTY has none unshifted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions = {
            int(key.strokes[-1]): child(window, QAction, key.action)
            for key in keys_of(Group.WINDOW)
            if key.strokes.startswith("Ctrl+") and key.strokes[-1] in "12345678"
        }
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to a page when nothing else wanted the key."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = QtCore.Qt.KeyboardModifier.ControlModifier
            digit = key_reading.placed_digit(event) if event.modifiers() == held else None
            action = self._actions.get(digit or 0)
            if action is not None:
                action.trigger()
                return True
        return super().eventFilter(watched, event)


def leave(window: QWidget, bridge: SessionBridge, title: str, act: Callable[[], object]) -> None:
    """Leave the session, after asking while the sitting is under way."""
    if may_leave(window, bridge, title):
        act()


def may_leave(window: QWidget, bridge: SessionBridge, title: str) -> bool:
    """Ask what becomes of a sitting under way; return whether the person leaves it.

    Ctrl+W and Ctrl+Q are where other keyboards have Z and A, and the cross is near anything.
    """
    state: SittingState | None = bridge.state
    held = "" if state is None else _HELD.get(state.phase, "")
    if state is None or not held or bridge.is_reading:
        return True
    text = (
        f"La séance {held}, elle n’est pas close. Chaque acte est déjà enregistré : elle se rouvre "
        "là où elle en est."
    )
    leaving, ways = title.lower(), []
    if held == _HELD["ouverte"]:
        text += " La suspendre note l’heure au procès-verbal ; il faudra la reprendre pour voter."
        ways.append(f"&Suspendre et {leaving}")
        ways.append(f"{title} en la &laissant ouverte")
    else:
        ways.append(f"&{title}")
    chosen = messages.choose(window, f"{title} ?", text, ways, "&Rester")
    if chosen is None:
        return False
    if chosen == 0 and len(ways) > 1:
        # What the core refuses is told, and the sitting stays.
        return bridge.perform(lambda: acts.suspend_sitting(state, bridge.now()))
    return True
