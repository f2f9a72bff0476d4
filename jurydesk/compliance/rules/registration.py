"""Can the certification still be delivered to this candidate?"""

from jurydesk.certification.rulebook import Certification
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.situation import Situation
from jurydesk.french.days import short_day
from jurydesk.french.spaces import spaced

_SOURCE = "L6113-9 du code du travail"


def check_registration(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Check that the sitting falls within the registration, or else that the path began in it.

    L6113-9: after the last day, only those whose path began while it was registered.
    """
    certification = situation.rulebook.certification
    status, reason = _judge(situation, certification, candidate)
    last = certification.last_delivery_day
    return (
        Finding(
            id="enregistrement",
            status=status,
            message=spaced(f"Enregistrement, {candidate.name} : {reason}"),
            source=_SOURCE,
            overridable=True,
            route=bench.route,
            candidate=candidate.identifier,
            value=None if candidate.path_start is None else short_day(candidate.path_start),
            threshold=None if last is None else short_day(last),
        ),
    )


def _judge(
    situation: Situation, certification: Certification, candidate: Candidate
) -> tuple[FindingStatus, str]:
    last = certification.last_delivery_day
    first = certification.registration_start or certification.decision_date
    began = candidate.path_start
    if first is not None and situation.on < first:
        return FindingStatus.BLOCKING, (
            f"la certification n’est enregistrée qu’à partir du {short_day(first)} ; la séance du "
            f"{short_day(situation.on)} vient trop tôt."
        )
    if last is None:
        return FindingStatus.UNKNOWN, "la date de fin d’enregistrement n’est pas renseignée."
    if situation.on <= last:
        return (
            FindingStatus.COMPLIANT,
            f"la certification peut être délivrée jusqu’au {short_day(last)}.",
        )
    over = f"l’enregistrement a pris fin le {short_day(last)}"
    if began is None:
        return FindingStatus.UNKNOWN, (
            f"{over} ; renseignez la date de début du parcours, qui doit être antérieure."
        )
    end = certification.expiry_date or last
    if began > end:
        return FindingStatus.BLOCKING, (
            f"{over} et le parcours a commencé le {short_day(began)}, après cette fin."
        )
    if first is not None and began < first:
        return FindingStatus.BLOCKING, (
            f"{over} et le parcours a commencé le {short_day(began)}, avant l’enregistrement du "
            f"{short_day(first)}."
        )
    return FindingStatus.COMPLIANT, (
        f"{over}, mais le parcours a commencé le {short_day(began)}, pendant l’enregistrement."
    )


CANDIDATE_CHECKS = (check_registration,)
