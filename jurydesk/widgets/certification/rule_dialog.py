"""Sets one rule of the session: its value as fields or as a table, and where it comes from."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from jurydesk.certification.rule_change import from_json, held_value, to_json, with_rule_set
from jurydesk.certification.rule_form import FormField, rule_form
from jurydesk.certification.rule_kinds import EXTERNAL_READING, SEATS
from jurydesk.certification.rulebook import Adoption, Setting
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state

_SHORTEST, _FIRST, _ROW = 130, 270, 36
_WIDE, _HIGH = 960, 580


class RuleDialog(QDialog):
    """Asks the value of one rule; ``value`` is the raw value as a fact keeps it, once accepted."""

    title_label: QLabel
    fiche_label: QLabel
    value_table: QTableWidget
    add_button: QPushButton
    remove_button: QPushButton
    source_edit: QLineEdit
    problem_label: QLabel
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(
        self, state: SittingState, rule: Setting[object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "rule_dialog")
        self._state, self._rule = state, rule
        self.value = ""
        held = held_value(state.created.rulebook, rule.key, state.rules_set)
        if rule.key == EXTERNAL_READING.key:
            # Chosen when the session was made, whatever the rulebook proposed.
            held = state.reading.value
        self._form = rule_form(state.rulebook, rule.key, held)
        self.title_label.setText(typeset(rule.label))
        self.fiche_label.setText(_said_by_the_fiche(state, rule.key))
        self.fiche_label.setVisible(bool(self.fiche_label.text()))
        self.source_edit.setText(rule.source if rule.key in state.rulebook.rules else "")
        self.problem_label.setVisible(False)
        for button in (self.add_button, self.remove_button):
            button.setVisible(self._form.grows)
        self._fill()
        self.value_table.setFocus()

        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._accept)

    @property
    def source(self) -> str:
        """Where the value comes from, as typed."""
        return self.source_edit.text().strip()

    def _fill(self) -> None:
        """Show a rule of several rows as a table, the fields of a single one under each other."""
        table, labels = self.value_table, [typeset(each.label) for each in self._form.fields]
        table.verticalHeader().setDefaultSectionSize(_ROW)
        if self._form.grows:
            table.setColumnCount(len(labels))
            table.setHorizontalHeaderLabels(labels)
            table.verticalHeader().hide()
            for row in self._form.rows:
                self._add_row(row)
        else:
            table.setColumnCount(1)
            table.setRowCount(len(labels))
            table.setVerticalHeaderLabels(labels)
            table.horizontalHeader().hide()
            for place, (field, text) in enumerate(
                zip(self._form.fields, self._form.rows[0], strict=True)
            ):
                self._put(place, 0, field, text)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(_SHORTEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if self._form.grows:
            # The first column names the row: it is read whole.
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(0, _FIRST)
            self.resize(_WIDE, _HIGH)
        table.setCurrentCell(0, 0)

    def _add_row(self, texts: tuple[str, ...]) -> None:
        row = self.value_table.rowCount()
        self.value_table.insertRow(row)
        for column, (field, text) in enumerate(zip(self._form.fields, texts, strict=True)):
            self._put(row, column, field, text)

    def _put(self, row: int, column: int, field: FormField, text: str) -> None:
        if not field.choices:
            self.value_table.setItem(row, column, QTableWidgetItem(text))
            return
        box = QComboBox(self.value_table)
        box.setAccessibleName(typeset(field.label))
        box.addItem("", "")
        for value, words in field.choices:
            box.addItem(typeset(words), value)
        box.setCurrentIndex(max(0, box.findData(text)))
        self.value_table.setCellWidget(row, column, box)

    def _text(self, row: int, column: int) -> str:
        box = self.value_table.cellWidget(row, column)
        if isinstance(box, QComboBox):
            return str(box.currentData() or "")
        item = self.value_table.item(row, column)
        return item.text() if item is not None else ""

    def _rows(self) -> list[list[str]]:
        table = self.value_table
        if not self._form.grows:
            return [[self._text(row, 0) for row in range(table.rowCount())]]
        columns = range(table.columnCount())
        return [[self._text(row, each) for each in columns] for row in range(table.rowCount())]

    def _add(self) -> None:
        self._add_row(("",) * len(self._form.fields))
        self.value_table.setCurrentCell(self.value_table.rowCount() - 1, 0)
        self.value_table.setFocus()

    def _remove(self) -> None:
        if self.value_table.currentRow() >= 0:
            self.value_table.removeRow(self.value_table.currentRow())

    def _accept(self) -> None:
        state, key = self._state, self._rule.key
        try:
            value = to_json(self._form.value(self._rows()))
            with_rule_set(
                state.rulebook,
                state.created.rulebook,
                key,
                from_json(value),
                source=self.source,
                adoption=Adoption(),
            )
        except JuryDeskError as error:
            self.problem_label.setText(typeset(str(error)))
            self.problem_label.setVisible(True)
            set_state(self.problem_label, "bad")
            return
        self.value = value
        self.accept()


def _said_by_the_fiche(state: SittingState, key: str) -> str:
    """Return what the fiche says of the jury, beside the seats that are to be set from it."""
    if key != SEATS.key:
        return ""
    told = {
        route.composition: ", ".join(
            each.route.value
            for each in state.rulebook.routes
            if each.is_open and each.composition == route.composition
        )
        for route in state.rulebook.routes
        if route.is_open and route.composition
    }
    words = [f"La fiche, voie {routes} : {prose[:600]}" for prose, routes in told.items()]
    return typeset("\n".join(words[:2]))
