"""Which PDF the page « Procès-verbal » shows, and what must be known of it."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QWidget

from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.files import write_whole
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.sealing import draft_minutes, reprint
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.parts.background import wait_for


def content_of(
    path: Path, official: Path | None, *, is_sealed: bool, key: SessionKey | None = None
) -> bytes:
    """Return the PDF to show: the signed file, the official one made again, or the draft."""
    if official is not None:
        return official.read_bytes()
    with SessionFile.open(path, read_only=True, key=key) as session:
        return reprint(session) if is_sealed else draft_minutes(session)


def await_content(
    parent: QWidget,
    path: Path,
    official: Path | None,
    *,
    is_sealed: bool,
    key: SessionKey | None = None,
) -> bytes | None:
    """Return the PDF of :func:`content_of`, made beside the screen; ``None`` if interrupted."""
    return wait_for(
        parent,
        "Mise en page du procès-verbal…",
        lambda: content_of(path, official, is_sealed=is_sealed, key=key),
    )


def write_draft(parent: QWidget, path: Path, out: Path, key: SessionKey | None = None) -> None:
    """Write the draft of a session to a file, unless the person interrupts it."""
    content = await_content(parent, path, None, is_sealed=False, key=key)
    if content is not None:
        write_whole(out, content, replace=True)


def pages_words(state: SittingState, official: Path | None, content: bytes) -> tuple[str, str, str]:
    """Say which pages are shown, and what must be known of them with its look, if anything."""
    if state.phase is not Phase.SEALED:
        return "projet", "", ""
    if official is None:
        if not state.signatures:
            return "officiel, imprimé de nouveau", "", ""
        notice = (
            "Le fichier signé n’est pas sur cet ordinateur, ou a été déplacé : voici les pages "
            "scellées, sans les signatures."
        )
        return "officiel, sans les signatures", notice, "warn"
    if state.signatures and sha256(content).hexdigest() != state.signatures[-1].file_digest:
        notice = (
            f"Il manque à {official.name} les dernières signatures enregistrées : indiquez le "
            "fichier le plus récent."
        )
        return f"officiel – {official.name}", notice, "warn"
    return f"officiel – {official.name}", "", ""
