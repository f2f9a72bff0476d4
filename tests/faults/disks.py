"""Small disks of the tests' own, an image or memory; they ask for the superuser."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_MEGABYTE = 1 << 20


def _run(*words: object) -> bool:
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def mounted_image(folder: Path, megabytes: int = 8) -> Iterator[tuple[Path, Path]]:
    """Give a mounted ext4 disk and the image that holds its raw bytes; skip where one cannot."""
    if os.name == "nt" or os.geteuid() or not shutil.which("mkfs.ext4"):
        pytest.skip("mounting an image asks for the superuser and mkfs.ext4")
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(megabytes * _MEGABYTE)
    if not _run("mkfs.ext4", "-q", image) or not _run("mount", "-o", "loop", image, place):
        pytest.skip("this machine mounts no image")
    try:
        yield place, image
    finally:
        _run("umount", place) or _run("umount", "-l", place)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Give a disk in memory that is soon full; skip where one cannot."""
    if os.name == "nt" or os.geteuid():
        pytest.skip("mounting a disk asks for the superuser")
    place = folder / "small"
    place.mkdir()
    if not _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place):
        pytest.skip("this machine mounts no disk in memory")
    try:
        yield place
    finally:
        _run("umount", place) or _run("umount", "-l", place)


def remount(place: Path, *, read_only: bool) -> None:
    """Let a mounted disk be read only, or written again."""
    assert _run("mount", "-o", f"remount,{'ro' if read_only else 'rw'}", place)
