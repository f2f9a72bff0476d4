"""The page « Promotion »: the candidates in a table that filters, sorts and explains each cell."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from jurydesk.certification.vocabulary import Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.registry import RULES
from jurydesk.compliance.rule import Subject
from jurydesk.deliberation.civil_status import AMENDABLE, amended, amended_candidate
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import CandidateCorrected, CivilStatusAmended
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.folding import fold
from jurydesk.french.numbers import plural
from jurydesk.french.sorting import Rank
from jurydesk.french.spaces import typeset
from jurydesk.widgets.cohort.cohort_cells import (
    ScreenColumn,
    candidate_cells,
    corrections_html,
    screen_columns,
)
from jurydesk.widgets.cohort.correction_dialog import CorrectionDialog
from jurydesk.widgets.importing import import_dialog
from jurydesk.widgets.parts.drops import TableDrops
from jurydesk.widgets.parts.finding_cards import explanation_html
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.lists.tools import offer_buttons
from jurydesk.widgets.parts.markup import explain
from jurydesk.widgets.parts.record_table import (
    RecordTable,
    choose_place,
    choose_row,
    current_key,
    dress_table,
)
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import empty, set_state
from jurydesk.widgets.parts.text_dialog import TextDialog

_HORIZONTAL = Qt.Orientation.Horizontal
# Two lines: a level is never shown without its words.
_ROW = 50
_COHORT_RULES = {rule.id: rule for rule in RULES if rule.subject is Subject.COHORT}


class CohortPage(QWidget):
    """Filters, explains and corrects the candidates' files."""

    navigate = Signal(str, str)

    count_label: QLabel
    filter_edit: QLineEdit
    open_button: QPushButton
    quota_row: QHBoxLayout
    candidate_view: QTableView
    explain_title: QLabel
    explain_text: QLabel
    correct_button: QPushButton
    corrections_button: QPushButton
    import_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "cohort_page")
        self._bridge = bridge
        self._rows = RecordTable((), self)
        self._columns: tuple[ScreenColumn, ...] = ()
        dress_table(self.candidate_view, self._rows, (), kept=2)
        self.candidate_view.verticalHeader().setDefaultSectionSize(_ROW)
        self._folded: dict[str, tuple[Candidate, str]] = {}
        self._ranked: tuple[object, ...] = ()
        self._ranks: dict[str, Rank] = {}
        offer_buttons(self.candidate_view, self.open_button, self.correct_button)
        TableDrops(self, self.import_button.isEnabled, self._import)
        self.first_control: QWidget = self.candidate_view

        self.filter_edit.textChanged.connect(self._refilter)
        self.candidate_view.selectionModel().currentChanged.connect(self._explain)
        self.candidate_view.doubleClicked.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.correct_button.clicked.connect(self._correct)
        self.corrections_button.clicked.connect(self._list_corrections)
        self.import_button.clicked.connect(lambda: self._import(None))

    def show_state(self, state: SittingState) -> None:
        """Redraw the table and the quotas."""
        columns = screen_columns(state)
        headings = tuple(column.heading for column in columns)
        if headings != tuple(column.heading for column in self._columns):
            self._rows.set_headings(headings)
            for place, column in enumerate(columns):
                self.candidate_view.setColumnWidth(place, column.width)
        self._columns = columns
        self._fold_names(state)
        self._show_quotas(state)
        self._show_rows(state)
        number = len(state.corrections) + len(state.amendments)
        self.corrections_button.setText(plural(number, "&correction"))
        self.corrections_button.setVisible(number > 0)
        self.import_button.setEnabled(
            state.phase is Phase.PREPARATION and state.rectification is None
        )

    def _show_rows(self, state: SittingState) -> None:
        """Show the candidates that the filter keeps, in the order chosen."""
        shown = self._shown(state)
        columns, made_with = self._columns, amended(state)
        self._rows.set_rows(
            shown,
            lambda key: candidate_cells(made_with, key, columns),
            partial(self._rank, state),
        )
        total = plural(len(state.candidates), "candidat")
        self.count_label.setText(
            total if len(shown) == len(state.candidates) else f"{len(shown)} sur {total}"
        )
        if shown and not self.candidate_view.currentIndex().isValid():
            choose_place(self.candidate_view, 0, 1)
        self.correct_button.setEnabled(bool(shown))
        sealed = state.phase is Phase.SEALED
        self.correct_button.setText("&Corriger l’état civil…" if sealed else "Corri&ger…")
        self.open_button.setEnabled(bool(shown))
        self._explain()

    def go_to(self, place: str) -> None:
        """Choose a candidate."""
        self.filter_edit.clear()
        choose_row(self.candidate_view, place)
        self.candidate_view.setFocus()

    def _fold_names(self, state: SittingState) -> None:
        """Keep each file's words folded; a corrected file is another record."""
        kept: dict[str, tuple[Candidate, str]] = {}
        for key, who in state.candidates.items():
            known = self._folded.get(key)
            kept[key] = known if known and known[0] is who else (who, _searched(who))
        self._folded = kept

    def _shown(self, state: SittingState) -> tuple[str, ...]:
        words = fold(self.filter_edit.text()).split()
        order = tuple(state.candidates)
        if not words:
            return order
        results: dict[Outcome | None, str] = {each: fold(each.words) for each in Outcome}
        results[None] = "a decider"
        for word in words:
            told = {result for result, text in results.items() if word in text}
            order = tuple(
                key
                for key in order
                if word in self._folded[key][1] or (told and outcome(state, key) in told)
            )
        return order

    def _rank(self, state: SittingState, key: str, column: int) -> Rank:
        """Return the order of a candidate by a column, worked out once an act."""
        wanted = (id(state), state.revision, column)
        if wanted != self._ranked:
            self._ranked, self._ranks = wanted, {}
        if key not in self._ranks:
            self._ranks[key] = self._columns[column].rank(state, state.candidates[key])
        return self._ranks[key]

    def _refilter(self) -> None:
        if self._bridge.state is not None:
            self._show_rows(self._bridge.state)

    def _show_quotas(self, state: SittingState) -> None:
        empty(self.quota_row)
        for finding in findings(state):
            if finding.id not in _COHORT_RULES or finding.candidate is not None:
                continue
            found = look_of(finding.status)
            look, word = found.tone, found.word
            figure = f" {finding.value}" if finding.value else ""
            name = _COHORT_RULES[finding.id].title
            chip = QPushButton(typeset(f"{name} : {word}{figure}"), self)
            chip.setProperty("kind", "chip")
            shown = look if finding.status is not FindingStatus.NOT_APPLICABLE else ""
            set_state(chip, shown)
            explain(chip, explanation_html(finding))
            chip.clicked.connect(partial(self._explain_finding, name, finding))
            self.quota_row.addWidget(chip)
        self.quota_row.addStretch(1)

    def _explain(self, _current: QModelIndex | None = None) -> None:
        index = self.candidate_view.currentIndex()
        if not index.isValid():
            self.explain_title.clear()
            self.explain_text.setText("Choisissez une case pour lire ce qu’elle veut dire.")
            return
        cell = self._rows.cell(index.row(), index.column())
        name = self._rows.cell(index.row(), 1).text
        heading = self._rows.headerData(index.column(), _HORIZONTAL)
        self.explain_title.setText(f"{name} – {heading}")
        self.explain_text.setText(typeset(cell.tip or cell.text or "Rien n’est indiqué."))

    def _explain_finding(self, name: str, finding: Finding, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        self.explain_title.setText(name)
        self.explain_text.setText(typeset(f"{finding.message} Source : {finding.source}"))

    def _open(self) -> None:
        key = current_key(self.candidate_view)
        if key:
            self.navigate.emit("sitting", key)

    def _correct(self) -> None:
        state, key = self._bridge.state, current_key(self.candidate_view)
        if state is None or not key:
            return
        name = self._columns[max(self.candidate_view.currentIndex().column(), 0)].rubric
        sealed = state.phase is Phase.SEALED
        who = amended_candidate(state, key) if sealed else state.candidates[key]
        dialog = CorrectionDialog(
            who, state.rulebook, name, self, only=AMENDABLE if sealed else (), on=state.session_date
        )
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.correction is not None:
            found = dialog.correction
            changed = (dialog.rubric.name, found.before, found.after)
            at, reason = self._bridge.now(), dialog.reason
            self._bridge.record(
                CivilStatusAmended(at, found.candidate, (changed,), reason)
                if sealed
                else CandidateCorrected(
                    at=self._bridge.now(),
                    candidate=found.candidate,
                    field=dialog.rubric.label,
                    before=found.before,
                    after=found.after,
                    reason=dialog.reason,
                )
            )
        dialog.deleteLater()

    def _list_corrections(self) -> None:
        if self._bridge.state is not None:
            text = corrections_html(self._bridge.state)
            TextDialog("Corrections apportées aux dossiers", text, self).exec()

    def _import(self, path: Path | None) -> None:
        state = self._bridge.state
        if state is not None:
            import_dialog.replace_from_table(
                self._bridge, import_dialog.new_cohort(state), path, self
            )


def _searched(who: Candidate) -> str:
    return fold(
        f"{who.identifier} {who.name} {who.birth_name} {who.route} {who.route.words} "
        f"{who.employer} {who.derogation or ''}"
    )
