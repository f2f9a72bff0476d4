"""The facts of what leaves after the seal: what became of each holder's accrochage."""

from jurydesk.deliberation.facts import AccrochageNoted
from jurydesk.deliberation.guards import accrochage_guards as guards
from jurydesk.deliberation.kinds.kind import FactKind, Input
from jurydesk.deliberation.records import FollowedHolder
from jurydesk.deliberation.state import SittingState
from jurydesk.french.agreement import of


def _note(fact: AccrochageNoted, state: SittingState) -> None:
    state.accrochage.append(FollowedHolder(fact, len(state.amendments)))


def _words(fact: AccrochageNoted, state: SittingState) -> str:
    return f"accrochage {of(state.candidates[fact.candidate].name)} : {fact.state.value}"


KINDS = (
    FactKind(
        AccrochageNoted,
        guards.check_accrochage,
        _note,
        _words,
        "vient après le scellement, avec les suites de la séance",
        after_seal=True,
        inputs=Input.NOTHING,
    ),
)
