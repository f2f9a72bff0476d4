"""What is known of a sitting at one moment: the fold of its facts.

Leaves refusing acts to :mod:`~jurydesk.deliberation.guards`, and everything worked out from the
state (voters, proposals, outcomes, findings) to pure functions beside it. Only :func:`fold` and
:meth:`SittingState.apply` change a state; every other reader treats it as read-only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import singledispatch

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import AccessRoute, JurorCapacity, Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.member import Attendance, JuryMember, NominationAct
from jurydesk.compliance.situation import DefenceSitting, Situation
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    ActUndone,
    AttendanceRecorded,
    BallotCounted,
    BlockSetAside,
    CandidateCorrected,
    CohortImported,
    DecisionAdopted,
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    FindingOverridden,
    FollowUpPlanned,
    IncidentRecorded,
    JuryImported,
    MemberRecused,
    MinutesSigned,
    NominationDescribed,
    Part,
    RecommendationWritten,
    RuleConfirmed,
    SessionCreated,
    SessionDescribed,
    SessionSealed,
    SigningDeclared,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteCast,
    VoteWithdrawn,
)


class Phase(StrEnum):
    """Where the sitting stands."""

    PREPARATION = "préparation"
    OPEN = "ouverte"
    SUSPENDED = "suspendue"
    CLOSED = "close"
    SEALED = "scellée"


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact and its place: ``number`` in the journal from 1, and the ``act`` it was part of.

    Facts recorded together share one act, which is undone as a whole. Act numbers only grow;
    a named vote has an act of its own and no journal row (``number`` 0).
    """

    number: int
    act: int
    fact: Fact


@dataclass(slots=True)
class Ballot:
    """Everything about one candidate × one bloc (« mise aux voix »).

    ``votes`` are the named votes in progress, erased at adoption. ``earlier`` are tallies whose
    adoption was undone; they are kept, and a new vote is needed.
    """

    votes: dict[str, int | None] = field(default_factory=dict)
    count: BallotCounted | None = None
    earlier: list[BallotCounted] = field(default_factory=list)
    decision: DecisionAdopted | None = None
    set_aside: BlockSetAside | None = None
    follow_up: FollowUpPlanned | None = None

    @property
    def is_counted(self) -> bool:
        """Whether a tally stands; one without any expressed vote does not, the jury votes again."""
        return self.count is not None and self.count.level is not None

    def involves(self, member: str) -> bool:
        """Whether a member voted in it, by name or in the tally that stands."""
        return member in self.votes or (
            self.count is not None and self.is_counted and member in self.count.voters
        )


@dataclass(slots=True)
class Defence:
    """One candidate's defence while it is being recorded."""

    jurors: dict[str, JurorCapacity] = field(default_factory=dict)
    report: dict[str, Decimal] = field(default_factory=dict)
    oral: dict[str, Decimal] = field(default_factory=dict)

    def as_sitting(self) -> DefenceSitting:
        """Return it as the checks take it."""
        return DefenceSitting(self.jurors, self.report, self.oral)


