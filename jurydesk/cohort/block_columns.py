"""Reads what a cohort's file says of each bloc: levels, marks, assessments; decides nothing.

A bloc's own column gives its proposal; its assessments' columns give it by the rulebook's rule.
Both may be there, and then they must agree (DOMAIN §11). A reversed scale is not guessed at: each
level is shown with its words, and a person sees it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jurydesk.certification.rulebook import Rulebook, SkillBlock
from jurydesk.certification.vocabulary import ProposalRule
from jurydesk.cohort.block_values import (
    BlockCell,
    mean_mark,
    own_converter,
    part_converter,
    propose_level,
    round_mark,
)
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate
from jurydesk.french.days import plain_day
from jurydesk.tables.converters import decimal_words, to_date
from jurydesk.tables.row import RowReading
from jurydesk.tables.row_reading import Group
from jurydesk.tables.table import Field


@dataclass(frozen=True, slots=True)
class BlockColumns:
    """The fields of one bloc: its own, its date, and one for each of its assessments."""

    block: SkillBlock
    own: str
    day: str
    assessments: tuple[str, ...]


def block_columns(rulebook: Rulebook) -> tuple[BlockColumns, ...]:
    """Return the columns of every bloc, in the rulebook's order."""
    columns = []
    for block in rulebook.certification.blocks:
        own = block.short_code
        parts = tuple(f"{own}.{number}" for number in range(1, len(block.assessments) + 1))
        columns.append(BlockColumns(block, own, f"{own}_date", parts))
    return tuple(columns)


def block_fields(columns: Sequence[BlockColumns], rulebook: Rulebook) -> list[Field]:
    """Return the fields of the blocs, with the headings people give them."""
    return [field for one in columns for field in _fields_of(one, rulebook)]


def _fields_of(one: BlockColumns, rulebook: Rulebook) -> list[Field]:
    block, codes = one.block, _codes(one.block)
    named = tuple(f"{word} {code}" for code in codes for word in ("niveau", "note", "bloc"))
    days = tuple(f"{code} {word}" for code in codes for word in ("date", "acquis le", "le"))
    what = _what(block, rulebook)
    rest = " ; vide si les évaluations suffisent" if one.assessments else ""
    fields = [
        Field(
            one.own,
            own_converter(block, rulebook),
            (*codes, *named),
            label=f"{one.own} : proposition",
            hint=f"{what}, acquis, attente ou np{rest}",
        ),
        Field(
            one.day,
            to_date,
            (*days, *(f"date {code}" for code in codes)),
            label=f"{one.own} : acquis le",
            hint="JJ/MM/AAAA",
        ),
    ]
    converter = part_converter(block, rulebook)
    for number, (name, part) in enumerate(zip(one.assessments, block.assessments, strict=True), 1):
        synonyms = tuple(
            f"{code} {word}{number}"
            for code in codes
            for word in ("", "eval ", "évaluation ", "e", "épreuve ")
        )
        label = f"{name} : {part.title}"
        synonyms = (*synonyms, part.code, f"{one.own} {part.title}")
        fields.append(Field(name, converter, synonyms, label=label, hint=what))
    return fields


def _what(block: SkillBlock, rulebook: Rulebook) -> str:
    if block.mark_scale is not None:
        return f"une note de 0 à {decimal_words(block.mark_scale.maximum)}"
    numbers = sorted(level.number for level in rulebook.levels)
    return f"un niveau de {numbers[0]} à {numbers[-1]}"


def block_groups(columns: Sequence[BlockColumns], rulebook: Rulebook) -> list[Group]:
    """Return, for each bloc, what makes one record of its columns, under the bloc's full code."""
    return [
        Group(
            one.block.code,
            (one.own, one.day, *one.assessments),
            lambda row, one=one: read_block(row, one, rulebook),  # type: ignore[misc]
        )
        for one in columns
    ]


def _codes(block: SkillBlock) -> tuple[str, ...]:
    short = block.short_code
    head, _, tail = short.rpartition("BC")
    if head or not tail.isdigit():
        return (block.code, short)
    number = int(tail)
    plain = (f"BC{number}", f"BC {tail}", f"BC {number}", f"Bloc {tail}", f"Bloc {number}")
    return (block.code, block.code.replace("BC", " BC"), short, *plain)


