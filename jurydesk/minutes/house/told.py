"""What is set of an establishment, and what papers still lack, in words."""

from collections.abc import Iterable, Iterator

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import SittingState
from jurydesk.french.agreement import by
from jurydesk.french.days import unbroken_day
from jurydesk.french.lists import shortened
from jurydesk.french.spaces import clean, typeset
from jurydesk.minutes.house.postal import address_doubt, address_lines
from jurydesk.minutes.house.settings import SIGNED
from jurydesk.minutes.house.wordings import wording

APPEALED = ("notifications", "notifications-vae")
"""The papers that say how a decision may be contested."""

UNCONFIRMED = (
    "Voies et délais de recours : le texte d’origine est imprimé, l’établissement ne l’a pas "
    "confirmé. Un certificateur de droit privé ne relève pas du tribunal administratif : "
    "confirmez ce texte dans les réglages de l’établissement."
)


def settings_told(state: SittingState) -> tuple[str, ...]:
    """Return what is set, a line each, what is to confirm last."""
    return tuple(typeset(line) for line in _told(state))


def reserves(state: SittingState, kinds: Iterable[str], people: Iterable[str]) -> tuple[str, ...]:
    """Return what a person should know of papers about to leave: a doubt of law, or of address.

    ``people`` are those they go to, by identifier; everyone's without.
    """
    asked, chosen = tuple(kinds), frozenset(people)
    told = []
    if any(kind in APPEALED for kind in asked):
        if state.establishment is None or state.establishment.appeal is None:
            told.append(UNCONFIRMED)
        told += _address_doubts(state.candidates.values(), chosen)
    return tuple(typeset(line) for line in told)


def _address_doubts(
    people: Iterable[Candidate | JuryMember], chosen: frozenset[str]
) -> Iterator[str]:
    doubts: dict[str, list[str]] = {}
    for who in people:
        if isinstance(who, JuryMember) or (chosen and who.identifier not in chosen):
            continue
        doubt = address_doubt(who.name, address_lines(who.address))
        if doubt:
            doubts.setdefault(doubt, []).append(clean(who.name))
    for doubt, names in doubts.items():
        yield f"Lettres : {doubt}, pour {shortened(names, 4)}."


def _told(state: SittingState) -> Iterator[str]:
    house = state.establishment
    if house is None:
        yield "Aucun réglage d’établissement : les papiers portent le seul nom du certificateur."
        yield UNCONFIRMED
        return
    yield f"En-tête : {house.name or 'nom du certificateur'}"
    for line in (*house.address, *house.contact):
        yield f"  {line}"
    yield f"Lieu : {house.place or 'à écrire à la main'}"
    for label, picture in (("Logo", house.logo), ("Cachet", house.stamp)):
        yield f"{label} : {picture.alternative if picture else 'aucun'}"
    for who in house.signatories:
        papers = ", ".join(SIGNED[key].lower() for key in who.papers) or "tous les papiers"
        under = f", par délégation ({who.act})" if who.authority else ""
        yield f"Signature : {who.name}, {who.quality}{under} : {papers}"
    for own in house.words:
        yield f"Texte de l’établissement : {wording(own.key).title.lower()}"
    if house.appeal is None:
        yield UNCONFIRMED
    else:
        whom, day = by(house.appeal.adopted_by), unbroken_day(house.appeal.adopted_on)
        yield f"Voies et délais de recours : confirmés {whom} le {day}"
