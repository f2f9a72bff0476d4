"""The verdict on a file, as ``verify`` prints it; leaves reaching it to verification."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Finding(StrEnum):
    """The three verdicts.

    ``INTACT``: every byte and every expected signature hold, but nobody vouches for the signers
    or for their list.
    """

    VALID = "valide"
    INTACT = "intact"
    INVALID = "non_valide"

    @property
    def words(self) -> str:
        """The verdict as it is printed."""
        return _WORDS[self]


_WORDS = {
    Finding.VALID: "VALIDE",
    Finding.INTACT: "INTACT, mais personne n’en répond",
    Finding.INVALID: "NON VALIDE",
}


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """One signature: whose, whole or not, trusted or not, and what came after it.

    ``member`` is ``None`` for the establishment's seal and for a signature nobody expects.
    ``expected`` is the name of who must sign there, ``signer`` and ``issuer`` those that the
    certificate gives; ``same_name`` whether the two agree, ``None`` where nobody is expected.
    """

    field: str
    member: str | None
    signer: str
    intact: bool
    trusted: bool
    covers_whole_file: bool
    changed_since: bool
    at: datetime | None
    expected: str = ""
    issuer: str = ""
    same_name: bool | None = None

    @property
    def words(self) -> str:
        """The signature as it is printed: who must sign, beside who holds the certificate."""
        whose = self.expected or (self.member or self.field)
        issued = f", délivré par « {self.issuer} »" if self.issuer else ""
        moment = f", le {self.at:%d/%m/%Y à %H:%M:%S}" if self.at else ""
        state = "intacte" if self.intact and not self.changed_since else "à ne pas retenir"
        known = "reconnue" if self.trusted else "non reconnue"
        return (
            f"{whose} : certificat au nom de « {self.signer} »{issued}{moment} – {state}, {known}"
        )

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

    ``messages`` are French sentences: what is wrong and what to do first, then what is worth
    knowing.
    """

    file: str
    kind: str
    finding: Finding
    signatures: tuple[SignatureVerdict, ...] = ()
    journal: JournalVerdict | None = None
    matches_session: bool | None = None
    messages: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether nothing at all is wrong, and somebody vouches for it."""
        return self.finding is Finding.VALID

    def as_json(self) -> dict[str, Any]:
        """Return it as ``verify --json`` prints it."""
        return {
            "file": self.file,
            "kind": self.kind,
            "valid": self.valid,
            "verdict": self.finding.value,
            "signatures": [signature.as_json() for signature in self.signatures],
            "journal": self.journal.as_json() if self.journal else None,
            "matches_session": self.matches_session,
            "messages": list(self.messages),
        }
