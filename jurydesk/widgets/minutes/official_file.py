"""Finds the official minutes of a session on this computer, known by their digest, not a name."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings

from jurydesk.deliberation.state import SittingState

_LOOKED_AT = 40
_LARGEST = 64 * 1024 * 1024


def official_file(settings: QSettings, session: Path, state: SittingState) -> Path | None:
    """Return the sealed minutes, with the last signature known when they are there.

    Looks where they were written, then beside the session; a file of another digest is not taken.
    """
    if state.sealed is None:
        return None
    wanted = [each.file_digest for each in reversed(state.signatures)]
    wanted.append(state.sealed.file_digest)
    found: dict[str, Path] = {}
    for path in _candidates(settings, session):
        found.setdefault(_digest(path), path)
        if wanted[0] in found:
            return found[wanted[0]]
    return next((found[digest] for digest in wanted if digest in found), None)


def remember_official(settings: QSettings, session: Path, minutes: Path) -> None:
    """Keep where the minutes of a session were written."""
    settings.setValue(_key(session), str(minutes))


def _candidates(settings: QSettings, session: Path) -> Iterator[Path]:
    kept = str(settings.value(_key(session), ""))
    beside = sorted(session.parent.glob("*.pdf"))[:_LOOKED_AT]
    for path in dict.fromkeys([*([Path(kept)] if kept else []), *beside]):
        if path.is_file() and path.stat().st_size <= _LARGEST:
            yield path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _key(session: Path) -> str:
    """Return a settings key for a path: Qt reads a slash as a group."""
    return "minutes/" + str(session.absolute()).replace("/", "|").replace("\\", "|")
