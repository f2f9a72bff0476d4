"""The jury of a VAE candidate: qualified representatives and teacher-researchers.

Which texts apply depends on the day the path began; their figures are the rulebook's. The members
counted are those who vote on VAE. Leaves the rapporteur to :mod:`.rapporteur`.
"""

from dataclasses import dataclass
from fractions import Fraction

from jurydesk.certification.rulebook import VaeRegime
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of
from jurydesk.compliance.rule import Cure, Rule, Stops, Subject
from jurydesk.compliance.rules.regimes import nothing_asked, regimes_of, sources_of, vae_finding
from jurydesk.compliance.share import Share, missing_when_added, share_of
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import named, names
from jurydesk.french.agreement import of
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted, ratio

_HALF = Fraction(1, 2)
_WHEN = "la date de début du parcours, à renseigner, dira si cette règle s’applique"
_ON_THE_DAY = "réserve portée au procès-verbal, sans arrêter la décision"


@dataclass(frozen=True, slots=True)
class _Demand:
    """What the applicable texts ask together: so many representatives, such a share of so many."""

    representatives: int
    share: Fraction
    members: int

    def lacks(self, representatives: int, members: int) -> int | None:
        """Return how many more representatives would do; ``None`` when none ever would."""
        by_share = missing_when_added(representatives, members, self.share)
        if by_share is None:
            return None
        return max(by_share, self.representatives - representatives, self.members - members)

    @property
    def words(self) -> str:
        """What is asked, in words."""
        parts = (
            self.members and f"{counted(self.members, 'membre', 'membres')}",
            self.representatives
            and f"{counted(self.representatives, 'représentant', 'représentants')}",
            self.share and f"{ratio(self.share)} des membres",
        )
        return f"au moins {enumeration(part for part in parts if part)}"


def _demand(regimes: tuple[VaeRegime, ...]) -> _Demand:
    return _Demand(
        representatives=max(regime.representatives for regime in regimes),
        share=max(regime.representatives_share or Fraction(0) for regime in regimes),
        members=max(regime.minimum_members for regime in regimes),
    )


def _remaining(situation: Situation, bench: Bench, candidate: Candidate) -> tuple[JuryMember, ...]:
    """Return the voting members left after recusals, and after absences once they are known."""
    recused = situation.recused.get(candidate.identifier, frozenset())
    return tuple(
        member
        for member in (bench.there(bench.voting) if bench.attended else bench.voting)
        if member.identifier not in recused and not is_rapporteur_of(member, candidate)
    )


def check_representatives(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Count the qualified representatives among the voting members (R335-8, D6412-6).

    Blocking on the appointed jury; short only after an absence or a recusal, a reserve.
    """
    regimes = tuple(
        regime
        for regime in regimes_of(bench.rulebook, candidate)
        if regime.representatives or regime.representatives_share or regime.minimum_members
    )
    if not regimes:
        return (nothing_asked(REPRESENTATIVES, "Représentants qualifiés", candidate),)
    demand = _demand(regimes)
    held = tuple(member for member in bench.voting if member.role.is_representative)
    value = f"{len(held)}/{len(bench.voting)}"
    missing = demand.lacks(len(held), len(bench.voting))
    if missing == 0:
        status, reason = _representatives_left(situation, bench, candidate, demand)
    else:
        status, reason = _short_of(missing, len(held), len(bench.voting), candidate)
    message = (
        f"Représentants qualifiés, {candidate.name} : {value} ({named(held) or 'personne'}), il "
        f"faut {demand.words}{reason}."
    )
    return (
        vae_finding(
            REPRESENTATIVES,
            message,
            status,
            candidate,
            sources_of(regimes),
            value=value,
            threshold=ratio(demand.share)
            if demand.share
            else f"{demand.representatives}/{len(bench.voting)}",
            missing=missing or None,
            names=names(held),
        ),
    )


def _short_of(
    missing: int | None, held: int, members: int, candidate: Candidate
) -> tuple[FindingStatus, str]:
    if missing is None:
        reason = " ; il faut remplacer des membres par des représentants"
    else:
        people = counted(missing, "représentant", "représentants")
        reason = f" ; il manque {people} : {held + missing}/{members + missing} conviendrait"
    if candidate.path_start is None:
        return FindingStatus.UNKNOWN, f"{reason} ; {_WHEN}"
    return FindingStatus.BLOCKING, reason


def _representatives_left(
    situation: Situation, bench: Bench, candidate: Candidate, demand: _Demand
) -> tuple[FindingStatus, str]:
    left = _remaining(situation, bench, candidate)
    still = sum(member.role.is_representative for member in left)
    if demand.lacks(still, len(left)) == 0:
        return FindingStatus.COMPLIANT, ""
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
