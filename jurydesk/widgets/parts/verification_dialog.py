"""« Vérifier un procès-verbal »: any signed PDF or session, and the verdict in plain French.

Leaves the verdict to :mod:`jurydesk.signature.verification`.
"""

from collections.abc import Collection
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import QSettings
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

from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.french.spaces import typeset
from jurydesk.signature.expected import SEAL_FIELD
from jurydesk.signature.verdict import SignatureVerdict, Verdict
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import Background
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.record_table import Cell, RecordTable, dress_table
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import rich, set_state

_AUTHORITY = "verification/authority"
# The command line names its options in some sentences; here they are fields.
_OPTIONS = (" (--trust)", " (--session)")


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
        self.close_button.clicked.connect(self.reject)

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
            self.file_edit.setText(name)

    def _choose_authority(self) -> None:
        start = self.authority_edit.text() or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self,
            "Choisir le certificat de l’autorité",
            start,
            "Certificats (*.pem *.cer *.crt *.der)",
        )
        if name:
            self.authority_edit.setText(name)

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
        state = self._bridge.state if self.session_box.isChecked() else None
        at = self._bridge.now()
        self._clear()
        self.verdict_label.setText("Vérification…")
        self.accept_button.setEnabled(False)
        self._background.start(
            lambda: _verdict(path, Path(authority) if authority else None, state, at),
            self._show_verdict,
            self._show_refusal,
        )

    def _show_verdict(self, found: tuple[Verdict, dict[str, str]]) -> None:
        verdict, names = found
        authority = self.authority_edit.text().strip()
        if authority:
            self._settings.setValue(_AUTHORITY, authority)
        if verdict.valid:
            self._tell("✓ Document valide", "good", verdict.messages)
        elif not authority and only_trust_lacks(verdict, names):
            self._tell("△ Document intact, identités non vérifiées", "warn", verdict.messages)
        else:
            self._tell("✗ Document non valide", "bad", verdict.messages)
        signatures = {each.field: each for each in verdict.signatures}
        # A session has a journal and no signatures: its explanation takes the room.
        self.signature_view.setVisible(bool(signatures))
        self._rows.set_rows(
            tuple(signatures), lambda field: _signature_cells(signatures[field], names)
        )

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


def only_trust_lacks(verdict: Verdict, expected: Collection[str]) -> bool:
    """Whether every signature expected is there and whole, only no authority being named."""
    found = {each.field for each in verdict.signatures}
    whole = all(each.intact and not each.changed_since for each in verdict.signatures)
    same = verdict.matches_session is not False
    return bool(found) and same and whole and found - {SEAL_FIELD} == set(expected)


def _plain(sentence: str) -> str:
    for option in _OPTIONS:
        sentence = sentence.replace(option, "")
    return escape(typeset(sentence))


def _verdict(
    path: Path, authority: Path | None, state: SittingState | None, at: datetime
) -> tuple[Verdict, dict[str, str]]:
    """Return the verdict and who is expected in each field, when the document says so."""
    if path.suffix.lower() == ".jury":
        from jurydesk.storage.verification import verify_session  # noqa: PLC0415 heavy

        return verify_session(path), {}
    from jurydesk.signature.expected import read_expected  # noqa: PLC0415 heavy
    from jurydesk.signature.trust import load_trust  # noqa: PLC0415 heavy
    from jurydesk.signature.verification import verify_pdf  # noqa: PLC0415 heavy

    trust = None if authority is None else load_trust(authority)
    verdict = verify_pdf(path, trust=trust, session=state, at=at)
    try:
        expected = read_expected(path.read_bytes()).electronic
    except UnreadableFileError:
        expected = ()
    return verdict, {each.field: each.name for each in expected}


def _signature_cells(found: SignatureVerdict, names: dict[str, str]) -> tuple[Cell, ...]:
    whole = found.intact and not found.changed_since
    content = (
        "modifié" if not found.intact else "changé depuis" if found.changed_since else "intact"
    )
    moment = f"{found.at:%d/%m/%Y %H:%M}" if found.at else "non datée"
    known = "reconnue" if found.trusted else "inconnue"
    whose = "Établissement" if found.field == SEAL_FIELD else names.get(found.field, found.field)
    return (
        Cell(whose, bold=True),
        Cell(found.signer, tip=found.signer),
        Cell(content, "good" if whole else "bad", shape=True),
        Cell(known, "good" if found.trusted else "warn", shape=True),
        Cell(moment, state="muted"),
    )
