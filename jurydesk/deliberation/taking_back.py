"""Takes the last act back out of a state, by what that act alone changed.

Acts are undone from the last one: what an act appended is still at the end, and what it replaced is
found again among the facts of the same ballot, defence or person. A kind without a way back here
is left to :func:`~jurydesk.deliberation.applying.state_of`, over the whole sitting.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from jurydesk.deliberation.applying import apply_fact, forget, last_ordered_at, state_of
from jurydesk.deliberation.facts import (
    ActUndone,
    AttendanceRecorded,
    BallotCounted,
    BlockSetAside,
    DecisionAdopted,
    DecisionReopened,
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    FindingOverridden,
    FollowUpPlanned,
    IncidentRecorded,
    MemberRecused,
    RecommendationWritten,
    SessionCreated,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.records import Cache, Entry, Phase, Undone
from jurydesk.deliberation.state import SittingState

_PHASES = {
    SessionCreated: Phase.PREPARATION,
    SittingOpened: Phase.OPEN,
    SittingResumed: Phase.OPEN,
    SittingSuspended: Phase.SUSPENDED,
    SittingClosed: Phase.CLOSED,
}


def take_back(
    state: SittingState,
    entries: Sequence[Entry],
    votes: Sequence[VoteCast],
    undone: set[int],
    fact: ActUndone,
) -> SittingState | None:
    """Return the state without the act that ``fact`` undoes, ``None`` when it must be made anew.

    ``state`` is the one with the act, and stays as it is; ``entries`` end with the act and what
    undoes it, ``undone`` tells the act already, and ``votes`` are those in progress now.
    """
    facts = _facts_of(entries, fact.act)
    if not facts or any(type(each) not in _WAYS for each in facts):
        return None
    before = _Before(entries, votes, undone)
    after = _copied(state)
    after.undone = [*state.undone, Undone(fact, facts)]
    for each in reversed(facts):
        forget(after, each)
        _WAYS[type(each)](each, after, before)
    apply_fact(after, fact)
    if after.last_at != fact.at:
        # The clock went back: the latest time may be that of the act left out.
        after.last_at = max(entry.fact.at for entry in before.standing())
    after.sitting_at = last_ordered_at(entries, undone)
    return after


def _copied(state: SittingState) -> SittingState:
    """Return a state that changes apart from this one, and takes what was worked out of it."""
    held = {name: copy(getattr(state, name)) for name in _CHANGED}
    after = replace(state, **held)
    state.cache = Cache()
    return after


_CHANGED = (
    *("ballots", "defences", "attendance", "attendance_log", "recused", "recusals"),
    *("recommendations", "incidents", "overrides", "sitting_log"),
)


def _facts_of(entries: Sequence[Entry], act: int) -> tuple[Fact, ...]:
    found = []
    for entry in reversed(entries):
        if entry.act < act:
            break
        if entry.act == act:
            found.append(entry.fact)
    return tuple(reversed(found))


class _Before:
    """What stands of the sitting once the act is left out."""

    def __init__(
        self, entries: Sequence[Entry], votes: Sequence[VoteCast], undone: set[int]
    ) -> None:
        self._entries, self._votes, self._undone = entries, votes, undone

    def standing(self) -> Iterator[Entry]:
        """Iterate over the entries that stand."""
        undone = self._undone
        return (entry for entry in self._entries if entry.act not in undone)

    def of_kinds(self, fact: Fact, kinds: frozenset[type[Fact]], *names: str) -> SittingState:
        """Return the state of the facts of these kinds that share these fields, and no other."""
        of_kind = [entry for entry in self._entries if type(entry.fact) in kinds]
        votes = list(self._votes)
        for name in names:
            wanted = getattr(fact, name)
            of_kind = [entry for entry in of_kind if getattr(entry.fact, name) == wanted]
            votes = [vote for vote in votes if getattr(vote, name) == wanted]
        return state_of([self._entries[0], *of_kind], votes, self._undone)


_BALLOT = frozenset(
    {
        BallotCounted,
        BlockSetAside,
        DecisionAdopted,
        DecisionReopened,
        FollowUpPlanned,
        VoteWithdrawn,
    }
)
_DEFENCE = frozenset({DefenceJurorAppointed, DefenceMarked})
_ATTENDANCE = frozenset({AttendanceRecorded})
_RECUSAL = frozenset({MemberRecused})
_RECOMMENDATION = frozenset({RecommendationWritten})


def _ballot_back(fact: Any, state: SittingState, before: _Before) -> None:  # noqa: ANN401
    where = (fact.candidate, fact.block)
    _put(state.ballots, where, before.of_kinds(fact, _BALLOT, "candidate", "block").ballots)


def _defence_back(fact: Any, state: SittingState, before: _Before) -> None:  # noqa: ANN401
    _put(state.defences, fact.candidate, before.of_kinds(fact, _DEFENCE, "candidate").defences)


def _attendance_back(fact: AttendanceRecorded, state: SittingState, before: _Before) -> None:
    state.attendance_log.pop()
    _put(state.attendance, fact.member, before.of_kinds(fact, _ATTENDANCE, "member").attendance)


def _recusal_back(fact: MemberRecused, state: SittingState, before: _Before) -> None:
    state.recusals.pop()
    _put(state.recused, fact.candidate, before.of_kinds(fact, _RECUSAL, "candidate").recused)


def _recommendation_back(fact: RecommendationWritten, state: SittingState, before: _Before) -> None:
    _put(
        state.recommendations,
        fact.candidate,
        before.of_kinds(fact, _RECOMMENDATION, "candidate").recommendations,
    )


def _incident_back(_fact: Fact, state: SittingState, _before: _Before) -> None:
    state.incidents.pop()


def _override_back(_fact: Fact, state: SittingState, _before: _Before) -> None:
    state.overrides.pop()


def _course_back(fact: Fact, state: SittingState, _before: _Before) -> None:
    if isinstance(fact, SittingOpened):
        state.recused_before = 0
    state.sitting_log.pop()
    state.phase = _PHASES[type(state.sitting_log[-1])]


def _put(held: dict[Any, Any], key: object, found: dict[Any, Any]) -> None:
    if key in found:
        held[key] = found[key]
    else:
        held.pop(key, None)


_WAYS: dict[type[Fact], Callable[[Any, SittingState, _Before], None]] = {
    **dict.fromkeys(_BALLOT, _ballot_back),
    DefenceJurorAppointed: _defence_back,
    DefenceMarked: _defence_back,
    AttendanceRecorded: _attendance_back,
    MemberRecused: _recusal_back,
    RecommendationWritten: _recommendation_back,
    IncidentRecorded: _incident_back,
    FindingOverridden: _override_back,
    SittingOpened: _course_back,
    SittingSuspended: _course_back,
    SittingResumed: _course_back,
    SittingClosed: _course_back,
}
