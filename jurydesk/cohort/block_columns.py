"""Reads what a cohort's file says of each bloc: levels, marks, assessments; decides nothing.

A bloc's own column gives its proposal; its assessments' columns give it by the rulebook's rule.
Both may be there, and then they must agree (DOMAIN §11). A reversed scale is not guessed at: each
level is shown with its words, and a person sees it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jurydesk.certification.rulebook import MarkScale, Rulebook, SkillBlock
from jurydesk.certification.vocabulary import ProposalRule
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState
from jurydesk.cohort.converters import (
    Converter,
    Understood,
    decimal_of,
    decimal_words,
    refuse,
    shown,
    text_of,
    to_date,
    warn,
)
from jurydesk.cohort.dates import NotADateError, date_words, parse_date
from jurydesk.cohort.naming import fold
from jurydesk.cohort.spreadsheet import Cell
from jurydesk.cohort.table import Field, Group, RowReading

_HUNDREDTH = Decimal("0.01")
_LEVEL = re.compile(r"(?:niveau |niv |n )?(\d{1,3})(?: (.*))?")
_ACQUIRED_ON = re.compile(r"acquise?[\s:(]+(?:le\s+)?(\S[^)]*)\)?", re.IGNORECASE)
_MARK_TAIL = re.compile(r"\s*/\s*(\d+)$")
_STATES = {
    "acquis": BlockRecordState.ACQUIRED,
    "acquise": BlockRecordState.ACQUIRED,
    "deja acquis": BlockRecordState.ACQUIRED,
    "capitalise": BlockRecordState.ACQUIRED,
    "attente": BlockRecordState.PENDING,
    "en attente": BlockRecordState.PENDING,
    "np": BlockRecordState.NOT_PRESENTED,
    "non presente": BlockRecordState.NOT_PRESENTED,
    "non presentee": BlockRecordState.NOT_PRESENTED,
}
_STATE_WORDS = {
    BlockRecordState.ACQUIRED: "acquis",
    BlockRecordState.PENDING: "en attente",
    BlockRecordState.NOT_PRESENTED: "non présenté",
}


class BlockCell(NamedTuple):
    """What one bloc's own cell says: a state, or a level, or a mark."""

    state: BlockRecordState
    level: int | None = None
    mark: Decimal | None = None
    acquired_on: date | None = None


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
    fields = []
    for one in columns:
        block = one.block
        codes = _codes(block)
        named = tuple(f"{word} {code}" for code in codes for word in ("niveau", "note", "bloc"))
        fields.append(Field(one.own, _own_converter(block, rulebook), (*codes, *named)))
        days = tuple(f"{code} {word}" for code in codes for word in ("date", "acquis le", "le"))
        fields.append(Field(one.day, to_date, (*days, *(f"date {code}" for code in codes))))
        for number, (name, part) in enumerate(
            zip(one.assessments, block.assessments, strict=True), 1
        ):
            synonyms = tuple(
                f"{code} {word}{number}"
                for code in codes
                for word in ("", "eval ", "évaluation ", "e", "épreuve ")
            )
            converter = _part_converter(block, rulebook)
            fields.append(Field(name, converter, (*synonyms, part.code, f"{one.own} {part.title}")))
    return fields


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


def _own_converter(block: SkillBlock, rulebook: Rulebook) -> Converter:
    value_of = _part_converter(block, rulebook)

    def convert(cell: Cell) -> Understood[BlockCell]:
        if isinstance(cell, str):
            found = _state(text_of(cell))
            if found is not None:
                return found
        part = value_of(cell)
        number = part.value
        if number is None:
            return refuse(part.message.removesuffix(".") + ", ou acquis, attente, np, ou rien.")
        scale = block.mark_scale
        if scale is None:
            own = BlockCell(BlockRecordState.TO_VOTE, level=int(number))
        else:
            own = BlockCell(BlockRecordState.TO_VOTE, scale.level(number), number)
        return Understood(own, part.words, part.state, part.message)

    return convert


def _state(text: str) -> Understood[BlockCell] | None:
    folded = fold(text)
    state = _STATES.get(folded)
    if state is not None:
        return Understood(BlockCell(state), _STATE_WORDS[state])
    match = _ACQUIRED_ON.fullmatch(text)
    if match is None:
        return None
    try:
        day, guessed = parse_date(match[1].strip())
    except NotADateError as fault:
        return refuse(f"« {text} » : la date {fault}.")
    own = BlockCell(BlockRecordState.ACQUIRED, acquired_on=day)
    words = f"acquis le {date_words(day)}"
    if guessed:
        return warn(own, words, f"« {text} » est lu {words} : écrivez l’année en entier.")
    return Understood(own, words)


