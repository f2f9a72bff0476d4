"""By which day the papers must have left; leaves the delays themselves to ``mentions``."""

from calendar import monthrange
from datetime import date, timedelta

from jurydesk.deliberation.facts import SittingClosed
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import last
from jurydesk.minutes.papers.mentions import load_mentions


def summons_due(state: SittingState) -> date | None:
    """Return the last day an external member may hand the convocation to their employer."""
    if not any(member.external for member in state.members.values()):
        return None
    return state.session_date - timedelta(days=load_mentions().summons.days)


def experience_results_due(state: SittingState) -> date | None:
    """Return the last day to notify the VAE results, ``None`` where no delay was set.

    The day of the sitting does not count.
    """
    notice = state.rulebook.result_notice
    experience = any(candidate.route.is_experience for candidate in state.candidates.values())
    if notice is None or not experience:
        return None
    return decided_on(state) + timedelta(days=notice.days)


def accrochage_due(state: SittingState) -> date:
    """Return the last day to send the holders to the Caisse des Dépôts."""
    return months_later(decided_on(state), load_mentions().holders_transmission.months)


def decided_on(state: SittingState) -> date:
    """Return the day the jury ended, that of the session while it has not."""
    closed = last(state, SittingClosed)
    return local(state, closed.at).date() if closed else state.session_date


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, the month's last one where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
