"""Declares how a member signs, and the certificate expected, shown by its fingerprint."""

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.facts import SigningDeclared, SigningWay
from jurydesk.deliberation.labels import member_name
from jurydesk.deliberation.state import SittingState
from jurydesk.minutes.typography import typeset
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.session_bridge import SessionBridge

WAYS = {
    SigningWay.ELECTRONIC: "signature électronique",
    SigningWay.PAPER: "signe sur papier",
    SigningWay.REFUSED: "refuse de signer",
}


class SigningWayDialog(QDialog):
    """The « manière de signer » of one member."""

    member_label: QLabel
    way_box: QComboBox
    certificate_edit: QLineEdit
    browse_button: QPushButton
    fingerprint_label: QLabel
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, state: SittingState, member: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "signing_way_dialog")
        self._member = member
        known = state.signing.get(member)
        self._fingerprint = known.fingerprint if known else ""
        self._subject = known.subject if known else ""
        self.member_label.setText(member_name(state, member))
        for way, words in WAYS.items():
            self.way_box.addItem(words, way)
        if known is not None:
            self.way_box.setCurrentIndex(list(WAYS).index(known.way))
        self._show_certificate()

        self.certificate_edit.editingFinished.connect(self._read)
        self.browse_button.clicked.connect(self._browse)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def fact(self, bridge: SessionBridge) -> SigningDeclared:
        """Return what was declared as a fact."""
        way = SigningWay(self.way_box.currentData())
        kept = self._fingerprint if way is SigningWay.ELECTRONIC else ""
        subject = self._subject if kept else ""
        return SigningDeclared(bridge.now(), self._member, way, kept, subject)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choisir un certificat", str(Path.home()), "Certificats (*.pem *.cer *.crt *.der)"
        )
        if name:
            self.certificate_edit.setText(name)
            self._read()

    def _read(self) -> None:
        text = self.certificate_edit.text().strip()
        if not text:
            return
        from cryptography import x509  # noqa: PLC0415 heavy

        from jurydesk.signature.keys import fingerprint, subject  # noqa: PLC0415 heavy

        try:
            content = Path(text).read_bytes()
            is_text = b"-----BEGIN" in content
            load = x509.load_pem_x509_certificate if is_text else x509.load_der_x509_certificate
            certificate = load(content)
        except (OSError, ValueError):
            self.problem_label.setText("Ce fichier n’est pas un certificat lisible.")
            return
        self.problem_label.clear()
        self._fingerprint, self._subject = fingerprint(certificate), subject(certificate)
        self._show_certificate()

    def _show_certificate(self) -> None:
        if self._fingerprint:
            pairs = [self._fingerprint[place : place + 4] for place in range(0, 64, 4)]
            text = f"{self._subject}\nEmpreinte SHA-256 : {' '.join(pairs)}"
        else:
            text = "Aucun certificat enregistré : le premier présenté sera celui du membre."
        self.fingerprint_label.setText(typeset(text) if "\n" not in text else text)
