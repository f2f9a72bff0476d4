"""What the main window asks of a page: to show a state, and to go to what it is sent to."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from jurydesk.deliberation.state import SittingState


class Page(Protocol):
    """One of the six pages of the rail."""

    def show_state(self, state: "SittingState") -> None:
        """Redraw what the state changed."""

    def go_to(self, place: str) -> None:
        """Bring a candidate, a member, a rule or a finding before the eyes, by its name."""
