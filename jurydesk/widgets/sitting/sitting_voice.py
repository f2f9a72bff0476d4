"""The room for who hears it: candidate, bloc, turn, quorum, told when they change and only then."""

from PySide6.QtCore import QObject

from jurydesk.deliberation.words import spoken
from jurydesk.widgets.heard import announcing
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.sitting.sitting_form import SittingForm


class SittingVoice(QObject):
    """Compares the room with what was told last, once all of an act has been shown."""

    def __init__(self, bridge: SessionBridge, page: SittingForm) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._told: object = None
        bridge.looked_at.connect(self.look)
        page.voter_strip.turn_changed.connect(self.look)

    def look(self) -> None:
        """Tell what changed, at the end of this turn of the event loop."""
        if announcing.is_heard():
            announcing.announce_later(self._changes)

    def _changes(self) -> str:
        page, state = self._page, self._bridge.state
        if state is None or not page.isVisible() or page.candidate not in state.candidates:
            return ""
        block, model = page.block_view.block, page.candidate_view.candidates
        now = spoken.Heard(
            page.candidate,
            block,
            page.voter_strip.turn,
            page.ballot_hint.text(),
            spoken.stopping(state, page.candidate, block),
        )
        before, self._told = self._told, now
        if before == now:
            return ""
        known = before if isinstance(before, spoken.Heard) else None
        place = (model.row_of(page.candidate) + 1, model.rowCount())
        return spoken.spoken_change(state, known, now, place)
