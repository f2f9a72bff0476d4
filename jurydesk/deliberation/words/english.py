"""The English beside the French: one catalogue of words, days, and who gets it.

The French is the official text everywhere. What nobody can translate (a title, a reason, a place)
stays French and is told as such; a level whose words are not in the catalogue keeps its number.
"""

import re
from collections.abc import Mapping
from datetime import date

from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Outcome
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.deliberation.state import SittingState
from jurydesk.french.spaces import NBSP

LANGUAGE = "en-GB"
FRENCH = "fr-FR"

ROUTES: Mapping[AccessRoute, str] = {
    AccessRoute.STUDENT: "initial training (student)",
    AccessRoute.CONTINUING: "continuing education",
    AccessRoute.PROFESSIONALISATION: "professional training contract",
    AccessRoute.APPRENTICESHIP: "apprenticeship",
    AccessRoute.EXPERIENCE: "validation of prior experience (VAE)",
    AccessRoute.INDIVIDUAL: "individual candidate",
}
STATUSES: Mapping[BlockStatus, str] = {
    BlockStatus.VALIDATED: "validated",
    BlockStatus.IN_PROGRESS: "being validated",
    BlockStatus.NOT_ACQUIRED: "not obtained",
    BlockStatus.ACQUIRED: "obtained earlier",
    BlockStatus.PENDING: "pending",
    BlockStatus.NOT_PRESENTED: "not presented",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.CERTIFIED: "full certification",
    Outcome.PARTIAL: "partial validation",
    Outcome.ADJOURNED: "certification not obtained",
    Outcome.REFUSED: "validation refused",
    Outcome.PENDING: "decision pending",
    Outcome.NOT_PRESENTED: "not presented",
}
LEVELS: Mapping[str, str] = {
    "au-delà des attentes": "above expectations",
    "au niveau des attentes": "meets expectations",
    "en voie de validation – écarts mineurs": "being validated – minor gaps",
    "non acquise – écarts majeurs (rattrapage requis)": "not obtained – major gaps (resit due)",
}
UNDECIDED = "to be decided"
_NUMBER = re.compile(r"^\d+ – ")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def wants_english(state: SittingState, candidate: str) -> bool:
    """Whether a candidate's papers are also in English."""
    chosen = state.english
    return chosen is not None and (chosen.everyone or candidate in chosen.people)


def english_day(value: date) -> str:
    """Return « Friday 19 April 2024 »."""
    return f"{_DAYS[value.weekday()]} {english_date(value)}"


def english_date(value: date) -> str:
    """Return « 19 April 2024 », kept on one line."""
    return f"{value.day}{NBSP}{_MONTHS[value.month - 1]}{NBSP}{value.year}"


def english_birth(birth: BirthDate) -> str:
    """Return « on 3 May 1998 », « in May 1998 » or « in 1998 », what is known of it."""
    if birth.month is None:
        return f"in {birth.year}"
    month = f"{_MONTHS[birth.month - 1]}{NBSP}{birth.year}"
    return f"in {month}" if birth.day is None else f"on {birth.day}{NBSP}{month}"


def english_level(state: SittingState, level: int) -> str:
    """Return « level 2 – meets expectations »; the number alone where the words are not known."""
    label = " ".join(state.rulebook.level(level).label.split())
    words = LEVELS.get(_NUMBER.sub("", label), "")
    return f"level {level} – {words}" if words else f"level {level}"


def english_blocks(number: int) -> str:
    """Return « 1 block », « 3 blocks »."""
    return f"{number} block" if number == 1 else f"{number} blocks"
