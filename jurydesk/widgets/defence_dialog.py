"""Enters the marks of one defence: jurors in rows, report and oral in columns."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import Part
from jurydesk.deliberation.labels import member_name
from jurydesk.deliberation.state import Defence, SittingState
from jurydesk.deliberation.thesis import thesis_mark, thesis_warnings
from jurydesk.minutes.typography import decimal, typeset
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.session_bridge import SessionBridge

_PARTS = (Part.REPORT, Part.ORAL)
_JUROR = Qt.ItemDataRole.UserRole


class DefenceDialog(QDialog):
    """The « soutenance » of one candidate; each cell is recorded when it is left."""

    title_label: QLabel
    subject_label: QLabel
    juror_view: QTableWidget
    juror_box: QComboBox
    capacity_box: QComboBox
    add_button: QPushButton
    mark_label: QLabel
    warning_label: QLabel
    problem_label: QLabel
    close_button: QPushButton

    def __init__(
        self, bridge: SessionBridge, candidate: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "defence_dialog")
        self._bridge = bridge
        self._candidate = candidate
        self._filling = False
        self.juror_view.setColumnCount(4)
        self.juror_view.setHorizontalHeaderLabels(("Juré", "À quel titre", "Rapport", "Oral"))
        self.juror_view.verticalHeader().hide()
        header = self.juror_view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for capacity in JurorCapacity:
            self.capacity_box.addItem(f"au titre de : {capacity.value}", capacity)
        for button in (self.add_button, self.close_button):
            button.setAutoDefault(False)
        if bridge.state is not None:
            self._fill_members(bridge.state)
            self._show(bridge.state)

        self.juror_view.cellChanged.connect(self._mark)
        self.add_button.clicked.connect(self._appoint)
        self.close_button.clicked.connect(self.accept)
        bridge.changed.connect(self._show)
        bridge.refused.connect(self._refuse)

    def _fill_members(self, state: SittingState) -> None:
        who = state.candidates[self._candidate]
        thesis = who.thesis
        parts = [who.name]
        if thesis is not None and thesis.confidential:
            parts.append("thèse confidentielle")
        elif thesis is not None and thesis.title:
            parts.append(f"« {thesis.title} »")
        if thesis is not None and thesis.pages is not None:
            parts.append(f"{thesis.pages} pages")
        self.subject_label.setText(typeset(" – ".join(parts)))
        for member in state.members.values():
            self.juror_box.addItem(member.full_name, member.identifier)
        self.juror_box.setCurrentIndex(-1)
        line = self.juror_box.lineEdit()
        if line is not None:
            line.setPlaceholderText("Membre, ou nom d’une personne extérieure")

    def _show(self, state: SittingState | None) -> None:
        if state is None:
            return
        self._filling = True
        self.problem_label.clear()
        defence = state.defences.get(self._candidate) or Defence()
        self.juror_view.setRowCount(len(defence.jurors))
        for row, (juror, capacity) in enumerate(defence.jurors.items()):
            self._cell(row, 0, member_name(state, juror), juror)
            self._cell(row, 1, capacity.value, juror)
            for column, marks in ((2, defence.report), (3, defence.oral)):
                mark = marks.get(juror)
                self._cell(row, column, "" if mark is None else decimal(mark), juror)
        self._filling = False
        self._sum_up(state)

    def _cell(self, row: int, column: int, text: str, juror: str) -> None:
        item = QTableWidgetItem(text)
        item.setData(_JUROR, juror)
        if column < 2:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        else:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.juror_view.setItem(row, column, item)

    def _sum_up(self, state: SittingState) -> None:
        mark = thesis_mark(state, self._candidate)
        if mark is None:
            text = "La note se calcule quand chaque juré a donné ses deux notes."
        else:
            label = state.rulebook.level(mark.level).label
            text = (
                f"Rapport {decimal(mark.report, 2)} · oral {decimal(mark.oral, 2)} · note "
                f"{decimal(mark.mark, 2)}/20 → proposition : {label}"
            )
        self.mark_label.setText(typeset(text))
        self.warning_label.setText(typeset(" ".join(thesis_warnings(state, self._candidate))))

    def _refuse(self, text: str) -> None:
        self.problem_label.setText(typeset(text))

    def _appoint(self) -> None:
        state = self._bridge.state
        chosen = self.juror_box.currentIndex()
        text = self.juror_box.currentText().strip()
        known = chosen >= 0 and self.juror_box.itemText(chosen) == text
        juror = str(self.juror_box.itemData(chosen)) if known else text
        capacity = JurorCapacity(self.capacity_box.currentData())
        if state is not None and juror:
            self._bridge.perform(
                lambda: acts.appoint_jurors(
                    state, self._candidate, (juror,), capacity, self._bridge.now()
                )
            )
            self.juror_box.setCurrentIndex(-1)

    def _mark(self, row: int, column: int) -> None:
        state, item = self._bridge.state, self.juror_view.item(row, column)
        if self._filling or state is None or item is None:
            return
        try:
            mark = Decimal(item.text().strip().replace(",", "."))
        except InvalidOperation:
            self._refuse("Donnez une note en chiffres, par exemple 14,5.")
            return
        juror, part = str(item.data(_JUROR)), _PARTS[column - 2]
        self._bridge.perform(
            lambda: acts.mark_defence(state, self._candidate, juror, part, mark, self._bridge.now())
        )
