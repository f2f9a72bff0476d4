"""Corrects one entry of a candidate's file, with the reason the journal keeps."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.cohort.candidate import Candidate, Thesis
from jurydesk.minutes.typography import typeset
from jurydesk.widgets.forms import load_form


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry that can be corrected: its heading, how it is read and how it is replaced."""

    heading: str
    read: Callable[[Candidate], str]
    write: Callable[[Candidate, str], Candidate]
    required: bool = False


def _titled(who: Candidate, text: str) -> Candidate:
    return replace(who, thesis=replace(who.thesis or Thesis(), title=text))


def _directed(who: Candidate, text: str) -> Candidate:
    return replace(who, thesis=replace(who.thesis or Thesis(), director=text))


ENTRIES = (
    Entry(
        "nom de naissance",
        lambda who: who.birth_name,
        lambda who, text: replace(who, birth_name=text),
        required=True,
    ),
    Entry("nom d’usage", lambda who: who.used_name, lambda w, text: replace(w, used_name=text)),
    Entry(
        "prénoms",
        lambda who: who.first_names,
        lambda who, text: replace(who, first_names=text),
        required=True,
    ),
    Entry("entreprise", lambda who: who.employer, lambda w, text: replace(w, employer=text)),
    Entry("rapporteur", lambda who: who.rapporteur, lambda w, text: replace(w, rapporteur=text)),
    Entry("accompagnateur", lambda who: who.companion, lambda w, text: replace(w, companion=text)),
    Entry(
        "commune de naissance",
        lambda who: who.birth_place,
        lambda who, text: replace(who, birth_place=text),
    ),
    Entry("titre de la thèse", lambda w: w.thesis.title if w.thesis else "", _titled),
    Entry("directeur de thèse", lambda w: w.thesis.director if w.thesis else "", _directed),
)


class CorrectionDialog(QDialog):
    """Chooses an entry, its new value and the reason."""

    candidate_label: QLabel
    field_box: QComboBox
    before_label: QLabel
    after_edit: QLineEdit
    reason_edit: QLineEdit
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, who: Candidate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "correction_dialog")
        self._who = who
        self.candidate_label.setText(f"{who.name} ({who.identifier})")
        for entry in ENTRIES:
            self.field_box.addItem(entry.heading)
        self._show_entry()

        self.field_box.currentIndexChanged.connect(self._show_entry)
        self.after_edit.textChanged.connect(self._allow)
        self.reason_edit.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def entry(self) -> Entry:
        """The entry chosen."""
        return ENTRIES[self.field_box.currentIndex()]

    @property
    def after(self) -> str:
        """The new value."""
        return self.after_edit.text().strip()

    @property
    def reason(self) -> str:
        """Why it is corrected."""
        return self.reason_edit.text().strip()

    def _show_entry(self) -> None:
        now = self.entry.read(self._who)
        self.before_label.setText(typeset(now) or "(vide)")
        self.after_edit.setText(now)
        self._allow()

    def _allow(self) -> None:
        empty = self.entry.required and not self.after
        self.problem_label.setText("Cette rubrique ne peut pas rester vide." if empty else "")
        changed = self.after != self.entry.read(self._who)
        self.accept_button.setEnabled(changed and bool(self.reason) and not empty)
