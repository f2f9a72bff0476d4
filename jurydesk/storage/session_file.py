"""The session file (« séance »): the one place where acts are recorded, one durable commit each.

What an act may be is decided by :mod:`jurydesk.deliberation.permission`; how it is written
by the other modules of this package. Nothing else in the program has a life cycle.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.storage.connection import (
    connect,
    database_errors,
    require_session_file,
    told_in_french,
    writing,
)
from jurydesk.storage.copies import copy_without_votes, new_file, refuse_existing
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.integrity import Integrity, inspect
from jurydesk.storage.journal import append_rows
from jurydesk.storage.ledger import Ledger, Mark
from jurydesk.storage.loading import load
from jurydesk.storage.migrations import FORMAT
from jurydesk.storage.opening import open_connection, place_warnings, write_new
from jurydesk.storage.overwritten import Known, OverwrittenError, check_same, identity_of
from jurydesk.storage.votes import VoteShelf
from jurydesk.storage.writer_lock import WriterLock

PROGRAM = "JuryDesk"


class SessionFile:
    """An open session file; make one with :meth:`create` or :meth:`open`, and close it.

    ``state`` is replaced as a whole when an act is undone or refused half-way: ask for it again
    rather than keep it. ``notices`` are sentences that opening the file leaves to be said. Used by
    one thread only; another thread opens its own, by :meth:`consult`.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        ledger: Ledger,
        shelf: VoteShelf,
        *,
        lock: WriterLock | None,
        key: SessionKey | None = None,
    ) -> None:
        self._path = path
        self._key = key
        self._connection = connection
        self._ledger = ledger
        self._shelf = shelf
        self._lock = lock
        self.notices: tuple[str, ...] = (shelf.loss,) if shelf.lost else ()
        if lock is not None:
            self.notices += place_warnings(path)
        self._identity = identity_of(path)
        self._stopped = ""
        self._batch: Mark | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        facts: tuple[Fact, ...],
        *,
        program: str = PROGRAM,
        key: SessionKey | None = None,
    ) -> Self:
        """Make a new session file with its first act, all of it or nothing.

        ``key`` protects it: see :func:`~jurydesk.storage.encryption.new_key`.

        Raises:
            JuryDeskError: There is already such a file, the folder refuses, or a fact does.
        """
        path = path.absolute()
        refuse_existing(path)
        ledger = Ledger.begin(facts)
        shelf = VoteShelf(path, FORMAT)
        lock = WriterLock.take(path, program)
        try:
            with new_file(path) as temporary, told_in_french(path):
                write_new(temporary, ledger, shelf, key)
            with told_in_french(path):
                connection = connect(path, writable=True, key=key)
        except BaseException:
            lock.release()
            raise
        ledger.written()
        return cls(path, connection, ledger, shelf, lock=lock, key=key)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        program: str = PROGRAM,
        key: SessionKey | None = None,
    ) -> Self:
        """Open a session file; only one writer at a time, readers always may.

        ``key`` opens a protected one, and is not needed for another.

        Raises:
            PassphraseNeededError: It is protected, and there is no key.
            SessionHeldError: Somebody else writes in it.
            DamagedSessionError: Its chain is broken.
            UnreadableFileError: It is not a session file, or of a newer format.
        """
        path = path.resolve()
        key = require_session_file(path, key)
        lock = None if read_only else WriterLock.take(path, program)
        try:
            with told_in_french(path):
                connection, ledger, shelf = open_connection(path, key, writable=lock is not None)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return cls(path, connection, ledger, shelf, lock=lock, key=key)

    def consult(self) -> Self:
        """Open the same file for reading alone: what another thread works from."""
        return type(self).open(self._path, read_only=True, key=self._key)

    @property
    def key(self) -> SessionKey | None:
        """What opens the file, ``None`` when it is in clear."""
        return self._key

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether this is only consulted."""
        return self._lock is None

    @property
    def state(self) -> SittingState:
        """The state that everything recorded makes."""
        return self._ledger.state

    @property
    def head(self) -> str:
        """The digest (« empreinte ») of the last entry of the journal."""
        return self._ledger.head

    @property
    def entries_count(self) -> int:
        """The number of entries of the journal."""
        return len(self._ledger.entries)

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of the journal, acts undone included, without any named vote."""
        return tuple(self._ledger.entries)

    def record(self, *facts: Fact) -> SittingState:
        """Record the facts of one act, checked in order, in one durable commit.

        Raises:
            ActRefusedError: A fact is not allowed; nothing is recorded.
            JuryDeskError: The disk refuses; nothing is recorded.
        """
        return self._change(lambda: self._ledger.perform(facts))

    def undo(self, at: datetime, reason: str = "") -> SittingState:
        """Undo the last act not yet undone, by an act that says so; a vote is withdrawn.

        Raises:
            ActRefusedError: There is nothing to undo, or the session is sealed.
        """
        return self._change(lambda: self._ledger.undo(at, reason))

    def redo(self, at: datetime) -> SittingState:
        """Give back the act undone last, as long as nothing else was recorded since.

        Raises:
            ActRefusedError: There is nothing to give back, or the session is sealed.
        """
        return self._change(lambda: self._ledger.redo(at))

    def restorable(self) -> tuple[Fact, ...]:
        """Return the facts that :meth:`redo` would give back, none when there are none."""
        return self._ledger.restorable()

    def last_act(self) -> tuple[Fact, ...]:
        """Return the facts that :meth:`undo` would undo, none when there is nothing to undo."""
        act = self._ledger.last_act()
        return () if act is None else self._ledger.facts_of(act)

    @contextmanager
    def batch(self) -> Iterator[Self]:
        """Record many acts in one durable commit at the end; on any error none of them."""
        self._require_writer()
        before = self._begin_batch()
        try:
            yield self
        except BaseException:
            self._ledger.step_back(before)
            raise
        finally:
            self._batch = None
        self._commit(before)

    @contextmanager
    def rehearsal(self) -> Iterator[Self]:
        """Record many acts in memory alone, and forget them at the end; readers may as well."""
        before = self._begin_batch()
        try:
            yield self
        finally:
            self._ledger.step_back(before)
            self._batch = None

    def refresh(self) -> bool:
        """Read what the writer recorded since; return whether there was anything."""
        with told_in_french(self._path):
            ledger = load(self._connection, self._path.name, self._shelf)
        changed = (ledger.head, ledger.votes) != (self._ledger.head, self._ledger.votes)
        if changed:
            self._ledger = ledger
        return changed

    def integrity(self, *, full: bool = True) -> Integrity:
        """Verify the file on the disk, and that it still is what is in memory."""
        # A connection of its own: this one would answer from the pages it remembers.
        with (
            told_in_french(self._path),
            closing(connect(self._path, writable=False, key=self._key)) as fresh,
        ):
            votes = VoteShelf(self._path, self._shelf.version)
            found = inspect(fresh, votes, full=full)
        if self._lock is None or (found.entries, found.head) == (self.entries_count, self.head):
            return found
        changed = "Le fichier sur le disque n’est plus celui qui a été ouvert."
        return replace(found, messages=(*found.messages, changed))

    def backup(self, to: Path) -> None:
        """Copy the session to a new file, named votes in progress left out.

        Raises:
            JuryDeskError: There is already such a file, or the disk refuses.
        """
        copy_without_votes(self._connection, to.absolute(), self._key)

    def close(self) -> None:
        """Close the file; everything was already on the disk. Closing twice does nothing."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _change(self, change: Callable[[], None]) -> SittingState:
        self._require_writer()
        before = self._ledger.mark()
        change()
        if self._batch is None:
            self._commit(before)
        return self._ledger.state

    def _begin_batch(self) -> Mark:
        if self._batch is not None:
            raise ValueError("a batch is already under way")
        self._batch = self._ledger.mark()
        return self._batch

    def _require_writer(self) -> None:
        if self._stopped:
            raise JuryDeskError(self._stopped)
        if self._lock is None and self._batch is None:
            raise JuryDeskError(
                f"La séance « {self._path.name} » est ouverte en consultation. Fermez-la puis "
                "ouvrez-la en écriture pour enregistrer un acte."
            )

    def _commit(self, before: Mark) -> None:
        ledger = self._ledger
        try:
            known = self._known(before)
            with told_in_french(self._path), writing(self._connection):
                check_same(self._path, self._connection, known, self._identity, self._key)
                append_rows(self._connection, ledger.rows)
                changed = [where for where, _ in ledger.changes]
                if changed:
                    self._shelf.write(self._connection, ledger.votes_in_order(), changed)
        except OverwrittenError as error:
            self._stopped = str(error)
            ledger.step_back(before)
            raise
        except BaseException:
            ledger.step_back(before)
            self._agree_with_disk()
            raise
        erased = any(before is not None for _, before in ledger.changes)
        ledger.written()
        if erased:
            self._destroy_keys()

    def _known(self, before: Mark) -> Known:
        """What the file should hold before this commit."""
        return Known(before.head, before.entries, self._ledger.entries, self.state)

    def _destroy_keys(self) -> None:
        """Destroy the keys of the ballots that ended; what fails is tried with the next one."""
        with suppress(OSError):
            self._shelf.settle(self._ledger.ballots())

    def _agree_with_disk(self) -> None:
        """After a failed commit the disk has the last word, if it still answers."""
        try:
            on_disk = load(self._connection, self._path.name, self._shelf)
        except Exception as error:
            if isinstance(error, (*database_errors(), JuryDeskError)):
                return
            raise
        if on_disk.head != self._ledger.head:
            self._ledger = on_disk
