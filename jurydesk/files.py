"""Writes files whole or not at all, for every package that leaves one behind."""

import os
from pathlib import Path

from jurydesk.errors import JuryDeskError, reason_of

_SQLITE = b"SQLite format 3\x00"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, flush it to disk, then rename it.

    A session is never replaced: it is the only copy of what the jury did.

    Raises:
        JuryDeskError: The folder cannot be written, or the file is held by another program.
    """
    if path.is_dir():
        raise JuryDeskError(f"« {path} » est un dossier : donnez le nom du fichier à y écrire.")
    if _is_session(path):
        raise JuryDeskError(
            f"« {path.name} » est une séance et ne sera pas remplacé : donnez un autre nom."
        )
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise JuryDeskError(
            f"Le fichier « {path.name} » ne peut pas être écrit ({reason_of(error)}) : fermez-le "
            "dans les autres programmes, vérifiez la place libre et vos droits sur le dossier."
        ) from error


def _is_session(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
