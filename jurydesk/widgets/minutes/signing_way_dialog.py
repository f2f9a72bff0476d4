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
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import member_name
from jurydesk.french.agreement import of
from jurydesk.french.spaces import typeset
from jurydesk.signature import keys
from jurydesk.signature.holders import names_agree
from jurydesk.widgets.minutes.signature_words import WAYS, spaced_fingerprint
from jurydesk.widgets.parts.drops import CERTIFICATE, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import grow

_LATE = "Le procès-verbal scellé attend la signature électronique de ce membre."
_WAIVED = (
    "Le procès-verbal scellé ne change pas : la séance note que ce membre n’y signera pas, et la "
    "présidence ne l’attend plus. La vérification le dira à qui possède aussi la séance."
)


class SigningWayDialog(QDialog):
    """The « manière de signer » of one member."""

    member_label: QLabel
    way_box: QComboBox
    certificate_edit: QLineEdit
    delegation_edit: QLineEdit
    browse_button: QPushButton
    fingerprint_label: QLabel
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, state: SittingState, member: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "signing_way_dialog")
        FileDrops(self, (CERTIFICATE,), self._take_certificate, fields=(self.certificate_edit,))
        self._member = member
        self._name = state.members[member].full_name
        self._is_sealed = state.sealed is not None
        known = state.waived.get(member) or state.signing.get(member)
        self._fingerprint = known.fingerprint if known else ""
        self._subject = known.subject if known else ""
        self._warned = self._fingerprint
        self.delegation_edit.setText(known.delegation if known else "")
        self.member_label.setText(member_name(state, member))
        for way, words in WAYS.items():
            self.way_box.addItem(words, way)
        if known is not None:
            self.way_box.setCurrentIndex(list(WAYS).index(known.way))
        self._show_certificate()

        self.certificate_edit.editingFinished.connect(self._read)
        self.browse_button.clicked.connect(self._browse)
        self.way_box.currentIndexChanged.connect(self._show_certificate)
        self.accept_button.clicked.connect(self._agree)
        self.cancel_button.clicked.connect(self.reject)

    def fact(self, bridge: SessionBridge) -> SigningDeclared:
        """Return what was declared as a fact."""
        way = SigningWay(self.way_box.currentData())
        kept = self._fingerprint if way is SigningWay.ELECTRONIC else ""
        subject = self._subject if kept else ""
        delegation = self.delegation_edit.text().strip() if self._may_delegate() else ""
        return SigningDeclared(bridge.now(), self._member, way, kept, subject, delegation)

    def _may_delegate(self) -> bool:
        """Whether the minutes may still say that the member signs by delegation."""
        return self._way() is SigningWay.ELECTRONIC and not self._is_sealed

    def _take_certificate(self, path: Path) -> None:
        self.certificate_edit.setText(str(path))
        self._read()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choisir un certificat", str(Path.home()), "Certificats (*.pem *.cer *.crt *.der)"
        )
        if name:
            self._take_certificate(Path(name))

    def _agree(self) -> None:
        """Accept, unless the certificate cannot be read, or another's was not warned of yet."""
        electronic = self._way() is SigningWay.ELECTRONIC
        if electronic and not self._read():
            return
        strange = bool(self._fingerprint) and not names_agree(self._subject, self._name)
        if electronic and strange and self._warned != self._fingerprint:
            self._warned = self._fingerprint
            told = (
                f"Ce certificat est au nom {of(self._subject)} : enregistrez encore s’il convient."
            )
            self.problem_label.setText(typeset(told))
            grow(self)
            return
        self.accept()

    def _way(self) -> SigningWay:
        return SigningWay(self.way_box.currentData())

    def _read(self) -> bool:
        """Read the certificate named, if any; return whether nothing is wrong with it."""
        text = self.certificate_edit.text().strip()
        if not text:
            return True
        try:
            certificate = keys.read_certificate(Path(text).read_bytes())
        except (OSError, ValueError):
            told = (
                "Ce fichier n’est pas un certificat lisible : choisissez le fichier .pem, .cer ou "
                ".crt du membre, et non sa clé."
            )
            self.problem_label.setText(typeset(told))
            grow(self)
            return False
        if not keys.made_for_signing(certificate):
            told = (
                "Ce certificat n’est pas fait pour signer : choisissez le certificat de signature."
            )
            self.problem_label.setText(typeset(told))
            grow(self)
            return False
        self.problem_label.clear()
        self._fingerprint, self._subject = keys.fingerprint(certificate), keys.subject(certificate)
        self._show_certificate()
        return True

    def _show_certificate(self) -> None:
        electronic = self._way() is SigningWay.ELECTRONIC
        for widget in (self.certificate_edit, self.browse_button):
            widget.setEnabled(electronic and not self._is_sealed)
        self.delegation_edit.setEnabled(self._may_delegate())
        if self._is_sealed:
            text = _LATE if electronic else _WAIVED
        elif not electronic:
            text = "Le procès-verbal laissera une place pour signer à la main."
            if self._way() is SigningWay.REFUSED:
                text = "Le procès-verbal dira que ce membre a refusé de signer."
        elif self._fingerprint:
            text = f"{self._subject}\nEmpreinte SHA-256 : {spaced_fingerprint(self._fingerprint)}"
            if not names_agree(self._subject, self._name):
                text += f"\nAttention : ce nom n’est pas {self._name}."
        else:
            text = (
                "Aucun certificat enregistré : celui que le membre présentera à la signature sera "
                "reconnu une fois, empreinte affichée."
            )
        self.fingerprint_label.setText("\n".join(typeset(line) for line in text.split("\n")))
        grow(self)
