"""Which PDF the page « Procès-verbal » shows, and what must be known of it."""

from hashlib import sha256
from pathlib import Path

from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.storage.sealing import draft_minutes, reprint
from jurydesk.storage.session_file import SessionFile


def content_of(path: Path, official: Path | None, *, is_sealed: bool) -> bytes:
    """Return the PDF to show: the signed file, the official one made again, or the draft."""
    if official is not None:
        return official.read_bytes()
    with SessionFile.open(path, read_only=True) as session:
        return reprint(session) if is_sealed else draft_minutes(session)


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
