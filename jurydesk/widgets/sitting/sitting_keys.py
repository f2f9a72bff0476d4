"""Takes the keys of the room: each does its action, or is told; none goes by in silence.

A key that means nothing may have been meant as somebody's vote: the votes after it would then go
to the wrong members, so they wait until the person says whose turn it is.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from jurydesk.french.lists import enumeration
from jurydesk.widgets.keys.key_reading import Stroke, is_typed, key_name, read_key, read_letter
from jurydesk.widgets.keys.room_keys import Action
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.sitting.sitting_form import SittingForm

_VOTES = (Action.LEVEL, Action.ABSTAIN)
# The lists move by themselves.
_LIST_MOVES = (
    *(Action.NEXT_BLOCK, Action.PREVIOUS_BLOCK),
    *(Action.NEXT_CANDIDATE, Action.PREVIOUS_CANDIDATE),
)
_WAITING = "Les votes attendent : donnez le tour par ← ou → (ou un clic), puis reprenez."


class SittingKeys(QObject):
    """Hears the page and its two lists; ``answers`` says what each action does."""

    def __init__(
        self,
        bridge: SessionBridge,
        page: SittingForm,
        answers: Mapping[Action, Callable[[Stroke], object]],
    ) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._answers = answers
        self._list = page.candidate_view
        self._is_lost = False
        for view in (page.block_view, page.candidate_view):
            view.installEventFilter(self)
        page.block_view.block_chosen.connect(self.find)
        page.candidate_view.chosen.connect(self.find)
        page.voter_strip.turn_given.connect(self.find)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys typed in the two lists."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self.answer(event, in_list=watched is self._list)
        return super().eventFilter(watched, event)

    def answer(self, event: QKeyEvent, *, in_list: bool = False) -> bool:
        """Do what a key asks for; return whether the key was for the room."""
        stroke = read_key(event)
        if stroke is None:
            if is_typed(event):
                told = f"{key_name(event)} n’a pas d’usage ici : rien n’est enregistré."
                # A plain letter is nobody's vote on any keyboard.
                self._refuse(told, loses=not read_letter(event).isascii() or not read_letter(event))
            return is_typed(event)
        if in_list and stroke.action in _LIST_MOVES:
            return False
        if stroke.action in _VOTES:
            self._vote(stroke)
        else:
            self.find()
            self._answers[stroke.action](stroke)
        return True

    def _vote(self, stroke: Stroke) -> None:
        state = self._bridge.state
        levels = [] if state is None else [level.number for level in state.rulebook.levels]
        if self._is_lost:
            self._bridge.refused.emit(_WAITING)
        elif stroke.action is Action.LEVEL and stroke.level not in levels:
            there = enumeration([str(number) for number in levels])
            self._refuse(f"Il n’y a pas de niveau {stroke.level} : les niveaux sont {there}.")
        else:
            self._answers[stroke.action](stroke)

    def _refuse(self, words: str, *, loses: bool = True) -> None:
        self._is_lost = self._is_lost or loses
        self._bridge.refused.emit(f"{words} {_WAITING}" if self._is_lost else words)

    def find(self) -> None:
        """Take votes again: whose turn it is was said."""
        self._is_lost = False
