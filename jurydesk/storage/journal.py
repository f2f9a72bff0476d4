"""The append-only journal: rows chained by their digests, read back and verified.

Leaves what the facts mean to :mod:`jurydesk.deliberation`, and when a row is written to
:mod:`~jurydesk.storage.session_file`. The chain shows any row changed, moved or removed, save a
tail cut off: for that the head and the count are printed in the minutes.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.state import Entry
from jurydesk.errors import JuryDeskError
from jurydesk.storage.codec import decode_facts, encode_fact

BEGINNING = "0" * 64

_READ_TOGETHER = 512

_COLUMNS = "number, act, at, kind, body, previous, digest"


class Row(NamedTuple):
    """One row of the journal, as the file holds it."""

    number: int
    act: int
    at: str
    kind: str
    body: str
    previous: str
    digest: str


# Hours without their offset from universal time are no moment.
_HAS_OFFSET = re.compile(r"(?:[+-]\d\d:\d\d(?::\d\d)?|Z)$").search


class NoOffsetError(Exception):
    """The time of the row of the number given has no offset, or is no time."""


class BrokenChainError(Exception):
    """The row of the number given is not the next link of the chain."""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What following the chain showed: rows read, the last digest, the first bad row if any."""

    entries: int
    head: str
    first_bad: int | None


def chain_digest(number: int, act: int, at: str, kind: str, body: str, *, previous: str) -> str:
    """Return the digest (« empreinte ») of a row, over the one before: SHA-256 in hex."""
    # Not always a text: a tool may have put something else in its place.
    return _link(previous, number, act, at, kind, f"{body}".encode())


def _link(  # noqa: PLR0917 a row in the order of its columns, 100 000 times
    previous: str, number: int, act: int, at: str, kind: str, body: bytes
) -> str:
    return sha256(f"{previous}\n{number}\n{act}\n{at}\n{kind}\n".encode() + body).hexdigest()


def make_row(fact: Fact, number: int, act: int, previous: str) -> Row:
    """Return the row that a fact becomes after the row whose digest is ``previous``."""
    kind, at, body = encode_fact(fact)
    try:
        digest = chain_digest(number, act, at, kind, body, previous=previous)
    except UnicodeEncodeError:
        raise JuryDeskError(
            "Un des textes de cet acte contient un caractère illisible, qui ne peut pas être "
            "enregistré. Ressaisissez ce texte au clavier, puis recommencez."
        ) from None
    return Row(number, act, at, kind, body, previous, digest)


def append_rows(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Insert the rows; the transaction is the caller's."""
    connection.executemany(
        f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 a constant
        rows,
    )


def read_rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """Iterate over the rows in order."""
    query = f"SELECT {_COLUMNS} FROM journal ORDER BY number"  # noqa: S608 a constant
    return map(Row._make, connection.execute(query))


def verify_chain(rows: Iterable[Row]) -> ChainReport:
    """Follow the whole chain and report the first bad row."""
    read, head, first_bad = 0, BEGINNING, None
    for row in rows:
        read += 1
        expected = chain_digest(*row[:5], previous=head)
        good = (row.number, row.previous, row.digest) == (read, head, expected)
        if not good and first_bad is None:
            first_bad = read
        head = row.digest
    return ChainReport(read, head, first_bad)


def read_entries(connection: sqlite3.Connection) -> tuple[list[Entry], str]:
    """Return every entry and the head, each row checked to be the next link of the chain.

    Raises:
        BrokenChainError: A row is not what was recorded.
    """
    entries: list[Entry] = []
    head = BEGINNING
    # Bytes spare reading the letters of a body twice; its digest covers its number too.
    rows = connection.execute(
        "SELECT act, at, kind, CAST(body AS BLOB), digest FROM journal ORDER BY number"
    )
    while some := rows.fetchmany(_READ_TOGETHER):
        first = len(entries) + 1
        for number, (act, at, kind, body, digest) in enumerate(some, start=first):
            # A tool may have put nothing in the place of a body.
            head = "" if body is None else _link(head, number, act, at, kind, body)
            if head != digest:
                raise BrokenChainError(number)
        acts, times, kinds, bodies, _ = zip(*some, strict=True)
        if not all(map(_HAS_OFFSET, set(times))):
            raise NoOffsetError(first + [bool(_HAS_OFFSET(at)) for at in times].index(False))
        facts = decode_facts(kinds, times, bodies)
        entries += map(Entry._make, zip(count(first), acts, facts, strict=False))
    return entries, head
