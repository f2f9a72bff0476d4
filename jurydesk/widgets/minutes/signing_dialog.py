"""Asks for a member's key and signs the minutes with it; the key is kept nowhere."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.facts import MinutesSigned
from jurydesk.errors import JuryDeskError
from jurydesk.french.agreement import of
from jurydesk.french.spaces import typeset
from jurydesk.signature import choice, signing
from jurydesk.signature import expected as expected_signers
from jurydesk.signature import keys as key_files
from jurydesk.signature.keys import SigningKey
from jurydesk.widgets.minutes import card_dialog
from jurydesk.widgets.minutes.handwriting_pad import HandwritingPad
from jurydesk.widgets.minutes.signature_words import certificate_html
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.drops import KEY, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import grow, set_state

_ORNAMENT = (
    "Ce dessin n’est qu’un ornement, imprimé à côté du nom : la preuve de la signature est le "
    "certificat. Seul le tracé est gardé, dans le PDF signé et nulle part ailleurs."
)
_FULL = "Le dessin est plein : annulez un trait ou effacez-le pour continuer."


class SigningDialog(QDialog):
    """One member signs in the field that is theirs; ``fact`` is what to record once done.

    A certificate that was not registered before the seal is shown with its fingerprint, and
    recognised by the person before anything is signed. A signature may be drawn to decorate the
    printed stamp: it goes with the dialog, and only the signed file holds it.
    """

    member_label: QLabel
    key_edit: QLineEdit
    browse_button: QPushButton
    card_button: QPushButton
    passphrase_edit: QLineEdit
    handwriting_pad: HandwritingPad
    handwriting_label: QLabel
    undo_button: QPushButton
    erase_button: QPushButton
    certificate_card: QFrame
    certificate_label: QLabel
    accept_box: QCheckBox
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        bridge: SessionBridge,
        minutes: Path,
        member: str,
        words: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "signing_dialog")
        FileDrops(self, (KEY,), self._take_key, fields=(self.key_edit,))
        self._bridge = bridge
        self._minutes = minutes
        self._member = member
        self._shown: SigningKey | None = None
        self.fact: MinutesSigned | None = None
        self.member_label.setText(words)
        self._forget()
        self._describe_drawing()
        self.key_edit.setFocus()

        self.key_edit.textChanged.connect(self._forget)
        self.passphrase_edit.textEdited.connect(self._forget)
        self.browse_button.clicked.connect(self._browse)
        self.card_button.clicked.connect(self._use_card)
        self.accept_box.toggled.connect(self._allow)
        self.handwriting_pad.changed.connect(self._describe_drawing)
        self.undo_button.clicked.connect(self.handwriting_pad.undo)
        self.erase_button.clicked.connect(self.handwriting_pad.erase)
        self.accept_button.clicked.connect(self._go_on)
        self.cancel_button.clicked.connect(self.reject)

    def done(self, result: int) -> None:
        """Let the key and the drawing go with the dialog."""
        self._shown = None
        self.handwriting_pad.erase()
        super().done(result)

    def _take_key(self, path: Path) -> None:
        self.key_edit.setText(str(path))
        self.passphrase_edit.setFocus()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choisir une clé", str(Path.home()), "Clés (*.p12 *.pfx)"
        )
        if name:
            self._take_key(Path(name))

    def _use_card(self) -> None:
        """Sign with a card instead of a file."""
        try:
            expected = expected_signers.read_expected(self._minutes.read_bytes()).of_member(
                self._member
            )
        except (JuryDeskError, OSError) as error:
            self.problem_label.setText(typeset(messages.sentence(error)))
            return
        if expected is None:
            return
        drawn = self.handwriting_pad.handwriting
        dialog = card_dialog.CardDialog(self._bridge, self._minutes, expected, drawn, self)
        dialog.exec()
        self.fact = dialog.fact
        dialog.deleteLater()
        if self.fact is not None:
            self.accept()

    def _forget(self) -> None:
        """Start again from the file and the passphrase: another key may be meant."""
        self._shown = None
        self.accept_box.setChecked(False)
        self.certificate_card.hide()
        self._allow()

    def _allow(self) -> None:
        known = bool(self.key_edit.text().strip())
        self.accept_button.setEnabled(
            known and (self._shown is None or self.accept_box.isChecked())
        )

    def _describe_drawing(self) -> None:
        is_drawn = self.handwriting_pad.handwriting is not None
        self.undo_button.setEnabled(is_drawn)
        self.erase_button.setEnabled(is_drawn)
        is_full = self.handwriting_pad.is_full
        self.handwriting_label.setText(typeset(_FULL if is_full else _ORNAMENT))
        set_state(self.handwriting_label, "warn" if is_full else "")

    def _go_on(self) -> None:
        """Read the key, show a certificate nobody registered, then sign."""
        self.problem_label.clear()
        try:
            if self._shown is None:
                self._read()
            else:
                self._sign(self._shown)
        except (JuryDeskError, OSError) as error:
            self.problem_label.setText(typeset(messages.sentence(error)))
            grow(self)
            self.passphrase_edit.setFocus()

    def _read(self) -> None:
        at = self._bridge.now()
        path = Path(self.key_edit.text().strip())
        try:
            keys = key_files.load_keys(path, self.passphrase_edit.text(), at=at)
        finally:
            self.passphrase_edit.clear()
        document, session = self._minutes.read_bytes(), self._bridge.state
        whose = expected_signers.read_expected(document).of_member(self._member)
        key = choice.choose_key(keys, path.name, expected=whose)
        # Another name is shown with the certificate, to be recognised or not.
        expected = signing.check_signing(
            document, self._member, key, at=at, session=session, accepts_name=True
        )
        if expected.fingerprint:
            self._sign(key)
            return
        self._shown = key
        self.certificate_label.setTextFormat(Qt.TextFormat.RichText)
        self.certificate_label.setText(certificate_html(key.certificate, expected.name))
        self.accept_box.setText(f"Je &reconnais ce certificat comme celui {of(expected.name)}")
        self.certificate_card.show()
        grow(self)
        self.accept_box.setFocus()
        self._allow()

    def _sign(self, key: SigningKey) -> None:
        self.fact = signing.sign_file(
            self._minutes,
            self._member,
            key,
            at=self._bridge.now(),
            session=self._bridge.state,
            handwriting=self.handwriting_pad.handwriting,
            accepts_name=True,
        )
        self.accept()
