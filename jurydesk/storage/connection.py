"""Opens a session's SQLite file as it must be opened, and tells SQLite's refusals in French.

Leaves what the file holds to the other modules of the package.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import sqlcipher3

from jurydesk.errors import JuryDeskError, UnreadableFileError, reason_of
from jurydesk.storage.encryption import PassphraseNeededError, SessionKey, is_protected

# Rollback journal and EXTRA: between two acts the one file is the whole truth, also on a stick.
# The erasable place must leave no piece in the file (secure_delete) nor in a temporary one.
WRITER_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
_BUSY_MILLISECONDS = 5000


class DamagedSessionError(UnreadableFileError):
    """The session file is damaged or was changed from outside."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(
            f"La séance « {name} » est endommagée ou a été modifiée en dehors de JuryDesk "
            f"({detail}). Ne la modifiez plus et reprenez votre dernière copie."
        )


def connect(path: Path, *, writable: bool, key: SessionKey | None = None) -> sqlite3.Connection:
    """Open an existing file, never creating one; a reader cannot change anything.

    ``key`` opens a protected file; an empty file opened with one becomes protected.
    """
    # A reader too opens with mode=rw: what a killed writer left must be rolled back first.
    connection = open_database(path, key)
    try:
        _prepare(connection, writable=writable)
    except BaseException:
        connection.close()
        raise
    return connection


def open_database(path: Path, key: SessionKey | None) -> sqlite3.Connection:
    """Open an existing file with no more than its key; closing it is the caller's.

    ``NO_KEY`` opens a file in clear through SQLCipher.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    if key is None:
        return sqlite3.connect(address, uri=True, isolation_level=None)
    connection = sqlcipher3.dbapi2.connect(address, uri=True, isolation_level=None)
    # It would write its own words on standard error when a page is damaged.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key.raw:
        connection.set_key(key.raw)
    return cast("sqlite3.Connection", connection)


def database_errors() -> tuple[type[Exception], ...]:
    """Return the errors of SQLite, and those of SQLCipher once it serves."""
    sqlcipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if sqlcipher is None else (sqlite3.Error, sqlcipher.Error)


def _prepare(connection: sqlite3.Connection, *, writable: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    if not writable:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return
    for pragma in WRITER_PRAGMAS:
        connection.execute(pragma)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One durable transaction: committed at the end, rolled back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite may already have rolled back by itself (full disk).
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def require_session_file(path: Path, key: SessionKey | None = None) -> SessionKey | None:
    """Refuse in words what is not there or is not a file; return the key that opens it.

    Raises:
        PassphraseNeededError: It is protected, and no key was given.
    """
    if path.is_dir():
        raise UnreadableFileError(
            f"« {path.name} » est un dossier, pas une séance. Choisissez un fichier « .jury »."
        )
    if not path.exists():
        raise UnreadableFileError(
            f"Le fichier « {path.name} » est introuvable. Vérifiez son emplacement, ou "
            "rebranchez le support qui le contient."
        )
    if not is_protected(path):
        return None
    if key is None:
        raise PassphraseNeededError(path.name)
    return key


@contextmanager
def told_in_french(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's refusals about ``path`` into a sentence for the clerk."""
    try:
        yield
    except database_errors() as error:
        raise _translated(path, error) from error
    except UnicodeError as error:
        # Python's reading of a name or a message of SQLite that holds bytes that are no letters.
        raise DamagedSessionError(path.name, "des octets ne sont plus des lettres") from error
    except OSError as error:
        raise JuryDeskError(
            f"Le dossier de « {path.name} » refuse l’opération ({reason_of(error)}) : rien n’est "
            "enregistré. Libérez de la place, vérifiez vos droits et le support, puis recommencez."
        ) from error


def _translated(path: Path, error: Exception) -> JuryDeskError:
    name = path.name
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        if is_protected(path):
            # Its passphrase was checked before: what does not open is damaged.
            return DamagedSessionError(name, "le début du fichier est abîmé")
        return not_a_session(name)
    unreadable_text = not code and type(error).__name__ == sqlite3.OperationalError.__name__
    if code == sqlite3.SQLITE_CORRUPT or unreadable_text:
        return DamagedSessionError(name, "la structure du fichier est abîmée")
    sentence = _REFUSALS.get(code)
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        sentence = _MOVED
    if sentence is None:
        return JuryDeskError(
            f"Le fichier « {name} » a refusé l’opération ({error}) : rien n’est enregistré. "
            "Fermez la séance, ouvrez-la de nouveau, puis recommencez."
        )
    return JuryDeskError(sentence.format(name=name))


def not_a_session(name: str) -> UnreadableFileError:
    """Return the refusal of a file that is something else."""
    return UnreadableFileError(
        f"« {name} » n’est pas une séance JuryDesk, ou le début du fichier est endommagé. "
        "Choisissez un fichier « .jury » créé par « Nouvelle séance », ou reprenez une copie."
    )


_MOVED = (
    "Le fichier « {name} » n’est plus à sa place : l’acte n’est pas enregistré. Remettez-le où il "
    "était et recommencez, ou ouvrez-le là où il est."
)
_REFUSALS = {
    sqlite3.SQLITE_FULL: (
        "Le disque de « {name} » est plein : l’acte n’est pas enregistré. Libérez de la "
        "place, puis recommencez."
    ),
    sqlite3.SQLITE_IOERR: (
        "Le support de « {name} » ne répond plus : l’acte n’est pas enregistré. "
        "Rebranchez-le ou libérez de la place, puis recommencez."
    ),
    sqlite3.SQLITE_READONLY: (
        "Le fichier « {name} » est protégé en écriture. Copiez-le dans un dossier où vous pouvez "
        "écrire, puis ouvrez la copie."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "Le fichier « {name} » ne s’ouvre pas. Vérifiez vos droits sur le fichier et sur son "
        "dossier, et le branchement du support."
    ),
    sqlite3.SQLITE_PERM: (
        "Vos droits ne permettent pas d’utiliser « {name} ». Demandez l’accès au fichier et à "
        "son dossier, puis recommencez."
    ),
    sqlite3.SQLITE_BUSY: (
        "Le fichier « {name} » est occupé par un autre programme. Fermez ce programme, puis "
        "recommencez."
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        "Le fichier « {name} » a été modifié par un autre programme depuis son ouverture : "
        "l’acte n’est pas enregistré. Fermez la séance et ouvrez-la de nouveau."
    ),
}
