"""Copies of a session file, and putting a finished file in place without ever overwriting one.

A copy leaves the named votes in progress out: a copy is kept, and they must not be.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from jurydesk.errors import JuryDeskError
from jurydesk.storage.connection import told_in_french


def copy_without_votes(connection: sqlite3.Connection, to: Path) -> None:
    """Copy the open file to a new one beside which nothing is left, whatever happens."""
    with new_file(to) as temporary, told_in_french(to):
        target = sqlite3.connect(temporary, isolation_level=None)
        try:
            connection.backup(target, pages=-1)
            # In memory: no side file of the copy ever holds what is erased from it.
            target.execute("PRAGMA journal_mode = MEMORY")
            target.execute("PRAGMA secure_delete = ON")
            target.execute("DELETE FROM vote")
        finally:
            target.close()


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a temporary name beside ``path``; on success put it in place, never over a file."""
    refuse_existing(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with told_in_french(path):
        temporary.unlink(missing_ok=True)
    try:
        yield temporary
        with told_in_french(path):
            _put_in_place(temporary, path)
    finally:
        for leftover in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def free_name(path: Path) -> Path:
    """Return the path, numbered if there is already such a file."""
    if not path.exists():
        return path
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())


def refuse_existing(path: Path) -> None:
    """Refuse in words to write over a file, or into a folder that is not there."""
    if os.path.lexists(path):
        raise JuryDeskError(
            f"« {path.name} » existe déjà et ne sera pas remplacé. Choisissez un autre nom."
        )
    if not path.parent.is_dir():
        raise JuryDeskError(
            f"Le dossier « {path.parent.name} » n’existe pas. Créez-le, ou choisissez-en un autre."
        )


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        # A hard link refuses an existing name, where a rename would silently replace it.
        os.link(temporary, path)
    except FileExistsError:
        refuse_existing(path)
    except OSError:
        # No hard links here (FAT, some shares).
        refuse_existing(path)
        temporary.rename(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename itself is journaled.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
