"""The voters of a bloc side by side: who is next, who has voted, and how until it is adopted."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QWidget

from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import SittingState
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.markup import tip
from jurydesk.widgets.parts.style import empty

# What is inside a frame stands still when the turn makes it thicker.
_ROUNDING, _INSIDE = 6, 4
_NAME_POINTS, _VOTE_POINTS = 9, 14
_LONGEST_VOTE = "abst."
# More voters than that stand on two lines: a box must stay wide enough for a name and a finger.
_ABREAST = 10


class VoterBox(QAbstractButton):
    """One voter: the name, and the vote in progress; pressed, it gives that member the turn.

    It paints itself: every key changes two boxes, and labels in them would each have the whole
    window laid out again.
    """

    taken = Signal(str)

    def __init__(self, member: JuryMember, *, chairs: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member = member
        # A click leaves the keyboard where it is: the votes go on from there.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._text, self._spoken, self._is_current = "", "", False
        # The mark of who presides stays when the name is cut.
        self._mark = " ◆" if chairs else ""
        self._cut_name = self._name = member.name.upper()
        self._fonts = (QFont(), QFont())
        self._heights = (0, 0)
        self._measure()
        role = "préside, " if chairs else ""
        self.setToolTip(tip(f"{member.full_name}, {role}{member.role.words}"))
        self.setAccessibleDescription(f"{role}{member.role.words}")
        self.clicked.connect(lambda: self.taken.emit(member.identifier))

    def show_vote(self, text: str, spoken: str, *, is_current: bool) -> None:
        """Show the vote in progress and whether the next key is this member's."""
        shown = (text, spoken, is_current)
        if shown == (self._text, self._spoken, self._is_current):
            return
        self._text, self._spoken, self._is_current = shown
        turn = ", à son tour" if is_current else ""
        self.setAccessibleName(f"{self._member.full_name} : {spoken}{turn}")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the same room whatever the vote and whosever the turn."""
        around = 2 * (_INSIDE + 1)
        widest = QFontMetrics(self._fonts[1]).horizontalAdvance(_LONGEST_VOTE)
        least = theme.TARGET if theme.is_touch() else 0
        return QSize(max(widest + around, least), max(sum(self._heights) + around, least))

    def minimumSizeHint(self) -> QSize:
        """Ask for the vote whole; the name may be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the name on top and the vote below."""
        now, border = theme.current(), 2 if self._is_current else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.accent if self._is_current else now.border), border))
        painter.setBrush(QColor(now.accent_soft if self._is_current else now.window))
        half, rounding = border / 2, _ROUNDING - border / 2
        edge = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(edge, rounding, rounding)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.text), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)
        name, vote = self._halves()
        painter.setPen(QColor(now.muted))
        painter.setFont(self._fonts[0])
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self._cut_name)
        painter.setPen(QColor(now.text))
        painter.setFont(self._fonts[1])
        painter.drawText(vote, Qt.AlignmentFlag.AlignCenter, self._text)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name to the width there is."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the space bar; every other key is the room's."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _halves(self) -> tuple[QRect, QRect]:
        """Return where the name and the vote go; the name keeps its line in a low box."""
        inside = self.rect().adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
        name = max(self._heights[0], inside.height() - max(self._heights[1], inside.height() // 2))
        return inside.adjusted(0, 0, 0, name - inside.height()), inside.adjusted(0, name, 0, 0)

    def _measure(self) -> None:
        """Prepare the fonts, the heights of both lines and what fits of the name."""
        small, large = QFont(self.font()), QFont(self.font())
        small.setPointSizeF(_NAME_POINTS)
        large.setPointSizeF(_VOTE_POINTS)
        large.setWeight(QFont.Weight.DemiBold)
        name, vote = QFontMetrics(small), QFontMetrics(large)
        self._fonts = (small, large)
        self._heights = (name.height() + 1, vote.height() + 1)
        room = max(self.width() - 10 - name.horizontalAdvance(self._mark), 10)
        cut = name.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self._cut_name = f"{cut}{self._mark}"


class VoterStrip(QWidget):
    """The voters, ten abreast at most; ``member`` is whose vote the next digit is."""

    turn_given = Signal()
    turn_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
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

    @property
    def turn(self) -> str:
        """Whose vote is awaited, empty when nobody's is: all voted, or the ballot has ended."""
        waits = self._ended is None and len(self._votes) < len(self._voters)
        return self.member if waits else ""

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
        self.turn_changed.emit()

    def step(self, by: int) -> None:
        """Go to another voter, around the row."""
        if self._voters:
            self._current = (self._current + by) % len(self._voters)
            self._paint()
            self.turn_changed.emit()

    def choose(self, member: str) -> None:
        """Make a voter current."""
        names = [voter.identifier for voter in self._voters]
        if member in names:
            self._current = names.index(member)
            self._paint()
            self.turn_changed.emit()

    def set_veiled(self, veiled: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Hide or show the votes in progress."""
        self._veiled = veiled
        self._paint()

    def _give_turn(self, member: str) -> None:
        self.choose(member)
        self.turn_given.emit()

    def _rebuild(self) -> None:
        empty(self._grid)
        self._boxes = {}
        lines = -(-len(self._voters) // _ABREAST)
        abreast = -(-len(self._voters) // max(lines, 1))
        for column in range(_ABREAST):
            self._grid.setColumnStretch(column, int(column < abreast))
        for place, member in enumerate(self._voters):
            box = VoterBox(member, chairs=member.identifier == self._chair, parent=self)
            box.taken.connect(self._give_turn)
            self._boxes[member.identifier] = box
            self._grid.addWidget(box, *divmod(place, abreast))
        if not self._voters:
            note = QLabel("Aucun votant présent pour ce candidat.", self)
            note.setProperty("kind", "muted")
            self._grid.addWidget(note, 0, 0)

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