@dataclass(slots=True)
class Cache:
    """What readers worked out of a state; :meth:`SittingState.apply` empties what may be stale.

    Only :mod:`~jurydesk.deliberation.inspection` fills it.
    """

    people: Situation | None = None
    situation: Situation | None = None
    benches: dict[AccessRoute, Bench] = field(default_factory=dict)
    voters: dict[str, tuple[JuryMember, ...]] = field(default_factory=dict)
    session_findings: tuple[Finding, ...] | None = None
    candidate_findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] | None = None

    def forget_findings(self) -> None:
        """Forget what the overrides change."""
        self.session_findings = None
        self.candidate_findings.clear()
        self.findings = None

    def forget_candidate(self, candidate: str) -> None:
        """Forget what one candidate's defence or blocs change."""
        self.situation = None
        self.candidate_findings.pop(candidate, None)
        self.findings = None

    def forget_voters(self, candidate: str) -> None:
        """Forget what a recusal changes: it is for one candidate only."""
        self.people = None
        self.voters.pop(candidate, None)
        self.forget_candidate(candidate)

    def forget_all(self) -> None:
        """Forget everything: who sits or what is examined changed."""
        self.people = None
        self.situation = None
        self.benches.clear()
        self.voters.clear()
        self.forget_findings()


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
    candidates: dict[str, Candidate] = field(default_factory=dict)
    members: dict[str, JuryMember] = field(default_factory=dict)
    cohort_source: CohortImported | None = None
    jury_source: JuryImported | None = None
    corrections: list[CandidateCorrected] = field(default_factory=list)
    acts: dict[str, NominationAct] = field(default_factory=dict)
    signing: dict[str, SigningDeclared] = field(default_factory=dict)
    attendance: dict[str, Attendance] = field(default_factory=dict)
    attendance_log: list[AttendanceRecorded] = field(default_factory=list)
    phase: Phase = Phase.PREPARATION
    sitting_log: list[Fact] = field(default_factory=list)
    chair: str | None = None
    chairs: list[ActingChairNamed] = field(default_factory=list)
    recused: dict[str, frozenset[str]] = field(default_factory=dict)
    recusals: list[MemberRecused] = field(default_factory=list)
    overrides: list[FindingOverridden] = field(default_factory=list)
    defences: dict[str, Defence] = field(default_factory=dict)
    ballots: dict[tuple[str, str], Ballot] = field(default_factory=dict)
    recommendations: dict[str, str] = field(default_factory=dict)
    incidents: list[IncidentRecorded] = field(default_factory=list)
    sealed: SessionSealed | None = None
    signatures: list[MinutesSigned] = field(default_factory=list)
    last_at: datetime | None = None
    sitting_at: datetime | None = None
    revision: int = field(default=0, compare=False)
    inputs_revision: int = field(default=0, compare=False)
    cache: Cache = field(default_factory=Cache, compare=False, repr=False)

    def apply(self, fact: Fact) -> None:
        """Fold one fact that was recorded; undoing needs :func:`fold` over all entries."""
        self._forget(fact)
        _apply(fact, self)
        self.revision += 1
        if self.last_at is None or fact.at > self.last_at:
            self.last_at = fact.at
        if isinstance(fact, SITTING_FACTS) and (
            self.sitting_at is None or fact.at > self.sitting_at
        ):
            self.sitting_at = fact.at

    def _forget(self, fact: Fact) -> None:
        if isinstance(fact, _QUIET_FACTS):
            return
        if isinstance(fact, DecisionAdopted):
            defence = self.rulebook.defence
            if defence is None or fact.block != defence.block:
                return
        self.inputs_revision += 1
        if isinstance(
            fact, DefenceJurorAppointed | DefenceMarked | BlockSetAside | DecisionAdopted
        ):
            self.cache.forget_candidate(fact.candidate)
        elif isinstance(fact, MemberRecused):
            self.cache.forget_voters(fact.candidate)
        elif isinstance(fact, FindingOverridden):
            self.cache.forget_findings()
        else:
            self.cache.forget_all()

    def ballot(self, candidate: str, block: str) -> Ballot:
        """Return the ballot of a candidate and a bloc (full code), an empty one if none yet."""
        return self.ballots.get((candidate, block)) or Ballot()


SITTING_FACTS = (
    AttendanceRecorded,
    SittingOpened,
    SittingSuspended,
    SittingResumed,
    SittingClosed,
    ActingChairNamed,
    MemberRecused,
    FindingOverridden,
    DefenceJurorAppointed,
    DefenceMarked,
    VoteCast,
    VoteWithdrawn,
    BallotCounted,
    DecisionAdopted,
    BlockSetAside,
)
"""The acts of the sitting itself, whose times never go back."""

_QUIET_FACTS = (
    SessionDescribed,
    SigningDeclared,
    SittingOpened,
    SittingSuspended,
    SittingResumed,
    SittingClosed,
    VoteCast,
    VoteWithdrawn,
    BallotCounted,
    FollowUpPlanned,
    RecommendationWritten,
    IncidentRecorded,
    ActUndone,
    SessionSealed,
    MinutesSigned,
)
"""What no finding looks at."""


def fold(entries: Iterable[Entry], votes: Sequence[VoteCast] = ()) -> SittingState:
    """Return the state after these entries, acts undone left out, and the votes in progress.

    Undoing an adoption is the one exception to « never done »: its tally moves to the ballot's
    ``earlier`` ones and the bloc waits for a new vote.
    """
    entries = list(entries)
    undone = {entry.fact.act for entry in entries if isinstance(entry.fact, ActUndone)}
    created = next(entry.fact for entry in entries if isinstance(entry.fact, SessionCreated))
    state = SittingState(
        rulebook=parse_rulebook(created.rulebook),
        created=created,
        reading=created.reading,
        session_date=created.session_date,
        place=created.place,
        minutes_number=created.minutes_number,
    )
    withdrawn: dict[tuple[int, str, str], BallotCounted] = {}
    for entry in entries:
        fact = entry.fact
        if entry.act not in undone:
            state.apply(fact)
        elif isinstance(fact, BallotCounted):
            withdrawn[entry.act, fact.candidate, fact.block] = fact
        elif isinstance(fact, DecisionAdopted):
            _reopen(state, fact, withdrawn.get((entry.act, fact.candidate, fact.block)))
    for vote in votes:
        state.apply(vote)
    return state


def _reopen(state: SittingState, fact: DecisionAdopted, counted: BallotCounted | None) -> None:
    ballot = state.ballots.setdefault((fact.candidate, fact.block), Ballot())
    tally = counted or ballot.count
    if tally is not None:
        ballot.earlier.append(tally)
    ballot.count = None


@singledispatch
def _apply(fact: Fact, _state: SittingState) -> None:
    raise TypeError(fact)


