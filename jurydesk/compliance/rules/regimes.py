"""The VAE texts that apply to one candidate, and findings that cite them.

Leaves what the texts ask to the checks.
"""

from jurydesk.certification.rulebook import Rulebook, VaeRegime
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.rule import Rule
from jurydesk.french.days import short_day
from jurydesk.french.lists import enumeration


def regimes_of(rulebook: Rulebook, candidate: Candidate) -> tuple[VaeRegime, ...]:
    """Return the texts for the day the path began; all of them when that day is unknown."""
    if candidate.path_start is None:
        return rulebook.vae_regimes
    return rulebook.regimes(candidate.path_start)


def sources_of(regimes: tuple[VaeRegime, ...]) -> str:
    """Cite the texts, a transitional one flagged as to confirm."""
    return enumeration(
        f"{regime.source} (régime transitoire : choix de l’établissement, à confirmer)"
        if regime.transitional and "transitoire" not in regime.source
        else regime.source
        for regime in regimes
    )


def vae_finding(
    rule: Rule,
    message: str,
    status: FindingStatus,
    candidate: Candidate,
    source: str,
    *,
    value: str | None = None,
    threshold: str | None = None,
    missing: int | None = None,
    names: tuple[str, ...] = (),
) -> Finding:
    """Return a finding about one VAE candidate."""
    return rule.finding(
        status,
        message,
        source=source,
        route=candidate.route,
        candidate=candidate.identifier,
        value=value,
        threshold=threshold,
        missing=missing,
        names=names,
    )


def nothing_asked(rule: Rule, subject: str, candidate: Candidate) -> Finding:
    """Say that no text of the rulebook asks this for the candidate's path."""
    began = candidate.path_start
    when = "" if began is None else f" pour un parcours commencé le {short_day(began)}"
    return vae_finding(
        rule,
        f"{subject}, {candidate.name} : non réglé, aucun texte ne le demande{when}.",
        FindingStatus.NOT_APPLICABLE,
        candidate,
        "régimes VAE du référentiel",
    )
