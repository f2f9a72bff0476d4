"""The menu « Autre » of the room: the acts that have a key and no button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from jurydesk.widgets.keys.room_keys import KEYS, Act


def other_acts(parent: QWidget, perform: Callable[[Act], None]) -> QMenu:
    """Return the menu; choosing an entry performs its act, as its key does."""
    menu = QMenu(parent)
    for key in KEYS:
        if key.menu:
            entry = menu.addAction(f"{key.menu}\t{key.caption}")
            entry.triggered.connect(partial(_perform, perform, Act(key.act)))
    return menu


def _perform(
    perform: Callable[[Act], None],
    act: Act,
    _checked: bool = False,  # noqa: FBT001, FBT002 a slot
) -> None:
    perform(act)
