"""« Vérifier un procès-verbal »: any signed PDF or session, and the verdict in plain French.

Leaves the verdict to :mod:`jurydesk.signature.verification`.
"""

from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTextBrowser,
    QWidget,
)

from jurydesk.deliberation.state import Phase
from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import typeset
from jurydesk.signature import trust as trusted
from jurydesk.signature import verification as signature_verification
from jurydesk.signature.expected import SEAL_FIELD
from jurydesk.signature.verdict import Finding, SignatureVerdict, Verdict
from jurydesk.storage import verification as storage_verification
from jurydesk.storage.encryption import is_protected
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import Background
from jurydesk.widgets.parts.drops import CERTIFICATE, DOCUMENT, SESSION, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.passphrase_dialog import ask_key
from jurydesk.widgets.parts.record_table import Cell, RecordTable, dress_table
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import rich, set_state

if TYPE_CHECKING:
    from jurydesk.storage.encryption import SessionKey

_AUTHORITY = "verification/authority"
# The command line names its options in some sentences; here they are fields.
_OPTIONS = (" (--trust)", " (--session)")
_LOOKS = {
    Finding.VALID: ("✓ Document valide", "good"),
    Finding.INTACT: ("△ Document intact, mais personne ne répond des signataires", "warn"),
    Finding.INVALID: ("✗ Document non valide", "bad"),
}


class VerificationDialog(QDialog):
    """Chooses a document and the authority to trust, and tells what is wrong, if anything."""

    file_edit: QLineEdit
    file_button: QPushButton
    authority_edit: QLineEdit
    authority_button: QPushButton
    session_box: QCheckBox
    verdict_card: QFrame
    verdict_label: QLabel
    verdict_text: QTextBrowser
    signature_view: QTableView
    accept_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        bridge: SessionBridge,
        settings: QSettings,
        file: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "verification_dialog")
        self._bridge, self._settings = bridge, settings
        self._background = Background(self)
        self._rows = RecordTable(("Signature de", "Certificat", "Contenu", "Identité", "Le"), self)
        dress_table(self.signature_view, self._rows, (200, 150, 112, 124, 148), stretch=1)
        self.authority_edit.setText(str(settings.value(_AUTHORITY, "")))
        self.file_edit.setText("" if file is None else str(file))
        state = bridge.state
        sealed = state is not None and state.phase is Phase.SEALED
        self.session_box.setVisible(sealed)
        self.session_box.setChecked(sealed and file is not None)
        self._clear()
        self.file_edit.setFocus()

        self.file_edit.textChanged.connect(self._clear)
        self.authority_edit.textChanged.connect(self._clear)
        self.session_box.toggled.connect(self._clear)
        self.file_button.clicked.connect(self._choose_file)
        self.authority_button.clicked.connect(self._choose_authority)
        self.accept_button.clicked.connect(self._verify)
        self._drops = FileDrops(self, (DOCUMENT, SESSION), self.load, fields=(self.file_edit,))
        FileDrops(self.authority_edit, (CERTIFICATE,), self._take_authority)
        self.close_button.clicked.connect(self.reject)
        if file is not None:
            # Verified as it is opened: nobody is to believe what was only looked at.
            QTimer.singleShot(0, self._verify)

    @property
    def is_busy(self) -> bool:
        """Whether the verdict is awaited."""
        return self._background.is_busy

    def _choose_file(self) -> None:
        start = self.file_edit.text() or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self,
            "Choisir le document à vérifier",
            start,
            "Procès-verbaux et séances (*.pdf *.jury)",
        )
        if name:
            self.load(Path(name))

    def load(self, file: Path) -> None:
        """Take a document, and verify it at once."""
        if not self.is_busy:
            self.file_edit.setText(str(file))
            self._verify()

    def _choose_authority(self) -> None:
        start = self.authority_edit.text() or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self,
            "Choisir le certificat de l’autorité",
            start,
            "Certificats (*.pem *.cer *.crt *.der *.p7b *.p7c)",
        )
        if name:
            self._take_authority(Path(name))

    def _take_authority(self, path: Path) -> None:
        self.authority_edit.setText(str(path))
        if self.file_edit.text().strip() and not self.is_busy:
            self._verify()

    def _clear(self) -> None:
        self.accept_button.setEnabled(bool(self.file_edit.text().strip()))
        set_state(self.verdict_card, "")
        set_state(self.verdict_label, "")
        self.verdict_label.setText("Choisissez un document, puis Vérifier.")
        self.verdict_text.clear()
        self._rows.set_rows((), lambda _key: ())
        self.signature_view.show()

    def _verify(self) -> None:
        path = Path(self.file_edit.text().strip())
        authority = self.authority_edit.text().strip()
        session = self._session()
        at = self._bridge.now()
        key = None
        if is_protected(path):
            own = session is not None and same_place(session[0], path)
            key = session[1] if session is not None and own else ask_key(self, path)
            if key is None:
                return
        self._clear()
        self.verdict_label.setText("Vérification…")
        self.accept_button.setEnabled(False)
        self._background.start(
            lambda: _verdict(path, Path(authority) if authority else None, session, key, at),
            self._show_verdict,
            self._show_refusal,
        )

    def _session(self) -> "tuple[Path, SessionKey | None] | None":
        """Return the open session to compare with, when it is asked for."""
        file, path = self._bridge.file, self._bridge.path
        if file is None or path is None or not self.session_box.isChecked():
            return None
        return path, file.key

    def _show_verdict(self, verdict: Verdict) -> None:
        authority = self.authority_edit.text().strip()
        if authority:
            self._settings.setValue(_AUTHORITY, authority)
        words, look = _LOOKS[verdict.finding]
        if verdict.finding is Finding.INTACT and not authority:
            words = "△ Document intact, identités non vérifiées"
        self._tell(words, look, verdict.messages)
        signatures = {each.field: each for each in verdict.signatures}
        # A session has a journal and no signatures: its explanation takes the room.
        self.signature_view.setVisible(bool(signatures))
        self._rows.set_rows(tuple(signatures), lambda field: _signature_cells(signatures[field]))

    def _show_refusal(self, error: Exception) -> None:
        if not isinstance(error, JuryDeskError | OSError):
            raise error
        self._tell("Vérification impossible", "warn", (messages.sentence(error),))

    def _tell(self, words: str, look: str, sentences: tuple[str, ...]) -> None:
        self.accept_button.setEnabled(True)
        self.verdict_label.setText(words)
        set_state(self.verdict_label, look)
        set_state(self.verdict_card, look)
        self.verdict_text.setHtml(rich("".join(f"<p>{_plain(each)}</p>" for each in sentences)))


