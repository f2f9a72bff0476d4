"""Whose papers a folder holds: those of two sessions in one folder would pass for one another."""

import re
from hashlib import sha256
from pathlib import Path

from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError

_LARGEST = 64 * 1024 * 1024
_MARK = re.compile(rb"/Keywords\s*\(seance-([0-9a-f]{16})\)")


def session_mark(state: SittingState) -> str:
    """Return what tells a session's papers from another's, in their keywords; names nobody."""
    created = state.created
    told = (
        created.at.isoformat(),
        created.certification,
        created.session_date.isoformat(),
        created.rulebook_digest,
        *state.candidates,
        *state.members,
    )
    return f"seance-{sha256('|'.join(told).encode()).hexdigest()[:16]}"


def others_papers(folder: Path, state: SittingState) -> tuple[str, ...]:
    """Return the names of the papers of another session that a folder holds."""
    ours = session_mark(state).removeprefix("seance-").encode()
    found = []
    for path in sorted(folder.glob("*.pdf")) if folder.is_dir() else ():
        try:
            content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        except OSError:
            continue
        marks = _MARK.findall(content)
        if marks and ours not in marks:
            found.append(path.name)
    return tuple(found)


def check_folder(folder: Path, state: SittingState, *, replace: bool) -> None:
    """Refuse a folder that holds another session's papers, unless the person insists.

    Raises:
        JuryDeskError: with the name of one of them.
    """
    others = () if replace else others_papers(folder, state)
    if others:
        raise JuryDeskError(
            f"Le dossier « {folder.name} » contient les papiers d’une autre séance "
            f"({others[0]}) : donnez un autre dossier, ou ajoutez --replace."
        )
