"""Whether a session file is whole: its structure, its tables and triggers, and its chain.

Never repairs anything. A tail cut off cleanly is only seen by comparing the head and the count
with those printed in the minutes or held by an open session.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from jurydesk.storage.connection import (
    connect,
    database_errors,
    require_session_file,
    told_in_french,
)
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.journal import ChainReport, Row, read_rows, verify_chain
from jurydesk.storage.migrations import MIGRATIONS, create_tables, format_of
from jurydesk.storage.views import VIEWS, is_ours, views_of
from jurydesk.storage.votes import UnreadableVoteError, VoteShelf


def _unreadable() -> tuple[type[Exception], ...]:
    # A message of SQLite's own may quote bytes that are no letters.
    return (*database_errors(), UnicodeError)


@dataclass(frozen=True, slots=True)
class Integrity:
    """The verdict on a session file; ``first_bad`` is the first bad entry of the journal.

    ``messages`` are sentences, empty when nothing is wrong; ``notices`` say what makes the file
    no less whole: votes in progress whose side file is not there, or is another's.
    """

    entries: int
    head: str
    first_bad: int | None
    messages: tuple[str, ...]
    notices: tuple[str, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.messages


def verify_file(path: Path, key: SessionKey | None = None) -> Integrity:
    """Verify a session file in full without opening it as a session.

    Raises:
        UnreadableFileError: It is not a session file, or of a newer format.
    """
    key = require_session_file(path, key)
    with told_in_french(path), closing(connect(path, writable=False, key=key)) as connection:
        votes = VoteShelf(path, format_of(connection, path.name))
        return inspect(connection, votes, full=True)


def inspect(connection: sqlite3.Connection, votes: VoteShelf, *, full: bool) -> Integrity:
    """Verify an open file; ``full`` looks at every page of it."""
    messages = [
        *_structure(connection, full=full),
        *_schema(connection, votes.version),
    ]
    report = _chain(connection)
    if report.first_bad is not None:
        messages.append(
            f"L’acte n° {report.first_bad} du journal a été modifié, déplacé ou abîmé : ce "
            "fichier ne prouve plus rien à partir de cet acte."
        )
    elif not report.entries:
        messages.append("Le journal est vide : la séance a perdu ses actes.")
    messages += _votes(connection, votes)
    if messages:
        messages.append("Ne modifiez plus ce fichier et reprenez votre dernière copie.")
    notices = (votes.loss,) if votes.lost else ()
    return Integrity(report.entries, report.head, report.first_bad, tuple(messages), notices)


def _structure(connection: sqlite3.Connection, *, full: bool) -> list[str]:
    check = "integrity_check" if full else "quick_check"
    try:
        found = [line for (line,) in connection.execute(f"PRAGMA {check}(3)")]
    except _unreadable() as error:
        found = [str(error)]
    if found == ["ok"]:
        return []
    return [f"La structure du fichier est abîmée (SQLite : {found[0]})."]


def _schema(connection: sqlite3.Connection, version: int) -> list[str]:
    query = "SELECT type, name, sql FROM sqlite_master WHERE type <> 'view' ORDER BY type, name"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        create_tables(model, MIGRATIONS[:version])
        expected = model.execute(query).fetchall()
    try:
        found, views = connection.execute(query).fetchall(), views_of(connection)
    except _unreadable():
        return ["La description des tables est illisible."]
    sound = views.keys() == VIEWS.keys() and all(is_ours(*view) for view in views.items())
    if found == expected and sound:
        return []
    return ["Des tables, des vues ou des protections du fichier ont été changées ou retirées."]


def _chain(connection: sqlite3.Connection) -> ChainReport:
    unreadable = False

    def readable() -> Iterator[Row]:
        nonlocal unreadable
        try:
            yield from read_rows(connection)
        except _unreadable():
            unreadable = True

    report = verify_chain(readable())
    if unreadable and report.first_bad is None:
        return replace(report, first_bad=report.entries + 1)
    return report


def _votes(connection: sqlite3.Connection, votes: VoteShelf) -> list[str]:
    try:
        votes.read(connection)
    except UnreadableVoteError as error:
        return [f"Le vote en cours n° {error} a été modifié ou abîmé : retirez-le et revotez."]
    except _unreadable():
        return ["Les votes en cours sont illisibles."]
    return []
