"""Asks for the seal: what it ends, who will sign, and the establishment's key when it certifies."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jurydesk.errors import JuryDeskError
from jurydesk.french.lists import shortened
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.signature import keys
from jurydesk.signature.expected import ExpectedSignature
from jurydesk.signature.keys import SigningKey
from jurydesk.storage.sealing import clock_warning
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.drops import KEY, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import grow


class SealingDialog(QDialog):
    """The last question before the seal; ``key`` is the establishment's, or ``None``."""

    warning_label: QLabel
    signers_label: QLabel
    reserves_label: QLabel
    certify_box: QCheckBox
    key_panel: QWidget
    key_edit: QLineEdit
    browse_button: QPushButton
    passphrase_edit: QLineEdit
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        bridge: SessionBridge,
        expected: Sequence[ExpectedSignature],
        reserves: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "sealing_dialog")
        FileDrops(self, (KEY,), self._take_key, fields=(self.key_edit,))
        self._bridge = bridge
        self.key: SigningKey | None = None
        state = bridge.state
        self._clock = "" if state is None else clock_warning(state, bridge.now())
        self._clock_told = False
        self.signers_label.setText(typeset(signers_words(expected)))
        told = f"{plural(reserves, 'point')} sera écrit comme manquant au procès-verbal."
        if reserves > 1:
            told = told.replace("sera écrit", "seront écrits").replace("manquant", "manquants")
        self.reserves_label.setText(typeset(told))
        self.reserves_label.setVisible(reserves > 0)
        self.key_panel.hide()
        grow(self)

        self.certify_box.toggled.connect(self._show_key)
        self.browse_button.clicked.connect(self._browse)
        self.accept_button.clicked.connect(self._agree)
        self.cancel_button.clicked.connect(self.reject)

    def _show_key(self, wanted: bool) -> None:  # noqa: FBT001 a slot
        self.key_panel.setVisible(wanted)
        self._tell("")
        if wanted:
            self.key_edit.setFocus()

    def _take_key(self, path: Path) -> None:
        self.key_edit.setText(str(path))
        self.passphrase_edit.setFocus()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choisir la clé de l’établissement", str(Path.home()), "Clés (*.p12 *.pfx)"
        )
        if name:
            self._take_key(Path(name))

    def _agree(self) -> None:
        if self._clock and not self._clock_told:
            self._clock_told = True
            self._tell(f"{self._clock} Scellez encore si c’est bien ce que vous voulez.")
            return
        if not self.certify_box.isChecked():
            self.accept()
            return
        text = self.key_edit.text().strip()
        if not text:
            self._tell("Choisissez la clé de l’établissement, ou décochez la case.")
            self.key_edit.setFocus()
            return
        try:
            self.key = keys.load_key(Path(text), self.passphrase_edit.text(), at=self._bridge.now())
        except (JuryDeskError, OSError) as error:
            self._tell(messages.sentence(error))
            self.passphrase_edit.clear()
            self.passphrase_edit.setFocus()
            return
        self.passphrase_edit.clear()
        self.accept()

    def _tell(self, problem: str) -> None:
        self.problem_label.setText(typeset(problem))
        grow(self)


def signers_words(expected: Sequence[ExpectedSignature]) -> str:
    """Say who will sign, on what, the chair last, and whose certificate is not known yet."""
    electronic = [each for each in expected if each.is_electronic]
    others = len(expected) - len(electronic)
    if not electronic:
        return "Aucune signature électronique n’est attendue : tout se signe sur papier."
    chair = next((each.name for each in electronic if each.chair), "")
    words = f"{plural(len(electronic), 'signature')} électronique{'s' * (len(electronic) > 1)}"
    words += " à recueillir ensuite"
    words += f", {chair} en dernier." if chair else "."
    if others:
        paper = "signent" if others > 1 else "signe"
        refuse = "refusent" if others > 1 else "refuse"
        words += f" {plural(others, 'membre')} {paper} sur papier ou {refuse} de signer."
    unknown = [each.name for each in electronic if not each.fingerprint]
    if unknown:
        words += (
            f" Certificat non enregistré pour {shortened(unknown, 3)} : il sera reconnu à la "
            "signature, empreinte affichée. Notez avant de sceller qui signe sur papier ou refuse "
            "de signer : le procès-verbal le dira."
        )
    return words
