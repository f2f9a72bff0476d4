"""Understands one cell of a bloc, and what several assessments propose; leaves rows to others."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jurydesk.certification.rulebook import MarkScale, Rulebook, SkillBlock
from jurydesk.certification.vocabulary import ProposalRule
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.french.days import plain_day
from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import (
    Converter,
    Understood,
    decimal_of,
    decimal_words,
    refuse,
    shown,
    text_of,
    warn,
)
from jurydesk.tables.dates import NotADateError, parse_date

_HUNDREDTH = Decimal("0.01")
_LEVEL = re.compile(r"(?:niveau |niv |n )?(\d{1,3})(?: (.*))?")
_ACQUIRED_ON = re.compile(r"acquise?[\s:(]+(?:le\s+)?(\S[^)]*)\)?", re.IGNORECASE)
_SIGNS = ("-", "+", "−", "–")
_MARK_TAIL = re.compile(r"\s*/\s*(\d+)$")
_STATES = {
    "acquis": BlockRecordState.ACQUIRED,
    "acquise": BlockRecordState.ACQUIRED,
    "deja acquis": BlockRecordState.ACQUIRED,
    "capitalise": BlockRecordState.ACQUIRED,
    "attente": BlockRecordState.PENDING,
    "en attente": BlockRecordState.PENDING,
    "np": BlockRecordState.NOT_PRESENTED,
    "n p": BlockRecordState.NOT_PRESENTED,
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


def own_converter(block: SkillBlock, rulebook: Rulebook) -> Converter:
    """Return what reads a bloc's own column: a state, a level, or a mark when it has a scale."""
    value_of = part_converter(block, rulebook)
    of_defence = rulebook.defence is not None and rulebook.defence.block == block.code

    def convert(cell: Cell) -> Understood[BlockCell]:
        if isinstance(cell, str):
            found = _state(text_of(cell))
            if found is not None:
                return found
        part = value_of(cell)
        number = part.value
        if number is None:
            words = part.message.removesuffix(".") + ", ou acquis, attente, np, ou rien."
            if of_defence and decimal_of(cell) is not None:
                words += " Les notes de soutenance se saisissent dans la séance, juré par juré."
            return refuse(words)
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
    words = f"acquis le {plain_day(day)}"
    if guessed:
        return warn(own, words, f"« {text} » est lu {words} : écrivez l’année en entier.")
    return Understood(own, words)


def part_converter(block: SkillBlock, rulebook: Rulebook) -> Converter:
    """Return what reads one assessment: a level, or a mark when the bloc has a scale."""
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
            tail = match[2] if match else None
            if text_of(cell).startswith(_SIGNS) or (tail and tail.isdecimal()):
                # « -1 » is no level, nor are « 2,5 » and « 2-3 ».
                level = None
            elif level and tail and tail != fold(level.words):
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
    return round_mark(sum(marks, Decimal(0)) / len(marks))


def round_mark(mark: Decimal) -> Decimal:
    """Return a mark rounded half up to 0.01."""
    return mark.quantize(_HUNDREDTH, ROUND_HALF_UP)
