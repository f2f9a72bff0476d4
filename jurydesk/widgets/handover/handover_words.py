"""What the page « Suites » says of a paper: what it is for, when it is due, whether it is ready."""

from datetime import date

from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.accrochage_standing import DONE, standings
from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.days import unbroken_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, sentence, typeset
from jurydesk.minutes.house.told import APPEALED, UNCONFIRMED
from jurydesk.minutes.papers.deadlines import accrochage_due
from jurydesk.minutes.papers.kinds import KINDS, Kind
from jurydesk.transmission import accrochage
from jurydesk.transmission.export import ExportFormat

FORMATS = {
    ExportFormat.XLSX: ("Tableur (XLSX)", "Les décisions, une ligne par candidat."),
    ExportFormat.CSV: ("Texte (CSV)", "Le même tableau, pour tout logiciel."),
    ExportFormat.JSON: ("Données (JSON)", "Les décisions complètes, pour un autre programme."),
    ExportFormat.CPF: (
        "Accrochage (XML)",
        "Le flux des certifiés pour la Caisse des Dépôts, dans les trois mois après le scellement.",
    ),
}
"""The exports: what each is called, and what it is for."""


def awaited(kind: Kind, state: SittingState) -> date | None:
    """Return the day a paper that can be printed is due; none for what prepares a sitting held."""
    held = state.phase is not Phase.PREPARATION and not kind.states_decisions
    return None if held or kind.obstacle(state) else kind.due(state)


def waiting_days(state: SittingState) -> list[tuple[date, str]]:
    """Return the days by which something must have left, and what, the nearest first."""
    waiting = [(due, kind.title) for kind in KINDS if (due := awaited(kind, state))]
    if awaits_accrochage(state):
        waiting.append((accrochage_due(state), "Accrochage à la Caisse des Dépôts"))
    return sorted(waiting)


def standing(
    obstacle: str, due: date | None, today: date, *, unconfirmed: bool = False
) -> tuple[str, str, str]:
    """Return what can be done with a paper now: words, shape, colour."""
    if obstacle:
        return "Pas encore", "clock", "muted"
    if unconfirmed:
        return "À confirmer", "warning", "warn"
    if due is not None and due < today:
        return "Date passée", "warning", "warn"
    return "Prêt", "check", "good"


def is_unconfirmed(kind: Kind, state: SittingState) -> bool:
    """Whether a paper says how to appeal in words that the establishment did not confirm."""
    house = state.establishment
    return kind.key in APPEALED and (house is None or house.appeal is None)


def when(due: date, today: date) -> str:
    """Return a day due, and how far it is."""
    left = (due - today).days
    if left < 0:
        return f"{unbroken_day(due)} (échéance passée)"
    waiting = f"dans {plural(left, 'jour')}" if left else "aujourd’hui"
    return f"{unbroken_day(due)} ({waiting})"


def explained(kind: Kind, state: SittingState) -> str:
    """Return what a paper is for, when it is due, or why it does not apply yet."""
    obstacle, due = kind.obstacle(state), kind.due(state)
    parts = [f"{capitalised(kind.explanation)}", f"Quand : {kind.when}"]
    if due is not None:
        parts.append(f"À envoyer au plus tard le {unbroken_day(due)}.")
    if obstacle:
        parts.append(obstacle)
    elif is_unconfirmed(kind, state):
        parts.append(UNCONFIRMED)
    return typeset(" ".join(sentence(part) for part in parts))


def awaits_accrochage(state: SittingState) -> bool:
    """Whether somebody certified is still to be sent to the Caisse des Dépôts."""
    return any(each.state not in DONE for each in standings(state).values())


def incomplete_holders(state: SittingState) -> tuple[Candidate, ...]:
    """Return the certified whose civil status, as corrected, the accrochage would refuse."""
    return tuple(
        state.candidates[key]
        for key in standings(state)
        if accrochage.holder_faults(amended_candidate(state, key))
    )
