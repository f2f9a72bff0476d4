"""How long the jury spent on each candidate, worked out from the decisions' own times."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from jurydesk.deliberation.facts import SittingOpened, SittingResumed
from jurydesk.deliberation.state import SittingState

Span = tuple[datetime, datetime]


def candidate_times(state: SittingState) -> dict[str, Fraction]:
    """Return the seconds spent on each candidate decided in this sitting.

    The time between two decisions belongs to the candidate of the second one; those decided
    together share it. Suspensions are left out, and nothing counts before the opening.
    """
    spans = tuple(_sat(state))
    if not spans:
        return {}
    decided: dict[datetime, set[str]] = defaultdict(set)
    for candidate, moment in _decisions(state):
        decided[moment].add(candidate)
    found: dict[str, Fraction] = defaultdict(Fraction)
    before = spans[0][0]
    for moment in sorted(decided):
        people = decided[moment]
        share = _between(spans, before, moment) / len(people)
        for candidate in people:
            found[candidate] += share
        before = max(before, moment)
    return {candidate: found[candidate] for candidate in state.candidates if candidate in found}


def _sat(state: SittingState) -> Iterator[Span]:
    """Return when the jury sat; a sitting not yet ended goes on to its last act."""
    since: datetime | None = None
    for fact in state.sitting_log:
        if isinstance(fact, SittingOpened | SittingResumed):
            since = _utc(fact.at)
        elif since is not None:
            yield since, _utc(fact.at)
            since = None
    if since is not None:
        yield since, _utc(state.sitting_at or since)


def _decisions(state: SittingState) -> Iterator[tuple[str, datetime]]:
    for (candidate, _block), ballot in state.ballots.items():
        earlier = [each.decided for each in ballot.reconsidered]
        for told in (*earlier, ballot.decision, ballot.set_aside):
            if told is not None:
                yield candidate, _utc(told.at)


def _between(spans: Sequence[Span], start: datetime, end: datetime) -> Fraction:
    sat = timedelta()
    for begun, ended in spans:
        sat += max(min(end, ended) - max(start, begun), timedelta())
    return Fraction(sat // timedelta(microseconds=1), 1_000_000)


def _utc(moment: datetime) -> datetime:
    # Two hours of one zone are parted by what their clocks show, even over a change of hour.
    return moment.astimezone(UTC)
