"""Safety copies of a session (« copies de sûreté »): made while one works, rotated, restorable.

Their names tell the session, the moment and the number of entries, so that a protected one can be
listed without its passphrase. Leaves when to make them, and where, to the window.
"""

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jurydesk.deliberation.decisions import decided_count
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.files import make_owned_folder, overwrite
from jurydesk.french.numbers import counted, plural
from jurydesk.minutes.papers.folder import session_mark
from jurydesk.storage.copies import new_file
from jurydesk.storage.encryption import is_protected
from jurydesk.storage.session_file import SessionFile

_KEPT = 12
_NAME = re.compile(
    r"(?P<stem>.+)~(?P<mark>[0-9a-f]{16})~(?P<at>\d{8}-\d{6})~(?P<entries>\d+)\.jury"
)
_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class SafetyCopy:
    """One copy: where it is, which session it is of, when it was made, and its entries."""

    path: Path
    stem: str
    mark: str
    made_at: datetime
    entries: int


def copies_folder() -> Path:
    """Return where this computer keeps safety copies, whether or not it is there."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "JuryDesk" / "copies"


def make_copy(session: SessionFile, folder: Path, at: datetime) -> Path | None:
    """Copy an open session into a folder and forget the oldest copies of it there.

    Returns ``None`` when the last copy holds the same already.

    Raises:
        JuryDeskError: The folder refuses.
    """
    mark = session_mark(session.state).removeprefix("seance-")
    kept = [each for each in copies_in([folder]) if each.mark == mark]
    if kept and kept[0].entries == session.entries_count:
        return None
    try:
        make_owned_folder(folder)
    except OSError as error:
        raise JuryDeskError(
            f"Le dossier des copies « {folder} » ne peut pas être créé : vérifiez le support."
        ) from error
    name = f"{session.path.stem}~{mark}~{at:{_MOMENT}}~{session.entries_count}.jury"
    if (folder / name).exists():
        return None
    session.backup(folder / name)
    for old in kept[_KEPT - 1 :]:
        with suppress(OSError):
            old.path.unlink()
    return folder / name


def copies_in(folders: Iterable[Path]) -> tuple[SafetyCopy, ...]:
    """Return the copies that folders hold, the latest first; a folder that is gone holds none."""
    found = []
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                told = _NAME.fullmatch(path.name)
                if told:
                    moment = datetime.strptime(told["at"], _MOMENT).astimezone()
                    found.append(
                        SafetyCopy(path, told["stem"], told["mark"], moment, int(told["entries"]))
                    )
    return tuple(sorted(found, key=lambda each: (each.made_at, each.entries), reverse=True))


def what_it_holds(copy: SafetyCopy) -> str:
    """Say what a copy holds, as far as it can be read without a passphrase."""
    entries = counted(copy.entries, "inscription", "inscriptions")
    if is_protected(copy.path):
        return f"{entries}, protégée par sa phrase secrète"
    try:
        with SessionFile.open(copy.path, read_only=True) as session:
            state = session.state
    except JuryDeskError as error:
        return str(error)
    return (
        f"{entries} – {state.rulebook.certification.code}, séance du "
        f"{state.session_date:%d/%m/%Y}, {state.phase.value}, "
        f"{plural(len(state.candidates), 'candidat')} dont {decided_count(state)} décidés"
    )


def restore(copy: SafetyCopy, to: Path) -> None:
    """Put a copy back as a session under a name that no file has.

    Raises:
        JuryDeskError: There is already such a file, or a disk refuses.
    """
    try:
        content = copy.path.read_bytes()
    except OSError as error:
        raise JuryDeskError(
            f"La copie « {copy.path.name} » ne se lit plus : rebranchez le support, ou choisissez "
            "une autre copie."
        ) from error
    with new_file(to.absolute()) as temporary:
        temporary.write_bytes(content)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())


def destroy_copies(state: SittingState, folders: Iterable[Path]) -> int:
    """Overwrite and remove the copies of a session: a passphrase just set must protect them too."""
    done, mark = 0, session_mark(state).removeprefix("seance-")
    for copy in copies_in(folders):
        if copy.mark == mark:
            with suppress(OSError):
                with copy.path.open("r+b", buffering=0) as file:
                    overwrite(file.fileno())
                copy.path.unlink()
                done += 1
    return done
