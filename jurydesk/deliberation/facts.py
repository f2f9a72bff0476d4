"""What happened, in the past participle; each is one row of the journal, save named votes.

A fact never says how a person voted: :class:`VoteCast` alone does, kept in an erasable place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.vocabulary import BallotWay, BlockStatus, JurorCapacity, Part, Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import Attendance, JuryMember, NominationAct
from jurydesk.deliberation.earlier_decisions import CandidateBefore, CandidateBroughtIn
from jurydesk.deliberation.fact import Fact
from jurydesk.deliberation.minutes_facts import (
    AccrochageNoted,
    AccrochageState,
    CivilStatusAmended,
    EnglishChosen,
    EstablishmentDescribed,
    IssuedTitle,
    MinutesSigned,
    SessionSealed,
    SigningDeclared,
    SigningWay,
    TitlesIssued,
)

__all__ = [
    "AccrochageNoted",
    "AccrochageState",
    "BallotWay",
    "CivilStatusAmended",
    "EnglishChosen",
    "EstablishmentDescribed",
    "Fact",
    "IssuedTitle",
    "MinutesSigned",
    "Part",
    "SessionSealed",
    "SigningDeclared",
    "SigningWay",
    "TitlesIssued",
]

DEFINITIONS = 2  # those that a session made now is counted by


@dataclass(frozen=True, slots=True)
class SessionCreated(Fact):
    """A « séance » is prepared: certification, day, place, and the reading that decides.

    ``rulebook`` is the whole rulebook file, frozen; ``minutes_number`` may be changed later.
    ``definitions`` is ``None`` in sessions made when a file's « np » stood by itself; an empty
    ``timezone`` is Europe/Paris.
    """

    certification: str
    session_date: date
    place: str
    reading: Reading
    rulebook: str
    rulebook_digest: str
    minutes_number: str
    definitions: int | None = None
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class SessionRescheduled(Fact):
    """The « date de la séance » was corrected before the opening; the number follows it."""

    session_date: date


@dataclass(frozen=True, slots=True)
class CohortImported(Fact):
    """The candidates, as read from a file (name and SHA-256 of its bytes)."""

    source: str
    source_digest: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class JuryImported(Fact):
    """The members, as read from a file (name and SHA-256 of its bytes)."""

    source: str
    source_digest: str
    members: tuple[JuryMember, ...]


@dataclass(frozen=True, slots=True)
class RectificationDeclared(Fact):
    """This session rectifies sealed minutes, known by the head and count on their pages."""

    minutes_number: str
    session_date: date
    sealed_at: datetime
    head: str
    entries: int
    reason: str
    candidates: tuple[CandidateBefore, ...]


@dataclass(frozen=True, slots=True)
class SessionFollowed(Fact):
    """People come back from an earlier sealed session: this is the next ordinary one.

    ``certification`` is that of the earlier session; ``head`` and ``entries`` are those printed
    on every page of its minutes. What its jury acquired stands in the cohort's own file.
    """

    minutes_number: str
    certification: str
    session_date: date
    sealed_at: datetime
    head: str
    entries: int
    candidates: tuple[CandidateBroughtIn, ...]


@dataclass(frozen=True, slots=True)
class CandidateCorrected(Fact):
    """One cell of a candidate's file was corrected, with a reason."""

    candidate: Candidate
    field: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class SessionDescribed(Fact):
    """The session's own details were set; empty ones are left as they were.

    ``promotion_size`` is how many people were admitted together, the base of the quotas;
    ``figures_annex`` whether the minutes end with the figures of the sitting (« bilan »).
    ``convened_at`` the hour the members are asked for, HH:MM.
    """

    place: str = ""
    remote_means: str = ""
    minutes_number: str = ""
    cohort_name: str = ""
    promotion_size: int | None = None
    figures_annex: bool | None = None
    convened_at: str = ""


@dataclass(frozen=True, slots=True)
class NominationDescribed(Fact):
    """The act that appoints members was described: number, date, signatory, delegation."""

    act: NominationAct


