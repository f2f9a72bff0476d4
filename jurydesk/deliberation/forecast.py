"""What the ballots on the table would give if they were adopted now; decides nothing.

A tally, or named votes once every voter has voted, come before the proposal.
"""

from collections.abc import Mapping

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.counting import Count, count
from jurydesk.deliberation.decisions import block_statuses, outcome_of, proposal, proposes_absence
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.state import SittingState


def named_count(state: SittingState, candidate: str, block: str) -> Count | None:
    """Return what the named votes give, ``None`` while a voter has not voted."""
    votes = state.ballot(candidate, block).votes
    if not votes or len(votes) < len(voters_for(state, candidate)):
        return None
    tally = named_tally(votes)
    who = state.candidates[candidate]
    return count(
        tally,
        len(votes) - sum(tally.values()),
        chair_level=votes.get(state.chair) if state.chair else None,
        casting_vote=state.rulebook.grants_casting_vote(who.route, who.path_start),
    )


def named_tally(votes: Mapping[str, int | None]) -> dict[int, int]:
    """Return how many named votes each level has, best level first."""
    expressed = sorted(level for level in votes.values() if level is not None)
    return {level: expressed.count(level) for level in dict.fromkeys(expressed)}


def counted_level(state: SittingState, candidate: str, block: str) -> int | None:
    """Return the level a bloc's ballot gives now, ``None`` while it gives none."""
    ballot = state.ballot(candidate, block)
    if ballot.count is not None:
        return ballot.count.level
    named = named_count(state, candidate, block)
    return None if named is None else named.level


def expected_statuses(state: SittingState, candidate: str) -> dict[str, BlockStatus | None]:
    """Return each bloc's status, or the one its ballot, else its proposal, would give."""
    expected: dict[str, BlockStatus | None] = {}
    for code, status in block_statuses(state, candidate).items():
        if status is None and counted_level(state, candidate, code) is None:
            status = _absence(state, candidate, code)  # noqa: PLW2901
        level = None if status is not None else _level(state, candidate, code)
        expected[code] = status if level is None else state.rulebook.level(level).status
    return expected


def forecast(state: SittingState, candidate: str) -> Outcome | None:
    """Return the outcome these ballots and proposals give, ``None`` when a bloc has neither."""
    return outcome_of(state.candidates[candidate], expected_statuses(state, candidate).values())


def _absence(state: SittingState, candidate: str, block: str) -> BlockStatus | None:
    absent = proposes_absence(state, candidate, block)
    # A defence that was marked after all was held.
    if absent and proposal(state, candidate, block) is None:
        return BlockStatus.NOT_PRESENTED
    return None


def _level(state: SittingState, candidate: str, block: str) -> int | None:
    level = counted_level(state, candidate, block)
    return proposal(state, candidate, block) if level is None else level
