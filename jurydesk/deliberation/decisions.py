"""What the jury decided for each candidate, and what its proposals would give.

Everything here is worked out from the state; nothing overwrites an adopted decision.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from jurydesk.certification.vocabulary import BlockStatus, Outcome, ProposalRule
from jurydesk.cohort.candidate import BlockRecordState, Candidate
from jurydesk.deliberation.facts import BallotCounted, DecisionAdopted
from jurydesk.deliberation.records import Reconsidered
from jurydesk.deliberation.state import Ballot, SittingState
from jurydesk.deliberation.thesis import ThesisMark, thesis_mark

__all__ = [
    "Counts",
    "ThesisMark",
    "block_status",
    "block_statuses",
    "decided_blocks",
    "decided_count",
    "decisions_json",
    "defence_excused",
    "is_defence_acquired",
    "is_defence_excused",
    "is_settled",
    "open_blocks",
    "outcome",
    "outcome_of",
    "proposal",
    "proposes_absence",
    "tally_counts",
    "thesis_mark",
]

_RECORDED = {
    BlockRecordState.PENDING: BlockStatus.PENDING,
    BlockRecordState.NOT_PRESENTED: BlockStatus.NOT_PRESENTED,
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many candidates are registered, presented, and of each outcome."""

    registered: int
    presented: int
    certified: int
    partial: int
    adjourned: int
    refused: int
    pending: int


def proposal(state: SittingState, candidate_id: str, block: str) -> int | None:
    """Return the « proposition » for a bloc, never a decision by itself.

    A complete defence mark wins over the file's column; a rulebook that proposes nothing from
    the file leaves the defence's level alone.
    """
    defence = state.rulebook.defence
    if defence is not None and block == defence.block:
        thesis = thesis_mark(state, candidate_id)
        if thesis is not None:
            return thesis.level
    if state.rulebook.proposal.value is ProposalRule.NONE:
        return None
    if proposes_absence(state, candidate_id, block):
        return None
    return state.candidates[candidate_id].record(block).proposed


def block_status(state: SittingState, candidate_id: str, block: str) -> BlockStatus | None:
    """Return a bloc's status; ``None`` while it is undecided."""
    record = state.candidates[candidate_id].record(block)
    if record.state is BlockRecordState.ACQUIRED:
        return BlockStatus.ACQUIRED
    ballot = state.ballots.get((candidate_id, block))
    if ballot is not None:
        if ballot.decision is not None:
            return ballot.decision.status
        if ballot.set_aside is not None:
            return ballot.set_aside.status
        if ballot.reconsidered:
            return None
    if proposes_absence(state, candidate_id, block):
        return None
    return _RECORDED.get(record.state)


def block_statuses(state: SittingState, candidate_id: str) -> dict[str, BlockStatus | None]:
    """Return every bloc's status by full code, in the certification's order."""
    return {
        block.code: block_status(state, candidate_id, block.code)
        for block in state.rulebook.certification.blocks
    }


def open_blocks(state: SittingState, candidate_id: str) -> tuple[str, ...]:
    """Return the blocs neither acquis, adopted, en attente nor non présenté."""
    return tuple(
        code for code, status in block_statuses(state, candidate_id).items() if status is None
    )


def decided_blocks(state: SittingState, candidate_id: str) -> tuple[str, ...]:
    """Return the blocs adopted, en attente or non présenté: those the jury may take up again."""
    return tuple(
        code
        for code, status in block_statuses(state, candidate_id).items()
        if status not in (None, BlockStatus.ACQUIRED)
    )


def proposes_absence(state: SittingState, candidate_id: str, block: str) -> bool:
    """Whether the file says « np » of a bloc: a proposal, which the jury states or not."""
    record = state.candidates[candidate_id].record(block)
    return record.state is BlockRecordState.NOT_PRESENTED and state.created.definitions is not None


def outcome(state: SittingState, candidate_id: str) -> Outcome | None:
    """Return a candidate's outcome; ``None`` while a bloc is undecided and none is pending."""
    known = state.cache.outcomes
    if candidate_id not in known:
        statuses = block_statuses(state, candidate_id).values()
        known[candidate_id] = outcome_of(state.candidates[candidate_id], statuses)
    return known[candidate_id]


def decided_count(state: SittingState) -> int:
    """Return how many candidates have every bloc settled; a screen asks after every act.

    A bloc en attente makes the outcome « en attente » at once, but the others are left to vote.
    """
    if state.cache.decided is None:
        state.cache.decided = sum(is_settled(state, each) for each in state.candidates)
    return state.cache.decided


def is_settled(state: SittingState, candidate_id: str) -> bool:
    """Whether a candidate has an outcome and no bloc left to vote."""
    found = outcome(state, candidate_id)
    return found is not None and (
        found is not Outcome.PENDING or not open_blocks(state, candidate_id)
    )


def outcome_of(candidate: Candidate, statuses: Iterable[BlockStatus | None]) -> Outcome | None:
    """Return the outcome that the statuses of all blocs give; ``None`` while one is undecided."""
    found = tuple(statuses)
    to_vote = [status for status in found if status is not BlockStatus.ACQUIRED]
    if to_vote and all(status is BlockStatus.NOT_PRESENTED for status in to_vote):
        return Outcome.NOT_PRESENTED
    if BlockStatus.PENDING in found:
        return Outcome.PENDING
    if None in found:
        return None
    obtained = [status is not None and status.is_obtained for status in found]
    if all(obtained):
        return Outcome.CERTIFIED
    if any(obtained):
        return Outcome.PARTIAL
    return Outcome.REFUSED if candidate.route.is_experience else Outcome.ADJOURNED


