"""The assistant « Nouvelle séance »: certification, promotion, jury, then the file, all or none."""

import html
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from jurydesk.certification.catalogue import RulebookSummary, rulebooks_at_hand, summary_of
from jurydesk.certification.rulebook import Certification, Rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort import cohort_file
from jurydesk.cohort.blank_table import blank_cohort, blank_csv
from jurydesk.compliance import jury_file
from jurydesk.compliance.jury_columns import jury_fields
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import day
from jurydesk.french.numbers import percent, plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.french.zones import ZONES
from jurydesk.storage import encryption, preparation
from jurydesk.tables.how_read import HowRead
from jurydesk.widgets.heard import announcing
from jurydesk.widgets.importing.import_choices import ColumnMemory
from jurydesk.widgets.importing.import_step import ImportStep, Preview
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.date_field import DateField, Limit, sitting_limit
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.markup import tip
from jurydesk.widgets.parts.passphrase_dialog import DIFFERENT
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child, rich, set_state
from jurydesk.widgets.window import making
from jurydesk.widgets.window.demonstration import free_path
from jurydesk.widgets.window.rulebook_choice import ask_rulebook

if TYPE_CHECKING:
    from jurydesk.deliberation.facts import Fact
    from jurydesk.storage.encryption import SessionKey


