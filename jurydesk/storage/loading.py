"""Reads a whole session file into its ledger, refusing a file whose chain is broken.

Verifying more than the chain is left to :mod:`~jurydesk.storage.integrity`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from jurydesk.deliberation.facts import SessionCreated, SessionSealed
from jurydesk.deliberation.kinds.registry import kind_of
from jurydesk.deliberation.state import Entry
from jurydesk.memory import collector_paused
from jurydesk.storage.connection import DamagedSessionError
from jurydesk.storage.journal import BrokenChainError, NoOffsetError, read_entries
from jurydesk.storage.ledger import Ledger
from jurydesk.storage.votes import HeldVote, UnreadableVoteError, VoteShelf


def load(connection: sqlite3.Connection, name: str, shelf: VoteShelf) -> Ledger:
    """Return what the file holds.

    Raises:
        DamagedSessionError: The chain is broken, or there is no session in it.
    """
    with collector_paused(), _one_moment(connection):
        entries, head = _read_entries(connection, name)
        if not entries or not isinstance(entries[0].fact, SessionCreated):
            raise DamagedSessionError(name, "le journal ne commence pas par sa création")
        _check_seal(connection, entries, name)
        return Ledger.of(entries, _read_votes(connection, name, shelf), head)


def _check_seal(connection: sqlite3.Connection, entries: list[Entry], name: str) -> None:
    """Refuse a seal that is not on the journal just before it: it was taken from another one."""
    for entry in reversed(entries):
        fact = entry.fact
        if isinstance(fact, SessionSealed):
            query = "SELECT digest FROM journal WHERE number = ?"
            before = connection.execute(query, (entry.number - 1,)).fetchone()
            if fact.entries != entry.number - 1 or before is None or fact.head != before[0]:
                raise DamagedSessionError(
                    name, "le scellement ne porte pas sur le journal qui le précède"
                )
            return
        if not kind_of(fact).after_seal:
            return


def _read_entries(connection: sqlite3.Connection, name: str) -> tuple[list[Entry], str]:
    try:
        return read_entries(connection)
    except BrokenChainError as error:
        detail = f"l’acte n° {error} du journal ne suit pas le précédent"
        raise DamagedSessionError(name, detail) from error
    except NoOffsetError as error:
        detail = f"l’heure de l’inscription n° {error} n’a pas de décalage horaire"
        raise DamagedSessionError(name, detail) from error


def _read_votes(
    connection: sqlite3.Connection, name: str, shelf: VoteShelf
) -> tuple[HeldVote, ...]:
    try:
        return shelf.read(connection)
    except UnreadableVoteError as error:
        raise DamagedSessionError(name, "un vote en cours est abîmé") from error


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Read everything as it was at one moment, whatever is written meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
