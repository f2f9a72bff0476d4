"""Reads the cohort again from another table, in a session still in preparation: all or none."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.cohort_file import CohortPreview, read_cohort
from jurydesk.deliberation.facts import CohortImported
from jurydesk.minutes.typography import plural, typeset
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.import_step import HowRead, ImportStep, Preview


class ImportDialog(QDialog):
    """Shows what a table holds before it replaces the cohort."""

    step: ImportStep
    warning_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, rulebook: Rulebook, present: int, path: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "import_dialog")
        self._rulebook = rulebook
        self.step.prepare("Relire la promotion", self._read, ("candidat lu", "candidats lus"))
        self.warning_label.setText(
            typeset(
                f"Les {plural(present, 'candidat')} de la séance et leurs corrections seront "
                "remplacés par ceux de ce tableau. « Annuler » les rétablit."
            )
        )
        self._allow()
        if path is not None:
            self.step.load(path)

        self.step.read.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def fact(self, at: datetime) -> CohortImported:
        """Return the import to record; raises ``JuryDeskError`` when a row is in error."""
        preview = self._preview()
        return CohortImported(at, preview.source.name, preview.source.digest, preview.accepted())

    def _preview(self) -> CohortPreview:
        assert self.step.preview is not None  # noqa: S101 accepted once it is read
        return self.step.preview

    def _read(self, path: Path, how: HowRead) -> Preview:
        return read_cohort(
            path, self._rulebook, how.sheet, encoding=how.encoding, separator=how.separator
        )

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.step.is_ready)
