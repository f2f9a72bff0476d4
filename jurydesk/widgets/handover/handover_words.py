"""What the page « Suites » says of a paper: what it is for, when it is due, whether it is ready."""

from datetime import date

from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.accrochage_standing import DONE, standings
from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.days import unbroken_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, sentence, typeset
from jurydesk.minutes.papers.kinds import Kind
from jurydesk.transmission import accrochage


def awaited(kind: Kind, state: SittingState) -> date | None:
    """Return the day a paper that can be printed is due; none for what prepares a sitting held."""
    held = state.phase is not Phase.PREPARATION and not kind.states_decisions
    return None if held or kind.obstacle(state) else kind.due(state)


def standing(obstacle: str, due: date | None, today: date) -> tuple[str, str, str]:
    """Return what can be done with a paper now: words, shape, colour."""
    if obstacle:
        return "Pas encore", "clock", "muted"
    if due is not None and due < today:
        return "Date passée", "warning", "warn"
    return "Prêt", "check", "good"


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
