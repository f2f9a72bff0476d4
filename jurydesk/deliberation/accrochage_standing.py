"""Where the accrochage of each holder stands: to send, sent, accepted, refused, to send again.

Source: L6113-8, R6113-17-2 (within three months). Leaves writing the flow to
:mod:`jurydesk.transmission.accrochage`.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from jurydesk.certification.vocabulary import Outcome
from jurydesk.deliberation.civil_status import AMENDABLE
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import AccrochageState
from jurydesk.deliberation.records import FollowedHolder
from jurydesk.deliberation.state import SittingState

_LEFT = frozenset((AccrochageState.SENT, AccrochageState.ACCEPTED, AccrochageState.REFUSED))
DONE = frozenset((AccrochageState.SENT, AccrochageState.ACCEPTED))
"""The states in which nothing is to do for now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one holder stands; ``since`` is ``None`` while nothing was noted."""

    state: AccrochageState
    reason: str = ""
    since: datetime | None = None


def standings(state: SittingState) -> dict[str, Standing]:
    """Return where each certified holder stands, by identifier.

    A civil status corrected after what was sent makes it go again.
    """
    latest = {each.noted.candidate: each for each in state.accrochage}
    return {
        key: _standing(state, key, latest.get(key))
        for key in state.candidates
        if outcome(state, key) is Outcome.CERTIFIED
    }


def counted_standings(state: SittingState) -> dict[AccrochageState, int]:
    """Return how many holders stand where, in the order of the course, none left out."""
    found = Counter(each.state for each in standings(state).values())
    return {each: found[each] for each in AccrochageState}


def sendings(state: SittingState) -> int:
    """Return how many times a flow was noted as sent."""
    sent = (each.noted for each in state.accrochage if each.noted.state is AccrochageState.SENT)
    return len({fact.at for fact in sent})


def last_moment(state: SittingState) -> datetime:
    """Return when what the flow says was last settled: the seal, a correction, a note."""
    assert state.sealed is not None  # noqa: S101 only a sealed session is sent
    noted = (each.noted.at for each in state.accrochage)
    return max((state.sealed.at, *noted, *(fact.at for fact in state.amendments)))


def _standing(state: SittingState, key: str, latest: FollowedHolder | None) -> Standing:
    if latest is None:
        return Standing(AccrochageState.TO_SEND)
    noted = latest.noted
    if noted.state in _LEFT:
        for fact in state.amendments[latest.amendments :]:
            civil = [name for name, *_ in fact.changes if AMENDABLE[name].civil]
            if fact.candidate.identifier == key and civil:
                why = f"état civil corrigé : {fact.reason}"
                return Standing(AccrochageState.TO_SEND_AGAIN, why, fact.at)
    return Standing(noted.state, noted.reason, noted.at)
