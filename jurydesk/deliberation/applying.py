"""Applies facts to a sitting's state, as each kind says; leaves refusing them to the guards.

Only this module changes a state.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import compress
from operator import attrgetter

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.deliberation.facts import (
    ActRestored,
    ActUndone,
    BallotCounted,
    DecisionAdopted,
    Fact,
    SessionCreated,
    SittingOpened,
    VoteCast,
)
from jurydesk.deliberation.kinds.kind import Input
from jurydesk.deliberation.kinds.registry import KINDS, kind_of
from jurydesk.deliberation.records import Ballot, Cache, Entry, Phase, Undone
from jurydesk.deliberation.state import SittingState

# Looked up once: a session holds 100 000 facts, and asking a record costs more than most of them.
_TRANSITIONS = {kind.fact: kind.transition for kind in KINDS}
_ORDERED = frozenset(kind.fact for kind in KINDS if kind.keeps_order)
# Before the opening, fewer kinds bind the times of those that follow.
_BINDING = frozenset(kind.fact for kind in KINDS if kind.keeps_order and not kind.early)
_INPUTS = frozenset(kind.fact for kind in KINDS if kind.inputs is not Input.NOTHING)
_DEFENCE = frozenset(kind.fact for kind in KINDS if kind.inputs is Input.DEFENCE)
_at = attrgetter("at")


def apply_fact(state: SittingState, fact: Fact) -> None:
    """Apply one fact that was recorded; undoing needs :func:`state_of` over all entries."""
    forget(state, fact)
    binding = _BINDING if state.phase is Phase.PREPARATION else _ORDERED
    _TRANSITIONS[type(fact)](fact, state)
    state.revision += 1
    if state.last_at is None or fact.at > state.last_at:
        state.last_at = fact.at
    if type(fact) in binding and (state.sitting_at is None or fact.at > state.sitting_at):
        state.sitting_at = fact.at


def forget(state: SittingState, fact: Fact) -> None:
    """Forget what readers worked out of the state and that this fact makes stale."""
    kind = kind_of(fact)
    candidate = getattr(fact, "candidate", "")
    if kind.decides:
        state.cache.forget_outcome(candidate)
    if _is_input(state, fact):
        state.inputs_revision += 1
        _FORGET[kind.inputs](state.cache, candidate)


_FORGET: dict[Input, Callable[[Cache, str], None]] = {
    Input.CANDIDATE: Cache.forget_candidate,
    Input.DEFENCE: Cache.forget_candidate,
    Input.VOTERS: Cache.forget_voters,
    Input.OVERRIDES: lambda cache, _candidate: cache.forget_findings(),
    Input.EVERYTHING: lambda cache, _candidate: cache.forget_all(),
}


def _is_input(state: SittingState, fact: Fact) -> bool:
    """Whether a finding may look at what this fact changes."""
    if type(fact) in _DEFENCE:
        defence = state.rulebook.defence
        return defence is not None and getattr(fact, "block", "") == defence.block
    return type(fact) in _INPUTS


def state_of(
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
    tallies = _undone_tallies(entries, undone) if undone else {}
    transitions = _TRANSITIONS
    for number, act, fact in entries:
        if act not in undone:
            transitions[type(fact)](fact, state)
        elif isinstance(fact, DecisionAdopted):
            _reopen(state, fact, tallies.get(number))
    state.undone = _left_out(entries, undone) if undone else []
    _count(state, [fact for _, act, fact in entries if act not in undone])
    for vote in votes:
        apply_fact(state, vote)
    return state


def undone_acts(entries: Iterable[Entry]) -> set[int]:
    """Return the acts that later ones undid, those restored since apart."""
    undone: set[int] = set()
    for entry in entries:
        if type(entry.fact) is ActUndone:
            undone.add(entry.fact.act)
        elif type(entry.fact) is ActRestored:
            undone.discard(entry.fact.act)
    return undone


def _left_out(entries: Iterable[Entry], undone: set[int]) -> list[Undone]:
    """Return the acts left out, in the order in which they were undone for the last time."""
    facts: dict[int, list[Fact]] = {act: [] for act in undone}
    by: dict[int, ActUndone] = {}
    for entry in entries:
        if entry.act in undone:
            facts[entry.act].append(entry.fact)
        elif isinstance(entry.fact, ActUndone):
            by.pop(entry.fact.act, None)
            by[entry.fact.act] = entry.fact
    return [Undone(fact, tuple(facts[act])) for act, fact in by.items() if act in undone]


def _count(state: SittingState, applied: Sequence[Fact]) -> None:
    """Set what :func:`apply_fact` keeps up to date, once for the facts of a whole sitting.

    Nothing was worked out of the state yet, so that nothing of it is to be forgotten.
    """
    state.revision = len(applied)
    kinds = list(map(type, applied))
    many = Counter(kinds)
    unseen = [
        not _is_input(state, fact) for fact in compress(applied, map(_DEFENCE.__contains__, kinds))
    ]
    state.inputs_revision = sum(n for kind, n in many.items() if kind in _INPUTS) - sum(unseen)
    times = list(map(_at, applied))
    state.last_at = max(set(times), default=None)
    opened = kinds.index(SittingOpened) if SittingOpened in many else len(kinds)
    binding = set(compress(times[:opened], map(_BINDING.__contains__, kinds[:opened])))
    binding |= set(compress(times[opened:], map(_ORDERED.__contains__, kinds[opened:])))
    state.sitting_at = max(binding, default=None)


def last_ordered_at(entries: Sequence[Entry], undone: set[int]) -> datetime | None:
    """Return ``sitting_at`` after these entries: the guards see to it that it only goes forward."""
    opening = (n for n, e in enumerate(entries) if type(e.fact) is SittingOpened)
    opened = next((n for n in opening if entries[n].act not in undone), len(entries))
    for number in range(len(entries) - 1, opened - 1, -1):
        entry = entries[number]
        if type(entry.fact) in _ORDERED and entry.act not in undone:
            return entry.fact.at
    before = [
        e.fact.at for e in entries[:opened] if e.act not in undone and type(e.fact) in _BINDING
    ]
    return max(before, default=None)


@lru_cache(maxsize=4)
def _rulebook(text: str) -> Rulebook:
    """Read a frozen rulebook once: undoing applies the whole sitting again."""
    return parse_rulebook(text)


def _undone_tallies(entries: Iterable[Entry], undone: set[int]) -> dict[int, BallotCounted]:
    """Return the tally that each adoption undone had adopted, by the number of its entry.

    The tally may be of an earlier act, undone since or not: it was adopted all the same.
    """
    found: dict[int, BallotCounted] = {}
    latest: dict[tuple[str, str], BallotCounted] = {}
    for entry in entries:
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
        ballot.earlier += (ballot.count,)
    if tally is not None:
        ballot.earlier += (tally,)
        ballot.undone += (tally,)
    ballot.count = None
