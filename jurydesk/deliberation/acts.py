"""Builds the facts of each act of a sitting from its state; leaves refusing them to the guards.

One call gives the facts of one act, to be recorded together and undone together. ``block`` is a
bloc's full or short code, or ``"*"``: the blocs neither acquis, adopted, en attente nor non
présenté.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from jurydesk.compliance.recusal import Doubt
from jurydesk.deliberation.ballot_making import count_ballot, count_votes, decide, departs
from jurydesk.deliberation.decisions import decided_blocks, open_blocks, proposal, proposes_absence
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    AttendanceRecorded,
    BallotCounted,
    BallotWay,
    BlockSetAside,
    DecisionReopened,
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    FindingOverridden,
    FollowUpPlanned,
    IncidentRecorded,
    MemberRecused,
    MentionSettled,
    Part,
    RecommendationWritten,
    SessionRescheduled,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.inspection import (
    finding_key,
    findings,
    findings_to_override,
    standing_count,
    voters_for,
)
from jurydesk.deliberation.known import known_block, known_candidate
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import block_of, member_name
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import of

ALL_BLOCKS = "*"


def reschedule(_state: SittingState, day: date, at: datetime) -> tuple[Fact, ...]:
    """Correct the « date de la séance », before the opening."""
    return (SessionRescheduled(at, day),)


def open_sitting(_state: SittingState, at: datetime) -> tuple[Fact, ...]:
    """Open the sitting (« ouverture »)."""
    return (SittingOpened(at),)


def suspend_sitting(_state: SittingState, at: datetime, reason: str = "") -> tuple[Fact, ...]:
    """Suspend the sitting."""
    return (SittingSuspended(at, reason),)


def resume_sitting(_state: SittingState, at: datetime) -> tuple[Fact, ...]:
    """Resume the sitting."""
    return (SittingResumed(at),)


def close_sitting(_state: SittingState, at: datetime) -> tuple[Fact, ...]:
    """Close the sitting."""
    return (SittingClosed(at),)


def attend(
    _state: SittingState,
    members: Iterable[str],
    attendance: Attendance,
    at: datetime,
    reason: str = "",
) -> tuple[Fact, ...]:
    """Record where members are."""
    return tuple(AttendanceRecorded(at, member, attendance, reason) for member in members)


def name_acting_chair(_state: SittingState, member: str, at: datetime) -> tuple[Fact, ...]:
    """Name who presides from now on."""
    return (ActingChairNamed(at, member),)


def recuse(
    _state: SittingState,
    members: Iterable[str],
    candidates: Iterable[str],
    at: datetime,
    reason: str = "",
) -> tuple[Fact, ...]:
    """Record « déports »: each of these members, for each of these candidates."""
    named = tuple(candidates)
    return tuple(MemberRecused(at, member, c, reason) for member in members for c in named)


def settle(doubt: Doubt, at: datetime, *, same: bool) -> tuple[Fact, ...]:
    """Say whether a mention of a candidate's file means the member that it may mean."""
    return (
        MentionSettled(
            at, doubt.candidate.identifier, doubt.member.identifier, doubt.mention, same
        ),
    )


def override(
    state: SittingState, finding: str, at: datetime, reason: str, candidate: str | None = None
) -> tuple[Fact, ...]:
    """Pass over a finding, for one candidate or wherever it now blocks; the chair is the author."""
    if state.chair is None:
        raise ActRefusedError(
            "Seul le président passe outre : nommez d’abord un président de séance."
        )
    if candidate is None:
        found = findings(state)
    else:
        found = findings_to_override(state, known_candidate(state, candidate).identifier)
    values = {
        finding_key(each): each.value or ""
        for each in found
        if each.id == finding and each.status is FindingStatus.BLOCKING and each.stops
    }
    by = member_name(state, state.chair)
    return (FindingOverridden(at, finding, candidate, reason, by, values),)


def appoint_jurors(
    _state: SittingState,
    candidate: str,
    jurors: Iterable[str],
    capacity: JurorCapacity,
    at: datetime,
) -> tuple[Fact, ...]:
    """Declare who judges a defence."""
    return tuple(DefenceJurorAppointed(at, candidate, juror, capacity) for juror in jurors)


def mark_defence(
    _state: SittingState, candidate: str, juror: str, part: Part, mark: Decimal, at: datetime
) -> tuple[Fact, ...]:
    """Record one juror's mark for one part of a defence."""
    return (DefenceMarked(at, candidate, juror, part, mark),)


def vote(  # noqa: PLR0917 in the order of a sheet's columns
    state: SittingState, member: str, candidate: str, block: str, level: int | None, at: datetime
) -> tuple[Fact, ...]:
    """Cast a named vote, ``None`` for an abstention; it replaces that member's vote in progress."""
    return (VoteCast(at, member, candidate, known_block(state, block), level),)


def withdraw(
    state: SittingState, member: str, candidate: str, block: str, at: datetime
) -> tuple[Fact, ...]:
    """Withdraw a vote in progress."""
    return (VoteWithdrawn(at, member, candidate, known_block(state, block)),)


def count_tally(  # noqa: PLR0917 in the order of a sheet's columns
    state: SittingState,
    candidate: str,
    block: str,
    counts: Mapping[int, int],
    abstentions: int,
    chair_level: int | None,
    way: BallotWay,
    at: datetime,
) -> tuple[Fact, ...]:
    """Record a tally; without the chair's own level a tie falls to the less favourable one."""
    code = known_block(state, block)
    known_candidate(state, candidate)
    words = block_of(state, candidate, code)
    if abstentions < 0 or any(votes < 0 for votes in counts.values()):
        raise ActRefusedError(f"Le décompte du {words} contient un nombre négatif : corrigez-le.")
    if chair_level is not None and not counts.get(chair_level):
        raise ActRefusedError(
            f"Le niveau du président ({chair_level}) n’est pas parmi les voix comptées pour le "
            f"{words} : corrigez le décompte ou ce niveau."
        )
    tally = {level: votes for level, votes in counts.items() if votes}
    counted = count_ballot(
        state, candidate, code, tally, abstentions, chair_level=chair_level, way=way, at=at
    )
    return (counted,)


