"""The append-only journal: rows chained by their digests, read back and verified.

Leaves what the facts mean to :mod:`jurydesk.deliberation`, and when a row is written to
:mod:`~jurydesk.storage.session_file`. The chain shows any row changed, moved or removed, save a
tail cut off: for that the head and the count are printed in the minutes.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.state import Entry
from jurydesk.errors import JuryDeskError
from jurydesk.storage.codec import decode_fact, encode_fact

BEGINNING = "0" * 64

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


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What following the chain showed: rows read, the last digest, the first bad row if any."""

    entries: int
    head: str
    first_bad: int | None


def chain_digest(row: Row) -> str:
    """Return the digest (« empreinte ») a row must have: SHA-256 in hex, over the one before."""
    number, act, at, kind, body, previous, _ = row
    return sha256(f"{previous}\n{number}\n{act}\n{at}\n{kind}\n{body}".encode()).hexdigest()


def make_row(fact: Fact, number: int, act: int, previous: str) -> Row:
    """Return the row that a fact becomes after the row whose digest is ``previous``."""
    kind, at, body = encode_fact(fact)
    row = Row(number, act, at, kind, body, previous, "")
    try:
        return row._replace(digest=chain_digest(row))
    except UnicodeEncodeError:
        raise JuryDeskError(
            "Un des textes de cet acte contient un caractère illisible, qui ne peut pas être "
            "enregistré. Ressaisissez ce texte au clavier, puis recommencez."
        ) from None


def append_rows(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Insert the rows; the transaction is the caller's."""
    connection.executemany(
        f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 a constant
        rows,
    )


def read_rows(connection: sqlite3.Connection, *, after: int = 0) -> Iterator[Row]:
    """Iterate over the rows in order, from the one after ``after``."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE number > ? ORDER BY number",  # noqa: S608
        (after,),
    )
    return map(Row._make, found)


def follow_chain(
    rows: Iterable[Row], *, after: int = 0, previous: str = BEGINNING
) -> Iterator[tuple[Row, bool]]:
    """Iterate over the rows, each with whether it is the next link of the chain."""
    number = after
    for row in rows:
        number += 1
        yield (
            row,
            (row.number == number and row.previous == previous and row.digest == chain_digest(row)),
        )
        previous = row.digest


def verify_chain(rows: Iterable[Row]) -> ChainReport:
    """Follow the whole chain and report the first bad row."""
    entries, head, first_bad = 0, BEGINNING, None
    for row, good in follow_chain(rows):
        entries, head = entries + 1, row.digest
        if not good and first_bad is None:
            first_bad = entries
    return ChainReport(entries, head, first_bad)


def entry_of(row: Row) -> Entry:
    """Return the row as the fold takes it."""
    return Entry(row.number, row.act, decode_fact(row.kind, row.at, row.body))
