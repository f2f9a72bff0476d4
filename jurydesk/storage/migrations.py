"""Brings a session file from one format to the next: one function per format, for ever.

Only these functions create tables. A copy is kept beside the original before anything changes.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import sqlite_utils

from jurydesk.errors import UnreadableFileError
from jurydesk.storage.connection import not_a_session, writing
from jurydesk.storage.copies import copy_without_votes, free_name
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.formats import create_format_1, create_format_2

Migration = Callable[["sqlite_utils.Database"], None]

# "JURY" at offset 68 of the file: what tells a session from any other SQLite file.
APPLICATION_ID = 0x4A555259

MIGRATIONS: tuple[Migration, ...] = (create_format_1, create_format_2)
FORMAT = len(MIGRATIONS)


def format_of(connection: sqlite3.Connection, name: str) -> int:
    """Return the format of the file, refusing in words one that is not ours or is newer."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or version < 1:
        raise not_a_session(name)
    if version > FORMAT:
        raise UnreadableFileError(
            f"La séance « {name} » a été écrite par une version plus récente de JuryDesk "
            f"(format {version}, celle-ci lit jusqu’au format {FORMAT}). Mettez JuryDesk à jour "
            "pour l’ouvrir."
        )
    return int(version)


def create_tables(
    connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS
) -> None:
    """Make an empty file a session file; the transaction is the caller's."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrate(connection, 0, migrations)


def upgrade(
    path: Path,
    connection: sqlite3.Connection,
    version: int,
    migrations: tuple[Migration, ...] = MIGRATIONS,
    *,
    key: SessionKey | None = None,
    keep: Callable[[int], None] = lambda _version: None,
) -> Path | None:
    """Bring an older file to the present format; return the copy kept of it, if there was need.

    ``keep`` is called before the tables change and again after, in one transaction, with the
    format of each moment.
    """
    if version >= len(migrations):
        return None
    copy = free_name(path.with_name(f"{path.stem}.format-{version}{path.suffix}"))
    copy_without_votes(connection, copy, key)
    with writing(connection):
        keep(version)
        _migrate(connection, version, migrations)
        keep(len(migrations))
    return copy


def _migrate(
    connection: sqlite3.Connection, version: int, migrations: tuple[Migration, ...]
) -> None:
    database = sqlite_utils.Database(connection, execute_plugins=False)
    for migration in migrations[version:]:
        migration(database)
    connection.execute(f"PRAGMA user_version = {len(migrations)}")
