"""The mark of a defence, exact until its last step; leaves deciding the bloc to the jury."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jurydesk.compliance.rules.defence import excess_pages, wide_gaps
from jurydesk.compliance.situation import DefenceSitting
from jurydesk.deliberation.state import SittingState
from jurydesk.french.numbers import plain_decimal

_CENTS = 100
_PARTS = {"rapport": "le rapport", "oral": "l’oral"}


@dataclass(frozen=True, slots=True)
class ThesisMark:
    """A complete defence: means over 20 of report and oral, the mark, and the level it proposes.

    All three are shown rounded half up to 0.01; the mark is worked out from the exact means.
    """

    report: Decimal
    oral: Decimal
    mark: Decimal
    level: int


def defence_of(state: SittingState, candidate_id: str) -> DefenceSitting:
    """Return a defence so far, without the jurors recused for its candidate nor their marks."""
    defence = state.defences.get(candidate_id)
    if defence is None:
        return DefenceSitting()
    recused = state.recused.get(candidate_id, frozenset())
    return DefenceSitting(
        {juror: held for juror, held in defence.jurors.items() if juror not in recused},
        {juror: mark for juror, mark in defence.report.items() if juror not in recused},
        {juror: mark for juror, mark in defence.oral.items() if juror not in recused},
    )


def thesis_mark(state: SittingState, candidate_id: str) -> ThesisMark | None:
    """Return the mark of a defence, ``None`` until every juror gave both marks.

    Every capacity the rulebook requires must be held by a juror. A member recused for the
    candidate is no juror.
    """
    rule = state.rulebook.defence
    if rule is None or candidate_id not in state.defences:
        return None
    defence = defence_of(state, candidate_id)
    jurors = defence.jurors
    if not jurors or not set(rule.required_capacities) <= set(jurors.values()):
        return None
    if any(juror not in defence.report or juror not in defence.oral for juror in jurors):
        return None
    report = _mean(defence.report[juror] for juror in jurors)
    oral = _mean(defence.oral[juror] for juror in jurors)
    weight = rule.report_weight.value
    mark = _rounded(weight * report + (1 - weight) * oral)
    return ThesisMark(_rounded(report), _rounded(oral), mark, rule.scale.value.level(mark))


def thesis_warnings(state: SittingState, candidate_id: str) -> tuple[str, ...]:
    """Return what the jury should look at: jurors far apart, a report that is too long."""
    rule = state.rulebook.defence
    if rule is None:
        return ()
    defence = defence_of(state, candidate_id)
    warnings = [
        f"Deux jurés s’écartent de {plain_decimal(gap)} points sur {_PARTS[part]} "
        f"(seuil : {plain_decimal(rule.gap.value)} points)."
        for part, gap in wide_gaps(rule, defence, defence.jurors)
    ]
    pages = excess_pages(rule, state.candidates[candidate_id])
    if pages is not None and rule.pages is not None:
        warnings.append(
            f"Le rapport compte {pages} pages hors annexes, au-delà des {rule.pages.value} pages "
            "prévues."
        )
    return tuple(warnings)


def _mean(marks: Iterable[Decimal]) -> Fraction:
    exact = [Fraction(mark) for mark in marks]
    return sum(exact, Fraction(0)) / len(exact)


def _rounded(exact: Fraction) -> Decimal:
    """Round half up to 0.01; marks are never negative."""
    cents = (2 * exact.numerator * _CENTS + exact.denominator) // (2 * exact.denominator)
    return Decimal(cents).scaleb(-2)
