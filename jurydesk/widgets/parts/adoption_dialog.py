"""Asks by whom and when settings to confirm were adopted, and when they were published."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.certification.rule_kinds import value_words
from jurydesk.certification.rulebook import Adoption, Setting
from jurydesk.french.days import unbroken_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.date_field import FIRST_ACT, DateField, Limit
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import grow, set_state

_HINT = (
    "Une règle qui n’a pas été adoptée et publiée à temps ne peut pas être opposée à un candidat."
)
_SHOWN = 8


class AdoptionDialog(QDialog):
    """Records the « adoption » of one rule, or of several that one decision adopted."""

    title_label: QLabel
    rule_label: QLabel
    adopted_on: DateField
    adopted_by: QLineEdit
    published_on: DateField
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
        if len(rules) == 1:
            self.title_label.setText(typeset(rules[0].label))
            told = typeset(value_words(rules[0]))
            self.rule_label.setText(f"{told}\n{typeset(rules[0].source)}")
        else:
            self.title_label.setText(f"Adoption de {plural(len(rules), 'règle')}")
            self.rule_label.setText(_list(rules))
        known = next((rule.adoption for rule in rules if rule.adoption.adopted_by), Adoption())
        held = unbroken_day(session_date)
        for field, what, day in (
            (self.adopted_on, "Adoptée", known.adopted_on),
            (self.published_on, "Publiée", known.published_on),
        ):
            told = f"{what} après la séance du {held} : le procès-verbal le dira comme une réserve."
            field.set_optional(optional=True)
            field.set_limits(earliest=(FIRST_ACT,), latest=(Limit(session_date, told),))
            field.set_day(day)
        self.adopted_by.setText(known.adopted_by)
        self.adopted_on.setFocus()
        self.resize(max(self.width(), self.sizeHint().width()), self.sizeHint().height())
        self._allow()

        self.adopted_by.textChanged.connect(self._allow)
        self.adopted_on.changed.connect(self._allow)
        self.published_on.changed.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def adoption(self) -> Adoption:
        """What was entered; a day left empty is not known."""
        return Adoption(self.adopted_on.day, self.adopted_by.text().strip(), self.published_on.day)

    def _allow(self) -> None:
        text, look = self._verdict()
        self.hint_label.setText(typeset(text))
        set_state(self.hint_label, look)
        self.accept_button.setEnabled(bool(self.adopted_by.text().strip()) and look != "bad")
        grow(self)

    def _verdict(self) -> tuple[str, str]:
        """Return what to say of what is entered, and how it looks."""
        adoption = self.adoption
        if self.adopted_on.problem or self.published_on.problem:
            return "Corrigez la date en rouge, ou laissez-la vide.", "bad"
        adopted, published = adoption.adopted_on, adoption.published_on
        if adopted and published and published < adopted:
            return "La publication ne peut pas précéder l’adoption : corrigez une date.", "bad"
        if not adoption.adopted_by:
            dated = adopted or published
            asked = "Indiquez qui a adopté." if dated else "Qui a adopté cette règle, et quand ?"
            return f"{asked} {_HINT}", "bad" if dated else ""
        if not (adopted and published):
            return f"Sans ses deux dates, la règle reste à confirmer. {_HINT}", "warn"
        return _HINT, ""


def _list(rules: Sequence[Setting[object]]) -> str:
    lines = [typeset(f"• {rule.label}") for rule in rules[:_SHOWN]]
    more = len(rules) - len(lines)
    if more > 0:
        lines.append(f"… et {plural(more, 'autre')}")
    return "\n".join(lines)
