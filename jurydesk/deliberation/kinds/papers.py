"""The facts of the papers: the establishment's settings, the languages, certificates delivered."""

from jurydesk.deliberation.facts import EnglishChosen, EstablishmentDescribed, TitlesIssued
from jurydesk.deliberation.guards import paper_guards as guards
from jurydesk.deliberation.kinds.kind import FactKind, Input
from jurydesk.deliberation.records import Issue
from jurydesk.deliberation.state import SittingState
from jurydesk.french.numbers import plural

_PAPERS = "concerne les papiers, non la séance"


def _describe(fact: EstablishmentDescribed, state: SittingState) -> None:
    state.establishment = fact.establishment


def _choose(fact: EnglishChosen, state: SittingState) -> None:
    state.english = fact


def _issue(fact: TitlesIssued, state: SittingState) -> None:
    state.issues.append(Issue(fact, len(state.amendments)))


def _english_words(fact: EnglishChosen, _state: SittingState) -> str:
    if fact.everyone:
        return "papiers aussi en anglais, pour tout le monde"
    if not fact.people:
        return "papiers en français seulement"
    return f"papiers aussi en anglais, pour {plural(len(fact.people), 'personne')}"


KINDS = (
    FactKind(
        EstablishmentDescribed,
        guards.check_establishment,
        _describe,
        lambda _fact, _state: "réglages de l’établissement, pour les papiers",
        _PAPERS,
        after_seal=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        EnglishChosen,
        guards.check_english,
        _choose,
        _english_words,
        _PAPERS,
        after_seal=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        TitlesIssued,
        guards.check_issue,
        _issue,
        lambda fact, _state: f"délivrance de {plural(len(fact.titles), 'certificat')}",
        _PAPERS,
        after_seal=True,
        inputs=Input.NOTHING,
    ),
)
