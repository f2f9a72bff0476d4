"""Can the certification still be delivered to this candidate? Two tests, two dates (L6113-9).

The *entering* must not be later than the end of the registration; the *sitting* must not be later
than the delivery limit, where the fiche gives one. Neither makes up for the other.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.situation import Situation
from jurydesk.french.days import short_day


def entered_on(candidate: Candidate) -> date | None:
    """Return the day a candidate entered: recevabilité for VAE, else the start of the path."""
    return candidate.admissible_on if candidate.route.is_experience else candidate.path_start


def check_registration(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Test the entering against the end of the registration, the sitting against the limit.

    An entering of which the day is unknown stays unknown once the end is past, and stops nothing.
    """
    title = situation.rulebook.title
    verdict = _judge(
        entered_on(candidate),
        candidate.route.is_experience,
        title.expiry_date,
        title.delivery_deadline,
        title.registration_start or title.decision_date,
        situation.on,
    )
    return (
        REGISTRATION.finding(
            verdict.status,
            f"Enregistrement, {candidate.name} : {verdict.reason}.",
            route=bench.route,
            candidate=candidate.identifier,
            value=verdict.value,
            threshold=verdict.threshold,
        ),
    )


class _Verdict(NamedTuple):
    """What is said of dates that many candidates share."""

    status: FindingStatus
    reason: str
    value: str | None
    threshold: str | None


_GRAVEST = (FindingStatus.BLOCKING, FindingStatus.UNKNOWN, FindingStatus.COMPLIANT)


@lru_cache(maxsize=4096)
def _judge(  # noqa: PLR0917 all that it depends on, so that it is worked out once
    entering: date | None,
    experience: bool,  # noqa: FBT001
    end: date | None,
    limit: date | None,
    first: date | None,
    on: date,
) -> _Verdict:
    sitting_status, sitting = _sitting(first, limit, on)
    entered_status, entered = _entering(entering, end, on, experience=experience)
    late = sitting_status is FindingStatus.BLOCKING and limit is not None and on > limit
    value, threshold = (on, limit) if late else (entering, end or limit)
    return _Verdict(
        min(sitting_status, entered_status, key=_GRAVEST.index),
        f"{entered} ; {sitting}",
        None if value is None else short_day(value),
        None if threshold is None else short_day(threshold),
    )


def _entering(
    entering: date | None, end: date | None, on: date, *, experience: bool
) -> tuple[FindingStatus, str]:
    """Test the entering: the registration must not have ended before it."""
    if end is None:
        return FindingStatus.UNKNOWN, "la date de fin d’enregistrement n’est pas renseignée"
    last = short_day(end)
    over = f"fin de l’enregistrement le {last}"
    if entering is None and on <= end:
        return FindingStatus.COMPLIANT, f"{over}, non passée"
    if entering is None:
        asked = (
            "la date de recevabilité de la demande de VAE"
            if experience
            else "la date de début du parcours"
        )
        return FindingStatus.UNKNOWN, f"{over} ; renseignez {asked}, qui doit être antérieure"
    what = "recevabilité" if experience else "début du parcours"
    came = f"entrée ({what}) le {short_day(entering)}"
    if entering > end:
        return FindingStatus.BLOCKING, f"{came}, après la fin de l’enregistrement du {last}"
    if entering == end:
        return FindingStatus.COMPLIANT, f"{came}, dernier jour de l’enregistrement"
    return FindingStatus.COMPLIANT, f"{came}, avant la fin de l’enregistrement du {last}"


def _sitting(first: date | None, limit: date | None, on: date) -> tuple[FindingStatus, str]:
    """Test the day of the sitting: registered already, and not past the delivery limit."""
    held = f"séance du {short_day(on)}"
    if first is not None and on < first:
        return FindingStatus.BLOCKING, (
            f"{held}, trop tôt : la certification n’est enregistrée qu’à partir du "
            f"{short_day(first)}"
        )
    if limit is None:
        return FindingStatus.COMPLIANT, f"{held}, sans date limite de délivrance dans la fiche"
    if on > limit:
        return FindingStatus.BLOCKING, (
            f"{held}, après la date limite de délivrance du {short_day(limit)} : plus personne ne "
            "peut recevoir la certification"
        )
    return FindingStatus.COMPLIANT, (
        f"{held}, dans la date limite de délivrance du {short_day(limit)}"
    )


def check_dates(situation: Situation, bench: Bench, candidate: Candidate) -> tuple[Finding, ...]:
    """Check that the path began, and a VAE application was admitted, by the day of the sitting."""
    verdict = _dated(candidate.path_start, candidate.admissible_on, situation.on)
    return (
        DATES.finding(
            verdict.status,
            f"Dates, {candidate.name} : {verdict.reason}.",
            route=bench.route,
            candidate=candidate.identifier,
            value=verdict.value,
            threshold=verdict.threshold,
        ),
    )


@lru_cache(maxsize=4096)
def _dated(start: date | None, admissible: date | None, on: date) -> _Verdict:
    known = {"le parcours commence": start, "la demande de VAE est recevable": admissible}
    held = f"séance du {short_day(on)}"
    late = {what: day for what, day in known.items() if day is not None and day > on}
    if late:
        told = " et ".join(f"{what} le {short_day(day)}" for what, day in late.items())
        reason = f"{told}, après la {held} ; corrigez la date qui est fausse"
        shown = short_day(next(iter(late.values())))
        return _Verdict(FindingStatus.BLOCKING, reason, shown, short_day(on))
    if start is None:
        reason = "la date de début du parcours n’est pas renseignée"
        return _Verdict(FindingStatus.UNKNOWN, reason, None, None)
    # No figure: alike for all those who are in order, the minutes tell them in one row.
    reason = f"le parcours a commencé le {short_day(start)}, {held}"
    return _Verdict(FindingStatus.COMPLIANT, reason, None, None)


REGISTRATION = Rule(
    id="enregistrement",
    title="Enregistrement de la certification",
    subject=Subject.CANDIDATE,
    stops=Stops.ADOPTION,
    overridable=True,
    source="L6113-9 du code du travail",
    candidate=check_registration,
)
DATES = Rule(
    id="dates",
    title="Dates du parcours",
    subject=Subject.CANDIDATE,
    stops=Stops.ADOPTION,
    overridable=True,
    source="dates de la promotion et de la séance",
    candidate=check_dates,
)
