"""Reads the cohort or the jury again from another table, in preparation: all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.compliance.jury_file import read_jury
from jurydesk.deliberation.facts import CohortImported, JuryImported
from jurydesk.deliberation.state import SittingState
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.importing.import_choices import ColumnMemory
from jurydesk.widgets.importing.import_step import ImportStep, Reader
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a table replaces: the words of the dialog, how it is read, what is recorded."""

    title: str
    people: tuple[str, str]
    warning: str
    accept: str
    read: Reader
    memory: ColumnMemory
    imported: type[CohortImported] | type[JuryImported]


def new_cohort(state: SittingState) -> Replacement:
    """Return how another table replaces the candidates."""
    present = plural(len(state.candidates), "candidat")
    return Replacement(
        "Relire la promotion",
        ("candidat lu", "candidats lus"),
        f"Les {present} de la séance et leurs corrections seront remplacés par ceux de ce "
        "tableau. « Annuler » les rétablit.",
        "Remplacer la &promotion",
        _cohort_reader(state),
        ColumnMemory(f"{state.rulebook.certification.code}/cohort"),
        CohortImported,
    )


def new_jury(state: SittingState) -> Replacement:
    """Return how another table replaces the members."""
    present = plural(len(state.members), "membre")
    return Replacement(
        "Relire le jury",
        ("membre lu", "membres lus"),
        f"Les {present} du jury seront remplacés par ceux de ce tableau. Les présences et les "
        "déports déjà notés restent ; « Annuler » rétablit le jury.",
        "Remplacer le &jury",
        _jury_reader(state),
        ColumnMemory(f"{state.rulebook.certification.code}/jury"),
        JuryImported,
    )


def replace_from_table(
    bridge: SessionBridge, replacement: Replacement, path: Path | None, parent: QWidget
) -> None:
    """Show what a table holds, then record that it replaces what the session has."""
    dialog = ImportDialog(replacement, path, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        bridge.perform(lambda: (dialog.fact(bridge.now()),))
    dialog.deleteLater()


def _cohort_reader(state: SittingState) -> Reader:
    return lambda path, how: read_cohort(path, state.rulebook, how, on=state.session_date)


def _jury_reader(state: SittingState) -> Reader:
    return lambda path, how: read_jury(path, state.rulebook, how)


class ImportDialog(QDialog):
    """Shows what a table holds before it replaces what the session has."""

    step: ImportStep
    warning_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, replacement: Replacement, path: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "import_dialog")
        self._replacement = replacement
        self.setWindowTitle(f"JuryDesk – {replacement.title.lower()}")
        self.step.prepare(replacement.title, replacement.read, replacement.people)
        self.step.remember_columns(lambda: replacement.memory)
        self.warning_label.setText(typeset(replacement.warning))
        self.accept_button.setText(replacement.accept)
        self._allow()
        if path is not None:
            self.step.load(path)

        self.step.read.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def fact(self, at: datetime) -> CohortImported | JuryImported:
        """Return the import to record; raises ``JuryDeskError`` when a row is in error."""
        preview = self.step.preview
        assert preview is not None  # noqa: S101 accepted once it is read
        source = preview.source
        return self._replacement.imported(at, source.name, source.digest, preview.accepted())

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.step.is_ready)
