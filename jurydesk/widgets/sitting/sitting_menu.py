"""The menu « Autre » of the room: the acts that have a key and no button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from jurydesk.widgets.parts.room_keys import Act

_ENTRIES = (
    ("Mettre le bloc en attente…\tE", Act.PENDING),
    ("Bloc non présenté…\tN", Act.NOT_PRESENTED),
    ("Rouvrir la décision…\tR", Act.REOPEN),
    ("Retirer le vote du membre\tRetour arrière", Act.WITHDRAW),
    ("Notes de soutenance…\tM", Act.DEFENCE),
    ("Compléments et rattrapages…\tF", Act.FOLLOW_UP),
    ("Recommandations…\tMaj+R", Act.RECOMMEND),
    ("Unanimité sur tous les blocs\tMaj+U", Act.UNANIMOUS_ALL),
    ("Adopter tous les blocs dépouillés\tMaj+A", Act.ADOPT_ALL),
)


def other_acts(parent: QWidget, perform: Callable[[Act], None]) -> QMenu:
    """Return the menu; choosing an entry performs its act, as its key does."""
    menu = QMenu(parent)
    for text, act in _ENTRIES:
        menu.addAction(text).triggered.connect(partial(_perform, perform, act))
    return menu


def _perform(
    perform: Callable[[Act], None],
    act: Act,
    _checked: bool = False,  # noqa: FBT001, FBT002 a slot
) -> None:
    perform(act)