class SessionWizard(QDialog):
    """Four steps; ``path`` is the session made, once accepted."""

    steps: QStackedWidget
    cohort: ImportStep
    jury: ImportStep
    rulebook_box: QComboBox
    rulebook_browse: QPushButton
    rulebook_text: QLabel
    date_edit: DateField
    place_edit: QLineEdit
    zone_box: QComboBox
    reading_box: QComboBox
    reading_help: QLabel
    size_box: QSpinBox
    recap_label: QLabel
    file_edit: QLineEdit
    file_browse: QPushButton
    protect_button: QRadioButton
    clear_button: QRadioButton
    passphrase_edit: QLineEdit
    again_edit: QLineEdit
    problem_label: QLabel
    cancel_button: QPushButton
    back_button: QPushButton
    next_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "session_wizard")
        self._bridge = bridge
        self.path: Path | None = None
        self._proposed = ""
        self._rulebook: Rulebook | None = None
        self._on: date | None = None
        self.cohort.prepare("Promotion", self._read_cohort, ("candidat lu", "candidats lus"))
        self.jury.prepare("Jury", self._read_jury, ("membre lu", "membres lus"))
        self.cohort.offer_blank("modele_promotion.csv", lambda: blank_cohort(self._rules()))
        self.jury.offer_blank("modele_jury.csv", lambda: blank_csv(jury_fields()))
        self.cohort.remember_columns(lambda: self._memory("cohort"))
        self.jury.remember_columns(lambda: self._memory("jury"))
        for step in range(4):
            child(self, QLabel, f"step_{step + 1}").installEventFilter(self)
        self._fill()
        self._take_protection()
        self._show_step(0)

        self.rulebook_box.currentIndexChanged.connect(self._take_rulebook)
        self.rulebook_browse.clicked.connect(self._browse_rulebook)
        self.date_edit.changed.connect(self._allow)
        self.file_browse.clicked.connect(self._browse_file)
        self.file_edit.textChanged.connect(self._allow)
        self.protect_button.toggled.connect(self._take_protection)
        self.clear_button.toggled.connect(self._take_protection)
        self.passphrase_edit.textChanged.connect(self._allow)
        self.again_edit.textChanged.connect(self._allow)
        self.cohort.read.connect(self._allow)
        self.cohort.read.connect(self._start_beside)
        self.jury.read.connect(self._allow)
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self._show_step(self.steps.currentIndex() - 1))
        self.next_button.clicked.connect(self._next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Escape from losing what was read: it only goes to « Renoncer »."""
        if event.key() == Qt.Key.Key_Escape and self.cohort.path is not None:
            self.cancel_button.setFocus()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        for summary in rulebooks_at_hand():
            self._offer(summary)
        today = self._bridge.now().date()
        self.date_edit.set_day(today)
        for zone, words in ZONES:
            self.zone_box.addItem(typeset(f"{words} – {zone}"), zone)
        for reading in Reading:
            self.reading_box.addItem(f"sur {reading.words}", reading)
        self._take_rulebook()

    def _offer(self, summary: RulebookSummary) -> None:
        """Add a certification to the list, whole under the pointer: titles are long."""
        name = f"{summary.code} – {typeset(summary.title)}"
        self.rulebook_box.addItem(name, summary.path)
        last = self.rulebook_box.count() - 1
        self.rulebook_box.setItemData(last, tip(name), Qt.ItemDataRole.ToolTipRole)

    def _read_cohort(self, path: Path, how: HowRead) -> Preview:
        return cohort_file.read_cohort(path, self._rules(), how, on=self._on)

    def _read_jury(self, path: Path, how: HowRead) -> Preview:
        return jury_file.read_jury(path, self._rules(), how)

    def _memory(self, kind: str) -> ColumnMemory:
        return ColumnMemory(f"{self._rules().certification.code}/{kind}")

    def _rules(self) -> Rulebook:
        if self._rulebook is None:
            raise JuryDeskError("Choisissez d’abord la certification.")
        return self._rulebook

    def _held(self) -> date:
        if self.date_edit.day is None:
            raise JuryDeskError(f"Date de la séance : {self.date_edit.problem}")
        return self.date_edit.day

    def _bound_date(self, rules: Rulebook) -> None:
        """Say what a day of the sitting would be before the registration, or far from today."""
        title, today = rules.certification, self._bridge.now().date()
        far = today.replace(year=today.year + 2, day=min(today.day, 28))
        latest = (Limit(far, "Dans plus de deux ans : vérifiez l’année."),)
        self.date_edit.set_limits(earliest=(sitting_limit(title),), latest=latest)

    def _take_rulebook(self) -> None:
        path = self.rulebook_box.currentData()
        self.rulebook_box.setToolTip(tip(self.rulebook_box.currentText()))
        if path is None:
            return
        try:
            self._rulebook = load_rulebook(path)
        except (JuryDeskError, OSError) as error:
            self._rulebook = None
            self.problem_label.setText(messages.sentence(error))
            return
        self.problem_label.clear()
        rules = self._rulebook
        self._bound_date(rules)
        waiting = summary_of(path, rules).to_confirm
        certification = rules.certification
        self.rulebook_text.setText(
            typeset(
                f"{certification.title} : {_size_words(certification)} ; "
                f"{plural(waiting, 'règle')} à confirmer, signalées au procès-verbal tant que "
                "leur adoption n’est pas notée."
            )
        )
        self.reading_box.setCurrentIndex(tuple(Reading).index(rules.external_reading.value))
        self.reading_help.setText(typeset(_reading_words(rules)))
        self.cohort.reload()
        self.jury.reload()

    def _browse_rulebook(self) -> None:
        path = ask_rulebook(self, Path.home())
        if path is None:
            return
        self._offer(summary_of(path, load_rulebook(path)))
        self.rulebook_box.setCurrentIndex(self.rulebook_box.count() - 1)

    def _browse_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Enregistrer la séance", self.file_edit.text(), "Séances JuryDesk (*.jury)"
        )
        if name:
            self.file_edit.setText(name if name.endswith(".jury") else f"{name}.jury")

    def _show_step(self, number: int) -> None:
        # Tables are read beside the screen, where no widget may be asked.
        self._on = self.date_edit.day
        self.steps.setCurrentIndex(number)
        for step in range(4):
            label = child(self, QLabel, f"step_{step + 1}")
            set_state(label, "accent" if step == number else "")
            stands = "fait" if step < number else "en cours" if step == number else "à venir"
            label.setAccessibleName(f"Étape {' '.join(label.text().split())}, {stands}")
            label.setProperty("kind", "step_done" if step < number else "step")
            label.style().unpolish(label)
            label.style().polish(label)
        on_screen = child(self, QLabel, f"step_{number + 1}").accessibleName()
        announcing.announce(f"{on_screen}, {number + 1} sur 4.")
        self.back_button.setEnabled(number > 0)
        self.next_button.setText("&Créer la séance" if number == 3 else "&Suivant")
        if number == 3:
            self._recapitulate()
        self._allow()

    def _start_beside(self) -> None:
        # The jury's table is most often beside the cohort's.
        self.jury.folder = self.cohort.path.parent if self.cohort.path else None

    def _allow(self) -> None:
        ready = self._ready()
        self.next_button.setEnabled(ready[self.steps.currentIndex()])
        for step in range(4):
            reached = step <= self.steps.currentIndex() or all(ready[:step])
            shape = Qt.CursorShape.PointingHandCursor if reached else Qt.CursorShape.ArrowCursor
            child(self, QLabel, f"step_{step + 1}").setCursor(shape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to a step by a click on its name, when nothing before it is missing."""
        if event.type() is QEvent.Type.MouseButtonRelease:
            step = int(watched.objectName().removeprefix("step_")) - 1
            if step <= self.steps.currentIndex() or all(self._ready()[:step]):
                self._show_step(step)
            return True
        return super().eventFilter(watched, event)

    def _ready(self) -> tuple[bool, ...]:
        return (
            self._rulebook is not None and self.date_edit.day is not None,
            self.cohort.is_ready,
            self.jury.is_ready,
            bool(self.file_edit.text().strip()) and self._is_protection_chosen(),
        )

    def _take_protection(self) -> None:
        protected = self.protect_button.isChecked()
        for edit in (self.passphrase_edit, self.again_edit):
            edit.setEnabled(protected)
        if protected:
            self.passphrase_edit.setFocus()
        self._allow()

    def _is_protection_chosen(self) -> bool:
        """Whether the person answered: a passphrase typed twice alike, or a file in clear."""
        if not self.protect_button.isChecked():
            self.problem_label.clear()
            return self.clear_button.isChecked()
        typed, again = self.passphrase_edit.text(), self.again_edit.text()
        self.problem_label.setText(DIFFERENT if again and typed != again else "")
        return bool(typed.strip()) and typed == again

    def _next(self) -> None:
        number = self.steps.currentIndex()
        if number < 3:
            self._show_step(number + 1)
        else:
            self._create()

    def _recapitulate(self) -> None:
        rules = self._rules()
        jury = self.jury.preview
        rows = (
            ("Certification", f"{rules.certification.code} – {rules.certification.title}"),
            ("Date", capitalised(day(self._held()))),
            ("Lieu", self.place_edit.text().strip() or "à renseigner avant le scellement"),
            ("Fuseau horaire", self.zone_box.currentText()),
            ("Lecture des extérieurs", self.reading_box.currentText()),
            ("Promotion", self._promotion_words()),
            ("Jury", plural(len(jury.rows) if jury else 0, "membre")),
        )
        cells = "".join(
            f"<tr><td style='padding:4px 24px 4px 0'>{name}</td>"
            f"<td style='padding:4px 0'><b>{html.escape(typeset(text))}</b></td></tr>"
            for name, text in rows
        )
        self.recap_label.setText(rich(f"<table>{cells}</table>"))
        # Until a person writes a name, the one proposed follows the day of the sitting.
        if self.file_edit.text() in ("", self._proposed):
            self._proposed = str(self._proposed_path(rules.certification.code))
            self.file_edit.setText(self._proposed)

    def _promotion_words(self) -> str:
        preview, size = self.cohort.preview, self.size_box.value()
        read = plural(len(preview.rows) if preview else 0, "candidat")
        return f"{read}, sur un effectif de {size}" if size else read

    def _proposed_path(self, code: str) -> Path:
        folder = self.cohort.path.parent if self.cohort.path else Path.home()
        held = self._held()
        return free_path(folder / f"{re.sub(r'[^A-Za-z0-9-]', '', code)}-{held:%Y-%m-%d}.jury")

    def _chosen_key(self) -> "SessionKey | None":
        return (
            encryption.new_key(self.passphrase_edit.text())
            if self.protect_button.isChecked()
            else None
        )

    def _create(self) -> None:
        cohort, jury = self.cohort.preview, self.jury.preview
        if cohort is None or jury is None:
            return
        path = Path(self.file_edit.text().strip()).expanduser()
        plan = preparation.SessionPlan(
            self.rulebook_box.currentData(),
            self._held(),
            self.place_edit.text().strip(),
            Reading(self.reading_box.currentData()),
            self.size_box.value() or None,
            # The first is what a session that says none keeps.
            str(self.zone_box.currentData()) if self.zone_box.currentIndex() else "",
        )

        def facts() -> "tuple[Fact, ...]":
            return preparation.opening_facts(plan, cohort, jury, self._bridge.now())

        making.make(self, self._bridge, path, facts, self._chosen_key())


def _size_words(certification: Certification) -> str:
    """Return « 7 blocs, niveau 7 », what the fiche gives of it."""
    blocks = "" if certification.is_whole else plural(len(certification.blocks), "bloc")
    parts = [part for part in (blocks, certification.level_words) if part]
    return ", ".join(parts) or "une seule épreuve d’ensemble"


def _reading_words(rules: Rulebook) -> str:
    share = rules.external_share.value
    if not share:
        return (
            "Aucune part de membres extérieurs n’est réglée pour cette certification : elle se "
            "règle dans la page Certification, avant l’ouverture, si la fiche en demande une."
        )
    return (
        f"La fiche demande {percent(share)} de membres extérieurs sans dire sur quel total. Les "
        "quatre lectures seront calculées et montrées ; celle que l’établissement retient ici "
        "décide pour toute la séance, et s’imprime."
    )
