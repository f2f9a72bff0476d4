"""Reads the cohort or the jury again from another table, in preparation: all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.compliance.jury_file import read_jury
from jurydesk.deliberation.facts import CohortImported, JuryImported
from jurydesk.deliberation.state import SittingState
from jurydesk.minutes.typography import plural, typeset
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.import_step import HowRead, ImportStep, Preview, Reader


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a table replaces: the words of the dialog, how it is read, what is recorded."""

    title: str
    people: tuple[str, str]
    warning: str
    accept: str
    read: Reader
    fact: Callable[[datetime, Preview], CohortImported | JuryImported]


def new_cohort(state: SittingState) -> Replacement:
    """Return how another table replaces the candidates."""

    def read(path: Path, how: HowRead) -> Preview:
        return read_cohort(
            path, state.rulebook, how.sheet, encoding=how.encoding, separator=how.separator
        )

    def fact(at: datetime, preview: Preview) -> CohortImported:
        source = preview.source
        return CohortImported(at, source.name, source.digest, preview.accepted())

    present = plural(len(state.candidates), "candidat")
    return Replacement(
        "Relire la promotion",
        ("candidat lu", "candidats lus"),
        f"Les {present} de la séance et leurs corrections seront remplacés par ceux de ce "
        "tableau. « Annuler » les rétablit.",
        "Remplacer la &promotion",
        read,
        fact,
    )


def new_jury(state: SittingState) -> Replacement:
    """Return how another table replaces the members."""

    def read(path: Path, how: HowRead) -> Preview:
        return read_jury(
            path, state.rulebook, how.sheet, encoding=how.encoding, separator=how.separator
        )

    def fact(at: datetime, preview: Preview) -> JuryImported:
        source = preview.source
        return JuryImported(at, source.name, source.digest, preview.accepted())

    present = plural(len(state.members), "membre")
    return Replacement(
        "Relire le jury",
        ("membre lu", "membres lus"),
        f"Les {present} du jury seront remplacés par ceux de ce tableau. Les présences et les "
        "déports déjà notés restent ; « Annuler » rétablit le jury.",
        "Remplacer le &jury",
        read,
        fact,
    )


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
        assert self.step.preview is not None  # noqa: S101 accepted once it is read
        return self._replacement.fact(at, self.step.preview)

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.step.is_ready)
