"""The room (« Séance »): one candidate at a time, every act by one key, nothing surprising."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QWidget,
)

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation.cases import (
    first_open,
    first_undecided,
    followed_candidate,
    next_open,
    next_undecided,
    pace_of,
    undecided_from,
)
from jurydesk.deliberation.facts import BallotWay
from jurydesk.deliberation.remainder import Cure, Remainder
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.candidate_file import file_html
from jurydesk.widgets.keys.key_reading import Stroke
from jurydesk.widgets.keys.keyboard import keyboard
from jurydesk.widgets.keys.room_keys import Action
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child
from jurydesk.widgets.parts.text_dialog import TextDialog
from jurydesk.widgets.sitting import sitting_display
from jurydesk.widgets.sitting.sitting_course import SittingCourse
from jurydesk.widgets.sitting.sitting_desk import SittingDesk
from jurydesk.widgets.sitting.sitting_form import SittingForm
from jurydesk.widgets.sitting.sitting_keys import SittingKeys
from jurydesk.widgets.sitting.sitting_menu import other_acts
from jurydesk.widgets.sitting.sitting_panels import Panel, SittingPanels
from jurydesk.widgets.sitting.sitting_voice import SittingVoice

_FILTERS = ("all", "discuss", "clear", "vae", "pending", "done", "follow")


class SittingPage(SittingForm):
    """The deliberation; the keys are those of :mod:`~jurydesk.widgets.keys.room_keys`."""

    keys_asked = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._desk = SittingDesk(bridge, self)
        self._course = SittingCourse(bridge, self)
        self._panels = SittingPanels(self)
        self._voice = SittingVoice(bridge, self)
        self._last_decided = ""
        self._path: Path | None = None
        self._veiled = False
        self._filter = "all"
        self._clock = QTimer(self)
        self._clock.setInterval(20_000)
        self._filters = {name: child(self, QAbstractButton, f"{name}_filter") for name in _FILTERS}
        self._filters["all"].setChecked(True)
        self.more_button.setMenu(other_acts(self, self._perform))
        self._answers = self._key_answers()
        self._keys = SittingKeys(bridge, self, self._answers)
        self.first_control: QWidget = self.block_view

        self._connect_list()
        self._connect_acts()
        self._clock.timeout.connect(self._show_pace)
        listening = keyboard()
        if listening is not None:
            listening.caps_changed.connect(self._show_caps)
        self._clock.start()

    def show_state(self, state: SittingState) -> None:
        """Redraw the room; another session than before starts it anew."""
        if self._bridge.path != self._path:
            self._path, self._candidate, self._last_decided = self._bridge.path, "", ""
            self.search_edit.clear()
        self.candidate_view.candidates.show_state(state, self.search_edit.text(), self._filter)
        self.candidate_view.keep(self._candidate)
        sitting_display.show_course(self, state)
        self._show_pace()
        if self._candidate in state.candidates:
            self._show_candidate(state)
        else:
            self.choose_candidate(first_undecided(state))

    def go_to(self, place: str) -> None:
        """Show a candidate; a second word after a blank is a bloc's code."""
        candidate, _, block = place.partition(" ")
        self.choose_candidate(candidate)
        if block:
            self.block_view.choose(block)
        self._back_to_blocks()

    def choose_candidate(self, candidate: str) -> None:
        """Put a candidate on screen, at the first bloc left to vote."""
        state = self._bridge.state
        if state is None or candidate not in state.candidates:
            return
        self._candidate = candidate
        if self.candidate_view.candidates.row_of(candidate) < 0:
            # A search left behind would hide whoever is before the jury.
            self.search_edit.clear()
        self.candidate_view.keep(self._candidate)
        self._show_candidate(state)
        self.block_view.choose(first_open(state, candidate))
        self.voter_strip.start()

    def set_veiled(self, veiled: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Hide what is private, or show it again: votes in progress, remarks, company, marks."""
        self._veiled = veiled
        self.voter_strip.set_veiled(veiled)
        self.live_band.set_veiled(veiled)
        if self._bridge.state is not None and self._candidate:
            self._show_candidate(self._bridge.state)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the folded room needs: the wide one folds before it is cut."""
        return QSize(720, 536) if theme.is_touch() else QSize(660, 380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the panels."""
        super().resizeEvent(event)
        self._panels.fit(event.size().width(), event.size().height())
        self._show_caps()

    def changeEvent(self, event: QEvent) -> None:
        """Fold or unfold them for another size of letters or of targets."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_fold"):
            self._panels.fit(self.width(), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no control of the page wanted."""
        if not self._keys.answer(event):
            super().keyPressEvent(event)

    def _perform(self, action: Action) -> None:
        self._answers[action](Stroke(action))

    def _key_answers(self) -> dict[Action, Callable[[Stroke], object]]:
        return {
            Action.LEVEL: lambda stroke: self._vote(stroke.level),
            Action.ABSTAIN: lambda _: self._vote(None),
            Action.WITHDRAW: lambda _: self._withdraw(),
            Action.NEXT_VOTER: lambda _: self.voter_strip.step(1),
            Action.PREVIOUS_VOTER: lambda _: self.voter_strip.step(-1),
            Action.UNANIMOUS: lambda _: self._agree(),
            Action.UNANIMOUS_ALL: lambda _: self._desk.agree_on_all(self._candidate),
            Action.CONSENSUS: lambda _: self._consensus(),
            Action.TALLY: lambda _: self._tally(BallotWay.TALLY),
            Action.SECRET: lambda _: self._tally(BallotWay.SECRET),
            Action.ADOPT: lambda _: self._adopt(),
            Action.ADOPT_ALL: lambda _: self._adopt_all(),
            Action.PENDING: lambda _: self._set_aside(BlockStatus.PENDING),
            Action.NOT_PRESENTED: lambda _: self._set_aside(BlockStatus.NOT_PRESENTED),
            Action.NEXT_CANDIDATE: lambda _: self._step(1),
            Action.PREVIOUS_CANDIDATE: lambda _: self._step(-1),
            Action.NEXT_BLOCK: lambda _: self.block_view.step(1),
            Action.PREVIOUS_BLOCK: lambda _: self.block_view.step(-1),
            Action.SEARCH: lambda _: self._search(),
            Action.CHECKS: lambda _: self._look_at_checks(),
            Action.BACK: lambda _: self._back_to_blocks(),
            Action.FILE: lambda _: self._show_file(),
            Action.FOLLOW_UP: lambda _: self._follow_up(),
            Action.ATTENDANCE: lambda _: self._desk.show_attendance(),
            Action.RECUSE: lambda _: self._desk.recuse(self._candidate),
            Action.CHAIR: lambda _: self._desk.name_chair(self._candidate),
            Action.DEFENCE: lambda _: self._desk.show_defence(self._candidate),
            Action.REOPEN: lambda _: self._desk.reopen(self._candidate, self.block_view.block),
            Action.RECOMMEND: lambda _: self._desk.recommend(self._candidate),
            Action.CLEAR_CASES: lambda _: self._adopt_clear_cases(),
            Action.KEYS: lambda _: self.keys_asked.emit(),
        }

    def _connect_list(self) -> None:
        self.search_edit.textChanged.connect(self._refilter)
        self.search_edit.returnPressed.connect(self._leave_search)
        for name, button in self._filters.items():
            button.clicked.connect(partial(self._set_filter, name))
        self.candidate_view.chosen.connect(self._list_chose)
        self.clear_cases_button.clicked.connect(self._adopt_clear_cases)

    def _connect_acts(self) -> None:
        self.block_view.block_chosen.connect(self._block_chosen)
        self.voter_strip.turn_changed.connect(self._show_turn)
        self.vote_bar.level_given.connect(self._vote_by_hand)
        self.vote_bar.abstained.connect(lambda: self._vote_by_hand(None))
        self.previous_button.clicked.connect(lambda: self._step(-1))
        self.next_button.clicked.connect(lambda: self._step(1))
        self.unanimous_button.clicked.connect(self._agree)
        self.consensus_button.clicked.connect(self._consensus)
        self.tally_button.clicked.connect(lambda: self._tally(BallotWay.TALLY))
        self.secret_button.clicked.connect(lambda: self._tally(BallotWay.SECRET))
        self.adopt_button.clicked.connect(self._adopt)
        self.attendance_button.clicked.connect(self._desk.show_attendance)
        self.recuse_button.clicked.connect(lambda: self._desk.recuse(self._candidate))
        self.chair_button.clicked.connect(lambda: self._desk.name_chair(self._candidate))
        self.file_button.clicked.connect(self._show_file)
        self.follow_button.clicked.connect(self._follow_up)
        self.remainder_strip.cured.connect(self._cure)

    def _vote(self, level: int | None) -> None:
        member, block = self.voter_strip.member, self.block_view.block
        if member and self._desk.vote(member, self._candidate, block, level):
            self.voter_strip.step(1)

    def _vote_by_hand(self, level: int | None) -> None:
        # The bar says whose vote it is: nothing struck before can have displaced it.
        self._keys.find()
        self._vote(level)

    def _show_turn(self) -> None:
        if self._bridge.state is not None:
            sitting_display.show_turn(self, self._bridge.state)

    def _withdraw(self) -> None:
        member = self.voter_strip.member
        if member:
            self._desk.withdraw(member, self._candidate, self.block_view.block)

    def _agree(self) -> None:
        self._desk.agree(self._candidate, self.block_view.block)

    def _consensus(self) -> None:
        self._desk.agree_on_level(self._candidate, self.block_view.block)

    def _tally(self, way: BallotWay) -> None:
        self._desk.tally(self._candidate, self.block_view.block, way)

    def _set_aside(self, status: BlockStatus) -> None:
        if self._desk.set_aside(self._candidate, (self.block_view.block,), status):
            self._advance()

    def _adopt(self) -> None:
        if self._desk.adopt(self._candidate, (self.block_view.block,)):
            self._advance()

    def _adopt_all(self) -> None:
        candidate = self._candidate
        self.remainder_strip.ask(candidate)
        if self._desk.adopt_all(candidate, self.block_view.block):
            self._advance()
        elif self._bridge.state is not None:
            self._show_follow_ups(self._bridge.state)

    def _cure(self, left: Remainder) -> None:
        """Do, or go to, what would have the blocs left decided."""
        first = left.blocks[0] if left.blocks else ""
        if first:
            self.block_view.choose(first)
        cures: dict[Cure, Callable[[], object]] = {
            Cure.SUSPEND: self.suspend_button.click,
            Cure.CHAIR: lambda: self._desk.name_chair(self._candidate),
            Cure.RECUSE: lambda: self._desk.recuse(self._candidate),
            Cure.MARKS: lambda: self._desk.show_defence(self._candidate),
            Cure.ABSENCE: lambda: self._desk.set_aside(
                self._candidate, left.blocks, BlockStatus.NOT_PRESENTED
            ),
            Cure.VOTE: self.voter_strip.start,
            Cure.ADOPT: self._adopt,
            Cure.JURY: lambda: self.navigate.emit("jury", ""),
        }
        cures[left.cure]()
        if left.cure is not Cure.JURY:
            self.block_view.setFocus()

    def _adopt_clear_cases(self) -> None:
        adopted, state = self._desk.adopt_clear_cases(), self._bridge.state
        if adopted and state is not None:
            following = undecided_from(state, self._candidate)
            if following != self._candidate:
                self.choose_candidate(following)

    def _advance(self) -> None:
        """Go to the next bloc left to vote, else to the next undecided candidate."""
        state = self._bridge.state
        if state is None:
            return
        following = next_open(state, self._candidate, self.block_view.block)
        if following:
            self.block_view.choose(following)
            self.voter_strip.start()
            return
        self._last_decided = self._candidate
        self.choose_candidate(next_undecided(state, self._candidate))

    def _step(self, by: int) -> None:
        row = self.candidate_view.currentIndex().row() + by
        key = self.candidate_view.candidates.key(row)
        if key:
            self.choose_candidate(key)

    def _refilter(self) -> None:
        if self._bridge.state is not None:
            self.show_state(self._bridge.state)

    def _set_filter(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        self._filter = name
        self._refilter()

    def _search(self) -> None:
        self._panels.show_panel(Panel.LIST)
        self.search_edit.setFocus()
        self.search_edit.selectAll()

    def _look_at_checks(self) -> None:
        self._panels.show_panel(Panel.BAND)
        self.live_band.focus_first()

    def _back_to_blocks(self) -> None:
        self.search_edit.clear()
        self._panels.show_panel(Panel.CANDIDATE)
        self.block_view.setFocus()

    def _show_file(self) -> None:
        state = self._bridge.state
        if state is not None and self._candidate and not self._veiled:
            who = state.candidates[self._candidate]
            TextDialog(who.name, file_html(state, who), self).exec()

    def _follow_up(self) -> None:
        state = self._bridge.state
        if state is not None:
            self._desk.follow_up(followed_candidate(state, self._candidate, self._last_decided))

    def _leave_search(self) -> None:
        first = self.candidate_view.candidates.key(0)
        if first and self.candidate_view.candidates.row_of(self._candidate) < 0:
            self.choose_candidate(first)
        self._back_to_blocks()

    def _list_chose(self, candidate: str) -> None:
        if candidate != self._candidate:
            self.choose_candidate(candidate)

    def _block_chosen(self) -> None:
        if self._bridge.state is not None and self._candidate:
            self._show_ballot(self._bridge.state)
            self.voter_strip.start()

    def _show_candidate(self, state: SittingState) -> None:
        sitting_display.show_candidate(self, state, private=not self._veiled)
        self._show_follow_ups(state)
        self._show_ballot(state)

    def _show_follow_ups(self, state: SittingState) -> None:
        who = followed_candidate(state, self._candidate, self._last_decided)
        sitting_display.show_strips(self, state, who, self._panels)

    def _show_caps(self) -> None:
        if self._bridge.state is not None and self._candidate in self._bridge.state.candidates:
            self._show_follow_ups(self._bridge.state)

    def _show_ballot(self, state: SittingState) -> None:
        if self.block_view.block:
            sitting_display.show_ballot(
                self, state, self._bridge.undoes(), private=not self._veiled
            )
            self._bridge.looked_at.emit(self._candidate, self.block_view.block)

    def _show_pace(self) -> None:
        state = self._bridge.state
        if state is not None:
            pace = pace_of(state, self._bridge.decided(), self._bridge.now())
            sitting_display.show_pace(self, pace)
