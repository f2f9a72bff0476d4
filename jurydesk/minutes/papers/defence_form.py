"""The « fiche de notation de soutenance »: one candidate's grid, to fill by the defence's jury."""

from fractions import Fraction

from jurydesk.certification.rulebook import DefenceRule
from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import is_defence_excused
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import block_words, member_name
from jurydesk.french.days import day
from jurydesk.french.numbers import decimal, percent, plural
from jurydesk.french.spaces import NBSP, clean, quoted, typeset
from jurydesk.minutes.content.decisions_section import level_words
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.content.rules_section import TO_CONFIRM
from jurydesk.minutes.papers.leaf import (
    TO_WRITE,
    Details,
    Leaf,
    SignatureLine,
    Signatures,
    Subtitle,
    Table,
    TableColumn,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.words import certification_words, letter_sender

_CAPACITIES = {
    JurorCapacity.COMPANY: "représentation de l’entreprise",
    JurorCapacity.TEACHER: "enseignement spécialisé",
}
_LEAST_JURORS = 3


def heard(state: SittingState) -> tuple[Candidate, ...]:
    """Return the candidates who have a defence to give."""
    if state.rulebook.defence is None:
        return ()
    return tuple(
        candidate
        for candidate in state.candidates.values()
        if not is_defence_excused(state, candidate.identifier)
    )


def defence_form(state: SittingState, candidate: Candidate) -> Leaf:
    """Return one candidate's sheet; a confidential thesis has no title on it."""
    rule = state.rulebook.defence
    assert rule is not None  # noqa: S101 heard() was asked first
    best = decimal(rule.scale.value.maximum)
    columns = (
        TableColumn("Membre du jury de soutenance", 52),
        TableColumn("Qualité", 38),
        TableColumn(f"Rapport / {best}", 22, centred=True),
        TableColumn(f"Oral / {best}", 22, centred=True),
        TableColumn("Signature", 36),
    )
    results = (
        TableColumn("Moyenne du rapport", 1, centred=True),
        TableColumn("Moyenne de l’oral", 1, centred=True),
        TableColumn(f"Note / {best}", 1, centred=True),
        TableColumn("Niveau proposé", 1, centred=True),
    )
    return Leaf(
        about=clean(candidate.name),
        blocks=(
            Title(
                "Fiche de notation de soutenance",
                letter_sender(state)[0],
                f"{clean(candidate.name)}, candidature n°{NBSP}{clean(candidate.identifier)}",
            ),
            Details(_about(state, candidate, rule)),
            Subtitle("Notes"),
            Table(columns, _juror_rows(state, candidate), to_fill=True),
            Table(results, (("",) * 4,), to_fill=True),
            *(Words(line, Tone.NOTE) for line in _rules(state, rule)),
            Table((TableColumn("Observations", 1),), (("",),) * 4, to_fill=True),
            Signatures((SignatureLine("Présidence du jury de soutenance"),)),
        ),
    )


def _about(state: SittingState, candidate: Candidate, rule: DefenceRule) -> tuple[Pair, ...]:
    thesis = candidate.thesis
    block = state.rulebook.certification.block(rule.block)
    pairs = [
        Pair("Certification", certification_words(state)),
        Pair("Bloc", block_words(block)),
        Pair("Séance du jury", day(state.session_date)),
        Pair("Soutenance", f"le {TO_WRITE} à {TO_WRITE}"),
    ]
    if thesis is not None and thesis.confidential:
        pairs.append(Pair("Thèse", "confidentielle"))
    elif thesis is not None and thesis.title:
        pairs.append(Pair("Thèse", quoted(thesis.title)))
    if thesis is not None and thesis.director:
        pairs.append(Pair("Direction", clean(thesis.director)))
    pages = f"{plural(thesis.pages, 'page')}" if thesis is not None and thesis.pages else TO_WRITE
    limit = f", {rule.pages.value} au plus hors annexes" if rule.pages is not None else ""
    pairs.append(Pair("Rapport", pages + limit))
    return tuple(pairs)


def _juror_rows(state: SittingState, candidate: Candidate) -> tuple[tuple[str, ...], ...]:
    defence = state.defences.get(candidate.identifier)
    recused = state.recused.get(candidate.identifier, frozenset())
    jurors = defence.jurors if defence is not None else {}
    rows = [
        (member_name(state, juror), _CAPACITIES[capacity], "", "", "")
        for juror, capacity in jurors.items()
        if juror not in recused
    ]
    rows += [("", "", "", "", "")] * (_LEAST_JURORS - len(rows))
    return tuple(rows)


def _rules(state: SittingState, rule: DefenceRule) -> tuple[str, ...]:
    weight = rule.report_weight.value
    scale = rule.scale.value
    floors = [
        f"niveau {level_words(state, level)} à partir de {decimal(floor)}"
        for floor, level in scale.floors
    ]
    floors.append(f"niveau {level_words(state, scale.otherwise)} au-dessous")
    both = len(rule.required_capacities) > 1
    members = " Le jury réunit au moins une personne de chaque qualité." if both else ""
    weighted = f"{_share(weight)} × moyenne du rapport + {_share(1 - weight)} × moyenne de l’oral"
    doubt_on_weight = _doubt(to_confirm=not rule.report_weight.is_opposable)
    doubt_on_scale = _doubt(to_confirm=not rule.scale.is_opposable)
    return (
        f"Notes de 0 à {decimal(scale.maximum)}, par pas de {decimal(rule.step)}.{members}",
        f"Note{NBSP}= {weighted}, arrondie au centième à la fin seulement{doubt_on_weight}.",
        typeset(
            f"Barème : {' ; '.join(floors)}{doubt_on_scale}. Le niveau n’est qu’une proposition : "
            "le jury de certification décide."
        ),
    )


def _share(share: Fraction) -> str:
    return percent(share) if (share * 1000).denominator == 1 else str(share)


def _doubt(*, to_confirm: bool) -> str:
    return f" ({TO_CONFIRM})" if to_confirm else ""
