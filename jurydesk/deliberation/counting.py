"""Counts one ballot: the level a tally reaches; leaves who may vote and what is adopted to others.

The rule is the program's own definition, a strict majority of the expressed votes at each level.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """What a « décompte » gives.

    ``level`` is ``None`` when no vote was expressed. ``casting_vote_used`` tells that the chair's
    own vote decided (« voix prépondérante »). ``tie_at`` is the level that exactly half of the
    expressed votes reach, the one the casting vote is asked about; ``None`` without a tie.
    """

    level: int | None
    casting_vote_used: bool = False
    tie_at: int | None = None


def count(
    tally: Mapping[int, int],
    abstentions: int,
    *,
    chair_level: int | None,
    casting_vote: bool,
) -> Count:
    """Return the smallest level that strictly more than half of the expressed votes reach.

    ``tally[k]`` votes are for level k, 1 being the best; abstentions are not expressed. Where
    exactly half reach a level, it is reached only if ``casting_vote`` is granted and the chair's
    own vote, ``chair_level``, is that level or better.

    Raises:
        ValueError: a number of votes is negative.
    """
    if abstentions < 0 or any(votes < 0 for votes in tally.values()):
        raise ValueError(tally)
    expressed = sum(tally.values())
    tie_at: int | None = None
    reached = 0
    for level in sorted(level for level, votes in tally.items() if votes):
        reached += tally[level]
        if 2 * reached > expressed:
            return Count(level, tie_at=tie_at)
        if 2 * reached == expressed:
            tie_at = level
            if casting_vote and chair_level is not None and chair_level <= level:
                return Count(level, casting_vote_used=True, tie_at=level)
    return Count(None)
