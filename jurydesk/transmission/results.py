"""The decisions as one table, for spreadsheets; leaves writing files to its neighbours."""

from collections.abc import Callable
from dataclasses import dataclass

from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import thesis_mark

EXPORTED_COLUMNS = tuple(column for column in CANDIDATE_COLUMNS if not column.private)
_DRAFT = "PROJET – séance non scellée"
_OFFICIAL = "officiel"


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
        headings += [f"{block.short_code}_statut", f"{block.short_code}_niveau"]
    if state.rulebook.defence is not None:
        headings.append("note_soutenance")
    headings += ["resultat", "resultat_en_clair", "document"]
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
    return _DRAFT if state.sealed is None else _OFFICIAL


def _row(state: SittingState, identifier: str, before_row: Callable[[], None]) -> tuple[str, ...]:
    before_row()
    candidate = state.candidates[identifier]
    row = [column.text(candidate) for column in EXPORTED_COLUMNS]
    for block in state.rulebook.certification.blocks:
        status = block_status(state, identifier, block.code)
        decision = state.ballot(identifier, block.code).decision
        row.append(status.value if status else "")
        row.append(state.rulebook.level(decision.level).label if decision else "")
    if state.rulebook.defence is not None:
        mark = thesis_mark(state, identifier)
        row.append(str(mark.mark).replace(".", ",") if mark and mark.mark is not None else "")
    result = outcome(state, identifier)
    row += [result.value if result else "", result.words if result else ""]
    row.append(document_kind(state))
    return tuple(row)
