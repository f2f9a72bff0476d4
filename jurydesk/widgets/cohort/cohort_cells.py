"""The cells of the table of candidates, each with the sentence that explains it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from jurydesk.certification.rulebook import SkillBlock
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.candidate import BlockRecordState, Candidate
from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS
from jurydesk.compliance.rules.admission import reading_of
from jurydesk.deliberation.civil_status import AMENDABLE
from jurydesk.deliberation.decisions import block_status, outcome, proposal
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.state import SittingState
from jurydesk.french.days import clock_on, short_day
from jurydesk.french.folding import fold, identifier_key
from jurydesk.french.numbers import decimal
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.tables.column import Column, words_of
from jurydesk.widgets.parts.record_table import Cell
from jurydesk.widgets.parts.style import rich


@dataclass(frozen=True, slots=True)
class ScreenColumn:
    """A column of the table: its heading, its width, its cells, its order, and what it corrects.

    ``rank`` sorts: undecided and empty last, levels best first. ``rubric`` is the column of the
    cohort's file that a correction begins with.
    """

    heading: str
    width: int
    cell: Callable[[SittingState, Candidate], Cell]
    rank: Callable[[SittingState, Candidate], tuple[object, ...]]
    rubric: str


def screen_columns(state: SittingState) -> tuple[ScreenColumn, ...]:
    """Return the columns of the table: who, what the jury decides, then those the file asks for."""
    blocks = [_block_column(block) for block in state.rulebook.certification.blocks]
    asked = [_CELLS.get(column.name) or _plain(column) for column in _ON_SCREEN]
    return (*_FIRST, *blocks, *asked)


def candidate_cells(
    state: SittingState, key: str, columns: Sequence[ScreenColumn]
) -> tuple[Cell, ...]:
    """Return the row of one candidate."""
    who = state.candidates[key]
    return tuple(column.cell(state, who) for column in columns)


def _plain(column: Column) -> ScreenColumn:
    """Return the column of a text of the file; an empty one is a dash, and sorts last."""

    def cell(_state: SittingState, who: Candidate) -> Cell:
        value = column.value(who)
        text = words_of(value) if value not in (None, "") else ""
        return Cell(text or "–", state="" if text else "muted")

    def rank(_state: SittingState, who: Candidate) -> tuple[object, ...]:
        text = fold(column.text(who))
        return (not text, text, fold(who.name))

    return ScreenColumn(column.heading, 170, cell, rank, column.name)


def _block_column(block: SkillBlock) -> ScreenColumn:
    def rank(state: SittingState, who: Candidate) -> tuple[object, ...]:
        return (*_block_rank(state, who, block.code), fold(who.name))

    return ScreenColumn(
        block.short_code,
        114,
        lambda state, who: _block(state, who, block.code),
        rank,
        block.short_code,
    )


def _outcome_rank(state: SittingState, who: Candidate) -> tuple[object, ...]:
    result = outcome(state, who.identifier)
    rank = len(Outcome) if result is None else tuple(Outcome).index(result)
    return (rank, fold(who.name))


def _block_rank(state: SittingState, who: Candidate, code: str) -> tuple[int, int]:
    decision = state.ballot(who.identifier, code).decision
    level = decision.level if decision else proposal(state, who.identifier, code)
    if level is not None:
        return 1, level
    status = block_status(state, who.identifier, code)
    return (3, 0) if status is None else (0 if status is BlockStatus.ACQUIRED else 2, 0)


def corrections_html(state: SittingState) -> str:
    """Return the corrections made since the import, those of the civil status too, last first."""
    told = [
        (c.at, c.candidate.name, c.field, c.before, c.after, c.reason) for c in state.corrections
    ]
    told += [
        (fact.at, fact.candidate.name, AMENDABLE[name].label, before, after, fact.reason)
        for fact in state.amendments
        for name, before, after in fact.changes
    ]
    rows = "".join(
        f"<tr><td style='padding:4px 16px 4px 0'>{escape(clock_on(at, state.session_date))}</td>"
        f"<td style='padding:4px 16px 4px 0'><b>{escape(name)}</b><br>{escape(typeset(field))}</td>"
        f"<td style='padding:4px 16px 4px 0'>{escape(before) or '(vide)'} → "
        f"<b>{escape(after) or '(vide)'}</b></td>"
        f"<td style='padding:4px 0'>{escape(typeset(reason))}</td></tr>"
        for at, name, field, before, after, reason in reversed(told)
    )
    heads = "".join(
        f"<th align='left' style='padding:4px 16px 4px 0'>{head}</th>"
        for head in ("Quand", "Dossier et rubrique", "Avant → après", "Motif")
    )
    return rich(f"<table><tr>{heads}</tr>{rows}</table>")


def _corrected(state: SittingState, who: Candidate) -> list[str]:
    return [
        f"corrigé ({correction.field}) : {correction.before or 'vide'} → "
        f"{correction.after or 'vide'}, {correction.reason}"
        for correction in state.corrections
        if correction.candidate.identifier == who.identifier
    ]


def _identity(state: SittingState, who: Candidate) -> str:
    """Return everything the file says of a person, for the card under the table."""
    hidden = set(_IN_CELLS)
    if not who.used_name:
        hidden.add("nom_naissance")
    if who.thesis is not None and who.thesis.confidential:
        hidden.add("these_titre")
    told = (column.shown(who) for column in CANDIDATE_COLUMNS if column.name not in hidden)
    parts = [who.name, *(text for text in told if text)]
    parts += _corrected(state, who)
    parts += [f"{heading} : {text}" for heading, text in who.remarks if text.strip()]
    return " · ".join(parts)


def _outcome(state: SittingState, who: Candidate) -> Cell:
    result = outcome(state, who.identifier)
    if result is None:
        return Cell("à décider", state="muted", tip="Le jury n’a pas encore statué.")
    words = capitalised(result.words)
    return Cell(words, look_of(result).tone, f"{words} ({result.value})", shape=True)


def _block(state: SittingState, who: Candidate, code: str) -> Cell:
    record = who.record(code)
    status = block_status(state, who.identifier, code)
    ballot = state.ballot(who.identifier, code)
    told = " ; ".join(_block_story(state, who, code))
    if ballot.decision is not None and status is not None:
        return Cell(f"{ballot.decision.level} – {status.value}", look_of(status).tone, told)
    if status is not None:
        return Cell(status.value, look_of(status).tone, told)
    level = proposal(state, who.identifier, code)
    if level is None:
        return Cell("–", state="muted", tip=told or "Aucune proposition dans le dossier.")
    shown = state.rulebook.level(level)
    passes = shown.status is BlockStatus.VALIDATED
    look = "" if passes and record.state is BlockRecordState.TO_VOTE else "warn"
    # The gap after the dash explains the level; the card below the table says it whole.
    brief = f"{shown.number} – {shown.words.split(' – ')[0]}"
    return Cell(brief, look, told, spoken=f"proposition {shown.label}")


def _block_story(state: SittingState, who: Candidate, code: str) -> Iterator[str]:
    block = state.rulebook.certification.block(code)
    record = who.record(code)
    level = proposal(state, who.identifier, code)
    if record.state is BlockRecordState.ACQUIRED:
        when = f" le {short_day(record.acquired_on)}" if record.acquired_on else " (date inconnue)"
        yield f"acquis lors d’une session antérieure{when}"
    if level is not None:
        yield f"proposition : {state.rulebook.level(level).label}"
    for work, mark in zip(block.assessments, record.assessments, strict=False):
        if mark is not None:
            yield f"{work.title} : {decimal(mark)}"
    ballot = state.ballot(who.identifier, code)
    if ballot.decision is not None:
        adopted = state.rulebook.level(ballot.decision.level).label
        reason = f" (motif : {ballot.decision.reason})" if ballot.decision.reason else ""
        yield f"adopté : {adopted}{reason}"
    if ballot.set_aside is not None:
        reason = f" (motif : {ballot.set_aside.reason})" if ballot.set_aside.reason else ""
        yield f"{ballot.set_aside.status.value}{reason}"


def _english(state: SittingState, who: Candidate) -> Cell:
    if not who.english_test:
        return Cell("–", state="muted", tip="Aucun test d’anglais dans le dossier.")
    score, reading = who.english_score, reading_of(state.rulebook, who)
    shown = f"{who.english_test} {decimal(score)}" if score is not None else who.english_test
    if reading is None or reading.passed is None or reading.minimum is None:
        outside = reading is not None and reading.outside
        told = "hors de toute échelle du test" if outside else "score ou test à vérifier"
        return Cell(shown, "warn", typeset(f"{shown} : {told}"))
    words = "atteint" if reading.passed else "n’atteint pas"
    tip = f"{reading.words} : {words} le seuil de {decimal(reading.minimum)}"
    return Cell(shown, "" if reading.passed else "warn", typeset(tip))


def _english_rank(_state: SittingState, who: Candidate) -> tuple[object, ...]:
    return (not who.english_test, who.english_test, who.english_score or 0, fold(who.name))


_ON_SCREEN = tuple(column for column in CANDIDATE_COLUMNS if column.heading)
# The cells of the row say these already.
_IN_CELLS = frozenset(
    (
        *("identifiant", "prenoms", "voie", "anglais_test"),
        *(column.name for column in _ON_SCREEN),
    )
)
# Who the candidate is and what was decided stand first; the columns of a file that the rulebook
# judges have cells of their own.
_FIRST = (
    ScreenColumn(
        "N°",
        54,
        lambda _, who: Cell(who.identifier, state="muted", tip=f"Identifiant {who.identifier}"),
        lambda _, who: (identifier_key(who.identifier),),
        "nom_naissance",
    ),
    ScreenColumn(
        "Candidat",
        188,
        lambda state, who: Cell(who.name, bold=True, tip=_identity(state, who)),
        lambda _, who: (fold(who.name),),
        "nom_naissance",
    ),
    ScreenColumn(
        "Voie",
        50,
        lambda _, who: Cell(who.route.value, tip=capitalised(who.route.words)),
        lambda _, who: (who.route.value, fold(who.name)),
        "voie",
    ),
    ScreenColumn("Issue", 116, _outcome, _outcome_rank, "voie"),
)
_CELLS = {
    "anglais_score": ScreenColumn("Anglais", 116, _english, _english_rank, "anglais_score"),
}
