"""How each fact changes a sitting's state; leaves refusing facts to the guards.

Only :class:`~jurydesk.deliberation.state.SittingState` calls this module.
"""

from functools import singledispatch
from typing import TYPE_CHECKING

from jurydesk.deliberation.facts import (
    FACTS,
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
    RectificationDeclared,
    RuleConfirmed,
    SessionCreated,
    SessionDescribed,
    SessionSealed,
    SigningDeclared,
    SigningWay,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.records import Ballot, Defence, Phase

if TYPE_CHECKING:
    from jurydesk.deliberation.state import SittingState


@singledispatch
def apply_fact(fact: Fact, _state: "SittingState") -> None:
    """Change the state by one fact; each kind of fact registers its own way below."""
    raise TypeError(fact)


def _ballot(state: "SittingState", candidate: str, block: str) -> Ballot:
    ballot = state.ballots.get((candidate, block))
    if ballot is None:
        ballot = state.ballots[candidate, block] = Ballot()
    return ballot


@apply_fact.register(SessionCreated)
def _(fact: SessionCreated, state: "SittingState") -> None:
    assert fact is state.created  # noqa: S101 one session, one creation
    state.sitting_log.append(fact)


@apply_fact.register(CohortImported)
def _(fact: CohortImported, state: "SittingState") -> None:
    state.cohort_source = fact
    state.candidates = {candidate.identifier: candidate for candidate in fact.candidates}


@apply_fact.register(JuryImported)
def _(fact: JuryImported, state: "SittingState") -> None:
    state.jury_source = fact
    state.members = {member.identifier: member for member in fact.members}
    chairs = [m for m in fact.members if m.role == "president" and not m.substitute_for]
    state.chair = chairs[0].identifier if chairs else None


@apply_fact.register(RectificationDeclared)
def _(fact: RectificationDeclared, state: "SittingState") -> None:
    state.rectification = fact


@apply_fact.register(CandidateCorrected)
def _(fact: CandidateCorrected, state: "SittingState") -> None:
    state.candidates[fact.candidate.identifier] = fact.candidate
    state.corrections.append(fact)


@apply_fact.register(SessionDescribed)
def _(fact: SessionDescribed, state: "SittingState") -> None:
    state.place = fact.place or state.place
    state.remote_means = fact.remote_means or state.remote_means
    state.minutes_number = fact.minutes_number or state.minutes_number
    state.cohort_name = fact.cohort_name or state.cohort_name


@apply_fact.register(NominationDescribed)
def _(fact: NominationDescribed, state: "SittingState") -> None:
    state.acts[fact.act.number] = fact.act


@apply_fact.register(RuleConfirmed)
def _(fact: RuleConfirmed, state: "SittingState") -> None:
    state.rulebook = state.rulebook.with_adoption(fact.key, fact.adoption)


@apply_fact.register(SigningDeclared)
def _(fact: SigningDeclared, state: "SittingState") -> None:
    if state.sealed is None:
        state.signing[fact.member] = fact
    elif fact.way is SigningWay.ELECTRONIC:
        state.waived.pop(fact.member, None)
    else:
        state.waived[fact.member] = fact


@apply_fact.register(AttendanceRecorded)
def _(fact: AttendanceRecorded, state: "SittingState") -> None:
    state.attendance[fact.member] = fact.attendance
    state.attendance_log.append(fact)


@apply_fact.register(SittingOpened)
def _(fact: SittingOpened, state: "SittingState") -> None:
    state.phase = Phase.OPEN
    state.sitting_log.append(fact)


@apply_fact.register(SittingSuspended)
def _(fact: SittingSuspended, state: "SittingState") -> None:
    state.phase = Phase.SUSPENDED
    state.sitting_log.append(fact)


@apply_fact.register(SittingResumed)
def _(fact: SittingResumed, state: "SittingState") -> None:
    state.phase = Phase.OPEN
    state.sitting_log.append(fact)


@apply_fact.register(SittingClosed)
def _(fact: SittingClosed, state: "SittingState") -> None:
    state.phase = Phase.CLOSED
    state.sitting_log.append(fact)


@apply_fact.register(ActingChairNamed)
def _(fact: ActingChairNamed, state: "SittingState") -> None:
    state.chair = fact.member
    state.chairs.append(fact)


@apply_fact.register(MemberRecused)
def _(fact: MemberRecused, state: "SittingState") -> None:
    before = state.recused.get(fact.candidate, frozenset())
    state.recused[fact.candidate] = before | {fact.member}
    state.recusals.append(fact)


@apply_fact.register(FindingOverridden)
def _(fact: FindingOverridden, state: "SittingState") -> None:
    state.overrides.append(fact)


@apply_fact.register(DefenceJurorAppointed)
def _(fact: DefenceJurorAppointed, state: "SittingState") -> None:
    state.defences.setdefault(fact.candidate, Defence()).jurors[fact.juror] = fact.capacity


@apply_fact.register(DefenceMarked)
def _(fact: DefenceMarked, state: "SittingState") -> None:
    defence = state.defences.setdefault(fact.candidate, Defence())
    marks = defence.report if fact.part is Part.REPORT else defence.oral
    marks[fact.juror] = fact.mark


@apply_fact.register(VoteCast)
def _(fact: VoteCast, state: "SittingState") -> None:
    _ballot(state, fact.candidate, fact.block).votes[fact.member] = fact.level


@apply_fact.register(VoteWithdrawn)
def _(fact: VoteWithdrawn, state: "SittingState") -> None:
    _ballot(state, fact.candidate, fact.block).votes.pop(fact.member, None)


@apply_fact.register(BallotCounted)
def _(fact: BallotCounted, state: "SittingState") -> None:
    ballot = _ballot(state, fact.candidate, fact.block)
    if ballot.count is not None:
        # Nothing was expressed, or the voters changed: what was counted first is kept.
        ballot.earlier.append(ballot.count)
    ballot.count = fact
    ballot.votes = {}


@apply_fact.register(DecisionAdopted)
def _(fact: DecisionAdopted, state: "SittingState") -> None:
    ballot = _ballot(state, fact.candidate, fact.block)
    ballot.decision = fact
    ballot.set_aside = None


@apply_fact.register(BlockSetAside)
def _(fact: BlockSetAside, state: "SittingState") -> None:
    _ballot(state, fact.candidate, fact.block).set_aside = fact


@apply_fact.register(FollowUpPlanned)
def _(fact: FollowUpPlanned, state: "SittingState") -> None:
    _ballot(state, fact.candidate, fact.block).follow_up = fact


@apply_fact.register(RecommendationWritten)
def _(fact: RecommendationWritten, state: "SittingState") -> None:
    state.recommendations[fact.candidate] = fact.text


@apply_fact.register(IncidentRecorded)
def _(fact: IncidentRecorded, state: "SittingState") -> None:
    state.incidents.append(fact)


@apply_fact.register(ActUndone)
def _(fact: ActUndone, state: "SittingState") -> None:
    state.sitting_log.append(fact)


@apply_fact.register(SessionSealed)
def _(fact: SessionSealed, state: "SittingState") -> None:
    state.phase = Phase.SEALED
    state.sealed = fact


@apply_fact.register(MinutesSigned)
def _(fact: MinutesSigned, state: "SittingState") -> None:
    state.signatures.append(fact)


TRANSITIONS = {kind: apply_fact.dispatch(kind) for kind in FACTS}
"""Each kind's own way, looked up once: a session holds 100 000 facts, and dispatching costs more
than most of them do."""