def _part_converter(block: SkillBlock, rulebook: Rulebook) -> Converter:
    if block.mark_scale is not None:
        return _mark_converter(block.mark_scale, rulebook)
    return _level_converter(rulebook)


def _level_converter(rulebook: Rulebook) -> Converter:
    by_number = {level.number: level for level in rulebook.levels}
    by_words = {fold(level.words): level for level in rulebook.levels}
    numbers = sorted(by_number)
    expected = f"écrivez un niveau de {numbers[0]} à {numbers[-1]}"

    def convert(cell: Cell) -> Understood[Decimal]:
        number: Decimal | None
        if isinstance(cell, str):
            text = fold(re.sub(r"[.,]0+$", "", text_of(cell)))
            match = _LEVEL.fullmatch(text)
            level = by_words.get(text) or (by_number.get(int(match[1])) if match else None)
            if level and match and match[2] and match[2] != fold(level.words):
                return refuse(
                    f"« {shown(cell)} » se contredit, le niveau {level.number} est "
                    f"« {level.words} » : {expected}."
                )
        else:
            number = decimal_of(cell)
            level = by_number.get(int(number)) if number is not None else None
            if level is not None and number != level.number:
                level = None
        if level is None:
            return refuse(f"« {shown(cell)} » n’est pas un niveau du référentiel : {expected}.")
        return Understood(Decimal(level.number), level.label)

    return convert


def _mark_converter(scale: MarkScale, rulebook: Rulebook) -> Converter:
    def convert(cell: Cell) -> Understood[Decimal]:
        bare = cell
        if isinstance(cell, str) and (tail := _MARK_TAIL.search(text_of(cell))):
            if Decimal(tail[1]) != scale.maximum:
                return refuse(
                    f"« {shown(cell)} » : les notes sont sur {decimal_words(scale.maximum)}."
                )
            bare = text_of(cell)[: tail.start()]
        mark = decimal_of(bare)
        if mark is None or not 0 <= mark <= scale.maximum:
            return refuse(
                f"« {shown(cell)} » n’est pas une note de 0 à {decimal_words(scale.maximum)} : "
                "écrivez par exemple 12,5."
            )
        words = f"{decimal_words(mark)} sur {decimal_words(scale.maximum)}"
        return Understood(mark, f"{words}, soit {rulebook.level(scale.level(mark)).label}")

    return convert


def propose_level(levels: Sequence[int], rule: ProposalRule) -> int | None:
    """Return the level several assessments propose, never a mean (DOMAIN §5).

    ``worst`` is the least favourable. ``majority`` is the best level that strictly more than half
    of the assessments reach, so that a half gives the less favourable. ``none`` proposes nothing.
    """
    if rule is ProposalRule.NONE or not levels:
        return None
    if rule is ProposalRule.WORST:
        return max(levels)
    reached = 0
    counts = Counter(levels)
    for level in sorted(counts):
        reached += counts[level]
        if reached * 2 > len(levels):
            return level
    return None  # pragma: no cover - all the levels together are more than half


def mean_mark(marks: Sequence[Decimal]) -> Decimal:
    """Return the mean of marks, rounded half up to 0.01 once, at the end."""
    return (sum(marks, Decimal(0)) / len(marks)).quantize(_HUNDREDTH, ROUND_HALF_UP)


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
    level, mark = _computed(one.block, given, rulebook)
    if own is not None:
        _compare(row, one, own, level, mark)
        level, mark = own.level, own.mark
    return BlockRecord(one.block.code, proposed=level, mark=mark, assessments=parts)


def _computed(
    block: SkillBlock, given: Sequence[Decimal], rulebook: Rulebook
) -> tuple[int | None, Decimal | None]:
    if not given:
        return None, None
    if block.mark_scale is None:
        return propose_level([int(part) for part in given], rulebook.proposal.value), None
    mark = mean_mark(given)
    if rulebook.proposal.value is ProposalRule.NONE:
        return None, mark
    return block.mark_scale.level(mark), mark


def _compare(
    row: RowReading, one: BlockColumns, own: BlockCell, level: int | None, mark: Decimal | None
) -> None:
    """Refuse a bloc whose own value and assessments say two things (DOMAIN §11)."""
    if own.mark is not None and mark is not None:
        if own.mark.quantize(_HUNDREDTH, ROUND_HALF_UP) != mark:
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
                f"{one.own} a deux dates d’acquisition, {date_words(acquired_on)} et "
                f"{date_words(day)} : gardez la bonne.",
            )
    elif day is not None:
        row.warning(one.day, f"{one.own} n’est pas acquis : cette date est laissée de côté.")
    if own.state is BlockRecordState.NOT_PRESENTED and parts:
        row.warning(one.own, f"{one.own} est non présenté alors que des évaluations sont données.")
    return BlockRecord(one.block.code, own.state, None, acquired_on, None, parts)
