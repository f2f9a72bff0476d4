"""Corrects a member's name, quality or employer, with the reason the journal keeps."""

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.member_correction import CORRECTABLE, MemberCorrection, correct_member
from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import capitalised, sentence, typeset
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state


class MemberDialog(QDialog):
    """Chooses a column, its new value and the reason; tells at once what is understood."""

    member_label: QLabel
    field_box: QComboBox
    before_label: QLabel
    after_edit: QLineEdit
    hint_label: QLabel
    reason_edit: QLineEdit
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, who: JuryMember, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "member_dialog")
        self._who = who
        self._correction: MemberCorrection | None = None
        self.member_label.setText(f"{who.full_name} ({who.identifier})")
        for name, column in CORRECTABLE.items():
            self.field_box.addItem(capitalised(typeset(column.label)), name)
        self._show_column()
        self.after_edit.setFocus()

        self.field_box.currentIndexChanged.connect(self._show_column)
        self.after_edit.textChanged.connect(self._understand)
        self.reason_edit.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def column(self) -> str:
        """The name of the column chosen."""
        return str(self.field_box.currentData())

    @property
    def correction(self) -> MemberCorrection | None:
        """The member corrected, ``None`` while the new value is not understood."""
        return self._correction

    @property
    def reason(self) -> str:
        """Why it is corrected."""
        return self.reason_edit.text().strip()

    def _show_column(self) -> None:
        column = CORRECTABLE[self.column]
        now = column.text(self._who)
        self.before_label.setText(typeset(now) or "(vide)")
        hint = f"À écrire : {column.hint}." if column.hint else ""
        self.hint_label.setText(typeset(hint))
        self.after_edit.setText(now)
        self.after_edit.selectAll()
        self._understand()

    def _understand(self) -> None:
        """Read the new value as the import would, and tell what it gives or what is wrong."""
        self._correction, text, look = None, "", ""
        if self.after_edit.text().strip() != CORRECTABLE[self.column].text(self._who):
            try:
                found = correct_member(self._who, self.column, self.after_edit.text())
            except JuryDeskError as error:
                text, look = str(error), "bad"
            else:
                self._correction = found
                said = [f"Compris : {found.words}", *([found.warning] if found.warning else [])]
                text = " ".join(sentence(capitalised(part)) for part in said)
                look = "warn" if found.warning else "good"
        self.problem_label.setText(typeset(text))
        set_state(self.problem_label, look)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(self._correction is not None and bool(self.reason))
