"""Protects a session file, changes its passphrase, or puts it in clear again, all or nothing.

The whole file is written anew under a temporary name, verified, and put in place by one rename;
what it replaces is then overwritten where it lay.
"""

import os
from contextlib import closing, suppress
from pathlib import Path

from jurydesk.errors import JuryDeskError
from jurydesk.files import create_owned, overwrite, sync_folder, temporary_beside
from jurydesk.storage import copies
from jurydesk.storage.connection import (
    connect,
    open_database,
    require_session_file,
    told_in_french,
)
from jurydesk.storage.encryption import NO_KEY, SessionKey
from jurydesk.storage.integrity import inspect
from jurydesk.storage.migrations import APPLICATION_ID, format_of
from jurydesk.storage.votes import VoteShelf
from jurydesk.storage.writer_lock import WriterLock

_PROGRAM = "JuryDesk (protection)"


def reprotect(path: Path, old: SessionKey | None, new: SessionKey | None) -> None:
    """Write a session file anew under another key, ``None`` for a file in clear.

    Raises:
        SessionHeldError: Somebody writes in it.
        DamagedSessionError: It is not whole, and is left as it is.
        JuryDeskError: It has a second name on the disk, or the disk refuses.
    """
    path = path.resolve()
    old = require_session_file(path, old)
    lock = WriterLock.take(path, _PROGRAM)
    try:
        _refuse_second_name(path)
        with told_in_french(path), temporary_beside(path) as temporary:
            create_owned(temporary)
            _write_anew(path, temporary, old, new)
            _replace(path, temporary)
    finally:
        lock.release()


def export_clear(path: Path, key: SessionKey | None, to: Path) -> None:
    """Write a copy in clear that any SQLite tool opens, votes in progress left out.

    Raises:
        JuryDeskError: There is already such a file, or the disk refuses.
    """
    path = path.resolve()
    key = require_session_file(path, key)
    with told_in_french(to), copies.new_file(to.absolute()) as temporary:
        _write_anew(path, temporary, key, None)
        with closing(connect(temporary, writable=True)) as copy:
            copy.execute("DELETE FROM vote")


def _write_anew(path: Path, to: Path, old: SessionKey | None, new: SessionKey | None) -> None:
    with closing(connect(path, writable=True, key=old)) as source:
        version = format_of(source, path.name)
        votes = VoteShelf(path, version)
        before = inspect(source, votes, full=True)
    if not before.intact:
        raise JuryDeskError(" ".join(before.messages))
    _export(path, to, old, new)
    with closing(connect(to, writable=False, key=new)) as written:
        after = inspect(written, votes, full=True)
    if after != before:
        raise JuryDeskError(
            f"La séance « {path.name} » n’a pas pu être écrite de nouveau et reste telle qu’elle "
            "était. Vérifiez le support, puis recommencez."
        )


def _export(path: Path, to: Path, old: SessionKey | None, new: SessionKey | None) -> None:
    with closing(open_database(path, old or NO_KEY)) as source:
        (version,) = source.execute("PRAGMA user_version").fetchone()
        source.execute("PRAGMA temp_store = MEMORY")
        address = f"{to.as_uri()}?mode=rw"
        source.execute("ATTACH DATABASE ? AS target KEY ?", (address, (new or NO_KEY).raw))
        source.execute("PRAGMA target.synchronous = EXTRA")
        source.execute("SELECT sqlcipher_export('target')")
        source.execute(f"PRAGMA target.application_id = {APPLICATION_ID}")
        source.execute(f"PRAGMA target.user_version = {version}")
        source.execute("DETACH DATABASE target")


def _refuse_second_name(path: Path) -> None:
    if path.stat().st_nlink > 1:
        raise JuryDeskError(
            f"Le fichier « {path.name} » a un second nom sur ce disque (lien physique), qui "
            "garderait l’ancien contenu. Supprimez l’autre nom ou copiez la séance ailleurs, puis "
            "recommencez."
        )


def _replace(path: Path, temporary: Path) -> None:
    """Put the new file in place, then overwrite the old one where it lies on the disk."""
    # Windows cannot replace a file that is open: there the old one is only removed.
    old = None if os.name == "nt" else path.open("r+b")
    try:
        temporary.replace(path)
        sync_folder(path.parent)
        if old is not None:
            with suppress(OSError):
                overwrite(old.fileno())
    finally:
        if old is not None:
            old.close()
