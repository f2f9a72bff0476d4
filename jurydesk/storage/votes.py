"""The erasable place of the file: named votes in progress, enciphered, and nothing else.

A vote stays here until its ballot is adopted; its row then goes, and the key of its ballot is
destroyed, so that what SQLite leaves of it in its gaps, in its rollback journal or on the raw disk
reads as noise. The keys are left to :mod:`~jurydesk.storage.ballot_keys`.
"""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jurydesk.deliberation.facts import VoteCast
from jurydesk.deliberation.kinds.kind import Place
from jurydesk.french.numbers import plural
from jurydesk.storage import vote_cipher
from jurydesk.storage.ballot_keys import Ballot, BallotKeys
from jurydesk.storage.codec import decode_fact

_CLEAR_FORMAT = 1


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


class VoteShelf:
    """Where one session file keeps the votes in progress."""

    def __init__(self, session: Path, version: int) -> None:
        self._keys = BallotKeys(session)
        self.version = version
        self._orphans: list[int] = []

    @property
    def lost(self) -> int:
        """How many votes were found without their key."""
        return len(self._orphans)

    @property
    def loss(self) -> str:
        """What must be said of the votes lost, empty when there are none."""
        if not self.lost:
            return ""
        lost = plural(
            self.lost,
            "vote en cours ne peut plus être lu",
            "votes en cours ne peuvent plus être lus",
        )
        return (
            f"{lost} : le fichier « {self._keys.file_name} » n’est pas avec la séance. Les "
            "décisions adoptées n’y perdent rien ; revotez les blocs dont le vote était en cours."
        )

    def read(self, connection: sqlite3.Connection) -> tuple[HeldVote, ...]:
        """Return the votes in progress in the order they were cast.

        Raises:
            UnreadableVoteError: The vote of that position is not as it was written.
        """
        if self.version == _CLEAR_FORMAT:
            return read_clear_votes(connection)
        self._keys.read()
        self._orphans = []
        held = []
        query = "SELECT position, pool, slot, body FROM vote ORDER BY position"
        for position, pool, slot, body in connection.execute(query):
            key = self._keys.key_in(pool, slot)
            if key is None:
                self._orphans.append(position)
                continue
            one = _deciphered(key, body, position)
            self._keys.note(place(one.vote)[:2], slot)
            held.append(one)
        return tuple(sorted(held, key=lambda one: one.act))

    def write(
        self, connection: sqlite3.Connection, held: Iterable[HeldVote], changed: Collection[Place]
    ) -> None:
        """Write anew the votes of the ballots of these places; the transaction is the caller's.

        Raises:
            OSError: The keys cannot be written.
        """
        ballots = {where[:2] for where in changed}
        slots = [slot for ballot in ballots if (slot := self._keys.slot_of(ballot)) is not None]
        connection.executemany(
            "DELETE FROM vote WHERE pool = ? AND slot = ?",
            [(self._keys.name, slot) for slot in slots],
        )
        for one in held:
            ballot = place(one.vote)[:2]
            if ballot in ballots:
                slot, key = self._keys.take(ballot)
                connection.execute(
                    "INSERT INTO vote (pool, slot, body) VALUES (?, ?, ?)",
                    (self._keys.name, slot, vote_cipher.encipher(key, one.act, one.vote)),
                )

    def forget_lost(self, connection: sqlite3.Connection) -> None:
        """Erase the rows without a key; the transaction is the caller's."""
        rows = [(position,) for position in self._orphans]
        connection.executemany("DELETE FROM vote WHERE position = ?", rows)

    def settle(self, ballots: Collection[Ballot]) -> None:
        """Destroy the keys of all ballots but these, once that is recorded.

        Raises:
            OSError: The disk refuses; calling again tries again.
        """
        self._keys.keep(ballots)


def read_clear_votes(connection: sqlite3.Connection) -> tuple[HeldVote, ...]:
    """Return the votes of a file of format 1, in the order they were cast.

    Raises:
        UnreadableVoteError: The vote of that position is not as it was written.
    """
    held = []
    query = "SELECT act, at, body, digest FROM vote ORDER BY position"
    for position, (act, at, body, digest) in enumerate(connection.execute(query), start=1):
        if digest != sha256(f"{act}\n{at}\n{body}".encode()).hexdigest():
            raise UnreadableVoteError(position)
        vote = decode_fact(VoteCast.__name__, at, body)
        assert isinstance(vote, VoteCast)  # noqa: S101 by its kind
        held.append(HeldVote(act, vote))
    return tuple(held)


def _deciphered(key: bytes, body: bytes, position: int) -> HeldVote:
    try:
        return HeldVote(*vote_cipher.decipher(key, body))
    except ValueError as error:
        raise UnreadableVoteError(position) from error
