"""Asks what the « accrochage » needs and the session does not know, remembered on this computer."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import unbroken_day
from jurydesk.french.spaces import typeset
from jurydesk.minutes.papers.deadlines import accrochage_due
from jurydesk.transmission import flow_shape
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.drops import SCHEMA, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state

_CLIENT, _CONTRACT, _SCHEMA = "accrochage/client", "accrochage/contract", "accrochage/schema"
_CLIENT_LENGTH, _CONTRACT_LENGTH = 8, 20


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the flow, the schema it is written to, if any, and of whom; everyone without."""

    client: str
    contract: str
    schema: Path | None
    people: tuple[str, ...] = ()
    action: str = ""


class AccrochageDialog(QDialog):
    """The certifier's two identifiers and the official schema; none of it goes to the session."""

    about_label: QLabel
    client_edit: QLineEdit
    contract_edit: QLineEdit
    schema_edit: QLineEdit
    schema_browse: QPushButton
    action_label: QLabel
    action_box: QComboBox
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, state: SittingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "accrochage_dialog")
        FileDrops(
            self,
            (SCHEMA,),
            lambda path: self.schema_edit.setText(str(path)),
            fields=(self.schema_edit,),
        )
        self._settings = QSettings()
        due = unbroken_day(accrochage_due(state))
        self.about_label.setText(
            typeset(
                "Le flux des titulaires se dépose sur le portail de la Caisse des Dépôts, au plus "
                f"tard le {due}. Ces identifiants sont ceux du certificateur ; ils restent sur ce "
                "poste et n’entrent pas dans la séance."
            )
        )
        for edit, key in (
            (self.client_edit, _CLIENT),
            (self.contract_edit, _CONTRACT),
            (self.schema_edit, _SCHEMA),
        ):
            edit.setText(str(self._settings.value(key, "")))
        self._ask_action()
        self._allow()

        self.schema_edit.textChanged.connect(self._ask_action)
        for edit in (self.client_edit, self.contract_edit, self.schema_edit):
            edit.textChanged.connect(self._allow)
        self.schema_browse.clicked.connect(self._browse)
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def entered_sender(self) -> Sender:
        """What was entered."""
        schema = self.schema_edit.text().strip()
        return Sender(
            self.client_edit.text().strip(),
            self.contract_edit.text().strip(),
            Path(schema).expanduser() if schema else None,
            action="" if self.action_box.isHidden() else self.action_box.currentText().strip(),
        )

    def _allow(self) -> None:
        entered, problem = self.entered_sender, ""
        if len(entered.client) != _CLIENT_LENGTH:
            problem = f"L’identifiant client compte {_CLIENT_LENGTH} caractères."
        elif not 1 <= len(entered.contract) <= _CONTRACT_LENGTH:
            problem = f"L’identifiant de contrat compte de 1 à {_CONTRACT_LENGTH} caractères."
        elif entered.schema is not None and not entered.schema.is_file():
            problem = "Ce schéma est introuvable : choisissez le fichier, ou laissez vide."
        self.problem_label.setText(typeset(problem))
        set_state(self.problem_label, "warn" if problem else "")
        self.accept_button.setEnabled(not problem)

    def _ask_action(self) -> None:
        """Ask for « action » where the schema chosen does; a schema of before does not."""
        path, asked = self.entered_sender.schema, None
        if path is not None and path.is_file():
            with suppress(JuryDeskError):
                asked = flow_shape.FlowSchema(path).asks("action")
        self.action_box.clear()
        if asked is not None:
            self.action_box.addItems(asked.values)
            self.action_box.setEditable(not asked.values)
        for widget in (self.action_label, self.action_box):
            widget.setVisible(asked is not None)

    def _browse(self) -> None:
        start = str(Path(self.schema_edit.text() or Path.home()))
        name, _ = QFileDialog.getOpenFileName(self, "Choisir le schéma", start, "Schémas (*.xsd)")
        if name:
            self.schema_edit.setText(name)

    def _accept(self) -> None:
        entered = self.entered_sender
        self._settings.setValue(_CLIENT, entered.client)
        self._settings.setValue(_CONTRACT, entered.contract)
        self._settings.setValue(_SCHEMA, str(entered.schema or ""))
        self.accept()


def ask_sender(parent: QWidget, state: SittingState, people: tuple[str, ...]) -> Sender | None:
    """Return who sends the flow of these people, once the session can give one."""
    if state.sealed is None:
        messages.show_error(
            parent,
            JuryDeskError(
                typeset(
                    "L’accrochage part d’une séance scellée : scellez d’abord le procès-verbal."
                )
            ),
        )
        return None
    dialog = AccrochageDialog(state, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    sender = replace(dialog.entered_sender, people=people) if accepted else None
    dialog.deleteLater()
    return sender
