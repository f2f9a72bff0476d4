"""Which act is undone next, and the fact that undoes it; leaves folding to the state."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from jurydesk.deliberation.facts import (
    ActUndone,
    Fact,
    MinutesSigned,
    SessionCreated,
    SessionSealed,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.state import Entry
from jurydesk.errors import ActRefusedError

_NEVER_UNDONE = (ActUndone, MinutesSigned, SessionCreated, SessionSealed, VoteWithdrawn)


def last_act(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of the last act not yet undone, empty when there is none.

    ``entries`` holds the journal and the votes in progress, each under its own act. What creates
    the session, undoes, seals, signs or withdraws is not undone.
    """
    known = tuple(entries)
    kept = {entry.fact.act for entry in known if isinstance(entry.fact, ActUndone)}
    kept |= {entry.act for entry in known if isinstance(entry.fact, _NEVER_UNDONE)}
    last = max((entry.act for entry in known if entry.act not in kept), default=None)
    return tuple(entry for entry in known if entry.act == last)


def undoing(target: Sequence[Entry], at: datetime, reason: str = "") -> Fact:
    """Return the fact that undoes an act: a vote in progress is withdrawn, the rest is undone."""
    if not target:
        raise ActRefusedError("Aucun acte n’est à annuler : la séance est à son début.")
    fact = target[0].fact
    if isinstance(fact, VoteCast):
        return VoteWithdrawn(at, fact.member, fact.candidate, fact.block)
    return ActUndone(at, target[0].act, reason)
