"""Replays a journal: could this program have recorded these acts, in this order?

Every guard of the sitting, the ballots and the seal is asked again. What a later law would no
longer allow (findings that block) is no impossibility, and is left out: it was allowed then.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice

from jurydesk.deliberation.applying import apply_fact, state_of
from jurydesk.deliberation.facts import (
    ActUndone,
    AttendanceRecorded,
    BallotCounted,
    BallotWay,
    BlockSetAside,
    DecisionAdopted,
    Fact,
    MemberRecused,
    MinutesSigned,
    SessionCreated,
    SessionSealed,
    SigningDeclared,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.guards.ballot_guards import FindingRefusedError
from jurydesk.deliberation.permission import check_allowed
from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.errors import ActRefusedError

# What the sitting did; what was imported, described or set may have been refused since.
_JUDGED = (
    AttendanceRecorded,
    BallotCounted,
    BlockSetAside,
    DecisionAdopted,
    MemberRecused,
    MinutesSigned,
    SessionSealed,
    SigningDeclared,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteWithdrawn,
)
_MOST = 5
_UNKNOWN = "il parle de ce que la séance ne connaît pas"


def impossibilities(entries: Sequence[Entry]) -> Iterator[str]:
    """Tell the acts that could not have been recorded, in their order, the first few of them."""
    yield from _rulebook(entries)
    for number, reason in islice(_replayed(entries), _MOST):
        yield f"L’inscription n° {number} est impossible : {reason}"


def _rulebook(entries: Sequence[Entry]) -> Iterator[str]:
    """Compare the rules frozen at the creation with the digest written beside them."""
    created = entries[0].fact
    if not isinstance(created, SessionCreated):
        return
    if hashlib.sha256(created.rulebook.encode()).hexdigest() != created.rulebook_digest.lower():
        yield (
            "Le référentiel de règles de la séance n’a pas l’empreinte enregistrée avec lui : ses "
            "règles ont été changées après la création."
        )


def _replayed(entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    begun = next(
        (place for place, entry in enumerate(entries) if entry.act != entries[0].act), len(entries)
    )
    state = state_of(entries[:begun])
    undone: set[int] = set()
    for place in range(begun, len(entries)):
        entry = entries[place]
        fact = entry.fact
        reason = _refusal(state, fact)
        if reason:
            yield entry.number, reason
        try:
            if isinstance(fact, ActUndone):
                undone.add(fact.act)
                state = state_of(entries[: place + 1], undone=undone)
            else:
                apply_fact(state, fact)
        except (LookupError, ValueError, TypeError, AssertionError):
            yield entry.number, f"{_UNKNOWN}."
            return


def _refusal(state: SittingState, fact: Fact) -> str:
    if not isinstance(fact, _JUDGED):
        return ""
    try:
        _cast_again(state, fact)
        check_allowed(state, fact)
    except FindingRefusedError:
        return ""
    except ActRefusedError as refusal:
        return str(refusal)
    except (LookupError, ValueError, TypeError, AssertionError):
        return f"{_UNKNOWN}."
    return ""


def _cast_again(state: SittingState, fact: Fact) -> None:
    """Put back, without their content, the named votes that the journal never holds."""
    voters: tuple[str, ...] = ()
    if isinstance(fact, BallotCounted) and fact.way is BallotWay.NOMINAL:
        voters = tuple(fact.voters)
    elif isinstance(fact, VoteWithdrawn):
        voters = (fact.member,)
    if not isinstance(fact, BallotCounted | VoteWithdrawn):
        return
    for voter in voters:
        if voter not in state.ballot(fact.candidate, fact.block).votes:
            apply_fact(state, VoteCast(fact.at, voter, fact.candidate, fact.block, None))
