"""The mark of a defence, exact until its last step; leaves deciding the bloc to the jury."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jurydesk.certification.rulebook import DefenceRule
from jurydesk.deliberation.facts import Part
from jurydesk.deliberation.state import SittingState

_CENTS = 100


@dataclass(frozen=True, slots=True)
class ThesisMark:
    """A complete defence: means over 20 of report and oral, the mark, and the level it proposes.

    All three are shown rounded half up to 0.01; the mark is worked out from the exact means.
    """

    report: Decimal
    oral: Decimal
    mark: Decimal
    level: int


def thesis_mark(state: SittingState, candidate_id: str) -> ThesisMark | None:
    """Return the mark of a defence, ``None`` until every juror gave both marks.

    Every capacity the rulebook requires must be held by a juror. A member recused for the
    candidate is no juror.
    """
    rule = state.rulebook.defence
    defence = state.defences.get(candidate_id)
    if rule is None or defence is None:
        return None
    recused = state.recused.get(candidate_id, frozenset())
    jurors = {juror: held for juror, held in defence.jurors.items() if juror not in recused}
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
    return (*_gaps(state, rule, candidate_id), *_length(state, rule, candidate_id))


def _gaps(state: SittingState, rule: DefenceRule, candidate_id: str) -> Iterable[str]:
    defence = state.defences.get(candidate_id)
    if defence is None:
        return
    for part, marks in ((Part.REPORT, defence.report), (Part.ORAL, defence.oral)):
        gap = max(marks.values()) - min(marks.values()) if marks else Decimal(0)
        if gap > rule.gap.value:
            words = "le rapport" if part is Part.REPORT else "l’oral"
            yield (
                f"Deux jurés s’écartent de {_french(gap)} points sur {words} "
                f"(seuil : {_french(rule.gap.value)} points)."
            )


def _length(state: SittingState, rule: DefenceRule, candidate_id: str) -> Iterable[str]:
    thesis = state.candidates[candidate_id].thesis
    if rule.pages is None or thesis is None or thesis.pages is None:
        return
    if thesis.pages > rule.pages.value:
        yield (
            f"Le rapport compte {thesis.pages} pages hors annexes, au-delà des "
            f"{rule.pages.value} pages prévues."
        )


def _mean(marks: Iterable[Decimal]) -> Fraction:
    exact = [Fraction(mark) for mark in marks]
    return sum(exact, Fraction(0)) / len(exact)


def _rounded(exact: Fraction) -> Decimal:
    """Round half up to 0.01; marks are never negative."""
    cents = (2 * exact.numerator * _CENTS + exact.denominator) // (2 * exact.denominator)
    return Decimal(cents).scaleb(-2)


def _french(number: Decimal) -> str:
    text = format(number.normalize(), "f")
    return text.replace(".", ",")