def _ballot(state: SittingState, candidate: str, block: str) -> Ballot:
    return state.ballots.setdefault((candidate, block), Ballot())


@_apply.register
def _(fact: SessionCreated, state: SittingState) -> None:
    assert fact is state.created  # noqa: S101 one session, one creation
    state.sitting_log.append(fact)


@_apply.register
def _(fact: CohortImported, state: SittingState) -> None:
    state.cohort_source = fact
    state.candidates = {candidate.identifier: candidate for candidate in fact.candidates}


@_apply.register
def _(fact: JuryImported, state: SittingState) -> None:
    state.jury_source = fact
    state.members = {member.identifier: member for member in fact.members}
    chairs = [m for m in fact.members if m.role == "president" and not m.substitute_for]
    state.chair = chairs[0].identifier if chairs else None


@_apply.register
def _(fact: CandidateCorrected, state: SittingState) -> None:
    state.candidates[fact.candidate.identifier] = fact.candidate
    state.corrections.append(fact)


@_apply.register
def _(fact: SessionDescribed, state: SittingState) -> None:
    state.place = fact.place or state.place
    state.remote_means = fact.remote_means or state.remote_means
    state.minutes_number = fact.minutes_number or state.minutes_number
    state.cohort_name = fact.cohort_name or state.cohort_name


@_apply.register
def _(fact: NominationDescribed, state: SittingState) -> None:
    state.acts[fact.act.number] = fact.act


@_apply.register
def _(fact: RuleConfirmed, state: SittingState) -> None:
    state.rulebook = state.rulebook.with_adoption(fact.key, fact.adoption)


@_apply.register
def _(fact: SigningDeclared, state: SittingState) -> None:
    state.signing[fact.member] = fact


@_apply.register
def _(fact: AttendanceRecorded, state: SittingState) -> None:
    state.attendance[fact.member] = fact.attendance
    state.attendance_log.append(fact)


@_apply.register
def _(fact: SittingOpened, state: SittingState) -> None:
    state.phase = Phase.OPEN
    state.sitting_log.append(fact)


@_apply.register
def _(fact: SittingSuspended, state: SittingState) -> None:
    state.phase = Phase.SUSPENDED
    state.sitting_log.append(fact)


@_apply.register
def _(fact: SittingResumed, state: SittingState) -> None:
    state.phase = Phase.OPEN
    state.sitting_log.append(fact)


@_apply.register
def _(fact: SittingClosed, state: SittingState) -> None:
    state.phase = Phase.CLOSED
    state.sitting_log.append(fact)


@_apply.register
def _(fact: ActingChairNamed, state: SittingState) -> None:
    state.chair = fact.member
    state.chairs.append(fact)


@_apply.register
def _(fact: MemberRecused, state: SittingState) -> None:
    before = state.recused.get(fact.candidate, frozenset())
    state.recused[fact.candidate] = before | {fact.member}
    state.recusals.append(fact)


@_apply.register
def _(fact: FindingOverridden, state: SittingState) -> None:
    state.overrides.append(fact)


@_apply.register
def _(fact: DefenceJurorAppointed, state: SittingState) -> None:
    state.defences.setdefault(fact.candidate, Defence()).jurors[fact.juror] = fact.capacity


@_apply.register
def _(fact: DefenceMarked, state: SittingState) -> None:
    defence = state.defences.setdefault(fact.candidate, Defence())
    marks = defence.report if fact.part is Part.REPORT else defence.oral
    marks[fact.juror] = fact.mark


@_apply.register
def _(fact: VoteCast, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).votes[fact.member] = fact.level


@_apply.register
def _(fact: VoteWithdrawn, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).votes.pop(fact.member, None)


@_apply.register
def _(fact: BallotCounted, state: SittingState) -> None:
    ballot = _ballot(state, fact.candidate, fact.block)
    if ballot.count is not None:
        # No vote was expressed: the jury votes again, what it counted first is kept.
        ballot.earlier.append(ballot.count)
    ballot.count = fact
    ballot.votes = {}


@_apply.register
def _(fact: DecisionAdopted, state: SittingState) -> None:
    ballot = _ballot(state, fact.candidate, fact.block)
    ballot.decision = fact
    ballot.set_aside = None


@_apply.register
def _(fact: BlockSetAside, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).set_aside = fact


@_apply.register
def _(fact: FollowUpPlanned, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).follow_up = fact


@_apply.register
def _(fact: RecommendationWritten, state: SittingState) -> None:
    state.recommendations[fact.candidate] = fact.text


@_apply.register
def _(fact: IncidentRecorded, state: SittingState) -> None:
    state.incidents.append(fact)


@_apply.register
def _(fact: ActUndone, state: SittingState) -> None:
    state.sitting_log.append(fact)


@_apply.register
def _(fact: SessionSealed, state: SittingState) -> None:
    state.phase = Phase.SEALED
    state.sealed = fact


@_apply.register
def _(fact: MinutesSigned, state: SittingState) -> None:
    state.signatures.append(fact)
