"""Derogatory admissions against their quotas, and the level of English; VAE apart."""

from collections.abc import Sequence
from math import floor

from jurydesk.certification.english import EnglishReading, read_score
from jurydesk.certification.rulebook import Quota, Rulebook
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import provision_source, source_of
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted, exact_percent, ratio


def check_quotas(situation: Situation) -> tuple[Finding, ...]:
    """Check the shares of the cohort admitted by derogation; one finding for all the quotas.

    Its figures are those of the quota the most exceeded, or the nearest to its ceiling.
    """
    quotas = situation.rulebook.quotas
    trained = _trained(situation)
    if not any(quota.value.share for quota in quotas):
        return (QUOTAS.unset("Quotas d’admission"),)
    if reason := _no_promotion(situation, trained):
        return (_nothing(QUOTAS, f"Quotas d’admission : {reason}."),)
    # Who comes back was counted with the promotion they were admitted in.
    trained = tuple(c for c in trained if c.identifier not in situation.returning)
    total = situation.promotion_size or len(trained)
    counts = [(quota, tuple(c for c in trained if _is_counted(c, quota.value))) for quota in quotas]
    over = [pair for pair in counts if len(pair[1]) > pair[0].value.share * total]
    worst, admitted = max(
        over or counts, key=lambda pair: len(pair[1]) - pair[0].value.share * total
    )
    told = " ; ".join(_quota_told(quota.value, len(who), total) for quota, who in counts)
    size = f" sur une promotion de {total}" if situation.promotion_size else ""
    return (
        QUOTAS.finding(
            FindingStatus.RESERVE if over else FindingStatus.COMPLIANT,
            f"Quotas d’admission{size} : {told}.",
            source=source_of(worst),
            value=f"{len(admitted)}/{total}",
            threshold=ratio(worst.value.share),
            names=tuple(candidate.name for candidate in admitted),
        ),
    )


def _is_counted(candidate: Candidate, quota: Quota) -> bool:
    admitted = candidate.derogation
    return admitted is not None and admitted.is_counted_by(quota.derogations)


def _no_promotion(situation: Situation, trained: tuple[Candidate, ...]) -> str:
    """Return why no promotion is counted here, nothing when one is."""
    if not trained:
        return "aucun quota d’admission ne s’applique à la VAE"
    if not situation.whole_cohort:
        return "la promotion entière relève du procès-verbal rectifié"
    if all(each.comes_back or each.identifier in situation.returning for each in trained):
        return "seules des personnes qui reviennent sont examinées, leur promotion l’a déjà été"
    return ""


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
    """Check every score of English against the lowest that admits; an unknown one stays so.

    A score on none of its test's scales is unknown too, and said so.
    """
    trained = _trained(situation)
    if not situation.rulebook.english:
        return (ENGLISH.unset("Anglais"),)
    if not trained:
        return (_nothing(ENGLISH, "Anglais : aucun niveau n’est exigé des candidats en VAE."),)
    readings = [(candidate, reading_of(situation.rulebook, candidate)) for candidate in trained]
    low = [c.name for c, reading in readings if reading is not None and reading.passed is False]
    passed = sum(1 for _, reading in readings if reading is not None and reading.passed)
    certain = FindingStatus.COMPLIANT if passed == len(trained) else FindingStatus.UNKNOWN
    return (
        ENGLISH.finding(
            FindingStatus.RESERVE if low else certain,
            f"Anglais : {passed}/{len(trained)} au niveau exigé{_english_told(readings)}.",
            source=provision_source(situation.rulebook, "anglais"),
            value=f"{passed}/{len(trained)}",
            threshold=f"{len(trained)}/{len(trained)}",
            names=tuple(low),
        ),
    )


def _english_told(readings: Sequence[tuple[Candidate, EnglishReading | None]]) -> str:
    """Say who is below, outside any scale or unknown, and which second scales were understood."""
    known = [(c.name, reading) for c, reading in readings if reading is not None]
    parts = {
        "sous le seuil": [f"{name} ({r.words})" for name, r in known if r.passed is False],
        "hors de toute échelle du test, à vérifier": [
            f"{name} ({r.words})" for name, r in known if r.outside
        ],
        "test ou score à renseigner": [
            c.name
            for c, reading in readings
            if reading is None or (reading.passed is None and not reading.outside)
        ],
        "lu sur la seconde échelle du test": [
            f"{name} ({r.words})" for name, r in known if r.passed and r.on_second_scale
        ],
    }
    return "".join(f" ; {what} : {enumeration(who)}" for what, who in parts.items() if who)


def reading_of(rulebook: Rulebook, candidate: Candidate) -> EnglishReading | None:
    """Return what a candidate's score means, ``None`` without a test or a score."""
    if not candidate.english_test or candidate.english_score is None:
        return None
    return read_score(rulebook, candidate.english_test, candidate.english_score)


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
