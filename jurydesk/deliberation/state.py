"""What is known of a sitting at one moment: what its facts make.

Leaves refusing acts to :mod:`~jurydesk.deliberation.permission`, and everything worked out
from the state (voters, proposals, outcomes, findings) to pure functions beside it. Only
:mod:`~jurydesk.deliberation.applying` changes a state; every other reader treats it as read-only.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import Attendance, JuryMember, NominationAct
from jurydesk.deliberation.establishment import Establishment
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    AttendanceRecorded,
    CandidateCorrected,
    CivilStatusAmended,
    CohortImported,
    EnglishChosen,
    Fact,
    FindingOverridden,
    IncidentRecorded,
    JuryImported,
    MemberCorrected,
    MemberRecused,
    MinutesSigned,
    RectificationDeclared,
    SessionCreated,
    SessionFollowed,
    SessionSealed,
    SigningDeclared,
)
from jurydesk.deliberation.records import (
    Ballot,
    Cache,
    Defence,
    Entry,
    FollowedHolder,
    Issue,
    Phase,
    Undone,
)

__all__ = [
    "Ballot",
    "Cache",
    "Defence",
    "Entry",
    "Phase",
    "SittingState",
    "Undone",
]


@dataclass(slots=True)
class SittingState:
    """The state of one session file; see the module for who may change it.

    ``revision`` grows with every fact applied, ``inputs_revision`` with those the findings look
    at, so that readers can cache what they work out. ``last_at`` is the latest time of any fact,
    ``sitting_at`` that of the acts of the sitting alone (preparation runs on another clock).
    """

    rulebook: Rulebook
    created: SessionCreated
    reading: Reading
    session_date: date
    place: str
    minutes_number: str
    remote_means: str = ""
    cohort_name: str = ""
    promotion_size: int | None = None
    figures_annex: bool = False
    convened_at: str = ""
    establishment: Establishment | None = None
    english: EnglishChosen | None = None
    issues: list[Issue] = field(default_factory=list)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    members: dict[str, JuryMember] = field(default_factory=dict)
    cohort_source: CohortImported | None = None
    jury_source: JuryImported | None = None
    rectification: RectificationDeclared | None = None
    followed: list[SessionFollowed] = field(default_factory=list)
    corrections: list[CandidateCorrected] = field(default_factory=list)
    # The minutes keep the file: see civil_status.
    member_corrections: list[MemberCorrected] = field(default_factory=list)
    rules_set: dict[str, str] = field(default_factory=dict)
    amendments: list[CivilStatusAmended] = field(default_factory=list)
    accrochage: list[FollowedHolder] = field(default_factory=list)
    acts: dict[str, NominationAct] = field(default_factory=dict)
    signing: dict[str, SigningDeclared] = field(default_factory=dict)
    # Declared once sealed: the minutes keep the ways they were sealed with.
    waived: dict[str, SigningDeclared] = field(default_factory=dict)
    attendance: dict[str, Attendance] = field(default_factory=dict)
    attendance_log: list[AttendanceRecorded] = field(default_factory=list)
    phase: Phase = Phase.PREPARATION
    sitting_log: list[Fact] = field(default_factory=list)
    chair: str | None = None
    chairs: list[ActingChairNamed] = field(default_factory=list)
    recused: dict[str, frozenset[str]] = field(default_factory=dict)
    recusals: list[MemberRecused] = field(default_factory=list)
    # How many of them were noted before the opening: their times bind nothing.
    recused_before: int = 0
    settled: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    overrides: list[FindingOverridden] = field(default_factory=list)
    defences: dict[str, Defence] = field(default_factory=dict)
    ballots: dict[tuple[str, str], Ballot] = field(default_factory=dict)
    recommendations: dict[str, str] = field(default_factory=dict)
    incidents: list[IncidentRecorded] = field(default_factory=list)
    undone: list[Undone] = field(default_factory=list)
    sealed: SessionSealed | None = None
    signatures: list[MinutesSigned] = field(default_factory=list)
    last_at: datetime | None = None
    sitting_at: datetime | None = None
    revision: int = field(default=0, compare=False)
    inputs_revision: int = field(default=0, compare=False)
    cache: Cache = field(default_factory=Cache, compare=False, repr=False)

    def ballot(self, candidate: str, block: str) -> Ballot:
        """Return the ballot of a candidate and a bloc (full code), an empty one if none yet."""
        return self.ballots.get((candidate, block)) or Ballot()
