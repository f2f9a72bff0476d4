"""Asks by whom and when settings to confirm were adopted, and when they were published."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.certification.rule_kinds import value_words
from jurydesk.certification.rulebook import Adoption, Setting
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import short_day, unbroken_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.tables.converters import to_date
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
    adopted_on: QLineEdit
    adopted_by: QLineEdit
    published_on: QLineEdit
    hint_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        rules: Sequence[Setting[object]],
        session_date: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "adoption_dialog")
        self._session_date = session_date
        if len(rules) == 1:
            self.title_label.setText(typeset(rules[0].label))
            told = typeset(value_words(rules[0]))
            self.rule_label.setText(f"{told}\n{typeset(rules[0].source)}")
        else:
            self.title_label.setText(f"Adoption de {plural(len(rules), 'règle')}")
            self.rule_label.setText(_list(rules))
        known = next((rule.adoption for rule in rules if rule.adoption.adopted_by), Adoption())
        for edit, held in (
            (self.adopted_on, known.adopted_on),
            (self.published_on, known.published_on),
        ):
            edit.setText(short_day(held) if held else "")
        self.adopted_by.setText(known.adopted_by)
        self.adopted_on.setFocus()
        self.resize(max(self.width(), self.sizeHint().width()), self.sizeHint().height())
        self._allow()

        for edit in (self.adopted_on, self.adopted_by, self.published_on):
            edit.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def adoption(self) -> Adoption:
        """What was entered; a day left empty is not known."""
        return Adoption(
            _day(self.adopted_on), self.adopted_by.text().strip(), _day(self.published_on)
        )

    def _allow(self) -> None:
        text, look = self._verdict()
        self.hint_label.setText(typeset(text))
        set_state(self.hint_label, look)
        self.accept_button.setEnabled(bool(self.adopted_by.text().strip()) and look != "bad")

    def _verdict(self) -> tuple[str, str]:
        """Return what to say of what is entered, and how it looks."""
        try:
            adoption = self.adoption
        except JuryDeskError as error:
            return str(error), "bad"
        adopted, published = adoption.adopted_on, adoption.published_on
        if adopted and published and published < adopted:
            return "La publication ne peut pas précéder l’adoption : corrigez une date.", "bad"
        if not adoption.adopted_by:
            dated = adopted or published
            asked = "Indiquez qui a adopté." if dated else "Qui a adopté cette règle, et quand ?"
            return f"{asked} {_HINT}", "bad" if dated else ""
        if published and published > self._session_date:
            held = unbroken_day(self._session_date)
            return (
                f"Publiée après la séance du {held} : le procès-verbal le dira comme une réserve.",
                "warn",
            )
        if not (adopted and published):
            return f"Sans ses deux dates, la règle reste à confirmer. {_HINT}", "warn"
        return _HINT, ""


def _shown(day: date | None) -> str:
    return "" if day is None else short_day(day)


def _day(edit: QLineEdit) -> date | None:
    """Return the day typed, ``None`` when there is none; raise when it is not one."""
    text = edit.text().strip()
    if not text:
        return None
    found = to_date(text)
    if found.value is None:
        raise JuryDeskError(f"{edit.accessibleName()} : {found.message}")
    return found.value


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
