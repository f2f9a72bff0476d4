"""One writer at a time, and who it is.

The lock is a small SQLite file beside the session on which the writer keeps a transaction open:
the system itself frees it when the writer dies, on every platform, and whoever is refused can
still read in it who holds the session. Readers need no lock.
"""

import os
import platform
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.files import create_owned

_ATTEMPTS = 20


class SessionHeldError(JuryDeskError):
    """Another writer holds the session."""

    def __init__(self, name: str, holder: "Holder | None") -> None:
        self.holder = holder
        who = holder.words if holder else "un autre programme"
        super().__init__(
            f"La séance « {name} » est déjà ouverte par {who}. Fermez-la là-bas, puis "
            "ouvrez-la ici."
        )


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes in a session: program, process and computer."""

    program: str
    pid: int
    host: str

    @property
    def words(self) -> str:
        """The holder as a sentence names them."""
        return f"{self.program} (processus {self.pid} sur l’ordinateur {self.host})"


class WriterLock:
    """The right to write in one session file, held until :meth:`release`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    def take(cls, session: Path, program: str) -> "WriterLock":
        """Take the lock of a session.

        Raises:
            SessionHeldError: Somebody else writes in it.
        """
        path = session.with_name(f"{session.name}.lock")
        for _ in range(_ATTEMPTS):
            lock = _try_once(session, path, program)
            if lock is not None:
                return lock
        raise SessionHeldError(session.name, None)

    def release(self) -> None:
        """Give the lock back and leave no file behind."""
        # Removed while still held, so that nobody locks a file about to vanish; Windows refuses
        # to remove an open file, and then it is removed once closed, if nobody opened it since.
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._connection.close()
        if os.name == "nt":
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _try_once(session: Path, path: Path, program: str) -> WriterLock | None:
    """Return the lock, or ``None`` when its file vanished while it was being taken."""
    # Never opened but through SQLite: closing any other handle on it would free the lock.
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    except sqlite3.Error as error:
        _refuse(session, path, error)
    nonce = uuid4().hex
    try:
        _write_holder(connection, Holder(program, os.getpid(), platform.node()), nonce)
    except sqlite3.Error as error:
        connection.close()
        _drop_empty(path)
        _refuse(session, path, error)
    if _nonce_in(path) == nonce:
        return WriterLock(path, connection)
    connection.close()
    return None


def _drop_empty(path: Path) -> None:
    """Leave no file behind on a disk too full to write in it: whoever holds one has written."""
    with suppress(OSError):
        if not path.stat().st_size:
            path.unlink()


def _write_holder(connection: sqlite3.Connection, holder: Holder, nonce: str) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS holder (program, pid, host, nonce)")
    connection.execute("DELETE FROM holder")
    connection.execute(
        "INSERT INTO holder VALUES (?, ?, ?, ?)", (holder.program, holder.pid, holder.host, nonce)
    )
    # Somebody being told who holds the session may be reading at this instant.
    connection.execute("PRAGMA busy_timeout = 500")
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")


def _refuse(session: Path, path: Path, error: sqlite3.Error) -> NoReturn:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_BUSY:
        raise SessionHeldError(session.name, _holder_in(path)) from error
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
        raise JuryDeskError(
            f"Le fichier « {path.name} » empêche d’ouvrir la séance. Vérifiez que personne ne "
            "l’a ouverte, déplacez ce fichier ailleurs, puis recommencez."
        ) from error
    reason = _reason(session, code)
    if not os.path.lexists(session):
        raise JuryDeskError(
            f"La séance « {session.name} » ne peut pas être créée dans ce dossier ({reason}). "
            "Choisissez un dossier où vous pouvez écrire, ou un nom plus court, puis recommencez."
        ) from error
    raise JuryDeskError(
        f"La séance « {session.name} » ne s’ouvre pas en écriture dans ce dossier ({reason}). "
        "Ouvrez la séance en consultation, ou copiez-la dans un dossier où vous pouvez écrire."
    ) from error


def _reason(session: Path, code: int) -> str:
    """Return why the folder refuses, as the system tells it of another small file."""
    if code == sqlite3.SQLITE_FULL:
        return "le disque est plein"
    # The longest of the names that lie beside a session.
    probe = session.with_name(f"{session.name}.journal-{os.getpid()}")
    try:
        with os.fdopen(create_owned(probe, keep_open=True), "wb") as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        # The folder is there: a file of the system’s own refuses that way.
        return "le dossier est protégé en écriture"
    except OSError as error:
        return reason_of(error)
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return "le dossier est protégé en écriture"


def _nonce_in(path: Path) -> str | None:
    row = _read(path, "SELECT nonce FROM holder")
    return row[0] if row else None


def _holder_in(path: Path) -> Holder | None:
    row = _read(path, "SELECT program, pid, host FROM holder")
    return Holder(*row) if row else None


def _read(path: Path, query: str) -> tuple[Any, ...] | None:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            row: tuple[Any, ...] | None = connection.execute(query).fetchone()
            return row
    except sqlite3.Error:
        return None
