"""Asks for a tally: votes by level and abstentions that equal the voters; the chair on a tie."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.counting import count
from jurydesk.deliberation.facts import BallotWay
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import block_of, member_name
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.markup import plain
from jurydesk.widgets.parts.number_box import NumberBox
from jurydesk.widgets.parts.style import set_state

_TITLES = {BallotWay.TALLY: "Décompte des voix", BallotWay.SECRET: "Scrutin secret"}


@dataclass(frozen=True, slots=True)
class EnteredTally:
    """What was entered: votes by level, abstentions, and the chair's own level if asked."""

    counts: dict[int, int]
    abstentions: int
    chair_level: int | None


class TallyDialog(QDialog):
    """The numbers of one ballot; it cannot be accepted while they do not add up."""

    title_label: QLabel
    subject_label: QLabel
    tally_grid: QGridLayout
    chair_frame: QFrame
    chair_label: QLabel
    chair_box: QComboBox
    balance_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        state: SittingState,
        candidate: str,
        block: str,
        way: BallotWay,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "tally_dialog")
        who = state.candidates[candidate]
        voters = voters_for(state, candidate)
        self._voters = len(voters)
        self._state = state
        chair_votes = any(voter.identifier == state.chair for voter in voters)
        self._granted = chair_votes and state.rulebook.grants_casting_vote(
            who.route, who.path_start
        )
        self.title_label.setText(_TITLES[way])
        self.setWindowTitle(f"JuryDesk – {_TITLES[way].lower()}")
        self.subject_label.setText(typeset(block_of(state, candidate, block)))
        chair = member_name(state, state.chair) if state.chair else "la présidence"
        self.chair_label.setText(
            typeset(f"Partage des voix : quel est le niveau choisi par {chair}, qui préside ?")
        )
        self._boxes = {level.number: NumberBox(self) for level in state.rulebook.levels}
        self._abstentions = NumberBox(self)
        self._tied: tuple[int, ...] = ()
        self._fill_grid()
        self._balance()

        for box in (*self._boxes.values(), self._abstentions):
            box.valueChanged.connect(self._balance)
        self.chair_box.currentIndexChanged.connect(self._balance)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def tally(self) -> EnteredTally:
        """What was entered."""
        counts = {number: box.value() for number, box in self._boxes.items()}
        asked = self.chair_frame.isVisibleTo(self)
        chair = self.chair_box.currentData() if asked else None
        return EnteredTally(counts, self._abstentions.value(), chair)

    def _fill_grid(self) -> None:
        rows = [(self._boxes[level.number], level.label) for level in self._state.rulebook.levels]
        rows.append((self._abstentions, "abstentions (ou blancs)"))
        for row, (box, words) in enumerate(rows):
            box.setMaximum(self._voters)
            box.setMinimumWidth(80)
            # The theme hides the buttons: « NoButtons » leaves one pixel to the figure.
            box.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.setAccessibleName(words)
            label = plain(QLabel(typeset(words), self))
            label.setBuddy(box)
            self.tally_grid.addWidget(self._stepper(box, -1, words), row, 0)
            self.tally_grid.addWidget(box, row, 1)
            self.tally_grid.addWidget(self._stepper(box, 1, words), row, 2)
            self.tally_grid.addWidget(label, row, 3)
        self.tally_grid.setColumnStretch(3, 1)
        rows[0][0].setFocus()
        rows[0][0].selectAll()

    def _stepper(self, box: NumberBox, step: int, words: str) -> QPushButton:
        """Return a button that adds or takes away a vote; the keyboard has the arrows."""
        button = QPushButton("+" if step > 0 else "\u2212", self)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        change = "de plus" if step > 0 else "de moins"
        button.setAccessibleName(typeset(f"Une voix {change} : {words}"))
        button.clicked.connect(partial(self._step, box, step))
        return button

    def _step(self, box: NumberBox, step: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        box.setValue(box.value() + step)

    def _balance(self) -> None:
        counts = {number: box.value() for number, box in self._boxes.items()}
        total = sum(counts.values()) + self._abstentions.value()
        result = count(
            counts, self._abstentions.value(), chair_level=None, casting_vote=self._granted
        )
        tied = self._granted and result.tie_at is not None and total == self._voters
        self._ask_chair(counts if tied else {})
        left = self._voters - total
        if left > 0:
            text = f"Il reste {plural(left, 'voix', 'voix')} à répartir sur {self._voters} votants."
        elif left < 0:
            text = f"{plural(-left, 'voix', 'voix')} de trop pour {self._voters} votants."
        elif result.level is None:
            text = "Aucune voix exprimée : il n’y aura pas de résultat, il faudra revoter."
        else:
            label = self._state.rulebook.level(result.level).label
            text = f"Résultat : {label}."
        waiting = tied and self.chair_box.currentIndex() <= 0
        if waiting:
            text = "Partage des voix : choisissez ci-dessus le niveau de la présidence."
        elif tied:
            text = self._tie_words(counts)
        self.balance_label.setText(typeset(text))
        set_state(self.balance_label, "warn" if waiting else "good" if left == 0 else "bad")
        self._allow()

    def _tie_words(self, counts: Mapping[int, int]) -> str:
        """Return what a tie gives once the chair's own level is known."""
        result = count(
            counts,
            self._abstentions.value(),
            chair_level=self.chair_box.currentData(),
            casting_vote=self._granted,
        )
        if result.level is None:
            return ""
        how = "voix prépondérante" if result.casting_vote_used else "sans voix prépondérante"
        return f"Résultat : {self._state.rulebook.level(result.level).label} ({how})."

    def _ask_chair(self, counts: dict[int, int]) -> None:
        levels = tuple(number for number, votes in counts.items() if votes)
        if levels != self._tied:
            self._tied = levels
            self.chair_box.clear()
            self.chair_box.addItem("À choisir…", 0)
            for number in levels:
                label = typeset(self._state.rulebook.level(number).label)
                self.chair_box.addItem(label, number)
            if levels:
                self.chair_box.addItem("La présidence ne s’est pas exprimée", None)
        if self.chair_frame.isVisibleTo(self) != bool(levels):
            self.chair_frame.setVisible(bool(levels))
            self.adjustSize()

    def _allow(self) -> None:
        total = sum(box.value() for box in self._boxes.values()) + self._abstentions.value()
        waiting = self.chair_frame.isVisibleTo(self) and self.chair_box.currentIndex() <= 0
        self.accept_button.setEnabled(total == self._voters > 0 and not waiting)
