"""Writes files whole or not at all, their owner's alone, for every package that leaves one.

What may be replaced is left to :mod:`jurydesk.replacing`.
"""

import os
import platform
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.replacing import check_replaceable

_STROKE = 1 << 20
_OWNER_FILE = 0o600
_OWNER_FOLDER = 0o700


def write_whole(
    path: Path,
    content: bytes,
    *,
    replace: bool = False,
    grows: bool = False,
    just_before: Callable[[], None] | None = None,
) -> None:
    """Write a file under a temporary name beside it, flush it to disk, then rename it.

    ``replace`` is what the person asked for; a file that ``grows`` is the one there with something
    more, and is not asked about. ``just_before`` has the last word before the rename: whatever it
    raises leaves the file as it was.

    Raises:
        JuryDeskError: The folder cannot be written, the file is held by another program, or is one
            that must not be lost.
    """
    if not grows:
        check_replaceable(path, replace=replace)
    try:
        with temporary_beside(path) as temporary:
            with os.fdopen(create_owned(temporary, keep_open=True), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if just_before is not None:
                just_before()
            temporary.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        raise JuryDeskError(
            f"Le fichier « {path.name} » ne peut pas être écrit ({reason_of(error)}) : fermez-le "
            "dans les autres programmes, vérifiez la place libre et vos droits sur le dossier."
        ) from error


def create_owned(path: Path, *, keep_open: bool = False) -> int:
    """Create an empty file that its owner alone may read; return its descriptor if kept open.

    Raises:
        OSError: There is such a file already, or the folder refuses.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, _OWNER_FILE)
    if not keep_open:
        os.close(descriptor)
    return descriptor


def make_owned_folder(folder: Path) -> None:
    """Make a folder, and those above it, that their owner alone may enter; keep one that is there.

    Raises:
        OSError: The folder cannot be made.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        with suppress(FileExistsError):
            each.mkdir(mode=_OWNER_FOLDER)
    if not folder.is_dir():
        folder.mkdir(mode=_OWNER_FOLDER)


@contextmanager
def temporary_beside(path: Path) -> Iterator[Path]:
    """Give a hidden name beside a file, free to use, under which nothing is left at the end."""
    sweep_leftovers(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{_host()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
    finally:
        for leftover in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def sweep_leftovers(path: Path) -> None:
    """Remove what programs killed on this computer left beside a file under temporary names."""
    leftover = re.compile(rf"\.{re.escape(path.name)}\.(\d+)-{_host()}\.tmp(?:-journal)?")
    with suppress(OSError):
        for each in path.parent.iterdir():
            found = leftover.fullmatch(each.name)
            if found and int(found[1]) != os.getpid() and not _is_running(int(found[1])):
                with each.open("r+b", buffering=0) as file:
                    overwrite(file.fileno())
                each.unlink()


def _host() -> str:
    """Return a mark of this computer: numbers of processes mean nothing on another."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_running(process: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def overwrite(descriptor: int) -> None:
    """Write nothing but zeros over an open file, where it lies on the disk.

    Raises:
        OSError: The disk refuses.
    """
    left = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(descriptor, bytes(min(left, _STROKE)))
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names of a folder, where the system can."""
    # Windows cannot open a folder; there the rename itself is journaled.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
