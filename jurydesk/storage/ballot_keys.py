"""The keys of the ballots under way, in a side file that never passes through SQLite.

Each ballot takes one key of a pool; when it ends, its key is overwritten in place by the one of a
ballot to come, and with the last ballot the whole file goes. Whatever SQLite or the disk keeps of
the votes is then noise. Leaves the votes themselves to :mod:`~jurydesk.storage.votes`.
"""

import os
import secrets
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from jurydesk.files import create_owned, overwrite, sync_folder

# Candidate, bloc.
Ballot = tuple[str, str]

_KEY = 32
_NAME = 16
_POOL = 64


class BallotKeys:
    """The keys of one session file; ``name`` tells its pool from any other."""

    def __init__(self, session: Path) -> None:
        self._path = session.with_name(f"{session.name}.votes")
        self.name = b""
        self._pool: list[bytes] = []
        self._slots: dict[Ballot, int] = {}

    @property
    def file_name(self) -> str:
        """The name of the side file."""
        return self._path.name

    def read(self) -> None:
        """Read the side file, if there is one; a torn one holds the keys it holds."""
        try:
            content = self._path.read_bytes()
        except OSError:
            content = b""
        self.name = content[:_NAME]
        keys = range(_NAME, len(content) - _KEY + 1, _KEY)
        self._pool = [content[start : start + _KEY] for start in keys]
        self._slots = {}

    def key_in(self, name: bytes, slot: int) -> bytes | None:
        """Return the key of a slot of the pool of that name, ``None`` when it is not here."""
        if name != self.name or not 0 <= slot < len(self._pool):
            return None
        return self._pool[slot]

    def note(self, ballot: Ballot, slot: int) -> None:
        """Note which slot a ballot read from the file has."""
        self._slots[ballot] = slot

    def slot_of(self, ballot: Ballot) -> int | None:
        """Return the slot of a ballot under way, if it has one."""
        return self._slots.get(ballot)

    def take(self, ballot: Ballot) -> tuple[int, bytes]:
        """Return the slot and the key of a ballot, on the disk before anything is enciphered.

        Raises:
            OSError: The side file cannot be written.
        """
        slot = self._slots.get(ballot)
        if slot is None:
            taken = set(self._slots.values())
            slot = next((n for n in range(len(self._pool)) if n not in taken), None)
            if slot is None:
                slot = len(self._pool)
                self._grow()
            self._slots[ballot] = slot
        return slot, self._pool[slot]

    def keep(self, ballots: Collection[Ballot]) -> None:
        """Destroy the keys of every other ballot, and the side file when none is left.

        Raises:
            OSError: The disk refuses; calling again tries again.
        """
        if not ballots:
            self._remove()
            return
        ended = [ballot for ballot in self._slots if ballot not in ballots]
        if not ended:
            return
        with self._path.open("r+b", buffering=0) as file:
            for ballot in ended:
                slot = self._slots[ballot]
                fresh = secrets.token_bytes(_KEY)
                file.seek(_NAME + slot * _KEY)
                file.write(fresh)
                self._pool[slot] = fresh
            os.fsync(file.fileno())
        for ballot in ended:
            del self._slots[ballot]

    def _grow(self) -> None:
        fresh = [secrets.token_bytes(_KEY) for _ in range(_POOL)]
        if self._pool:
            with self._path.open("ab", buffering=0) as file:
                file.write(b"".join(fresh))
                os.fsync(file.fileno())
            self._pool += fresh
            return
        # Whatever lies there serves nothing: no vote of this session answers to it.
        self._remove()
        name = secrets.token_bytes(_NAME)
        with os.fdopen(create_owned(self._path, keep_open=True), "wb") as file:
            file.write(name + b"".join(fresh))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self._path.parent)
        self.name, self._pool = name, fresh

    def _remove(self) -> None:
        with suppress(FileNotFoundError):
            with self._path.open("r+b", buffering=0) as file:
                overwrite(file.fileno())
            self._path.unlink()
        self.name, self._pool, self._slots = b"", [], {}
