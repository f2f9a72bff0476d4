"""Refuses what the papers of a session may not be made with."""

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.facts import EnglishChosen, EstablishmentDescribed, TitlesIssued
from jurydesk.deliberation.known import known_candidate, known_people
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError


def check_establishment(_state: SittingState, fact: EstablishmentDescribed) -> None:
    """Allow settings whose signatories have a name and a quality."""
    for who in fact.establishment.signatories:
        if not who.name.strip() or not who.quality.strip():
            raise ActRefusedError(
                "Un signataire n’a pas de nom ou pas de qualité : complétez-le, ou retirez-le."
            )


def check_english(state: SittingState, fact: EnglishChosen) -> None:
    """Allow the candidates of the session."""
    known_people(state, fact.people)


def check_issue(state: SittingState, fact: TitlesIssued) -> None:
    """Allow the certificates that sealed minutes give a right to."""
    if state.sealed is None:
        raise ActRefusedError(
            "La séance n’est pas scellée : les certificats se délivrent après le scellement."
        )
    for title in fact.titles:
        who = known_candidate(state, title.candidate)
        if title.code == state.rulebook.certification.code:
            due = outcome(state, title.candidate) is Outcome.CERTIFIED
        else:
            due = block_status(state, title.candidate, title.code) is BlockStatus.VALIDATED
        if not due and not _is_whole(state, title.candidate):
            raise ActRefusedError(
                f"{who.name} : le jury n’a pas validé {title.code}, aucun certificat ne peut en "
                "être délivré."
            )


def _is_whole(state: SittingState, candidate: str) -> bool:
    """Whether the certification has no blocs and the jury gave it."""
    certified = outcome(state, candidate) is Outcome.CERTIFIED
    return state.rulebook.certification.is_whole and certified
