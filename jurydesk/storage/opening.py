"""Opens a session's file: its tables made or brought up to date, its leftovers swept, then read.

Leaves recording to :mod:`~jurydesk.storage.session_file`.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from jurydesk.files import sweep_leftovers
from jurydesk.storage.connection import connect, writing
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.journal import append_rows
from jurydesk.storage.ledger import Ledger
from jurydesk.storage.loading import load
from jurydesk.storage.migrations import FORMAT, create_tables, format_of, upgrade
from jurydesk.storage.views import refresh_views
from jurydesk.storage.votes import HeldVote, VoteShelf, place


def write_new(path: Path, ledger: Ledger, shelf: VoteShelf, key: SessionKey | None) -> None:
    """Fill an empty file with a new session's tables and first act."""
    connection = connect(path, writable=True, key=key)
    try:
        with writing(connection):
            create_tables(connection)
            append_rows(connection, ledger.rows)
            shelf.write(connection, ledger.votes_in_order(), list(ledger.votes))
        refresh_views(connection, _levels(ledger))
    finally:
        connection.close()


def open_connection(
    path: Path, key: SessionKey | None, *, writable: bool
) -> tuple[sqlite3.Connection, Ledger, VoteShelf]:
    """Open a session file and read it; a writer brings it up to date and sweeps it.

    Raises:
        DamagedSessionError: Its chain is broken.
        UnreadableFileError: It is not a session file, or of a newer format.
    """
    connection = connect(path, writable=writable, key=key)
    try:
        version = format_of(connection, path.name)
        if writable:
            version = _bring_up_to_date(path, connection, version, key)
        shelf = VoteShelf(path, version)
        ledger = load(connection, path.name, shelf)
        if writable:
            refresh_views(connection, _levels(ledger))
            _sweep(connection, shelf, ledger)
    except BaseException:
        connection.close()
        raise
    return connection, ledger, shelf


def _levels(ledger: Ledger) -> tuple[int, ...]:
    return tuple(level.number for level in ledger.state.rulebook.levels)


def _bring_up_to_date(
    path: Path, connection: sqlite3.Connection, version: int, key: SessionKey | None
) -> int:
    held: list[HeldVote] = []

    def keep_votes(moment: int) -> None:
        shelf = VoteShelf(path, moment)
        if moment < FORMAT:
            held.extend(shelf.read(connection))
        else:
            shelf.write(connection, held, [place(one.vote) for one in held])

    upgrade(path, connection, version, key=key, keep=keep_votes)
    _sweep_side_file(path, connection)
    sweep_leftovers(path)
    return FORMAT


def _sweep(connection: sqlite3.Connection, shelf: VoteShelf, ledger: Ledger) -> None:
    """Erase the votes that lost their keys, and the keys that a killed program left."""
    if shelf.lost:
        with writing(connection):
            shelf.forget_lost(connection)
    with suppress(OSError):
        shelf.settle(ledger.ballots())


def place_warnings(path: Path) -> tuple[str, ...]:
    """Return what must be said of where a session lies: a second name, a synchronised folder."""
    said = []
    if path.stat().st_nlink > 1:
        said.append(
            f"Le fichier « {path.name} » a un second nom sur ce disque (lien physique) : ce qui "
            "est enregistré sous l’un change l’autre. Gardez un seul nom."
        )
    service = next((name for name in map(_synchronised, path.parents) if name), "")
    if service:
        said.append(
            f"Le dossier de « {path.name} » est synchronisé ({service}) : une version plus "
            "ancienne peut y remplacer la séance, et les votes en cours y passent. Travaillez dans "
            "un dossier local, et copiez la séance une fois close."
        )
    return tuple(said)


_SERVICES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "kdrive",
    "icloud",
    "mobile documents",
    "pcloud",
    "syncthing",
    "resilio",
    "seafile",
    "hubic",
)
_TRACES = (".dropbox", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log", ".sync")


def _synchronised(folder: Path) -> str:
    """Return the name of the service that synchronises a folder, as its name or its traces say."""
    name = folder.name.lower()
    if any(service in name for service in _SERVICES):
        return folder.name
    with suppress(OSError):
        trace = next((each for each in _TRACES if (folder / each).exists()), "")
        if trace or any(folder.glob(".sync_*.db")):
            return folder.name
    return ""


def _sweep_side_file(path: Path, connection: sqlite3.Connection) -> None:
    """Remove what a writer killed before its first page left: it may hold named votes."""
    if path.with_name(f"{path.name}-journal").exists():
        # SQLite leaves a rollback journal that has nothing to roll back until the next commit.
        with writing(connection):
            connection.execute(f"PRAGMA user_version = {FORMAT}")