def defence_excused(state: SittingState) -> frozenset[str]:
    """Return the candidates whose defence bloc needs no defence."""
    if state.rulebook.defence is None:
        return frozenset()
    return frozenset(c for c in state.candidates if is_defence_excused(state, c))


def is_defence_excused(state: SittingState, candidate_id: str) -> bool:
    """Whether the bloc of the defence is acquis, en attente or non présenté, or proposed so."""
    defence = state.rulebook.defence
    if defence is None:
        return False
    status = block_status(state, candidate_id, defence.block)
    if status is None:
        # Whoever did not come was not heard either.
        return proposes_absence(state, candidate_id, defence.block)
    return status in (BlockStatus.ACQUIRED, BlockStatus.PENDING, BlockStatus.NOT_PRESENTED)


def is_defence_acquired(state: SittingState, candidate_id: str) -> bool:
    """Whether the bloc of the defence is acquis from an earlier session: it is never decided."""
    defence = state.rulebook.defence
    return (
        defence is not None
        and block_status(state, candidate_id, defence.block) is BlockStatus.ACQUIRED
    )


def tally_counts(state: SittingState) -> Counts:
    """Return the counts the minutes print; « présentés » are the registered save the NP."""
    found = Counter(outcome(state, candidate) for candidate in state.candidates)
    registered = len(state.candidates)
    return Counts(
        registered=registered,
        presented=registered - found[Outcome.NOT_PRESENTED],
        certified=found[Outcome.CERTIFIED],
        partial=found[Outcome.PARTIAL],
        adjourned=found[Outcome.ADJOURNED],
        refused=found[Outcome.REFUSED],
        pending=found[Outcome.PENDING],
    )


def decisions_json(
    state: SittingState,
    *,
    shows_tally: Callable[[int], bool] = lambda _voters: True,
    before_candidate: Callable[[], None] = lambda: None,
) -> dict[str, object]:
    """Return ballots, levels and outcomes as ``decisions --json`` writes them.

    ``shows_tally`` says by its number of voters whether a ballot's tally is told; all are here.
    ``before_candidate`` is called before each candidate; what it raises stops the work.
    """
    counts = tally_counts(state)
    return {
        "certification": state.rulebook.certification.code,
        "state": state.phase.value,
        "date": state.session_date.isoformat(),
        "candidates": [
            _candidate_json(state, candidate, shows_tally, before_candidate)
            for candidate in state.candidates
        ],
        "counts": {name: getattr(counts, name) for name in Counts.__slots__},
    }


def _candidate_json(
    state: SittingState,
    candidate_id: str,
    shows_tally: Callable[[int], bool],
    before_candidate: Callable[[], None],
) -> dict[str, object]:
    before_candidate()
    result = outcome(state, candidate_id)
    return {
        "id": candidate_id,
        "route": state.candidates[candidate_id].route.value,
        "outcome": None if result is None else result.value,
        "blocs": [
            _block_json(state, candidate_id, block.code, shows_tally)
            for block in state.rulebook.certification.blocks
        ],
        "thesis": _thesis_json(thesis_mark(state, candidate_id)),
    }


def _block_json(
    state: SittingState, candidate_id: str, block: str, shows_tally: Callable[[int], bool]
) -> dict[str, object]:
    ballot = state.ballot(candidate_id, block)
    status = block_status(state, candidate_id, block)
    decision, count = ballot.decision, ballot.count
    told = None if count is None or not shows_tally(len(count.voters)) else count
    earlier = [_reconsidered_json(each) for each in ballot.reconsidered]
    return {
        "code": block,
        "status": None if status is None else status.value,
        "level": None if decision is None else decision.level,
        # An adopted bloc keeps the proposal the jury had before it.
        "proposed": proposal(state, candidate_id, block) if decision is None else decision.proposed,
        "tally": None if told is None else _tally_json(state, told),
        "voters": None if count is None else len(count.voters),
        "casting_vote": count is not None and count.casting_vote,
        "adopted_at": None if decision is None else decision.at.isoformat(),
        "reason": _reason(ballot),
        **({"reconsidered": earlier} if earlier else {}),
    }


def _reconsidered_json(each: Reconsidered) -> dict[str, object]:
    decided = each.decided
    return {
        "status": BlockStatus.PENDING.value if decided is None else decided.status.value,
        "level": decided.level if isinstance(decided, DecisionAdopted) else None,
        "decided_at": None if decided is None else decided.at.isoformat(),
        "reopened_at": each.reopened.at.isoformat(),
        "reason": each.reopened.reason,
    }


def _tally_json(state: SittingState, count: BallotCounted) -> dict[str, int]:
    levels = state.rulebook.levels
    by_level = {str(level.number): count.tally.get(level.number, 0) for level in levels}
    return {**by_level, "abstention": count.abstentions}


def _reason(ballot: Ballot) -> str | None:
    told = ballot.decision or ballot.set_aside
    return (told.reason or None) if told is not None else None


def _thesis_json(thesis: ThesisMark | None) -> dict[str, object] | None:
    if thesis is None:
        return None
    return {
        "report": _text(thesis.report),
        "oral": _text(thesis.oral),
        "mark": _text(thesis.mark),
        "level": thesis.level,
    }


def _text(mark: Decimal) -> str:
    return format(mark, "f")