@dataclass(frozen=True, slots=True)
class RuleConfirmed(Fact):
    """A setting to confirm got its adoption: by whom, when, and when it was published."""

    key: str
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class RuleSet(Fact):
    """The establishment set a rule to confirm, before the opening.

    ``value`` is the file's own, as JSON; an empty ``source`` leaves the one before.
    """

    key: str
    value: str
    source: str
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class MemberCorrected(Fact):
    """A member's name, quality or employer was corrected, with a reason."""

    member: JuryMember
    field: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class AttendanceRecorded(Fact):
    """A member arrived, left, or is absent, with a reason where there is one."""

    member: str
    attendance: Attendance
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SittingOpened(Fact):
    """The sitting was opened (« ouverture »)."""


@dataclass(frozen=True, slots=True)
class SittingSuspended(Fact):
    """The sitting was suspended."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class SittingResumed(Fact):
    """The sitting was resumed."""


@dataclass(frozen=True, slots=True)
class SittingClosed(Fact):
    """The sitting was closed."""


@dataclass(frozen=True, slots=True)
class ActingChairNamed(Fact):
    """Another member presides from now on (« président de séance »)."""

    member: str


@dataclass(frozen=True, slots=True)
class MemberRecused(Fact):
    """A member does not deliberate on one candidate (« déport »); the reason is never printed."""

    member: str
    candidate: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MentionSettled(Fact):
    """Somebody said whether a mention of a candidate's file means a member, where it only may.

    ``mention`` is the text of the file: another text, corrected since, is another doubt.
    """

    candidate: str
    member: str
    mention: str
    same: bool


@dataclass(frozen=True, slots=True)
class FindingOverridden(Fact):
    """The chair goes on despite a finding; lapses when the finding's ``value`` changes.

    Without a candidate it covers every route and candidate where the finding then blocks:
    ``values`` gives their values by "route|candidate". ``by`` is the full name of who presided.
    """

    finding: str
    candidate: str | None
    reason: str
    by: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DefenceJurorAppointed(Fact):
    """A person judges one defence, perhaps from outside the jury."""

    candidate: str
    juror: str
    capacity: JurorCapacity


@dataclass(frozen=True, slots=True)
class DefenceMarked(Fact):
    """One juror's mark over 20 for one part of one defence."""

    candidate: str
    juror: str
    part: Part
    mark: Decimal


@dataclass(frozen=True, slots=True)
class VoteCast(Fact):
    """A named vote in progress; ``level`` is ``None`` for an abstention. Never in the journal."""

    member: str
    candidate: str
    block: str
    level: int | None


@dataclass(frozen=True, slots=True)
class VoteWithdrawn(Fact):
    """A vote in progress was withdrawn; the journal notes nothing of what it was."""

    member: str
    candidate: str
    block: str


@dataclass(frozen=True, slots=True)
class BallotCounted(Fact):
    """A ballot was counted: votes by level, abstentions, voters, and what it gives.

    ``level`` is ``None`` when no vote was expressed. ``casting_vote`` tells that the chair's own
    level decided a tie. No vote is named.
    """

    candidate: str
    block: str
    way: BallotWay
    tally: Mapping[int, int]
    abstentions: int
    voters: tuple[str, ...]
    chair: str
    level: int | None
    casting_vote: bool


@dataclass(frozen=True, slots=True)
class DecisionAdopted(Fact):
    """The jury adopted a bloc's level; ``proposed`` is the proposal at that moment."""

    candidate: str
    block: str
    level: int
    status: BlockStatus
    proposed: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BlockSetAside(Fact):
    """A bloc is « en attente » or « non présenté », with a neutral reason."""

    candidate: str
    block: str
    status: BlockStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionReopened(Fact):
    """The jury takes up again a bloc adopted, en attente or non présenté (« réouverture »).

    The bloc then needs a new ballot; what was decided stays, printed as reconsidered.
    """

    candidate: str
    block: str
    reason: str


@dataclass(frozen=True, slots=True)
class FollowUpPlanned(Fact):
    """The complement or the « rattrapage » asked for a bloc, and its date."""

    candidate: str
    block: str
    work: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class RecommendationWritten(Fact):
    """The jury's recommendations to a candidate (R613-37); the last one counts."""

    candidate: str
    text: str


@dataclass(frozen=True, slots=True)
class IncidentRecorded(Fact):
    """Something happened that the minutes must tell."""

    text: str


@dataclass(frozen=True, slots=True)
class ActUndone(Fact):
    """An earlier act was undone; nothing is removed, the state leaves the act out."""

    act: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActRestored(Fact):
    """An undo was taken back (« rétablir »): the act undone stands again, as it was."""

    act: int
