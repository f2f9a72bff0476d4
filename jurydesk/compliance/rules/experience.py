"""The jury of a VAE candidate: qualified representatives and teacher-researchers.

Which texts apply depends on the day the path began; their figures are the rulebook's. The members
counted are those who vote on VAE. Leaves the rapporteur to :mod:`.rapporteur`.
"""

from fractions import Fraction

from jurydesk.certification.rulebook import VaeRegime
from jurydesk.certification.vocabulary import Role
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of
from jurydesk.compliance.rule import Cure, Rule, Stops, Subject
from jurydesk.compliance.rules.demand import (
    Count,
    Demand,
    asked_seats,
    count_of,
    demand_of,
    is_qualified,
)
from jurydesk.compliance.rules.regimes import nothing_asked, regimes_of, sources_of, vae_finding
from jurydesk.compliance.share import Share, missing_when_added, share_of
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import named, names, provision_source
from jurydesk.french.agreement import of
from jurydesk.french.days import short_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted, ratio

_HALF = Fraction(1, 2)
_WHEN = "la date de début du parcours, à renseigner, dira si cette règle s’applique"
_ON_THE_DAY = "réserve portée au procès-verbal, sans arrêter la décision"


def _remaining(situation: Situation, bench: Bench, candidate: Candidate) -> tuple[JuryMember, ...]:
    """Return the voting members left after recusals, and after absences once they are known."""
    recused = situation.recused.get(candidate.identifier, frozenset())
    return tuple(
        member
        for member in (bench.there(bench.voting) if bench.attended else bench.voting)
        if member.identifier not in recused
        and not is_rapporteur_of(member, candidate, bench.settled)
    )


