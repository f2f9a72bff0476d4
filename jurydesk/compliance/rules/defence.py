"""Was the thesis defence (« soutenance ») judged by whom it must be? Leaves the mark aside."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from jurydesk.certification.rulebook import DefenceRule
from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.situation import DefenceSitting, Situation
from jurydesk.compliance.wording import provision_source
from jurydesk.french.agreement import of
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plain_decimal

_CAPACITIES = {
    JurorCapacity.COMPANY: "un représentant d’entreprise",
    JurorCapacity.TEACHER: "un enseignant spécialisé",
}
_PARTS = {"rapport": "du rapport", "oral": "de l’oral"}
_NOT_JUDGED = DefenceSitting()


def check_defence(situation: Situation, bench: Bench, candidate: Candidate) -> tuple[Finding, ...]:
    """Check the jurors' capacities and that each gave both marks, for the defence's bloc only.

    A juror recused for the candidate is no longer one. A wide gap between two jurors or a report
    too long is a reserve.
    """
    rule = situation.rulebook.defence
    if rule is None:
        return ()
    if candidate.identifier in situation.defence_excused:
        reason = "le bloc de la soutenance n’est pas à décider."
        return (_finding(situation, bench, candidate, FindingStatus.NOT_APPLICABLE, reason),)
    sitting = situation.defences.get(candidate.identifier, _NOT_JUDGED)
    recused = situation.recused.get(candidate.identifier, frozenset())
    jurors = {who: what for who, what in sitting.jurors.items() if who not in recused}
    status = FindingStatus.BLOCKING
    reason = _faults(situation, rule, sitting, jurors)
    if not reason:
        warnings = _warnings(rule, sitting, jurors, candidate)
        status = FindingStatus.RESERVE if warnings else FindingStatus.COMPLIANT
        reason = f"{enumeration(warnings)}." if warnings else "jury complet, notes complètes."
    given = sum(who in marks for who in jurors for marks in (sitting.report, sitting.oral))
    # The value changes with every juror and mark, so that an override lapses with it.
    value = f"{given}/{2 * len(jurors)}"
    return (_finding(situation, bench, candidate, status, reason, jurors=jurors, value=value),)


def _faults(
    situation: Situation,
    rule: DefenceRule,
    sitting: DefenceSitting,
    jurors: Mapping[str, JurorCapacity],
) -> str:
    if not jurors:
        return "aucun juré de soutenance n’est enregistré ; déclarez le jury et ses notes."
    held = set(jurors.values())
    lacking = [_CAPACITIES[need] for need in rule.required_capacities if need not in held]
    if lacking:
        return f"il manque au jury de soutenance {enumeration(lacking)}."
    silent = [
        f"{part} {of(_juror(situation, juror))}"
        for juror in jurors
        for part, marks in (("rapport", sitting.report), ("oral", sitting.oral))
        if juror not in marks
    ]
    return f"il manque des notes ({enumeration(silent)})." if silent else ""


def _warnings(
    rule: DefenceRule,
    sitting: DefenceSitting,
    jurors: Mapping[str, JurorCapacity],
    candidate: Candidate,
) -> list[str]:
    warnings = [
        f"les notes {_PARTS[part]} s’écartent de {plain_decimal(gap)} points "
        f"(plus de {plain_decimal(rule.gap.value)})"
        for part, gap in wide_gaps(rule, sitting, jurors)
    ]
    pages = excess_pages(rule, candidate)
    if pages is not None and rule.pages is not None:
        warnings.append(f"le rapport compte {pages} pages, pour {rule.pages.value} au plus")
    return warnings


def wide_gaps(
    rule: DefenceRule, sitting: DefenceSitting, jurors: Iterable[str]
) -> tuple[tuple[str, Decimal], ...]:
    """Return the parts, « rapport » or « oral », where two jurors are further apart than asked."""
    known = tuple(jurors)
    found = []
    for part, marks in (("rapport", sitting.report), ("oral", sitting.oral)):
        given = [marks[juror] for juror in known if juror in marks]
        gap = max(given) - min(given) if given else Decimal(0)
        if gap > rule.gap.value:
            found.append((part, gap))
    return tuple(found)


def excess_pages(rule: DefenceRule, candidate: Candidate) -> int | None:
    """Return the pages of a report that is too long, ``None`` for any other."""
    pages = candidate.thesis.pages if candidate.thesis is not None else None
    if rule.pages is None or pages is None or pages <= rule.pages.value:
        return None
    return pages


def _finding(
    situation: Situation,
    bench: Bench,
    candidate: Candidate,
    status: FindingStatus,
    reason: str,
    *,
    jurors: Iterable[str] = (),
    value: str | None = None,
) -> Finding:
    return DEFENCE.finding(
        status,
        f"Soutenance, {candidate.name} : {reason}",
        source=provision_source(situation.rulebook, "soutenance.jures"),
        route=bench.route,
        candidate=candidate.identifier,
        value=value,
        names=tuple(_juror(situation, juror) for juror in jurors),
    )


def _juror(situation: Situation, identifier: str) -> str:
    """Return a juror's name, or how they were declared when they are not of the jury."""
    return next((m.full_name for m in situation.members if m.identifier == identifier), identifier)


DEFENCE = Rule(
    id="soutenance",
    title="Jury de soutenance",
    subject=Subject.CANDIDATE,
    stops=Stops.DEFENCE,
    overridable=True,
    source="modalités d’évaluation de la fiche",
    candidate=check_defence,
)
