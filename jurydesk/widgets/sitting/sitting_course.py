"""Opens, suspends, resumes and closes the sitting from the room's buttons."""

from collections.abc import Callable
from functools import partial

from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.words import candidate_words
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.sitting.sitting_form import SittingForm


class SittingCourse:
    """The buttons of the sitting's course; drawing them is the display's."""

    def __init__(self, bridge: SessionBridge, page: SittingForm) -> None:
        self._bridge = bridge
        self._page = page
        page.open_button.clicked.connect(self._open)
        page.suspend_button.clicked.connect(partial(self._go, acts.suspend_sitting))
        page.resume_button.clicked.connect(partial(self._go, acts.resume_sitting))
        page.close_button.clicked.connect(self._close)
        page.minutes_button.clicked.connect(lambda: page.navigate.emit("minutes", ""))

    def _go(
        self,
        build: Callable[..., tuple[Fact, ...]],
        _checked: bool = False,  # noqa: FBT001, FBT002 a slot
    ) -> None:
        state = self._bridge.state
        if state is not None:
            self._bridge.perform(lambda: build(state, self._bridge.now()))
            self._page.block_view.setFocus()

    def _open(self) -> None:
        """Open the sitting; on another day than its own, ask first which day is meant."""
        state, at = self._bridge.state, self._bridge.now()
        if state is None or not self._bridge.allows(*acts.open_sitting(state, at)):
            return
        if at.date() != state.session_date:
            words = candidate_words.day_question(state, at.date())
            ways = ("&Corriger la date", "&Ouvrir sans corriger")
            way = messages.choose(self._page, "Ouvrir à une autre date ?", words, ways)
            if way is None:
                return
            if way == 0 and not self._bridge.perform(
                lambda: acts.reschedule(state, at.date(), self._bridge.now())
            ):
                return
        self._go(acts.open_sitting)

    def _close(self) -> None:
        state = self._bridge.state
        if state is None:
            return
        # What the core refuses is told before anything is asked.
        if not self._bridge.allows(*acts.close_sitting(state, self._bridge.now())):
            return
        question = candidate_words.closing_question(state)
        if messages.confirm(self._page, "Clore la séance ?", question, "&Clore la séance"):
            self._go(acts.close_sitting)