def check_representatives(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Count who represents the professions among the voting members (R335-8, D6412-6, fiche).

    Blocking on the appointed jury; short only after an absence or a recusal, a reserve. Where the
    texts only ask for persons qualified for the certification, those are counted.
    """
    regimes = regimes_of(bench.rulebook, candidate)
    demand = demand_of(bench, regimes)
    if not (demand.of_representatives or demand.qualified or demand.members):
        return (_nothing_on_representatives(regimes, candidate),)
    counted_ones = _counted(bench.voting, demand)
    value = f"{len(counted_ones)}/{len(bench.voting)}"
    status, reason, missing = _judge(situation, bench, candidate, demand)
    subject = "Représentants qualifiés" if demand.of_representatives else "Personnes qualifiées"
    return (
        vae_finding(
            REPRESENTATIVES,
            f"{subject}, {candidate.name} : {value} ({named(counted_ones) or 'personne'}), il faut "
            f"{demand.words}{reason}{_flag(regimes, candidate)}.",
            status,
            candidate,
            _sources(bench, regimes),
            value=value,
            threshold=ratio(demand.share)
            if demand.share
            else f"{demand.fewest or demand.qualified}/{len(bench.voting)}",
            missing=missing,
            names=names(counted_ones),
        ),
    )


def _flag(regimes: tuple[VaeRegime, ...], candidate: Candidate) -> str:
    """Say that no national text stands for this path: what the fiche asks is the rule."""
    transitional = candidate.path_start and any(regime.transitional for regime in regimes)
    return " ; régime transitoire : choix de l’établissement, à confirmer" if transitional else ""


def _counted(members: tuple[JuryMember, ...], demand: Demand) -> tuple[JuryMember, ...]:
    """Return the representatives, or the qualified persons where only those are asked for."""
    if demand.of_representatives:
        return tuple(member for member in members if member.role.is_representative)
    return tuple(member for member in members if is_qualified(member))


def _sources(bench: Bench, regimes: tuple[VaeRegime, ...]) -> str:
    """Cite the texts on the composition and, where it asks for representatives, the fiche."""
    asked = any(asked_seats(bench, role) for role in (Role.EMPLOYER, Role.EMPLOYEE))
    texts = tuple(regime for regime in regimes if not regime.teacher_researchers_majority)
    fiche = (provision_source(bench.rulebook, "sieges"),) if asked else ()
    return enumeration((*(source for source in (sources_of(texts),) if source), *fiche))


def _nothing_on_representatives(regimes: tuple[VaeRegime, ...], candidate: Candidate) -> Finding:
    """Say that nobody asks anything, and that the gap of 2024 leaves it to the establishment."""
    if not any(regime.transitional for regime in regimes) or candidate.path_start is None:
        return nothing_asked(REPRESENTATIVES, "Représentants qualifiés", candidate)
    return vae_finding(
        REPRESENTATIVES,
        f"Représentants qualifiés, {candidate.name} : non réglé ; aucun texte national ne porte "
        f"sur la composition pour un parcours commencé le {short_day(candidate.path_start)}.",
        FindingStatus.NOT_APPLICABLE,
        candidate,
        sources_of(regimes),
    )


def _judge(
    situation: Situation, bench: Bench, candidate: Candidate, demand: Demand
) -> tuple[FindingStatus, str, int | None]:
    """Return the status, what is missing in words, and how many persons that is."""
    surely = count_of(bench.voting)
    missing = demand.lacks(surely)
    if missing == 0:
        return (*_representatives_left(situation, bench, candidate, demand), None)
    unknown = tuple(member for member in bench.voting if is_qualified(member) is None)
    if unknown and demand.lacks(count_of(bench.voting, hopeful=True)) == 0:
        told = f" ; précisez si {named(unknown)} {_are(unknown)} de l’extérieur"
        return FindingStatus.UNKNOWN, told, None
    status, reason = _short_of(missing, surely, demand, candidate)
    return status, reason, missing


def _are(members: tuple[JuryMember, ...]) -> str:
    return "viennent" if len(members) > 1 else "vient"


def _short_of(
    missing: int | None, count: Count, demand: Demand, candidate: Candidate
) -> tuple[FindingStatus, str]:
    if missing is None:
        reason = " ; il faut remplacer des membres par des représentants"
    else:
        whom = ("représentant", "représentants")
        if not demand.of_representatives:
            whom = ("personne qualifiée", "personnes qualifiées")
        held = count.representatives if demand.of_representatives else count.qualified
        would = f"{held + missing}/{count.members + missing} conviendrait"
        reason = f" ; il manque {counted(missing, *whom)} : {would}"
    if candidate.path_start is None:
        return FindingStatus.UNKNOWN, f"{reason} ; {_WHEN}"
    return FindingStatus.BLOCKING, reason


def _representatives_left(
    situation: Situation, bench: Bench, candidate: Candidate, demand: Demand
) -> tuple[FindingStatus, str]:
    left = _remaining(situation, bench, candidate)
    if demand.lacks(count_of(left, hopeful=True)) == 0:
        return FindingStatus.COMPLIANT, ""
    still = len(_counted(left, demand))
    return FindingStatus.RESERVE, (
        f" ; après absences et déports il reste {still}/{len(left)}, {_ON_THE_DAY}"
    )


def check_teacher_researchers(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Check the majority of « enseignants-chercheurs » that L613-4 asks of older VAE paths.

    Strictly more than half of the voting members; an « enseignant » is not one, and a member of
    whom it is unknown is counted on neither side.
    """
    regimes = tuple(
        regime
        for regime in regimes_of(bench.rulebook, candidate)
        if regime.teacher_researchers_majority
    )
    if not regimes:
        return (nothing_asked(TEACHER_RESEARCHERS, "Enseignants-chercheurs", candidate),)
    share = _researchers(bench.voting)
    verdict = share.exceeds(_HALF)
    missing = None
    if verdict:
        status, reason = _researchers_left(_researchers(_remaining(situation, bench, candidate)))
    elif verdict is None:
        status = FindingStatus.UNKNOWN
        reason = f" ; précisez la qualité {of(named(share.unknown))}" if share.unknown else ""
    else:
        best = len(share.having) + len(share.unknown)
        missing = missing_when_added(best, share.total, _HALF, strictly=True)
        status, reason = _short_of_researchers(missing or 0, best, share.total, candidate)
    needed = share.total // 2 + 1
    return (
        vae_finding(
            TEACHER_RESEARCHERS,
            f"Enseignants-chercheurs, {candidate.name} : {share.bounds} "
            f"({named(share.having) or 'personne'}), il en faut {needed} sur {share.total}"
            f"{reason}.",
            status,
            candidate,
            sources_of(regimes),
            value=share.value,
            threshold=f"{needed}/{share.total}",
            missing=missing,
            names=names(share.having),
        ),
    )


def _researchers(members: tuple[JuryMember, ...]) -> Share:
    return share_of(members, lambda member: member.teacher_researcher)


def _researchers_left(left: Share) -> tuple[FindingStatus, str]:
    if left.total and left.exceeds(_HALF) is not False:
        return FindingStatus.COMPLIANT, ""
    return FindingStatus.RESERVE, (
        f" ; après absences et déports il reste {left.bounds}, {_ON_THE_DAY}"
    )


def _short_of_researchers(
    missing: int, best: int, total: int, candidate: Candidate
) -> tuple[FindingStatus, str]:
    people = counted(missing, "enseignant-chercheur", "enseignants-chercheurs")
    reason = f" ; il manque {people} : {best + missing}/{total + missing} conviendrait"
    if candidate.path_start is None:
        return FindingStatus.UNKNOWN, f"{reason} ; {_WHEN}"
    return FindingStatus.BLOCKING, reason


REPRESENTATIVES = Rule(
    id="vae_representants",
    title="VAE, représentation des professions",
    subject=Subject.EXPERIENCE,
    stops=Stops.ADOPTION,
    overridable=True,
    source="régimes VAE du référentiel",
    candidate=check_representatives,
    experience=True,
    cure=Cure.COMPOSITION,
    counts="les représentants qualifiés pour la VAE",
)
TEACHER_RESEARCHERS = Rule(
    id="vae_enseignants_chercheurs",
    title="VAE, enseignement et recherche",
    subject=Subject.EXPERIENCE,
    stops=Stops.ADOPTION,
    overridable=True,
    source="régimes VAE du référentiel",
    candidate=check_teacher_researchers,
    experience=True,
    cure=Cure.COMPOSITION,
    counts="les enseignants-chercheurs pour la VAE",
)
