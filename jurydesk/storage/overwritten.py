"""Notices a session file overwritten while it is open, by an older copy most often.

Recording then stops until the file is opened again: what is in memory is no longer what is on the
disk, and the acts that the disk lost are named.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.deliberation.words.acts import describe_act
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import plural
from jurydesk.storage.connection import connect, database_errors
from jurydesk.storage.encryption import SessionKey

_NAMED = 5

# The disk and the file on it: another file may take the same name.
Identity = tuple[int, int]


class OverwrittenError(JuryDeskError):
    """The file is not the one that was opened; the sentence names the acts that it lost."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the file held at its last commit.

    ``count`` of the ``entries`` in memory were in it; ``state`` serves to name them.
    """

    head: str
    count: int
    entries: Sequence[Entry]
    state: SittingState


def identity_of(path: Path) -> Identity:
    """Return which file has this name now.

    Raises:
        OSError: There is none.
    """
    found = path.stat()
    return found.st_dev, found.st_ino


def check_same(
    path: Path,
    connection: sqlite3.Connection,
    known: Known,
    identity: Identity,
    key: SessionKey | None,
) -> None:
    """Refuse to write in a file that is no longer the one in memory.

    Raises:
        OverwrittenError: Another file has its name, or its journal is another one.
    """
    with suppress(FileNotFoundError):
        if os.name != "nt" and identity_of(path) != identity:
            raise OverwrittenError(_words(path, known, _heads_in(path, key)))
    row = connection.execute(
        "SELECT number, digest FROM journal ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if row != (known.count, known.head):
        raise OverwrittenError(_words(path, known, _heads(connection)))


def _heads_in(path: Path, key: SessionKey | None) -> set[tuple[int, int]]:
    try:
        with closing(connect(path, writable=False, key=key)) as connection:
            return _heads(connection)
    except database_errors():
        return set()


def _heads(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """Return the entries of a file, by number and act."""
    return set(connection.execute("SELECT number, act FROM journal"))


def _words(path: Path, known: Known, there: set[tuple[int, int]]) -> str:
    lost = [
        entry for entry in known.entries[: known.count] if (entry.number, entry.act) not in there
    ]
    acts = list(dict.fromkeys(entry.act for entry in lost))
    told = []
    for act in acts[-_NAMED:]:
        facts = tuple(entry.fact for entry in lost if entry.act == act)
        told.append(describe_act(facts, known.state))
    what = (
        f"il y manque {plural(len(acts), 'acte')} ({' ; '.join(told)})"
        if acts
        else "son journal n’est plus celui qui a été ouvert"
    )
    return (
        f"Le fichier « {path.name} » a été remplacé ou modifié par un autre programme : {what}. "
        "Rien ne s’y enregistre plus. Mettez ce fichier de côté, restaurez la dernière copie de "
        "sûreté, puis ouvrez la séance de nouveau."
    )
