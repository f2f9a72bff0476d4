"""Derogatory admissions against their quotas, and the level of English; VAE apart."""

from decimal import Decimal
from math import floor

from jurydesk.certification.rulebook import Quota
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import provision_source, source_of
from jurydesk.french.folding import fold
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted, exact_percent, plain_decimal, ratio


def check_quotas(situation: Situation) -> tuple[Finding, ...]:
    """Check the shares of the cohort admitted by derogation; one finding for all the quotas.

    Its figures are those of the quota the most exceeded, or the nearest to its ceiling.
    """
    quotas = situation.rulebook.quotas
    trained = _trained(situation)
    if not quotas:
        return (QUOTAS.unset("Quotas d’admission"),)
    if not trained:
        return (_nothing(QUOTAS, "Quotas : aucun quota d’admission ne s’applique à la VAE."),)
    if not situation.whole_cohort:
        told = "Quotas d’admission : la promotion entière relève du procès-verbal rectifié."
        return (_nothing(QUOTAS, told),)
    counts = [
        (quota, tuple(c for c in trained if c.derogation in quota.value.derogations))
        for quota in quotas
    ]
    over = [pair for pair in counts if len(pair[1]) > pair[0].value.share * len(trained)]
    worst, admitted = max(
        over or counts, key=lambda pair: len(pair[1]) - pair[0].value.share * len(trained)
    )
    told = " ; ".join(_quota_told(quota.value, len(who), len(trained)) for quota, who in counts)
    return (
        QUOTAS.finding(
            FindingStatus.RESERVE if over else FindingStatus.COMPLIANT,
            f"Quotas d’admission : {told}.",
            source=source_of(worst),
            value=f"{len(admitted)}/{len(trained)}",
            threshold=ratio(worst.value.share),
            names=tuple(candidate.name for candidate in admitted),
        ),
    )


def _quota_told(quota: Quota, admitted: int, total: int) -> str:
    share = f"{quota.label} {admitted}/{total}"
    ceiling = floor(quota.share * total)
    if admitted <= ceiling:
        return f"{share}, dans la limite de {exact_percent(quota.share)}"
    return (
        f"{share}, au-delà de {exact_percent(quota.share)} "
        f"({counted(ceiling, 'admission', 'admissions')} au plus)"
    )


def check_english(situation: Situation) -> tuple[Finding, ...]:
    """Check every score of English against the lowest that admits; an unknown one stays so."""
    trained = _trained(situation)
    if not situation.rulebook.english:
        return (ENGLISH.unset("Anglais"),)
    if not trained:
        return (_nothing(ENGLISH, "Anglais : aucun niveau n’est exigé des candidats en VAE."),)
    floors = {fold(floor.test): floor.minimum for floor in situation.rulebook.english}
    verdicts = [(candidate, _passes(candidate, floors)) for candidate in trained]
    low = tuple(candidate for candidate, passed in verdicts if passed is False)
    unknown = tuple(candidate for candidate, passed in verdicts if passed is None)
    passed = len(trained) - len(low) - len(unknown)
    message = f"Anglais : {passed}/{len(trained)} au niveau exigé"
    if low:
        told = (
            f"{c.name} ({c.english_test} {plain_decimal(score)})"
            for c in low
            if (score := c.english_score) is not None
        )
        message += f" ; sous le seuil : {enumeration(told)}"
    if unknown:
        message += f" ; test ou score à renseigner : {enumeration(c.name for c in unknown)}"
    status = FindingStatus.UNKNOWN if unknown else FindingStatus.COMPLIANT
    return (
        ENGLISH.finding(
            FindingStatus.RESERVE if low else status,
            f"{message}.",
            source=provision_source(situation.rulebook, "anglais"),
            value=f"{passed}/{len(trained)}",
            threshold=f"{len(trained)}/{len(trained)}",
            names=tuple(candidate.name for candidate in low),
        ),
    )


def _passes(candidate: Candidate, floors: dict[str, Decimal]) -> bool | None:
    if not candidate.english_test or candidate.english_score is None:
        return None
    test = fold(candidate.english_test)
    # « TOEFL iBT » is the TOEFL of the rulebook.
    lowest = floors.get(test, floors.get(test.split(" ")[0]))
    return None if lowest is None else candidate.english_score >= lowest


def _trained(situation: Situation) -> tuple[Candidate, ...]:
    return tuple(c for c in situation.candidates if not c.route.is_experience)


def _nothing(rule: Rule, message: str) -> Finding:
    return rule.finding(FindingStatus.NOT_APPLICABLE, message)


QUOTAS = Rule(
    id="quotas",
    title="Quotas d’admission",
    subject=Subject.COHORT,
    stops=Stops.NOTHING,
    overridable=False,
    source="conditions d’admission de la fiche",
    session=check_quotas,
)
ENGLISH = Rule(
    id="anglais",
    title="Niveau d’anglais",
    subject=Subject.COHORT,
    stops=Stops.NOTHING,
    overridable=False,
    source="conditions d’admission de la fiche",
    session=check_english,
)
