"""Asks who signs for the establishment, in what capacity, by which delegation, which papers."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.establishment import Signatory
from jurydesk.minutes.house.settings import SIGNED
from jurydesk.widgets.parts.date_field import DateField
from jurydesk.widgets.parts.forms import load_form

_NEW = "nouvelle personne"


class SignatoriesPanel(QWidget):
    """A list of people, and what is set of the one chosen."""

    signatory_view: QListWidget
    add_button: QPushButton
    remove_button: QPushButton
    name_edit: QLineEdit
    quality_edit: QLineEdit
    authority_edit: QLineEdit
    act_edit: QLineEdit
    date_edit: DateField
    paper_view: QListWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "signatories_panel")
        self._people: list[Signatory] = []
        self._showing = False
        self.date_edit.set_optional(optional=True)
        for key, title in SIGNED.items():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.paper_view.addItem(item)
        self.show_people(())

        self.signatory_view.currentRowChanged.connect(self._show)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        for edit in (self.name_edit, self.quality_edit, self.authority_edit, self.act_edit):
            edit.textEdited.connect(self._take)
        self.date_edit.changed.connect(self._take)
        self.paper_view.itemChanged.connect(self._take)

    @property
    def people(self) -> tuple[Signatory, ...]:
        """Everyone entered, in their order."""
        return tuple(self._people)

    def show_people(self, people: tuple[Signatory, ...]) -> None:
        """Show who signs."""
        self._people = list(people)
        self.signatory_view.clear()
        for who in people:
            self.signatory_view.addItem(who.name or _NEW)
        self.signatory_view.setCurrentRow(0 if people else -1)
        self._show()

    def _add(self) -> None:
        self._people.append(Signatory("", ""))
        self.signatory_view.addItem(_NEW)
        self.signatory_view.setCurrentRow(len(self._people) - 1)
        self.name_edit.setFocus()

    def _remove(self) -> None:
        row = self.signatory_view.currentRow()
        if row >= 0:
            people = [who for place, who in enumerate(self._people) if place != row]
            self.show_people(tuple(people))

    def _show(self) -> None:
        row = self.signatory_view.currentRow()
        chosen = 0 <= row < len(self._people)
        who = self._people[row] if chosen else Signatory("", "")
        self._showing = True
        for edit, text in (
            (self.name_edit, who.name),
            (self.quality_edit, who.quality),
            (self.authority_edit, who.authority),
            (self.act_edit, who.act),
        ):
            edit.setText(text)
        self.date_edit.set_day(who.act_date)
        for place in range(self.paper_view.count()):
            item = self.paper_view.item(place)
            signs = item.data(Qt.ItemDataRole.UserRole) in who.papers
            item.setCheckState(Qt.CheckState.Checked if signs else Qt.CheckState.Unchecked)
        self._showing = False
        for widget in (
            *(self.name_edit, self.quality_edit, self.authority_edit, self.act_edit),
            *(self.date_edit, self.paper_view, self.remove_button),
        ):
            widget.setEnabled(chosen)

    def _take(self) -> None:
        row = self.signatory_view.currentRow()
        if self._showing or not 0 <= row < len(self._people):
            return
        items = [self.paper_view.item(place) for place in range(self.paper_view.count())]
        who = replace(
            self._people[row],
            name=self.name_edit.text().strip(),
            quality=self.quality_edit.text().strip(),
            authority=self.authority_edit.text().strip(),
            act=self.act_edit.text().strip(),
            act_date=self.date_edit.day,
            papers=tuple(
                str(item.data(Qt.ItemDataRole.UserRole))
                for item in items
                if item.checkState() is Qt.CheckState.Checked
            ),
        )
        self._people[row] = who
        self.signatory_view.item(row).setText(who.name or _NEW)
