"""Does everyone who deliberates on a VAE candidate do so freely? Leaves recusing to the jury."""

from jurydesk.certification.rule_kinds import EXCLUSIONS
from jurydesk.certification.rulebook import VaeRegime
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import companion_doubts, ties
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.rules.regimes import regimes_of, sources_of, vae_finding
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import names, provision_source, to_settle
from jurydesk.french.agreement import of_each
from jurydesk.french.lists import enumeration

_STATEMENT = (
    " Chaque membre déclare en séance n’avoir aucune relation professionnelle ou personnelle, "
    "passée ou présente, avec le candidat."
)


def check_independence(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Stop when a detected tie with the candidate has not led to a recusal.

    Only what the files say is detected; who is away is told apart but must be recused too, since
    a member may come back. An unknown company, or a mention that only may be a member's, leaves
    the check unknown, and stops nothing.
    """
    recused = situation.recused.get(candidate.identifier, frozenset())
    tied = ties(bench, candidate)
    standing = tuple((member, why) for member, why in tied if member.identifier not in recused)
    maybe = tuple(
        member
        for member in companion_doubts(bench, candidate)
        if member.identifier not in recused and all(member is not each for each, _ in standing)
    )
    regimes = regimes_of(bench.rulebook, candidate)
    if standing:
        status, message = FindingStatus.BLOCKING, _to_recuse(bench, standing)
    elif maybe:
        status = FindingStatus.UNKNOWN
        message = to_settle(candidate.companion, "accompagnateur", maybe)
    elif not candidate.employer:
        status = FindingStatus.UNKNOWN
        message = "l’entreprise du candidat n’est pas renseignée, aucun rapprochement possible."
    else:
        status = FindingStatus.COMPLIANT
        gone = of_each(names(member for member, _ in tied))
        message = f"déport enregistré {gone}." if gone else "aucun lien relevé dans les fichiers."
    if not standing and any(regime.relation_check for regime in regimes):
        message += _STATEMENT
    texts = tuple(regime for regime in regimes if not regime.teacher_researchers_majority)
    return (
        vae_finding(
            INDEPENDENCE,
            f"Indépendance, {candidate.name} : {message}",
            status,
            candidate,
            _sources(bench, texts),
            missing=len(standing) or None,
            names=names((*(member for member, _ in standing), *(() if standing else maybe))),
        ),
    )


def _sources(bench: Bench, texts: tuple[VaeRegime, ...]) -> str:
    """Cite the texts of the path and, where it shuts people out, the fiche."""
    fiche = bench.rulebook.exclusions and provision_source(bench.rulebook, EXCLUSIONS.key)
    cited = enumeration(source for source in (sources_of(texts), fiche) if source)
    return cited or INDEPENDENCE.source


def _to_recuse(bench: Bench, standing: tuple[tuple[JuryMember, str], ...]) -> str:
    reasons = enumeration(
        f"{member.full_name} {why}{'' if _may_sit(bench, member) else ' (absent)'}"
        for member, why in standing
    )
    return f"{reasons} ; enregistrez le déport avant de décider."


def _may_sit(bench: Bench, member: JuryMember) -> bool:
    return not bench.attended or member.identifier in bench.present


INDEPENDENCE = Rule(
    id="vae_independance",
    title="VAE, indépendance",
    subject=Subject.EXPERIENCE,
    stops=Stops.ADOPTION,
    overridable=False,
    source="principe d’impartialité du jury (CE Baysset 2008)",
    candidate=check_independence,
    experience=True,
    names_faults=True,
)
