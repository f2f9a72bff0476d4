"""The decisions as one table, for spreadsheets; leaves writing files to its neighbours."""

from collections.abc import Callable
from dataclasses import dataclass

from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS
from jurydesk.cohort.own_export import (
    DOCUMENT,
    DRAFT,
    LEVEL,
    MARK,
    OFFICIAL,
    RESULT,
    RESULT_WORDS,
    STATUS,
)
from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.following.earlier import brought_block
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.tables.column import file_text

EXPORTED_COLUMNS = tuple(column for column in CANDIDATE_COLUMNS if not column.private)


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One row a candidate; ``about`` says, as (label, text), what the table is of."""

    about: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def result_table(state: SittingState, before_row: Callable[[], None] = lambda: None) -> ResultTable:
    """Return every candidate's file, blocs, mark and outcome, in words; no vote.

    A column of the cohort that is private stays out.

    ``before_row`` is called before each candidate; what it raises stops the work.
    """
    blocks = state.rulebook.certification.blocks
    headings = [column.name for column in EXPORTED_COLUMNS]
    for block in blocks:
        code = block.short_code
        headings += [f"{code}{STATUS}", f"{code}{LEVEL}", f"{code}_date"]
    if state.rulebook.defence is not None:
        headings.append(MARK)
    headings += [RESULT, RESULT_WORDS, DOCUMENT]
    return ResultTable(
        about=about(state),
        headings=tuple(headings),
        rows=tuple(_row(state, each, before_row) for each in state.candidates),
    )


def about(state: SittingState) -> tuple[tuple[str, str], ...]:
    """Return what identifies the session on any export."""
    certification = state.rulebook.certification
    return (
        ("document", document_kind(state)),
        ("certification", f"{certification.code} – {certification.title}"),
        ("séance", state.session_date.strftime("%d/%m/%Y")),
        ("lieu", state.place),
        ("procès-verbal", state.minutes_number),
        ("empreinte", state.sealed.head if state.sealed else ""),
    )


def document_kind(state: SittingState) -> str:
    """Say whether what is exported is official; only a sealed session is."""
    return DRAFT if state.sealed is None else OFFICIAL


def _row(state: SittingState, identifier: str, before_row: Callable[[], None]) -> tuple[str, ...]:
    before_row()
    candidate = amended_candidate(state, identifier)
    row = [column.text(candidate) for column in EXPORTED_COLUMNS]
    for block in state.rulebook.certification.blocks:
        status = block_status(state, identifier, block.code)
        decision = state.ballot(identifier, block.code).decision
        row.append(status.value if status else "")
        row.append(state.rulebook.level(decision.level).label if decision else "")
        row.append(file_text(brought_block(state, identifier, block.code).acquired_on))
    if state.rulebook.defence is not None:
        mark = thesis_mark(state, identifier)
        row.append(str(mark.mark).replace(".", ",") if mark and mark.mark is not None else "")
    result = outcome(state, identifier)
    row += [result.value if result else "", result.words if result else ""]
    row.append(document_kind(state))
    return tuple(row)
