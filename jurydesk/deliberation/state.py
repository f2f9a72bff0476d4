"""What is known of a sitting at one moment: the fold of its facts.

Leaves refusing acts to :mod:`~jurydesk.deliberation.guards.permission`, and everything worked out
from the state (voters, proposals, outcomes, findings) to pure functions beside it. Only
:func:`fold` and :meth:`SittingState.apply` change a state; every other reader treats it as
read-only.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import Attendance, JuryMember, NominationAct
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
    RecommendationWritten,
    RectificationDeclared,
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
from jurydesk.deliberation.records import Ballot, Cache, Defence, Entry, Phase
from jurydesk.deliberation.transitions import TRANSITIONS

__all__ = [
    "SITTING_FACTS",
    "Ballot",
    "Cache",
    "Defence",
    "Entry",
    "Phase",
    "SittingState",
    "fold",
    "undone_acts",
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
    candidates: dict[str, Candidate] = field(default_factory=dict)
    members: dict[str, JuryMember] = field(default_factory=dict)
    cohort_source: CohortImported | None = None
    jury_source: JuryImported | None = None
    rectification: RectificationDeclared | None = None
    corrections: list[CandidateCorrected] = field(default_factory=list)
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
        TRANSITIONS[type(fact)](fact, self)
        self.revision += 1
        if self.last_at is None or fact.at > self.last_at:
            self.last_at = fact.at
        if type(fact) in _SITTING_KINDS and (self.sitting_at is None or fact.at > self.sitting_at):
            self.sitting_at = fact.at

    def _forget(self, fact: Fact) -> None:
        if isinstance(fact, DecisionAdopted | BlockSetAside):
            self.cache.forget_outcome(fact.candidate)
        if not _is_input(self, fact):
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

_SITTING_KINDS = frozenset(SITTING_FACTS)

_QUIET_KINDS = frozenset(
    (
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
)
"""What no finding looks at."""


def _is_input(state: SittingState, fact: Fact) -> bool:
    """Whether a finding may look at what this fact changes."""
    if isinstance(fact, DecisionAdopted):
        defence = state.rulebook.defence
        return defence is not None and fact.block == defence.block
    return type(fact) not in _QUIET_KINDS


def fold(
    entries: Iterable[Entry], votes: Sequence[VoteCast] = (), undone: set[int] | None = None
) -> SittingState:
    """Return the state after these entries, acts undone left out, and the votes in progress.

    ``undone`` spares looking for the acts undone where they are already known.
    Undoing an adoption is the one exception to « never done »: its tally moves to the ballot's
    ``earlier`` ones and the bloc waits for a new vote.
    """
    entries = list(entries)
    if undone is None:
        undone = undone_acts(entries)
    created = next(entry.fact for entry in entries if isinstance(entry.fact, SessionCreated))
    state = SittingState(
        rulebook=_rulebook(created.rulebook),
        created=created,
        reading=created.reading,
        session_date=created.session_date,
        place=created.place,
        minutes_number=created.minutes_number,
    )
    tallies = _undone_tallies(entries, undone)
    applied: list[Fact] = []
    for entry in entries:
        fact = entry.fact
        if entry.act not in undone:
            TRANSITIONS[type(fact)](fact, state)
            applied.append(fact)
        elif isinstance(fact, DecisionAdopted):
            _reopen(state, fact, tallies.get(entry.number))
    _count(state, applied)
    for vote in votes:
        state.apply(vote)
    return state


def undone_acts(entries: Iterable[Entry]) -> set[int]:
    """Return the acts that later ones undid."""
    return {entry.fact.act for entry in entries if type(entry.fact) is ActUndone}


def _count(state: SittingState, applied: Sequence[Fact]) -> None:
    """Set what :meth:`SittingState.apply` keeps up to date, once for the facts of a whole fold.

    Nothing was worked out of the state yet, so that nothing of it is to be forgotten.
    """
    state.revision = len(applied)
    kinds = Counter(map(type, applied))
    state.inputs_revision = sum(n for kind, n in kinds.items() if kind not in _QUIET_KINDS) - sum(
        not _is_input(state, fact) for fact in applied if type(fact) is DecisionAdopted
    )
    state.last_at = max({fact.at for fact in applied}, default=None)
    sitting = {fact.at for fact in applied if type(fact) in _SITTING_KINDS}
    state.sitting_at = max(sitting, default=None)


@lru_cache(maxsize=4)
def _rulebook(text: str) -> Rulebook:
    """Read a frozen rulebook once: undoing folds the whole sitting again."""
    return parse_rulebook(text)


def _undone_tallies(entries: Iterable[Entry], undone: set[int]) -> dict[int, BallotCounted]:
    """Return the tally that each adoption undone had adopted, by the number of its entry.

    The tally may be of an earlier act, undone since or not: it was adopted all the same.
    """
    found: dict[int, BallotCounted] = {}
    latest: dict[tuple[str, str], BallotCounted] = {}
    for entry in entries if undone else ():
        fact = entry.fact
        if isinstance(fact, BallotCounted):
            latest[fact.candidate, fact.block] = fact
        elif isinstance(fact, DecisionAdopted) and entry.act in undone:
            counted = latest.get((fact.candidate, fact.block))
            if counted is not None:
                found[entry.number] = counted
    return found


def _reopen(state: SittingState, fact: DecisionAdopted, tally: BallotCounted | None) -> None:
    """Leave a ballot whose adoption was undone to a new vote, what was counted on it kept."""
    ballot = state.ballots.setdefault((fact.candidate, fact.block), Ballot())
    if ballot.count is not None and ballot.count is not tally:
        ballot.earlier.append(ballot.count)
    if tally is not None:
        ballot.earlier.append(tally)
        ballot.undone.append(tally)
    ballot.count = None
