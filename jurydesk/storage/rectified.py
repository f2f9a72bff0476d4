"""Reads the sealed session that another rectifies or follows, and refuses one that proves nothing.

Only reads: the first file stays as it is, byte for byte.
"""

from pathlib import Path

from jurydesk.deliberation.following.earlier import EarlierSession, earlier_of
from jurydesk.deliberation.rectification.plan import require_sealed
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.verification import verify_session


def read_sealed(path: Path, key: SessionKey | None = None) -> SittingState:
    """Return the state of a sealed session whose journal is intact.

    Raises:
        JuryDeskError: it is not sealed, its journal is not intact, or it cannot be read.
    """
    _require_whole(path, key, "rectifiée")
    with SessionFile.open(path, read_only=True, key=key) as session:
        require_sealed(session.state)
        return session.state


def read_earlier(path: Path, key: SessionKey | None = None) -> EarlierSession:
    """Return a sealed session whose journal is intact, as the next one sees it.

    Raises:
        JuryDeskError: it is not sealed, its journal is not intact, or it cannot be read.
    """
    _require_whole(path, key, "suivie")
    with SessionFile.open(path, read_only=True, key=key) as session:
        return earlier_of(session.state)


def _require_whole(path: Path, key: SessionKey | None, done: str) -> None:
    verdict = verify_session(path, key)
    if not verdict.valid:
        raise JuryDeskError(
            f"La séance « {path.name} » ne peut pas être {done}, son journal n’est pas intact. "
            + " ".join(verdict.messages)
        )
