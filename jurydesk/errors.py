"""The errors a person can mend; leaves bugs to Python's own exceptions."""


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