def agree(
    state: SittingState, candidate: str, block: str, level: int | None, at: datetime
) -> tuple[Fact, ...]:
    """Record that the whole jury is of one level, or of the proposal when ``level`` is ``None``.

    ``"*"`` leaves out the blocs a vote is already in progress on.
    """
    blocks = tuple(
        code
        for code in _blocks(state, candidate, block, "à décider")
        if block != ALL_BLOCKS or not is_in_progress(state, candidate, code)
    )
    if not blocks:
        name = state.candidates[candidate].name
        raise ActRefusedError(
            f"Un vote est déjà en cours sur chaque bloc {of(name)} : adoptez ces votes, ou "
            "retirez-les avant le consensus."
        )
    return tuple(agree_on(state, candidate, code, level, at) for code in blocks)


def is_in_progress(state: SittingState, candidate: str, block: str) -> bool:
    """Whether a bloc holds named votes, or a tally that may be adopted."""
    voted = bool(state.ballot(candidate, block).votes)
    return voted or standing_count(state, candidate, block) is not None


def agree_on(
    state: SittingState, candidate: str, block: str, level: int | None, at: datetime
) -> BallotCounted:
    """Return the ballot of a consensus on one bloc, by its full code."""
    agreed = proposal(state, candidate, block) if level is None else level
    if agreed is None and proposes_absence(state, candidate, block):
        raise ActRefusedError(
            f"Le dossier propose de déclarer non présenté le {block_of(state, candidate, block)} : "
            "déclarez-le, ou indiquez le niveau du consensus."
        )
    if agreed is None:
        raise ActRefusedError(
            f"Aucun niveau n’est proposé pour le {block_of(state, candidate, block)} : indiquez "
            "celui du consensus, ou mettez ce bloc en attente."
        )
    tally = {agreed: len(voters_for(state, candidate))}
    return count_ballot(
        state, candidate, block, tally, 0, chair_level=None, way=BallotWay.CONSENSUS, at=at
    )


def adopt(
    state: SittingState, candidate: str, block: str, at: datetime, reason: str = ""
) -> tuple[Fact, ...]:
    """Adopt what the jury voted; named votes are counted in the same act, then erased.

    With ``"*"`` the reason goes with the blocs that depart from their proposal only.
    """
    facts: list[Fact] = []
    for code in _blocks(state, candidate, block, "à adopter"):
        ballot = state.ballot(candidate, code)
        counted = ballot.count
        if ballot.votes:
            counted = count_votes(state, candidate, code, at)
            facts.append(counted)
        if counted is None:
            raise ActRefusedError(
                f"Aucun vote n’est enregistré pour le {block_of(state, candidate, code)} : faites "
                "voter le jury, ou saisissez un décompte ou un consensus, avant l’adoption."
            )
        kept = reason if block != ALL_BLOCKS or departs(state, counted) else ""
        facts.append(decide(state, counted, at, kept))
    return tuple(facts)


def set_aside(  # noqa: PLR0917 in the order of a sheet's columns
    state: SittingState,
    candidate: str,
    block: str,
    status: BlockStatus,
    at: datetime,
    reason: str = "",
) -> tuple[Fact, ...]:
    """Put blocs « en attente » or declare them « non présenté »."""
    return tuple(
        BlockSetAside(at, candidate, code, status, reason)
        for code in _blocks(state, candidate, block, "à mettre de côté")
    )


def reopen(
    state: SittingState, candidate: str, block: str, at: datetime, reason: str
) -> tuple[Fact, ...]:
    """Take up again blocs already decided; ``"*"`` is all those this jury decided."""
    name = known_candidate(state, candidate).name
    blocks = (
        (known_block(state, block),) if block != ALL_BLOCKS else decided_blocks(state, candidate)
    )
    if not blocks:
        raise ActRefusedError(
            f"Aucun bloc {of(name)} n’est adopté, en attente ou non présenté : il n’y a rien à "
            "rouvrir."
        )
    return tuple(DecisionReopened(at, candidate, code, reason) for code in blocks)


def plan_follow_up(  # noqa: PLR0917 in the order of a sheet's columns
    state: SittingState, candidate: str, block: str, work: str, due_on: date | None, at: datetime
) -> tuple[Fact, ...]:
    """Ask for a complement or a « rattrapage », by a date."""
    return (FollowUpPlanned(at, candidate, known_block(state, block), work, due_on),)


def recommend(_state: SittingState, candidate: str, text: str, at: datetime) -> tuple[Fact, ...]:
    """Write the jury's recommendations to a candidate."""
    return (RecommendationWritten(at, candidate, text),)


def record_incident(_state: SittingState, text: str, at: datetime) -> tuple[Fact, ...]:
    """Tell something the minutes must tell."""
    return (IncidentRecorded(at, text),)


def _blocks(state: SittingState, candidate: str, block: str, to_do: str) -> tuple[str, ...]:
    name = known_candidate(state, candidate).name
    if block != ALL_BLOCKS:
        return (known_block(state, block),)
    blocks = open_blocks(state, candidate)
    if not blocks:
        raise ActRefusedError(
            f"Aucun bloc {of(name)} n’est {to_do} : tous sont acquis, adoptés, en attente ou non "
            "présentés ; passez au candidat suivant."
        )
    return blocks