def read_block(row: RowReading, one: BlockColumns, rulebook: Rulebook) -> BlockRecord | None:
    """Return what a row says of one bloc, or ``None`` when it says nothing."""
    values = row.values
    own: BlockCell | None = values.get(one.own)
    parts: tuple[Decimal | None, ...] = tuple(values.get(name) for name in one.assessments)
    given = [part for part in parts if part is not None]
    day: date | None = values.get(one.day)
    if own is None and not given:
        if day is not None:
            row.warning(one.day, f"date sans {one.own} acquis : elle est laissée de côté.")
        return None
    if not given:
        parts = ()
    elif len(given) < len(parts):
        missing = [name for name, part in zip(one.assessments, parts, strict=True) if part is None]
        row.warning(missing[0], f"{', '.join(missing)} manque : proposition faite sans.")
    if own is not None and own.state is not BlockRecordState.TO_VOTE:
        return _set_aside(row, one, own, day, parts)
    if day is not None:
        row.warning(one.day, f"{one.own} n’est pas acquis : cette date est laissée de côté.")
    level, mark = computed(one.block, given, rulebook)
    if own is not None:
        _compare(row, one, own, level, mark)
        level, mark = own.level, own.mark
    return BlockRecord(one.block.code, proposed=level, mark=mark, assessments=parts)


def computed(
    block: SkillBlock, given: Sequence[Decimal], rulebook: Rulebook
) -> tuple[int | None, Decimal | None]:
    """Return the level, and the mark of a marked bloc, that its assessments propose."""
    if not given:
        return None, None
    if block.mark_scale is None:
        return propose_level([int(part) for part in given], rulebook.proposal.value), None
    mark = mean_mark(given)
    if rulebook.proposal.value is ProposalRule.NONE:
        return None, mark
    return block.mark_scale.level(mark), mark


def proposed_again(candidate: Candidate, rulebook: Rulebook) -> Candidate:
    """Return a file whose proposals from several assessments follow the rules as they are now."""
    blocks = []
    for record in candidate.blocks:
        given = [part for part in record.assessments if part is not None]
        if given:
            block = rulebook.certification.block(record.block)
            level, mark = computed(block, given, rulebook)
            record = replace(record, proposed=level, mark=mark)  # noqa: PLW2901
        blocks.append(record)
    return replace(candidate, blocks=tuple(blocks))


def _compare(
    row: RowReading, one: BlockColumns, own: BlockCell, level: int | None, mark: Decimal | None
) -> None:
    """Refuse a bloc whose own value and assessments say two things (DOMAIN §11)."""
    if own.mark is not None and mark is not None:
        if round_mark(own.mark) != mark:
            row.error(
                one.own,
                f"{one.own} vaut {decimal_words(own.mark)} mais ses évaluations donnent "
                f"{decimal_words(mark)} : corrigez l’un ou l’autre.",
            )
    elif level is not None and own.level != level:
        row.error(
            one.own,
            f"{one.own} vaut {own.level} mais ses évaluations donnent {level} : "
            "corrigez l’un ou l’autre.",
        )


def _set_aside(
    row: RowReading,
    one: BlockColumns,
    own: BlockCell,
    day: date | None,
    parts: tuple[Decimal | None, ...],
) -> BlockRecord:
    acquired_on = None
    if own.state is BlockRecordState.ACQUIRED:
        acquired_on = own.acquired_on or day
        if acquired_on is None:
            row.warning(one.own, f"{one.own} est acquis sans date : donnez-la dans {one.day}.")
        elif day is not None and day != acquired_on:
            row.error(
                one.day,
                f"{one.own} a deux dates d’acquisition, {plain_day(acquired_on)} et "
                f"{plain_day(day)} : gardez la bonne.",
            )
    elif day is not None:
        row.warning(one.day, f"{one.own} n’est pas acquis : cette date est laissée de côté.")
    if own.state is BlockRecordState.NOT_PRESENTED and parts:
        row.warning(one.own, f"{one.own} est non présenté alors que des évaluations sont données.")
    return BlockRecord(one.block.code, own.state, None, acquired_on, None, parts)
