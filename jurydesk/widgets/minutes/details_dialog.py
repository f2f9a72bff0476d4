"""Asks for what the minutes say of the session itself: number, place, remote means, cohort."""

from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from jurydesk.deliberation.facts import SessionDescribed
from jurydesk.deliberation.state import SittingState
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge

# Each detail as the preflight names it, and its field in the form; « text » may be any of them.
DETAILS = {
    "minutes_number": "number_edit",
    "place": "place_edit",
    "remote_means": "remote_edit",
    "cohort_name": "cohort_edit",
    "text": "number_edit",
}


class DetailsDialog(QDialog):
    """The session's own details."""

    number_edit: QLineEdit
    place_edit: QLineEdit
    remote_edit: QLineEdit
    cohort_edit: QLineEdit
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, state: SittingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "details_dialog")
        self.number_edit.setText(state.minutes_number)
        self.place_edit.setText(state.place)
        self.remote_edit.setText(state.remote_means)
        self.cohort_edit.setText(state.cohort_name)

        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def choose(self, detail: str) -> None:
        """Put the cursor in the field of a detail."""
        if detail in DETAILS:
            field: QLineEdit = getattr(self, DETAILS[detail])
            field.setFocus()
            field.selectAll()

    def fact(self, bridge: SessionBridge) -> SessionDescribed:
        """Return what was entered as a fact."""
        return SessionDescribed(
            at=bridge.now(),
            place=self.place_edit.text().strip(),
            remote_means=self.remote_edit.text().strip(),
            minutes_number=self.number_edit.text().strip(),
            cohort_name=self.cohort_edit.text().strip(),
        )
