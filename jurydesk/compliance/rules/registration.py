"""Can the certification still be delivered to this candidate? Two tests, two dates (L6113-9).

The *entry* must not be later than the end of the registration; the *sitting* must not be later
than the delivery limit, where the fiche gives one. Neither makes up for the other.
"""

from datetime import date

from jurydesk.certification.rulebook import Certification
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.situation import Situation
from jurydesk.french.days import short_day


def entry_of(candidate: Candidate) -> date | None:
    """Return the day a candidate entered: recevabilité for VAE, else the start of the path."""
    return candidate.admissible_on if candidate.route.is_experience else candidate.path_start


def check_registration(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Test the entry against the end of the registration, the sitting against the limit.

    An entry of which the day is unknown stays unknown once the end is past, and stops nothing.
    """
    certification = situation.rulebook.certification
    entry, end = entry_of(candidate), certification.expiry_date
    limit = certification.delivery_deadline
    sitting_status, sitting = _sitting(certification, situation.on)
    entry_status, entered = _entry(candidate, end, situation.on)
    status = min(sitting_status, entry_status, key=_GRAVEST.index)
    late = sitting_status is FindingStatus.BLOCKING and limit is not None and situation.on > limit
    value, threshold = (situation.on, limit) if late else (entry, end or limit)
    return (
        REGISTRATION.finding(
            status,
            f"Enregistrement, {candidate.name} : {entered} ; {sitting}.",
            route=bench.route,
            candidate=candidate.identifier,
            value=None if value is None else short_day(value),
            threshold=None if threshold is None else short_day(threshold),
        ),
    )


_GRAVEST = (FindingStatus.BLOCKING, FindingStatus.UNKNOWN, FindingStatus.COMPLIANT)


def _entry(candidate: Candidate, end: date | None, on: date) -> tuple[FindingStatus, str]:
    """Test the entry: the registration must not have ended before it."""
    entry, experience = entry_of(candidate), candidate.route.is_experience
    if end is None:
        return FindingStatus.UNKNOWN, "la date de fin d’enregistrement n’est pas renseignée"
    last = short_day(end)
    over = f"fin de l’enregistrement le {last}"
    if entry is None and on <= end:
        return FindingStatus.COMPLIANT, f"{over}, non passée"
    if entry is None:
        asked = (
            "la date de recevabilité de la demande de VAE"
            if experience
            else "la date de début du parcours"
        )
        return FindingStatus.UNKNOWN, f"{over} ; renseignez {asked}, qui doit être antérieure"
    what = "recevabilité" if experience else "début du parcours"
    came = f"entrée ({what}) le {short_day(entry)}"
    if entry > end:
        return FindingStatus.BLOCKING, f"{came}, après la fin de l’enregistrement du {last}"
    if entry == end:
        return FindingStatus.COMPLIANT, f"{came}, dernier jour de l’enregistrement"
    return FindingStatus.COMPLIANT, f"{came}, avant la fin de l’enregistrement du {last}"


def _sitting(certification: Certification, on: date) -> tuple[FindingStatus, str]:
    """Test the day of the sitting: registered already, and not past the delivery limit."""
    starts = (certification.registration_start, certification.decision_date)
    first = next((day for day in starts if day is not None), None)
    limit, held = certification.delivery_deadline, f"séance du {short_day(on)}"
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
    known = {
        "le parcours commence": candidate.path_start,
        "la demande de VAE est recevable": candidate.admissible_on,
    }
    held = f"séance du {short_day(situation.on)}"
    late = {what: day for what, day in known.items() if day is not None and day > situation.on}
    start = candidate.path_start
    if late:
        told = " et ".join(f"{what} le {short_day(day)}" for what, day in late.items())
        status, reason = (
            FindingStatus.BLOCKING,
            (f"{told}, après la {held} ; corrigez la date qui est fausse."),
        )
    elif start is None:
        status, reason = FindingStatus.UNKNOWN, "la date de début du parcours n’est pas renseignée."
    else:
        status = FindingStatus.COMPLIANT
        reason = f"le parcours a commencé le {short_day(start)}, {held}."
    # Alike for all those who are in order, so that the minutes tell them in one row.
    shown = next(iter(late.values()), None)
    return (
        DATES.finding(
            status,
            f"Dates, {candidate.name} : {reason}",
            route=bench.route,
            candidate=candidate.identifier,
            value=None if shown is None else short_day(shown),
            threshold=None if shown is None else short_day(situation.on),
        ),
    )


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
