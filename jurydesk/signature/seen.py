"""Remembers what was seen of a file's revisions, so that one which only grew is not read again.

What a revision holds depends on the bytes up to its end alone, and those are known by their
SHA-256: nothing else is ever taken for them. Kept in memory, for this run only.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Seen(Generic[T]):
    """The latest things seen, by the digest of the bytes they were seen in."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[bytes, T] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: bytes, look: Callable[[], T]) -> T:
        """Return what was seen in the bytes of that digest, looking only the first time."""
        with self._lock:
            if digest in self._found:
                self._found.move_to_end(digest)
                return self._found[digest]
        found = look()
        with self._lock:
            self._found[digest] = found
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return found
