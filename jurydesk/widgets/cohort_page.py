"""The page « Promotion »: the candidates in a table that filters and explains each cell."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from jurydesk.cohort.candidate import Candidate
from jurydesk.cohort.naming import fold
from jurydesk.compliance.finding import FindingStatus
from jurydesk.deliberation.facts import CandidateCorrected
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.minutes.typography import plural, typeset
from jurydesk.widgets.cohort_cells import HEADINGS, block_headings, candidate_cells
from jurydesk.widgets.correction_dialog import CorrectionDialog
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.live_band import LOOKS, explanation_html
from jurydesk.widgets.record_table import RecordTable, choose_row, current_key, dress_table
from jurydesk.widgets.session_bridge import SessionBridge
from jurydesk.widgets.style import empty, set_chip

_HORIZONTAL = Qt.Orientation.Horizontal
_COHORT_FINDINGS = ("quotas", "anglais")


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

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "cohort_page")
        self._bridge = bridge
        self._rows = RecordTable(HEADINGS, self)
        dress_table(self.candidate_view, self._rows, (60, 200, 58, 196))
        self._folded: dict[str, str] = {}
        self._source: object = None
        self.setFocusProxy(self.candidate_view)

        self.filter_edit.textChanged.connect(self._refilter)
        self.candidate_view.selectionModel().currentChanged.connect(self._explain)
        self.candidate_view.doubleClicked.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.correct_button.clicked.connect(self._correct)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.filter_edit.setFocus)

    def show_state(self, state: SittingState) -> None:
        """Redraw the table and the quotas."""
        blocks = block_headings(state)
        if self._rows.columnCount() != len(HEADINGS) + len(blocks) + 2:
            self._rows.set_headings((*HEADINGS, *blocks, "Entreprise", "Anglais"))
            for column in range(len(HEADINGS), len(HEADINGS) + len(blocks)):
                self.candidate_view.setColumnWidth(column, 124)
            self.candidate_view.setColumnWidth(len(HEADINGS) + len(blocks), 170)
        self._fold_names(state)
        words = fold(self.filter_edit.text()).split()
        shown = tuple(
            key for key in state.candidates if all(word in self._folded[key] for word in words)
        )
        self._rows.set_rows(shown, lambda key: candidate_cells(state, key))
        total = plural(len(state.candidates), "candidat")
        self.count_label.setText(
            total if len(shown) == len(state.candidates) else f"{len(shown)} sur {total}"
        )
        self._show_quotas(state)
        if shown and not self.candidate_view.currentIndex().isValid():
            self.candidate_view.setCurrentIndex(self._rows.index(0, 1))
        self.correct_button.setEnabled(bool(shown) and state.phase is not Phase.SEALED)
        self.open_button.setEnabled(bool(shown))
        self._explain()

    def go_to(self, place: str) -> None:
        """Choose a candidate."""
        self.filter_edit.clear()
        choose_row(self.candidate_view, place)
        self.candidate_view.setFocus()

    def _fold_names(self, state: SittingState) -> None:
        if self._source is not state.cohort_source or len(self._folded) != len(state.candidates):
            self._source = state.cohort_source
            self._folded = {key: _searched(each) for key, each in state.candidates.items()}

    def _refilter(self) -> None:
        if self._bridge.state is not None:
            self.show_state(self._bridge.state)

    def _show_quotas(self, state: SittingState) -> None:
        empty(self.quota_row)
        for finding in findings(state):
            if finding.id not in _COHORT_FINDINGS or finding.candidate is not None:
                continue
            look, _, word = LOOKS[finding.status]
            chip = QLabel(self)
            chip.setProperty("kind", "chip")
            figure = f" {finding.value}" if finding.value else ""
            name = "Quotas d’admission" if finding.id == "quotas" else "Niveau d’anglais"
            shown = look if finding.status is not FindingStatus.NOT_APPLICABLE else ""
            set_chip(chip, typeset(f"{name} : {word.lower()}{figure}"), shown)
            chip.setToolTip(explanation_html(finding))
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

    def _open(self) -> None:
        key = current_key(self.candidate_view)
        if key:
            self.navigate.emit("sitting", key)

    def _correct(self) -> None:
        state, key = self._bridge.state, current_key(self.candidate_view)
        if state is None or not key:
            return
        who = state.candidates[key]
        dialog = CorrectionDialog(who, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            entry = dialog.entry
            self._bridge.record(
                CandidateCorrected(
                    at=self._bridge.now(),
                    candidate=entry.write(who, dialog.after),
                    field=entry.heading,
                    before=entry.read(who),
                    after=dialog.after,
                    reason=dialog.reason,
                )
            )
        dialog.deleteLater()


def _searched(who: Candidate) -> str:
    return fold(
        f"{who.identifier} {who.name} {who.birth_name} {who.route} {who.route.words} {who.employer}"
    )
