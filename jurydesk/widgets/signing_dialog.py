"""Asks for a member's key and signs the minutes with it; the key is kept nowhere."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.deliberation.facts import MinutesSigned
from jurydesk.errors import JuryDeskError
from jurydesk.widgets import messages
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.session_bridge import SessionBridge


class SigningDialog(QDialog):
    """One member signs in the field that is theirs; ``fact`` is what to record once done."""

    member_label: QLabel
    key_edit: QLineEdit
    browse_button: QPushButton
    passphrase_edit: QLineEdit
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
        self._bridge = bridge
        self._minutes = minutes
        self._member = member
        self.fact: MinutesSigned | None = None
        self.member_label.setText(words)
        self._allow()

        self.key_edit.textChanged.connect(self._allow)
        self.browse_button.clicked.connect(self._browse)
        self.accept_button.clicked.connect(self._sign)
        self.cancel_button.clicked.connect(self.reject)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choisir une clé", str(Path.home()), "Clés (*.p12 *.pfx)"
        )
        if name:
            self.key_edit.setText(name)
            self.passphrase_edit.setFocus()

    def _allow(self) -> None:
        self.accept_button.setEnabled(bool(self.key_edit.text().strip()))

    def _sign(self) -> None:
        from jurydesk.signature.keys import load_key  # noqa: PLC0415 heavy
        from jurydesk.signature.signing import sign_file  # noqa: PLC0415 heavy

        at = self._bridge.now()
        try:
            key = load_key(Path(self.key_edit.text().strip()), self.passphrase_edit.text(), at=at)
            self.fact = sign_file(self._minutes, self._member, key, at=at)
        except (JuryDeskError, OSError) as error:
            self.problem_label.setText(messages.sentence(error))
            return
        finally:
            self.passphrase_edit.clear()
        self.accept()
