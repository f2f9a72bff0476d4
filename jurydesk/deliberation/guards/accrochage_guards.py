"""Refuses what may not be noted of the accrochage."""

from jurydesk.certification.vocabulary import Outcome
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import AccrochageNoted, AccrochageState
from jurydesk.deliberation.known import known_candidate
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError


def check_accrochage(state: SittingState, fact: AccrochageNoted) -> None:
    """Allow a note on somebody whom sealed minutes certify; a refusal says why."""
    who = known_candidate(state, fact.candidate)
    if state.sealed is None:
        raise ActRefusedError(
            "La séance n’est pas scellée : l’accrochage se suit après le scellement."
        )
    if outcome(state, fact.candidate) is not Outcome.CERTIFIED:
        raise ActRefusedError(
            f"{who.name} n’est pas titulaire de la certification : il n’y a pas d’accrochage à "
            "suivre pour cette personne."
        )
    if fact.state is AccrochageState.REFUSED and not fact.reason.strip():
        raise ActRefusedError(
            f"{who.name} : indiquez le motif du refus, tel que la Caisse des Dépôts le donne."
        )
