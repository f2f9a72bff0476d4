"""What happens to the minutes and after the jury: signing, seal, civil status, papers, accrochage.

Imported from :mod:`~jurydesk.deliberation.facts`, which holds the facts of the sitting.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.establishment import Establishment
from jurydesk.deliberation.fact import Fact


class SigningWay(StrEnum):
    """How a member who sat signs the minutes."""

    ELECTRONIC = "electronique"
    PAPER = "papier"
    REFUSED = "refus"


class AccrochageState(StrEnum):
    """Where the accrochage of one holder stands."""

    TO_SEND = "à envoyer"
    SENT = "envoyé"
    ACCEPTED = "accepté"
    REFUSED = "refusé"
    TO_SEND_AGAIN = "à renvoyer"


@dataclass(frozen=True, slots=True)
class SigningDeclared(Fact):
    """How a member signs; ``fingerprint`` is the SHA-256 of the certificate expected, or empty.

    ``delegation`` names the act by which one signs for another authority (« par délégation »).
    """

    member: str
    way: SigningWay
    fingerprint: str = ""
    subject: str = ""
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class CivilStatusAmended(Fact):
    """A civil status was corrected once the sitting opened, the seal included; no decision is.

    ``changes`` are columns with their texts before and after; no other of ``candidate`` counts.
    """

    candidate: Candidate
    changes: tuple[tuple[str, str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SessionSealed(Fact):
    """The session is sealed on the journal's head and count just before this fact."""

    minutes_number: str
    head: str
    entries: int
    file_digest: str


@dataclass(frozen=True, slots=True)
class MinutesSigned(Fact):
    """A member signed; ``file_digest`` is the SHA-256 of the file after that signature."""

    member: str
    signer: str
    fingerprint: str
    file_digest: str


@dataclass(frozen=True, slots=True)
class AccrochageNoted(Fact):
    """What became of the accrochage of one holder, once sealed; the last one counts.

    ``reason`` is the one that the Caisse des Dépôts gave for a refusal, or why it goes again.
    """

    candidate: str
    state: AccrochageState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EstablishmentDescribed(Fact):
    """What the papers of this session say of the establishment; the last one counts."""

    establishment: Establishment


@dataclass(frozen=True, slots=True)
class EnglishChosen(Fact):
    """Whose papers are also in English: everyone's, or those of these people; the last counts."""

    everyone: bool = False
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedTitle:
    """A certificate delivered: to whom, what of (a bloc's code, or the certification's).

    ``mark`` is the beginning of the digest of its code to check, empty without a code.
    """

    candidate: str
    code: str
    duplicate: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class TitlesIssued(Fact):
    """Certificates were delivered, dated ``issued_on``; each row adds to the register."""

    issued_on: date
    titles: tuple[IssuedTitle, ...]
