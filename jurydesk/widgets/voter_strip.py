"""The voters of a bloc side by side: who is next, who has voted, and how until it is adopted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import SittingState
from jurydesk.widgets.style import empty, set_state


class VoterBox(QFrame):
    """One voter: the name, and the vote in progress."""

    pressed = Signal(str)

    def __init__(self, member: JuryMember, *, chairs: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "voter")
        self._member = member
        self._shown: tuple[str, str, bool] | None = None
        self._name = QLabel(self)
        self._vote = QLabel(self)
        self._vote.setProperty("kind", "vote")
        self._full = f"{member.name.upper()} ◆" if chairs else member.name.upper()
        for label in (self._name, self._vote):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setMinimumWidth(20)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._vote)
        role = "préside, " if chairs else ""
        self.setToolTip(f"{member.full_name}, {role}{member.role.words}")

    def show_vote(self, text: str, spoken: str, *, is_current: bool) -> None:
        """Show the vote in progress and whether the next key is this member's."""
        shown = (text, spoken, is_current)
        if shown == self._shown:
            return
        self._shown = shown
        self._vote.setText(text)
        set_state(self, "accent" if is_current else "")
        turn = ", à son tour" if is_current else ""
        self.setAccessibleName(f"{self._member.full_name} : {spoken}{turn}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name to the width there is."""
        super().resizeEvent(event)
        metrics = QFontMetrics(self._name.font())
        width = max(self.width() - 10, 10)
        self._name.setText(metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, width))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the member the next key."""
        self.pressed.emit(self._member.identifier)
        event.accept()


class VoterStrip(QWidget):
    """The row of voters; ``member`` is whose vote the next digit is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._voters: tuple[JuryMember, ...] = ()
        self._chair: str | None = None
        self._boxes: dict[str, VoterBox] = {}
        self._votes: dict[str, int | None] = {}
        self._ended: dict[str, tuple[str, str]] | None = None
        self._current = 0
        self._veiled = False

    @property
    def member(self) -> str:
        """The voter whose turn it is, empty when nobody votes."""
        return self._voters[self._current].identifier if self._voters else ""

    def show_votes(
        self,
        state: SittingState,
        voters: tuple[JuryMember, ...],
        votes: dict[str, int | None],
        ended: dict[str, tuple[str, str]] | None = None,
    ) -> None:
        """Show who votes on a bloc and the votes in progress, or what became of an ended ballot.

        ``ended`` gives, by member, a short text and the words for a screen reader; nobody's turn
        comes then.
        """
        if voters != self._voters or state.chair != self._chair:
            self._voters, self._chair = voters, state.chair
            self._current = min(self._current, max(len(voters) - 1, 0))
            self._rebuild()
        self._votes, self._ended = dict(votes), ended
        self._paint()

    def start(self) -> None:
        """Go to the first voter who has not voted, the first one when all have."""
        waiting = [
            place
            for place, member in enumerate(self._voters)
            if member.identifier not in self._votes
        ]
        self._current = waiting[0] if waiting else 0
        self._paint()

    def step(self, by: int) -> None:
        """Go to another voter, around the row."""
        if self._voters:
            self._current = (self._current + by) % len(self._voters)
            self._paint()

    def choose(self, member: str) -> None:
        """Make a voter current."""
        names = [voter.identifier for voter in self._voters]
        if member in names:
            self._current = names.index(member)
            self._paint()

    def set_veiled(self, veiled: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Hide or show the votes in progress."""
        self._veiled = veiled
        self._paint()

    def _rebuild(self) -> None:
        empty(self._row)
        self._boxes = {}
        for member in self._voters:
            box = VoterBox(member, chairs=member.identifier == self._chair, parent=self)
            box.pressed.connect(self.choose)
            self._boxes[member.identifier] = box
            self._row.addWidget(box, 1)
        if not self._voters:
            note = QLabel("Aucun votant présent pour ce candidat.", self)
            note.setProperty("kind", "muted")
            self._row.addWidget(note)

    def _paint(self) -> None:
        for place, member in enumerate(self._voters):
            text, spoken = self._words(member.identifier)
            box = self._boxes[member.identifier]
            box.show_vote(text, spoken, is_current=self._ended is None and place == self._current)

    def _words(self, member: str) -> tuple[str, str]:
        if self._ended is not None:
            return self._ended[member]
        if member not in self._votes:
            return "–", "n’a pas voté"
        if self._veiled:
            return "●", "a voté"
        level = self._votes[member]
        return ("abst.", "abstention") if level is None else (str(level), f"niveau {level}")
