"""Asks by whom and when a setting to confirm was adopted, and when it was published."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.certification.rulebook import Adoption, Setting
from jurydesk.widgets.forms import load_form


class AdoptionDialog(QDialog):
    """Records the « adoption » of one rule."""

    title_label: QLabel
    rule_label: QLabel
    adopted_on: QDateEdit
    adopted_by: QLineEdit
    published_on: QDateEdit
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, rule: Setting[object], words: str, session_date: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "adoption_dialog")
        self.title_label.setText(rule.label)
        self.rule_label.setText(f"{words}\n{rule.source}")
        known = rule.adoption
        self.adopted_on.setDate(qt_day(known.adopted_on or session_date))
        self.published_on.setDate(qt_day(known.published_on or session_date))
        self.adopted_by.setText(known.adopted_by)
        self.adopted_by.setFocus()
        self._allow()

        self.adopted_by.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def adoption(self) -> Adoption:
        """What was entered."""
        return Adoption(
            plain_date(self.adopted_on),
            self.adopted_by.text().strip(),
            plain_date(self.published_on),
        )

    def _allow(self) -> None:
        self.accept_button.setEnabled(bool(self.adopted_by.text().strip()))


def qt_day(day: date) -> QDate:
    """Return a day as Qt holds it."""
    return QDate(day.year, day.month, day.day)


def plain_date(edit: QDateEdit) -> date:
    """Return the day of a date field."""
    day = edit.date()
    return date(day.year(), day.month(), day.day())
