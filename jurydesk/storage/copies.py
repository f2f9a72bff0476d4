"""Copies of a session file, and putting a finished file in place without ever overwriting one.

A copy leaves the named votes in progress out: a copy is kept, and they must not be.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from jurydesk.errors import JuryDeskError
from jurydesk.files import create_owned, sync_folder, temporary_beside
from jurydesk.storage.connection import open_database, told_in_french
from jurydesk.storage.encryption import SessionKey


def copy_without_votes(
    connection: sqlite3.Connection, to: Path, key: SessionKey | None = None
) -> None:
    """Copy the open file to a new one beside which nothing is left, whatever happens.

    The copy of a protected file, opened with ``key``, is protected in the same way.
    """
    with new_file(to) as temporary, told_in_french(to):
        target = open_database(temporary, key)
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
    with told_in_french(path), temporary_beside(path) as temporary:
        create_owned(temporary)
        yield temporary
        _put_in_place(temporary, path)


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
    sync_folder(path.parent)
