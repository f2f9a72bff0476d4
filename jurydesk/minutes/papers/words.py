"""How the papers name the session, the certification and its holders."""

from collections.abc import Iterable

from jurydesk.certification.vocabulary import Gender, Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.civil_status import amendment_words
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.state import SittingState
from jurydesk.french.agreement import agree
from jurydesk.french.days import day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import agree_number
from jurydesk.french.spaces import NBSP, clean, quoted, typeset
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.content.session_section import establishment, rectified_pairs
from jurydesk.minutes.house.signing import house_of
from jurydesk.minutes.papers.leaf import Tone, Words

USED_NAME = ", nom d’usage "
"""Stands between the civil identity and the name in use."""


def holder_name(candidate: Candidate) -> str:
    """Return the civil identity: first names, birth name, then the used name if another."""
    name = f"{clean(candidate.first_names)} {clean(candidate.birth_name).upper()}"
    if candidate.used_name and candidate.used_name != candidate.birth_name:
        return f"{name}{USED_NAME}{clean(candidate.used_name).upper()}"
    return name


def addressee_name(candidate: Candidate) -> str:
    """Return the name a letter is sent to: first names, then the name the person goes by."""
    name = clean(candidate.used_name or candidate.birth_name).upper()
    return f"{clean(candidate.first_names)} {name}"


def salutation(gender: Gender | None) -> str:
    """Return how a letter opens."""
    return agree(gender, "Monsieur,", "Madame,", "Madame, Monsieur,")


def birth_words(candidate: Candidate) -> str:
    """Return « née le 3 mai 1998 à Toulouse (France) », what is known of it."""
    parts = []
    if candidate.birth_date is not None:
        parts.append(candidate.birth_date.words)
    if candidate.birth_place:
        parts.append(f"à {typeset(candidate.birth_place)}")
    if candidate.birth_country:
        parts.append(f"({typeset(candidate.birth_country)})")
    if not parts:
        return ""
    return f"{agree(candidate.gender, 'né', 'née', 'naissance')} {' '.join(parts)}"


def amended_note(state: SittingState, candidate: Candidate) -> tuple[Words, ...]:
    """Return that a civil status was corrected, where a paper is made with it."""
    words = amendment_words(state, candidate.identifier)
    return (Words(words, Tone.NOTE),) if words else ()


def certification_words(state: SittingState) -> str:
    """Return « « Chef de projets… » (RNCP35609, niveau 7) »."""
    certification = state.rulebook.certification
    return f"{quoted(certification.title)} ({certification.code_words})"


def session_details(state: SittingState) -> tuple[Pair, ...]:
    """Return what a form is about: certification, sitting, place, number."""
    pairs = [
        Pair("Certification", certification_words(state)),
        Pair("Séance", f"{day(state.session_date)}{_at(state)}"),
    ]
    if state.cohort_name:
        pairs.append(Pair("Promotion", typeset(state.cohort_name)))
    pairs.append(Pair("Procès-verbal", f"n°{NBSP}{clean(state.minutes_number)}"))
    return (*pairs, *rectified_pairs(state))


def letter_sender(state: SittingState) -> tuple[str, ...]:
    """Return who writes: the establishment, where it is, how to answer, for which jury."""
    house = house_of(state)
    code = clean(state.rulebook.certification.code)
    own = (typeset(line) for line in (*house.address, *house.contact))
    return (clean(house.name) or establishment(state), *own, f"Jury de la certification {code}")


def blocks_named(codes: Iterable[str]) -> str:
    """Return « le bloc BC01 », « les blocs BC01, BC02 et BC03 »."""
    found = list(codes)
    return f"{agree_number(len(found), 'le bloc', 'les blocs')}{NBSP}{enumeration(found)}"


def candidates_with(state: SittingState, *outcomes: Outcome) -> tuple[Candidate, ...]:
    """Return the candidates of one of these outcomes, in the order of the cohort."""
    return tuple(
        candidate
        for candidate in state.candidates.values()
        if outcome(state, candidate.identifier) in outcomes
    )


def _at(state: SittingState) -> str:
    return f", {typeset(state.place)}" if state.place else ""
