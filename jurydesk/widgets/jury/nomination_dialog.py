"""Describes the act that appoints members: number, date, signatory, delegation."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jurydesk.compliance.member import NominationAct
from jurydesk.deliberation.state import SittingState
from jurydesk.french.days import unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.date_field import FIRST_ACT, DateField, Limit
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.markup import tip
from jurydesk.widgets.parts.style import grow


class NominationDialog(QDialog):
    """One « acte de nomination » at a time, chosen by its number."""

    members_label: QLabel
    number_box: QComboBox
    signed_on: DateField
    signatory_edit: QLineEdit
    delegation_edit: QLineEdit
    missing_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, state: SittingState, number: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "nomination_dialog")
        self._state = state
        self._told = NominationAct("")
        named = [member.act for member in state.members.values() if member.act]
        for known in dict.fromkeys(named):
            self.number_box.addItem(known)
        if number:
            self.number_box.setCurrentText(number)
        held = unbroken_day(state.session_date)
        late = Limit(state.session_date, f"Après la séance du {held} : l’acte ne nomme personne.")
        self.signed_on.set_limits(earliest=(FIRST_ACT,), latest=(late,))
        self._show_act()

        self.number_box.currentTextChanged.connect(self._show_act)
        self.signed_on.changed.connect(self._allow)
        self.signatory_edit.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def act(self) -> NominationAct:
        """What was entered."""
        return NominationAct(
            self._number(),
            self.signed_on.day,
            self.signatory_edit.text().strip(),
            self.delegation_edit.text().strip(),
        )

    def _number(self) -> str:
        return self.number_box.currentText().strip()

    def _show_act(self) -> None:
        number = self._number()
        known = self._state.acts.get(number)
        # What was typed for an act that is still being named stays.
        if known is not None or self.act == replace(self._told, number=number):
            known = known or NominationAct(number)
            self.signed_on.set_day(known.signed_on)
            self.signatory_edit.setText(known.signatory)
            self.delegation_edit.setText(known.delegation)
            self._told = known
        members = [m.full_name for m in self._state.members.values() if m.act == number]
        told = f"Nomme : {enumeration(members)}." if members else ""
        self.members_label.setText(typeset(f"{told} {self._unnamed()}".strip()))
        grow(self)
        self._allow()

    def _unnamed(self) -> str:
        """Say who has no act and where one is given: the table of the jury, never here."""
        names = [m.full_name for m in self._state.members.values() if not m.act]
        if not names:
            return ""
        return (
            f"Sans acte : {enumeration(names)} ; donnez le numéro dans la colonne "
            "« acte_nomination » du tableau du jury, puis « Relire un tableau… »."
        )

    def _allow(self) -> None:
        given = (
            ("le numéro de l’acte", self._number()),
            ("la date de l’acte", self.signed_on.day),
            ("le nom et la qualité du signataire", self.signatory_edit.text().strip()),
        )
        missing = [what for what, entered in given if not entered]
        text = f"Pour enregistrer, indiquez {enumeration(missing)}." if missing else ""
        number = self._number()
        if number and number not in {member.act for member in self._state.members.values()}:
            missing.append("")
            text = typeset(
                f"L’acte « {number} » ne nomme aucun membre : reprenez un numéro du jury."
            )
        self.missing_label.setText(text)
        self.accept_button.setEnabled(not missing)
        self.accept_button.setToolTip(tip(text))
