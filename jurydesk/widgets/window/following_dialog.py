"""Prepares the next ordinary session: what it follows, who comes back, before which jury, when.

A doubt between two files is settled here by a person, never alone.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.following.plan import Gathering
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import unbroken_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.storage import encryption
from jurydesk.widgets.parts import messages, passphrase_dialog, theme
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.date_field import DateField, Limit
from jurydesk.widgets.parts.drops import EXPORT, SESSION, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state
from jurydesk.widgets.window import making
from jurydesk.widgets.window.correspondence_dialog import CorrespondenceDialog
from jurydesk.widgets.window.demonstration import free_path
from jurydesk.widgets.window.following_work import FollowingWork
from jurydesk.widgets.window.rulebook_choice import ask_rulebook

_KEY = Qt.ItemDataRole.UserRole
_TABLES = "Tableaux (*.csv *.tsv *.txt *.xlsx *.ods *.json)"
_SOURCES = "Séances scellées et exports JSON (*.jury *.json)"
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FollowingDialog(QDialog):
    """Who comes back from sealed sessions; ``path`` is the session made, once accepted."""

    subject_label: QLabel
    rulebook_label: QLabel
    match_button: QPushButton
    rulebook_button: QPushButton
    source_view: QListWidget
    add_button: QPushButton
    remove_button: QPushButton
    person_view: QListWidget
    count_label: QLabel
    doubt_view: QListWidget
    same_button: QPushButton
    distinct_button: QPushButton
    cohort_label: QLabel
    cohort_button: QPushButton
    jury_label: QLabel
    jury_button: QPushButton
    date_edit: DateField
    place_edit: QLineEdit
    file_edit: QLineEdit
    file_browse: QPushButton
    problem_label: QLabel
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(
        self, bridge: SessionBridge, first: SittingState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "following_dialog")
        FileDrops(self, (SESSION, EXPORT), self._source_dropped, several=True)
        self._bridge = bridge
        self._work = FollowingWork(first)
        self._gathered: Gathering | None = None
        self._refusal = ""
        self.path: Path | None = None
        self._fill(first)

        self.match_button.clicked.connect(self._match)
        self.rulebook_button.clicked.connect(self._change_rulebook)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.source_view.currentRowChanged.connect(self._allow)
        self.person_view.itemChanged.connect(self._choose_people)
        self.doubt_view.currentRowChanged.connect(self._allow)
        self.same_button.clicked.connect(lambda: self._settle(same=True))
        self.distinct_button.clicked.connect(lambda: self._settle(same=False))
        self.cohort_button.clicked.connect(self._complete)
        self.jury_button.clicked.connect(self._change_jury)
        self.date_edit.changed.connect(self._gather)
        self.file_edit.textChanged.connect(self._allow)
        self.file_browse.clicked.connect(self._browse)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._create)

    def _fill(self, first: SittingState) -> None:
        code = first.rulebook.certification.code
        self.subject_label.setText(
            typeset(
                f"Certification {code}. Les blocs acquis reviennent avec leur date et ne sont pas "
                "votés de nouveau ; les séances suivies restent telles quelles."
            )
        )
        today = max(self._bridge.now().date(), first.session_date)
        held = unbroken_day(first.session_date)
        early = f"La séance suivie est du {held} : corrigez la date."
        self.date_edit.set_limits(earliest=(Limit(first.session_date, early, stops=True),))
        self.date_edit.set_day(today)
        self.place_edit.setText(first.place)
        path = self._bridge.path
        if path is not None:
            self.file_edit.setText(str(free_path(path.with_stem(f"{path.stem}-suite"))))
        self._show_tables()
        self._gather()

    def _gather(self) -> None:
        """Work out again who comes back, and show it with every doubt."""
        day = self.date_edit.day
        self._gathered, self._refusal = None, self.date_edit.problem
        if day is not None:
            try:
                self._gathered, self._refusal = self._work.gather(day), ""
            except JuryDeskError as error:
                self._refusal = str(error)
        self.rulebook_label.setText(typeset(self._work.rulebook_words(day)))
        self.match_button.setVisible(bool(self._work.succeeded))
        self._show_sources()
        self._show_people()
        self._show_doubts()
        self._allow()

    def _show_sources(self) -> None:
        row = self.source_view.currentRow()
        self.source_view.clear()
        for session in self._work.sessions:
            day = unbroken_day(session.session_date)
            self.source_view.addItem(typeset(f"{day} – procès-verbal {session.minutes_number}"))
        self.source_view.setCurrentRow(max(min(row, self.source_view.count() - 1), 0))

    def _show_people(self) -> None:
        self.person_view.blockSignals(True)  # noqa: FBT003 Qt's own way
        self.person_view.clear()
        for key, words in self._work.people():
            item = QListWidgetItem(typeset(words))
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_UNCHECKED if key in self._work.away else _CHECKED)
            self.person_view.addItem(item)
        self.person_view.blockSignals(False)  # noqa: FBT003 likewise
        found = 0 if self._gathered is None else len(self._gathered.candidates)
        self.count_label.setText(plural(found, "candidat à examiner", "candidats à examiner"))

    def _choose_people(self, item: QListWidgetItem) -> None:
        self._work.choose(str(item.data(_KEY)), coming=item.checkState() is _CHECKED)
        self._gather()

    def _show_doubts(self) -> None:
        self.doubt_view.clear()
        gathered = self._gathered
        if gathered is None:
            return
        ink = QColor(theme.current().warn)
        for doubt in gathered.doubts:
            item = QListWidgetItem(typeset(doubt.sentence))
            item.setData(_KEY, doubt.key)
            item.setForeground(ink)
            self.doubt_view.addItem(item)
        for notice in gathered.notices:
            self.doubt_view.addItem(QListWidgetItem(typeset(notice)))
        if not self.doubt_view.count():
            item = QListWidgetItem("Aucun doute : chaque personne est reconnue.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.doubt_view.addItem(item)
        self.doubt_view.setCurrentRow(0)

    def _settle(self, *, same: bool) -> None:
        key = self._doubt()
        if key:
            self._work.settle(key, same=same)
            self._gather()

    def _doubt(self) -> str:
        """Return the doubt of the current line, empty where the line is none."""
        row = self.doubt_view.currentRow()
        return "" if row < 0 else str(self.doubt_view.item(row).data(_KEY) or "")

    def _add(self) -> None:
        path = self._bridge.path
        start = str(path.parent if path else Path.home())
        names, _ = QFileDialog.getOpenFileNames(self, "Suivre aussi", start, _SOURCES)
        for name in names:
            messages.attempt(self, lambda name=name: self._take_source(Path(name)))  # type: ignore[misc]
        self._gather()

    def _source_dropped(self, path: Path) -> None:
        messages.attempt(self, lambda: self._take_source(path))
        self._gather()

    def _take_source(self, path: Path) -> None:
        key = None
        if encryption.is_protected(path):
            key = passphrase_dialog.ask_key(self, path)
            if key is None:
                return
        with busy():
            self._work.add(path, key)

    def _change_rulebook(self) -> None:
        """Sit for the title that succeeds, and offer the correspondence of its blocs."""
        path = self._bridge.path
        chosen = ask_rulebook(self, path.parent if path else Path.home())
        if chosen is None:
            return
        if messages.attempt(self, lambda: self._work.take_rulebook(chosen)):
            self._show_tables()
            self._gather()
            if self._work.succeeded:
                self._match()

    def _match(self) -> None:
        """Ask which bloc stands for which, for each title that this one succeeds."""
        for code in self._work.succeeded:
            dialog = CorrespondenceDialog(
                code,
                self._work.earlier_blocks(code),
                self._work.rulebook.certification,
                self._work.known_matches(code),
                self,
            )
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
            blocks = dialog.blocks
            dialog.deleteLater()
            if accepted:
                messages.attempt(self, lambda: self._work.match(code, blocks))  # noqa: B023 at once
        self._gather()

    def _remove(self) -> None:
        self._work.remove(self.source_view.currentRow())
        self._gather()

    def _complete(self) -> None:
        """Take a table of candidates, or none again."""
        if self._work.cohort is not None:
            self._work.drop_cohort()
        else:
            name = self._ask_table("Compléter par une table de candidats")
            if not name or not messages.attempt(self, lambda: self._take_cohort(Path(name))):
                return
        self._show_tables()
        self._gather()

    def _take_cohort(self, path: Path) -> None:
        with busy():
            self._work.take_cohort(path, self.date_edit.day or self._bridge.now().date())

    def _change_jury(self) -> None:
        if self._work.jury is not None:
            self._work.jury = None
        else:
            name = self._ask_table("Choisir le jury")
            if not name or not messages.attempt(self, lambda: self._take_jury(Path(name))):
                return
        self._show_tables()

    def _take_jury(self, path: Path) -> None:
        with busy():
            self._work.take_jury(path, self._bridge.now())

    def _ask_table(self, title: str) -> str:
        path = self._bridge.path
        start = str(path.parent if path else Path.home())
        return QFileDialog.getOpenFileName(self, title, start, _TABLES)[0]

    def _show_tables(self) -> None:
        work = self._work
        self.cohort_label.setText(typeset(work.cohort_words))
        self.cohort_button.setText(
            "Compléter par une &table…" if work.cohort is None else "Sans cette &table"
        )
        self.jury_label.setText(typeset(work.jury_words))
        self.jury_button.setText("Autre &jury…" if work.jury is None else "&Jury de la séance")

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Où enregistrer la séance suivante ?",
            self.file_edit.text(),
            "Séances JuryDesk (*.jury)",
        )
        if name:
            self.file_edit.setText(name if name.endswith(".jury") else f"{name}.jury")

    def _allow(self) -> None:
        asks = bool(self._doubt())
        for button in (self.same_button, self.distinct_button):
            button.setEnabled(asks)
        self.remove_button.setEnabled(len(self._work.sessions) > 1)
        missing = self._missing()
        self.problem_label.setText(typeset(missing))
        set_state(self.problem_label, "bad" if self._refusal else "")
        self.accept_button.setEnabled(not missing)

    def _missing(self) -> str:
        """Return what is still to be said before the session can be made."""
        if self._gathered is None:
            return self._refusal
        if self._gathered.doubts:
            asked = plural(len(self._gathered.doubts), "doute")
            return f"{asked} à trancher : la même personne, ou deux ?"
        return "" if self.file_edit.text().strip() else "Indiquez le fichier de la séance."

    def _create(self) -> None:
        path = Path(self.file_edit.text().strip()).expanduser()
        day, place = self.date_edit.day, self.place_edit.text().strip()
        if self._gathered is None or day is None:
            return
        gathered = self._gathered

        def facts() -> tuple[Fact, ...]:
            return self._work.facts(gathered, day, place, self._bridge.now())

        # What follows a protected session opens with the same passphrase.
        making.make(self, self._bridge, path, facts, self._bridge.key)
