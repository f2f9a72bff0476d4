"""Corrects one rubric of a candidate's file, with the reason the journal keeps."""

from collections.abc import Collection
from datetime import date

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.candidate import Candidate
from jurydesk.cohort.correction import Correction, Rubric, correct, file_text, rubrics
from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import capitalised, sentence, typeset
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state


class CorrectionDialog(QDialog):
    """Chooses a rubric, its new value and the reason; tells at once what is understood.

    ``only`` are the columns that may still be corrected, all of them when none is named.
    """

    candidate_label: QLabel
    field_box: QComboBox
    before_label: QLabel
    after_edit: QLineEdit
    hint_label: QLabel
    reason_edit: QLineEdit
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        who: Candidate,
        rulebook: Rulebook,
        name: str = "",
        parent: QWidget | None = None,
        *,
        only: Collection[str] = (),
        on: date | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "correction_dialog")
        self._who = who
        self._rulebook = rulebook
        self._on = on
        self._rubrics = tuple(each for each in rubrics(rulebook) if not only or each.name in only)
        self._correction: Correction | None = None
        self.candidate_label.setText(f"{who.name} ({who.identifier})")
        for rubric in self._rubrics:
            self.field_box.addItem(capitalised(typeset(rubric.label)), rubric.name)
        self.field_box.setCurrentIndex(max(self.field_box.findData(name), 0))
        self._show_rubric()
        self.after_edit.setFocus()

        self.field_box.currentIndexChanged.connect(self._show_rubric)
        self.after_edit.textChanged.connect(self._understand)
        self.reason_edit.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def rubric(self) -> Rubric:
        """The rubric chosen."""
        return self._rubrics[self.field_box.currentIndex()]

    @property
    def correction(self) -> Correction | None:
        """The file corrected, ``None`` while the new value is not understood."""
        return self._correction

    @property
    def reason(self) -> str:
        """Why it is corrected."""
        return self.reason_edit.text().strip()

    def _show_rubric(self) -> None:
        now = file_text(self._who, self.rubric.name, self._rulebook)
        self.before_label.setText(typeset(now) or "(vide)")
        hint = f"À écrire : {self.rubric.hint}." if self.rubric.hint else ""
        self.hint_label.setText(typeset(hint))
        self.after_edit.setText(now)
        self.after_edit.selectAll()
        self._understand()

    def _understand(self) -> None:
        """Read the new value as the import would, and tell what it gives or what is wrong."""
        self._correction = None
        text, look = "", ""
        if self.after_edit.text().strip() != file_text(self._who, self.rubric.name, self._rulebook):
            try:
                found = correct(
                    self._who, self.rubric.name, self.after_edit.text(), self._rulebook, self._on
                )
            except JuryDeskError as error:
                text, look = str(error), "bad"
            else:
                self._correction = found
                said = (f"Compris : {found.words}", *found.warnings)
                text = " ".join(sentence(capitalised(part)) for part in said)
                look = "warn" if found.warnings else "good"
        self.problem_label.setText(typeset(text))
        set_state(self.problem_label, look)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(self._correction is not None and bool(self.reason))
