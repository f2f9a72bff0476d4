"""What keeps a candidate from being decided, a line a reason, each with the button of its cure."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from jurydesk.deliberation.remainder import (
    Cure,
    Remainder,
    lost_quorum_words,
    remainder,
    remainder_words,
)
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.widgets.parts.elided_label import ElidedLabel
from jurydesk.widgets.parts.style import empty

_LABELS = {
    Cure.SUSPEND: "Suspendre",
    Cure.CHAIR: "Président de séance (H)",
    Cure.RECUSE: "Déport (D)",
    Cure.MARKS: "Notes (M)",
    Cure.JURY: "Page Jury",
    Cure.ABSENCE: "Non présenté (N)",
    Cure.VOTE: "Voter {block}",
    Cure.ADOPT: "Adopter {block}",
}


class RemainderStrip(QFrame):
    """Hidden until asked for one candidate (Maj+A), or nobody can be decided any more."""

    cured = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "asking")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 3, 6, 3)
        self._column.setSpacing(2)
        self._asked = ""
        self._shown: tuple[tuple[str, Remainder], ...] = ()
        self.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to say."""
        return bool(self._shown)

    def ask(self, candidate: str) -> None:
        """Tell what is left for a candidate from now on, until it is decided or left."""
        self._asked = candidate

    def show_candidate(self, state: SittingState, candidate: str, lines: int) -> None:
        """Show on so many lines what is left for the candidate on screen."""
        if candidate != self._asked:
            self._asked = ""
        found = tuple(self._found(state, candidate))
        if found != self._shown or self._column.count() != min(len(found), lines):
            self._shown = found
            self._fill(state, found, lines)
        self.setVisible(bool(found))

    def _found(self, state: SittingState, candidate: str) -> Sequence[tuple[str, Remainder]]:
        if state.phase is not Phase.OPEN:
            return ()
        lost = lost_quorum_words(state, candidate)
        if lost:
            return ((lost, Remainder(Cure.SUSPEND, (), lost)),)
        if not self._asked:
            return ()
        return [(remainder_words(state, each), each) for each in remainder(state, candidate)]

    def _fill(
        self, state: SittingState, found: Sequence[tuple[str, Remainder]], lines: int
    ) -> None:
        empty(self._column)
        for place, (words, left) in enumerate(found[:lines]):
            hidden = len(found) - lines if place == lines - 1 else 0
            more = f" (et {hidden} autres raisons)" if hidden > 1 else ""
            more = " (et une autre raison)" if hidden == 1 else more
            self._column.addWidget(self._row(state, words + more, left))

    def _row(self, state: SittingState, words: str, left: Remainder) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        label = ElidedLabel(row)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label.setText(words)
        line.addWidget(label, 1)
        first = left.blocks[0] if left.blocks else ""
        code = state.rulebook.certification.block(first).short_code if first else ""
        button = QPushButton(_LABELS[left.cure].format(block=code), row)
        button.setObjectName(f"cure_{left.cure.name.lower()}_button")
        button.setAccessibleName(f"{button.text()} : {words}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._cure, left))
        line.addWidget(button)
        return row

    def _cure(self, left: Remainder, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        self.cured.emit(left)
