"""The cells of the table of candidates, each with the sentence that explains it."""

from collections.abc import Iterator
from html import escape

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.candidate import BlockRecordState, Candidate
from jurydesk.deliberation.decisions import block_status, outcome, proposal
from jurydesk.deliberation.state import SittingState
from jurydesk.french.days import clock_on, short_day, unbroken_day
from jurydesk.french.folding import fold
from jurydesk.french.numbers import decimal
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.parts.record_table import Cell
from jurydesk.widgets.parts.style import rich

HEADINGS = ("N°", "Candidat", "Voie", "Issue")

_OUTCOMES = {
    Outcome.CERTIFIED: "good",
    Outcome.PARTIAL: "warn",
    Outcome.ADJOURNED: "bad",
    Outcome.REFUSED: "bad",
    Outcome.PENDING: "warn",
    Outcome.NOT_PRESENTED: "muted",
}
_STATUSES = {
    BlockStatus.VALIDATED: "good",
    BlockStatus.ACQUIRED: "good",
    BlockStatus.IN_PROGRESS: "warn",
    BlockStatus.NOT_ACQUIRED: "bad",
    BlockStatus.PENDING: "warn",
    BlockStatus.NOT_PRESENTED: "muted",
}


def block_headings(state: SittingState) -> tuple[str, ...]:
    """Return the short code of each bloc."""
    return tuple(block.short_code for block in state.rulebook.certification.blocks)


def candidate_cells(state: SittingState, key: str) -> tuple[Cell, ...]:
    """Return the row of one candidate."""
    who = state.candidates[key]
    blocks = state.rulebook.certification.blocks
    return (
        Cell(who.identifier, state="muted", tip=f"Identifiant {who.identifier}"),
        Cell(who.name, bold=True, tip=_identity(state, who)),
        Cell(who.route.value, tip=capitalised(who.route.words)),
        _outcome(state, key),
        *(_block(state, who, block.code) for block in blocks),
        Cell(who.employer or "–", state="" if who.employer else "muted"),
        _english(state, who),
    )


def column_entry(state: SittingState, column: int) -> str:
    """Return the entry of the file that a column of the table shows, for a correction."""
    blocks = block_headings(state)
    names = (
        "nom_naissance",
        "nom_naissance",
        "voie",
        "voie",
        *blocks,
        "employeur",
        "anglais_score",
    )
    return names[column] if 0 <= column < len(names) else names[0]


def sort_value(state: SittingState, key: str, column: int) -> tuple[object, ...]:
    """Return what a column is sorted by: undecided and empty last, levels best first."""
    who = state.candidates[key]
    blocks = state.rulebook.certification.blocks
    match column:
        case 0:
            return (who.identifier,)
        case 1:
            return (fold(who.name),)
        case 2:
            return (who.route.value, fold(who.name))
        case 3:
            result = outcome(state, key)
            rank = len(_OUTCOMES) if result is None else tuple(_OUTCOMES).index(result)
            return (rank, fold(who.name))
        case _ if column < len(HEADINGS) + len(blocks):
            return (*_block_rank(state, who, blocks[column - len(HEADINGS)].code), fold(who.name))
        case _ if column == len(HEADINGS) + len(blocks):
            return (not who.employer, fold(who.employer), fold(who.name))
    return (not who.english_test, who.english_test, who.english_score or 0, fold(who.name))


def _block_rank(state: SittingState, who: Candidate, code: str) -> tuple[int, int]:
    decision = state.ballot(who.identifier, code).decision
    level = decision.level if decision else proposal(state, who.identifier, code)
    if level is not None:
        return 1, level
    status = block_status(state, who.identifier, code)
    return (3, 0) if status is None else (0 if status is BlockStatus.ACQUIRED else 2, 0)


def corrections_html(state: SittingState) -> str:
    """Return the corrections made since the import, the last first."""
    rows = "".join(
        f"<tr><td style='padding:4px 16px 4px 0'>{escape(clock_on(c.at, state.session_date))}</td>"
        f"<td style='padding:4px 16px 4px 0'><b>{escape(c.candidate.name)}</b><br>"
        f"{escape(typeset(c.field))}</td>"
        f"<td style='padding:4px 16px 4px 0'>{escape(c.before) or '(vide)'} → "
        f"<b>{escape(c.after) or '(vide)'}</b></td>"
        f"<td style='padding:4px 0'>{escape(typeset(c.reason))}</td></tr>"
        for c in reversed(state.corrections)
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
    parts = [who.name]
    if who.used_name and who.used_name != who.birth_name:
        parts.append(f"nom de naissance {who.birth_name.upper()}")
    if who.birth_date is not None:
        place = f" à {who.birth_place}" if who.birth_place else ""
        parts.append(f"naissance le {unbroken_day(who.birth_date)}{place}")
    if who.path_start is not None:
        parts.append(f"parcours commencé le {unbroken_day(who.path_start)}")
    if who.derogation is not None:
        parts.append(f"admission dérogatoire {who.derogation.value.replace('_', '/')}")
    if who.rapporteur:
        parts.append(f"rapporteur {who.rapporteur}")
    if who.companion:
        parts.append(f"accompagnement par {who.companion}")
    parts += _corrected(state, who)
    parts += [f"{heading} : {text}" for heading, text in who.remarks if text.strip()]
    return " · ".join(parts)


def _outcome(state: SittingState, key: str) -> Cell:
    result = outcome(state, key)
    if result is None:
        return Cell("à décider", state="muted", tip="Le jury n’a pas encore statué.")
    words = capitalised(result.words)
    return Cell(words, _OUTCOMES[result], f"{words} ({result.value})", shape=True)


def _block(state: SittingState, who: Candidate, code: str) -> Cell:
    record = who.record(code)
    status = block_status(state, who.identifier, code)
    ballot = state.ballot(who.identifier, code)
    told = " ; ".join(_block_story(state, who, code))
    if ballot.decision is not None and status is not None:
        return Cell(f"{ballot.decision.level} – {status.value}", _STATUSES[status], told)
    if status is not None:
        return Cell(status.value, _STATUSES[status], told)
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
    asked = {each.test.upper(): each.minimum for each in state.rulebook.english}
    score = who.english_score
    floor = asked.get(who.english_test.upper())
    shown = f"{who.english_test} {decimal(score)}" if score is not None else who.english_test
    if score is None or floor is None:
        return Cell(shown, "warn", typeset(f"{shown} : score ou test à vérifier"))
    fine = score >= floor
    words = "atteint" if fine else "n’atteint pas"
    return Cell(shown, "" if fine else "warn", f"{shown} {words} le seuil de {decimal(floor)}")
