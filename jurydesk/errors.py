"""The errors a person can mend; leaves bugs to Python's own exceptions."""

import errno


class JuryDeskError(Exception):
    """An act is impossible; ``str(error)`` is a French sentence that says what to do next."""


class ActRefusedError(JuryDeskError):
    """The sitting does not allow this act now (quorum, recusal, order of acts)."""


class UnreadableFileError(JuryDeskError):
    """A file cannot be read as what it claims to be, or is hostile."""


class InvalidRulebookError(JuryDeskError):
    """A rulebook holds faults; ``faults`` lists them all, each with its place."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("Le référentiel de règles est à corriger : " + " ; ".join(faults))


_REASONS = {
    errno.EACCES: "vos droits ne le permettent pas",
    errno.EPERM: "vos droits ne le permettent pas",
    errno.EROFS: "le support est protégé en écriture",
    errno.ENOSPC: "le disque est plein",
    errno.ENOENT: "le dossier n’existe pas",
    errno.ENOTDIR: "un fichier porte le nom du dossier",
    errno.EISDIR: "c’est un dossier",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.EBUSY: "un autre programme l’utilise",
    errno.EIO: "le support ne répond plus",
}


def reason_of(error: OSError) -> str:
    """Return why the system refused, in French where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
