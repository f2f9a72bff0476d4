"""The menu « Autre » of the room: the acts that have a key and no button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from jurydesk.widgets.keys.room_keys import KEYS, Action


def other_acts(parent: QWidget, perform: Callable[[Action], None]) -> QMenu:
    """Return the menu; choosing a line performs its action, as its key does."""
    menu = QMenu(parent)
    for key in KEYS:
        if key.menu:
            line = menu.addAction(f"{key.menu}\t{key.caption}")
            line.triggered.connect(partial(_perform, perform, Action(key.action)))
    return menu


def _perform(
    perform: Callable[[Action], None],
    action: Action,
    _checked: bool = False,  # noqa: FBT001, FBT002 a slot
) -> None:
    perform(action)
