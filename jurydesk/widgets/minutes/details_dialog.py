"""Asks for what the minutes say of the session itself: number, place, remote means, cohort."""

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget

from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import Fact, SessionDescribed
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.tables.converters import to_clock
from jurydesk.widgets.parts.date_field import DateField, sitting_limit
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
    date_edit: DateField
    hour_edit: QLineEdit
    place_edit: QLineEdit
    remote_edit: QLineEdit
    cohort_edit: QLineEdit
    annex_box: QCheckBox
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, state: SittingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "details_dialog")
        self._state = state
        self.number_edit.setText(state.minutes_number)
        self.date_edit.set_day(state.session_date)
        self.date_edit.setEnabled(state.phase is Phase.PREPARATION)
        self.date_edit.set_limits(earliest=(sitting_limit(state.rulebook.certification),))
        self.hour_edit.setText(state.convened_at)
        self.place_edit.setText(state.place)
        self.remote_edit.setText(state.remote_means)
        self.cohort_edit.setText(state.cohort_name)
        self.annex_box.setChecked(state.figures_annex)

        self.date_edit.changed.connect(self._allow)
        self.hour_edit.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def hour(self) -> str | None:
        """The hour of the convocations as HH:MM, empty for none, ``None`` when not understood."""
        text = self.hour_edit.text().strip()
        found = to_clock(text).value if text else None
        if text and found is None:
            return None
        return "" if found is None else f"{found:%H:%M}"

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.date_edit.day is not None and self.hour is not None)

    def choose(self, detail: str) -> None:
        """Put the cursor in the field of a detail."""
        if detail in DETAILS:
            field: QLineEdit = getattr(self, DETAILS[detail])
            field.setFocus()
            field.selectAll()

    def facts(self, bridge: SessionBridge) -> tuple[Fact, ...]:
        """Return what was entered; the number proposed follows a date corrected after it."""
        annex = self.annex_box.isChecked()
        described = SessionDescribed(
            at=bridge.now(),
            place=self.place_edit.text().strip(),
            remote_means=self.remote_edit.text().strip(),
            minutes_number=self.number_edit.text().strip(),
            cohort_name=self.cohort_edit.text().strip(),
            convened_at=self.hour or "",
            figures_annex=None if annex == self._state.figures_annex else annex,
        )
        day = self.date_edit.day
        if day is None or day == self._state.session_date:
            return (described,)
        return (described, *acts.reschedule(self._state, day, bridge.now()))