def _plain(sentence: str) -> str:
    for option in _OPTIONS:
        sentence = sentence.replace(option, "")
    return escape(typeset(sentence))


def _verdict(
    path: Path,
    authority: Path | None,
    session: tuple[Path, "SessionKey | None"] | None,
    key: "SessionKey | None",
    at: datetime,
) -> Verdict:
    """Return the verdict; the session given beside a document is verified before it is believed."""
    if path.suffix.lower() == ".jury":
        return storage_verification.verify_session(path, key)
    trust = None if authority is None else trusted.load_trust(authority)
    state, faults = (
        (None, ()) if session is None else storage_verification.believed_session(*session)
    )
    return signature_verification.verify_pdf(
        path, trust=trust, session=state, session_faults=faults, at=at
    )


def same_place(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _signature_cells(found: SignatureVerdict) -> tuple[Cell, ...]:
    whole = found.intact and not found.changed_since
    content = (
        "modifié" if not found.intact else "changé depuis" if found.changed_since else "intact"
    )
    moment = f"{found.at:%d/%m/%Y %H:%M}" if found.at else "non datée"
    known = "reconnue" if found.trusted else "inconnue"
    whose = "Établissement" if found.field == SEAL_FIELD else found.expected or found.field
    holder = found.signer if found.same_name is not False else f"≠ {found.signer}"
    return (
        Cell(whose, bold=True, tip=found.words),
        Cell(holder, "warn" if found.same_name is False else "", found.words),
        Cell(content, "good" if whole else "bad", shape=True),
        Cell(known, "good" if found.trusted else "warn", shape=True),
        Cell(moment, state="muted"),
    )
