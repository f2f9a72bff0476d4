"""The verdict on a file, as ``verify`` prints it; leaves reaching it to verification."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """One signature: whose, whole or not, trusted or not, and what came after it.

    ``member`` is ``None`` for the establishment's seal and for a signature nobody expects.
    """

    field: str
    member: str | None
    signer: str
    intact: bool
    trusted: bool
    covers_whole_file: bool
    changed_since: bool
    at: datetime | None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "field": self.field,
            "member": self.member,
            "signer": self.signer,
            "intact": self.intact,
            "trusted": self.trusted,
            "covers_whole_file": self.covers_whole_file,
            "changed_since": self.changed_since,
            "at": self.at.isoformat() if self.at else None,
        }


@dataclass(frozen=True, slots=True)
class JournalVerdict:
    """A session's journal: its length, and the first entry that does not hold, from 1."""

    entries: int
    intact: bool
    first_bad: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"entries": self.entries, "intact": self.intact, "first_bad": self.first_bad}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole verdict on a PDF or on a session file.

    ``valid`` is true when nothing at all is wrong. ``messages`` are French sentences: what is
    wrong and what to do first, then what is worth knowing.
    """

    file: str
    kind: str
    valid: bool
    signatures: tuple[SignatureVerdict, ...] = ()
    journal: JournalVerdict | None = None
    matches_session: bool | None = None
    messages: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as ``verify --json`` prints it."""
        return {
            "file": self.file,
            "kind": self.kind,
            "valid": self.valid,
            "signatures": [signature.as_json() for signature in self.signatures],
            "journal": self.journal.as_json() if self.journal else None,
            "matches_session": self.matches_session,
            "messages": list(self.messages),
        }
