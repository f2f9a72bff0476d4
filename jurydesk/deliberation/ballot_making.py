"""Makes the ballot of a tally or of named votes, and the decision that it gives."""

from collections.abc import Mapping
from datetime import datetime

from jurydesk.deliberation.counting import count
from jurydesk.deliberation.decisions import proposal
from jurydesk.deliberation.facts import BallotCounted, BallotWay, DecisionAdopted
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import block_of
from jurydesk.errors import ActRefusedError


def count_ballot(
    state: SittingState,
    candidate: str,
    block: str,
    tally: Mapping[int, int],
    abstentions: int,
    *,
    chair_level: int | None,
    way: BallotWay,
    at: datetime,
) -> BallotCounted:
    """Return the ballot that a tally makes; ``tally`` gives voices by level, ``at`` its moment."""
    who = state.candidates[candidate]
    granted = state.rulebook.grants_casting_vote(who.route, who.path_start)
    result = count(tally, abstentions, chair_level=chair_level, casting_vote=granted)
    return BallotCounted(
        at=at,
        candidate=candidate,
        block=block,
        way=way,
        tally=tally,
        abstentions=abstentions,
        voters=tuple(voter.identifier for voter in voters_for(state, candidate)),
        chair=state.chair or "",
        level=result.level,
        casting_vote=result.casting_vote_used,
    )


def count_votes(state: SittingState, candidate: str, block: str, at: datetime) -> BallotCounted:
    """Return the ballot that the named votes of a bloc make."""
    votes = state.ballot(candidate, block).votes
    tally: dict[int, int] = {}
    for level in votes.values():
        if level is not None:
            tally[level] = tally.get(level, 0) + 1
    abstentions = len(votes) - sum(tally.values())
    chair_level = votes.get(state.chair) if state.chair is not None else None
    return count_ballot(
        state,
        candidate,
        block,
        dict(sorted(tally.items())),
        abstentions,
        chair_level=chair_level,
        way=BallotWay.NOMINAL,
        at=at,
    )


def departs(state: SittingState, counted: BallotCounted) -> bool:
    """Whether a counted ballot gives another level than the one proposed."""
    return proposal(state, counted.candidate, counted.block) not in (None, counted.level)


def decide(
    state: SittingState, counted: BallotCounted, at: datetime, reason: str = ""
) -> DecisionAdopted:
    """Return the decision that a counted ballot gives."""
    if counted.level is None:
        words = block_of(state, counted.candidate, counted.block)
        raise ActRefusedError(
            f"Aucune voix n’a été exprimée sur le {words} : faites voter de nouveau le jury."
        )
    return DecisionAdopted(
        at=at,
        candidate=counted.candidate,
        block=counted.block,
        level=counted.level,
        status=state.rulebook.level(counted.level).status,
        proposed=proposal(state, counted.candidate, counted.block),
        reason=reason,
    )
