"""Corrects one column of a candidate's file, read as the import reads it; records nothing.

Every column of FORMATS §2 can be corrected save the identifier, which the acts name. The text is
understood by the import's own converters, and a bloc's columns are weighed together as there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, NamedTuple

from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.block_columns import (
    BlockColumns,
    block_columns,
    block_fields,
    computed,
    read_block,
)
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate, Thesis
from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS, CORRECTED_COLUMNS, cohort_fields
from jurydesk.cohort.person_checks import check_person
from jurydesk.errors import JuryDeskError
from jurydesk.tables.column import file_text as as_text
from jurydesk.tables.converters import CellState
from jurydesk.tables.row import Flaw, RowReading

_PLAIN = frozenset(column.name for column in CANDIDATE_COLUMNS)
_CORRECTED = {column.name: column for column in CORRECTED_COLUMNS}


@dataclass(frozen=True, slots=True)
class Rubric:
    """One column that can be corrected (« rubrique »).

    ``name`` is the column's, ``label`` what people call it, ``hint`` what to write there.
    """

    name: str
    label: str
    hint: str = ""
    required: bool = False


class Correction(NamedTuple):
    """A file corrected: the candidate, both texts, what was understood, what to look at."""

    candidate: Candidate
    before: str
    after: str
    words: str
    warnings: tuple[str, ...] = ()


def rubrics(rulebook: Rulebook) -> tuple[Rubric, ...]:
    """Return every column that can be corrected, in the order of FORMATS §2."""
    return tuple(
        Rubric(field.name, field.label, field.hint, field.required)
        for field in cohort_fields(rulebook, block_columns(rulebook))
        if field.name not in _PLAIN or field.name in _CORRECTED
    )


def file_text(candidate: Candidate, name: str, rulebook: Rulebook) -> str:
    """Return what a cohort's file would hold in one column; empty where it is worked out."""
    if name in _CORRECTED:
        return _CORRECTED[name].text(candidate)
    one = _columns_of(name, rulebook)
    return _block_texts(candidate.record(one.block.code), one, rulebook)[name]


def correct(
    candidate: Candidate, name: str, text: str, rulebook: Rulebook, on: date | None = None
) -> Correction:
    """Return a candidate with one column of the file replaced by a text.

    ``on`` is the day of the sitting: what comes after it is a doubt.

    Raises:
        JuryDeskError: the text is not understood, contradicts the rest, or changes nothing.
    """
    text = " ".join(text.split())
    rubric = next((one for one in rubrics(rulebook) if one.name == name), None)
    if rubric is None:
        raise JuryDeskError(
            f"La rubrique « {name} » ne se corrige pas : choisissez-en une dans la liste."
        )
    before = file_text(candidate, name, rulebook)
    if rubric.required and not text:
        raise JuryDeskError(f"{_capital(rubric.label)} : cette rubrique ne peut pas rester vide.")
    corrected, words, warnings = (
        _correct_plain(candidate, rubric, text, rulebook, on)
        if name in _CORRECTED
        else _correct_block(candidate, rubric, text, rulebook)
    )
    if corrected == candidate:
        why = warnings[0] if warnings else "cette valeur est déjà celle du dossier."
        raise JuryDeskError(f"Rien ne change, {why}")
    return Correction(corrected, before, text, words, warnings)


def _correct_plain(
    candidate: Candidate, rubric: Rubric, text: str, rulebook: Rulebook, on: date | None
) -> tuple[Candidate, str, tuple[str, ...]]:
    value, words, flaws = _understand(rubric, text, rulebook)
    attribute = _CORRECTED[rubric.name].attribute
    if attribute.startswith("thesis."):
        attribute = attribute.removeprefix("thesis.")
        kept = _default(Thesis, attribute) if value is None else value
        thesis = replace(candidate.thesis or Thesis(), **{attribute: kept})
        corrected = replace(candidate, thesis=None if thesis == Thesis() else thesis)
    else:
        kept = _default(Candidate, attribute) if value is None else value
        corrected = replace(candidate, **{attribute: kept})
    known = _person_flaws(candidate, rulebook, on)
    flaws += [flaw for flaw in _person_flaws(corrected, rulebook, on) if flaw not in known]
    return corrected, words, _weigh(rubric, flaws)


def _correct_block(
    candidate: Candidate, rubric: Rubric, text: str, rulebook: Rulebook
) -> tuple[Candidate, str, tuple[str, ...]]:
    one = _columns_of(rubric.name, rulebook)
    code = one.block.code
    _, words, flaws = _understand(rubric, text, rulebook)
    texts = {**_block_texts(candidate.record(code), one, rulebook), rubric.name: text}
    row = RowReading(0, (), {}, flaws)
    for field in block_fields((one,), rulebook):
        if texts[field.name]:
            row.values[field.name] = field.convert(texts[field.name]).value
    record = read_block(row, one, rulebook)
    warnings = _weigh(rubric, row.flaws)
    records = {each.block: each for each in candidate.blocks if each.block != code}
    if record is not None:
        records[code] = record
    order = [block.code for block in rulebook.certification.blocks]
    blocks = tuple(records[each] for each in sorted(records, key=order.index))
    return replace(candidate, blocks=blocks), words, warnings


def _understand(rubric: Rubric, text: str, rulebook: Rulebook) -> tuple[Any, str, list[Flaw]]:
    """Read the text as the import reads a cell; an error ends the correction at once."""
    if not text:
        return None, "(vide)", []
    columns = block_columns(rulebook)
    field = next(one for one in cohort_fields(rulebook, columns) if one.name == rubric.name)
    understood = field.convert(text)
    flaws = []
    if understood.message:
        flaws.append(Flaw(rubric.name, understood.state, understood.message))
        _weigh(rubric, flaws)
    return understood.value, understood.words, flaws


def _weigh(rubric: Rubric, flaws: list[Flaw]) -> tuple[str, ...]:
    """Return the warnings; raise the first error as a sentence."""
    for flaw in flaws:
        if flaw.state is CellState.ERROR:
            raise JuryDeskError(f"{_capital(rubric.label)} : {flaw.message}")
    return tuple(flaw.message for flaw in flaws)


def _person_flaws(candidate: Candidate, rulebook: Rulebook, on: date | None) -> list[Flaw]:
    values = {
        name: value
        for name, column in _CORRECTED.items()
        if (value := column.value(candidate)) not in (None, "")
    }
    row = RowReading(0, (), values, [])
    check_person(row, rulebook, on)
    return row.flaws


def _columns_of(name: str, rulebook: Rulebook) -> BlockColumns:
    return next(
        one for one in block_columns(rulebook) if name in (one.own, one.day, *one.assessments)
    )


def _block_texts(record: BlockRecord, one: BlockColumns, rulebook: Rulebook) -> Mapping[str, str]:
    parts = record.assessments or (None,) * len(one.assessments)
    return {
        one.own: _ownas_text(record, one, rulebook),
        one.day: as_text(record.acquired_on),
        **{name: as_text(part) for name, part in zip(one.assessments, parts, strict=True)},
    }


def _ownas_text(record: BlockRecord, one: BlockColumns, rulebook: Rulebook) -> str:
    if record.state is not BlockRecordState.TO_VOTE:
        return record.state.value
    given = [part for part in record.assessments if part is not None]
    if given and computed(one.block, given, rulebook) == (record.proposed, record.mark):
        return ""
    return as_text(record.proposed if one.block.mark_scale is None else record.mark)


def _default(kind: type[Candidate] | type[Thesis], attribute: str) -> Any:  # noqa: ANN401
    return next(one.default for one in fields(kind) if one.name == attribute)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
