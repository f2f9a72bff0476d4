"""Writes files whole or not at all, for every package that leaves one behind."""

import os
from pathlib import Path

from jurydesk.errors import JuryDeskError, reason_of


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, flush it to disk, then rename it.

    Raises:
        JuryDeskError: The folder cannot be written, or the file is held by another program.
    """
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
