"""What the main window asks of a page: to show a state, and to go to what it is sent to."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from jurydesk.deliberation.state import SittingState


class Page(Protocol):
    """One of the eight pages of the rail.

    ``first_control`` takes the keyboard when the page is shown. It is no focus proxy: Tab would
    jump to it over the controls before it.
    """

    first_control: QWidget

    def show_state(self, state: "SittingState") -> None:
        """Redraw what the state changed."""

    def go_to(self, place: str) -> None:
        """Bring a candidate, a member, a rule or a finding before the eyes, by its name."""
