"""How people, routes and moments of one sitting are named."""

from datetime import datetime

from jurydesk.certification.rulebook import SkillBlock
from jurydesk.certification.vocabulary import AccessRoute
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.facts import Fact, SittingOpened
from jurydesk.deliberation.presiding import minutes_chair
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.french.agreement import agree
from jurydesk.french.days import clock_on
from jurydesk.french.spaces import NBSP, clean

UNDECIDED = "sans décision"


def member_name(state: SittingState, identifier: str) -> str:
    """Return a member's full name; someone outside the jury is named as they were written."""
    member = state.members.get(identifier)
    return clean(member.full_name if member else identifier)


def chair_words(state: SittingState) -> str:
    """Return who presides the minutes, an empty text when nobody does."""
    chair = minutes_chair(state)
    return member_name(state, chair) if chair else ""


def candidate_name(state: SittingState, identifier: str) -> str:
    """Return a candidate's name, the identifier itself when the cohort has none such."""
    candidate = state.candidates.get(identifier)
    return clean(candidate.name if candidate else identifier)


def birth_name(candidate: Candidate) -> str:
    """Return « née MARCHAND » when the name called is another one, else nothing."""
    if not candidate.used_name or candidate.used_name == candidate.birth_name:
        return ""
    word = agree(candidate.gender, "né", "née", "nom de naissance")
    return f"{word} {clean(candidate.birth_name.upper())}"


def numbered_name(candidate: Candidate) -> str:
    """Return « LEFÈVRE Éloïse (C01) »: homonyms are told apart by their number."""
    return f"{clean(candidate.name)} ({clean(candidate.identifier)})"


def cohort_routes(state: SittingState) -> tuple[AccessRoute, ...]:
    """Return the routes the cohort came by, in the order of the trade."""
    taken = {candidate.route for candidate in state.candidates.values()}
    return tuple(route for route in AccessRoute if route in taken)


def route_words(route: AccessRoute) -> str:
    """Return « FI – formation initiale (élève ou étudiant) »."""
    return f"{route}{NBSP}– {route.words}"


def block_words(block: SkillBlock) -> str:
    """Return « BC01 – Manager des projets »."""
    return f"{clean(block.short_code)}{NBSP}– {clean(block.title)}"


def moment_words(state: SittingState, moment: datetime) -> str:
    """Return the hour of a moment, with its day when it is not the sitting's."""
    return clock_on(local(state, moment), state.session_date)


def at_moment(state: SittingState, moment: datetime) -> str:
    """Return « à 9 h 05 », or « le 20 avril 2024 à 9 h 05 » when it is not the sitting's day."""
    words = moment_words(state, moment)
    return f"à {words}" if local(state, moment).date() == state.session_date else words


def since_moment(state: SittingState, moment: datetime) -> str:
    """Return « à partir de 9 h 05 », or « à partir du 20 avril 2024 à 9 h 05 »."""
    words = moment_words(state, moment)
    if local(state, moment).date() == state.session_date:
        return f"à partir de {words}"
    return f"à partir du {words.removeprefix('le ')}"


def first(state: SittingState, kind: type[Fact]) -> Fact | None:
    """Return the first event of that kind in the sitting."""
    return next((fact for fact in state.sitting_log if isinstance(fact, kind)), None)


def last(state: SittingState, kind: type[Fact]) -> Fact | None:
    """Return the last event of that kind in the sitting."""
    return next((fact for fact in reversed(state.sitting_log) if isinstance(fact, kind)), None)


def opened_at(state: SittingState) -> datetime | None:
    """Return when the sitting was opened, if it was."""
    opened = first(state, SittingOpened)
    return opened.at if opened else None
