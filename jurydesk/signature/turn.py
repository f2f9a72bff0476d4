"""One signer at a time in a file: whoever comes second waits, then signs what the first left.

The lock is the system's own, on a hidden file beside the minutes: it goes with its holder,
however that one ends, and leaves nothing behind.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from jurydesk.errors import JuryDeskError, reason_of

_PATIENCE = 60.0
_PAUSE = 0.02


@contextmanager
def turn_to_sign(path: Path, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the minutes at that path while one signs; wait ``patience`` seconds at most.

    Raises:
        JuryDeskError: Somebody else keeps them, or the folder cannot be written.
    """
    place = path.with_name(f".{path.name}.signature")
    try:
        held = _take(place, until=monotonic() + patience)
    except OSError as error:
        raise JuryDeskError(
            f"Le fichier « {path.name} » ne peut pas être écrit ({reason_of(error)}) : vérifiez "
            "vos droits sur le dossier."
        ) from error
    if held is None:
        raise JuryDeskError(
            f"Quelqu’un d’autre signe « {path.name} » depuis plus de {patience:.0f} secondes : "
            "attendez qu’il ait fini, puis recommencez."
        )
    try:
        yield
    finally:
        # Removed while it is held: whoever waits on it sees that it is no longer the one there.
        with suppress(OSError):
            place.unlink()
        os.close(held)


def _take(place: Path, *, until: float) -> int | None:
    while True:
        descriptor = os.open(place, os.O_CREAT | os.O_RDWR, 0o600)
        if _lock(descriptor) and _is_there(place, descriptor):
            return descriptor
        os.close(descriptor)
        if monotonic() > until:
            return None
        sleep(_PAUSE)


def _is_there(place: Path, descriptor: int) -> bool:
    """Whether the file locked is still the one at that place."""
    try:
        return os.path.samestat(place.stat(), os.fstat(descriptor))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
