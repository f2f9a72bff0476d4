"""Asks by whom and when settings to confirm were adopted, and when they were published."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.certification.rule_kinds import value_words
from jurydesk.certification.rulebook import Adoption, Setting
from jurydesk.french.days import unbroken_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state

_HINT = (
    "Une règle qui n’a pas été adoptée et publiée à temps ne peut pas être opposée à un candidat."
)
_SHOWN = 8


class AdoptionDialog(QDialog):
    """Records the « adoption » of one rule, or of several that one decision adopted."""

    title_label: QLabel
    rule_label: QLabel
    adopted_on: QDateEdit
    adopted_by: QLineEdit
    published_on: QDateEdit
    hint_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, rules: Sequence[Setting[object]], session_date: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "adoption_dialog")
        self._session_date = session_date
        if len(rules) == 1:
            self.title_label.setText(typeset(rules[0].label))
            self.rule_label.setText(f"{typeset(value_words(rules[0]))}\n{typeset(rules[0].source)}")
        else:
            self.title_label.setText(f"Adoption de {plural(len(rules), 'règle')}")
            self.rule_label.setText(_list(rules))
            self.resize(max(self.width(), self.sizeHint().width()), self.sizeHint().height())
        known = next((rule.adoption for rule in rules if rule.adoption.adopted_by), Adoption())
        self.adopted_on.setDate(qt_day(known.adopted_on or session_date))
        self.published_on.setDate(qt_day(known.published_on or session_date))
        self.adopted_by.setText(known.adopted_by)
        self.adopted_by.setFocus()
        self._allow()

        self.adopted_by.textChanged.connect(self._allow)
        self.adopted_on.dateChanged.connect(self._allow)
        self.published_on.dateChanged.connect(self._allow)
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
        adopted, published = plain_date(self.adopted_on), plain_date(self.published_on)
        named = bool(self.adopted_by.text().strip())
        text, look = _HINT if named else f"Pour enregistrer, indiquez qui a adopté. {_HINT}", ""
        if published < adopted:
            text, look = (
                "La publication ne peut pas précéder l’adoption : corrigez une date.",
                "bad",
            )
        elif published > self._session_date:
            held = unbroken_day(self._session_date)
            text = (
                f"Publiée après la séance du {held} : le procès-verbal le dira comme une réserve."
            )
            look = "warn"
        self.hint_label.setText(typeset(text))
        set_state(self.hint_label, look)
        self.accept_button.setEnabled(named and look != "bad")


def _list(rules: Sequence[Setting[object]]) -> str:
    lines = [typeset(f"• {rule.label}") for rule in rules[:_SHOWN]]
    more = len(rules) - len(lines)
    if more > 0:
        lines.append(f"… et {plural(more, 'autre')}")
    return "\n".join(lines)


def qt_day(day: date) -> QDate:
    """Return a day as Qt holds it."""
    return QDate(day.year, day.month, day.day)


def plain_date(edit: QDateEdit) -> date:
    """Return the day of a date field."""
    day = edit.date()
    return date(day.year(), day.month(), day.day())
