"""The erasable place of the file: named votes in progress, and nothing else.

A vote stays here until its ballot is adopted, and is then really erased: the table is emptied
and written again without it. Emptying with ``secure_delete`` zeroes whole pages, and so does not
depend on what SQLite leaves in the gaps when it moves the other rows of a shrinking table.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from jurydesk.deliberation.facts import VoteCast
from jurydesk.deliberation.kinds.kind import Place
from jurydesk.storage.codec import decode_fact, encode_fact


class UnreadableVoteError(Exception):
    """The vote of the position given is not as it was written."""


@dataclass(frozen=True, slots=True)
class HeldVote:
    """A named vote in progress, and the act that cast it."""

    act: int
    vote: VoteCast


def place(fact: VoteCast) -> Place:
    """Return what there is at most one vote for."""
    return fact.candidate, fact.block, fact.member


def read_votes(connection: sqlite3.Connection) -> tuple[HeldVote, ...]:
    """Return the votes in progress in the order they were cast.

    Raises:
        UnreadableVoteError: The vote of that position is not as it was written.
    """
    held = []
    query = "SELECT act, at, body, digest FROM vote ORDER BY position"
    for position, (act, at, body, digest) in enumerate(connection.execute(query), start=1):
        if digest != _digest(act, at, body):
            raise UnreadableVoteError(position)
        vote = decode_fact(VoteCast.__name__, at, body)
        assert isinstance(vote, VoteCast)  # noqa: S101 by its kind
        held.append(HeldVote(act, vote))
    return tuple(held)


def _digest(act: int, at: str, body: str) -> str:
    return sha256(f"{act}\n{at}\n{body}".encode()).hexdigest()


def add_votes(connection: sqlite3.Connection, held: Iterable[HeldVote]) -> None:
    """Insert votes after those already there; the transaction is the caller's."""
    for one in held:
        _, at, body = encode_fact(one.vote)
        connection.execute(
            "INSERT INTO vote (act, at, body, digest) VALUES (?, ?, ?, ?)",
            (one.act, at, body, _digest(one.act, at, body)),
        )


def rewrite_votes(connection: sqlite3.Connection, held: Iterable[HeldVote]) -> None:
    """Erase every vote of the file, then write those that remain."""
    connection.execute("DELETE FROM vote")
    add_votes(connection, held)
