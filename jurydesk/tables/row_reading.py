"""Reads the rows of a located table field by field; leaves the records to each format.

A column remembers the cells it has understood, and a group of columns the values it has made: a
cohort of thousands says few different things in most of its columns.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell, Loss, LossKind
from jurydesk.tables.converters import Converter, Understood, shown
from jurydesk.tables.encodings import damage_told
from jurydesk.tables.how_read import HiddenRows
from jurydesk.tables.lost_cells import losses_by_row, note_losses
from jurydesk.tables.row import Flaw, RowReading
from jurydesk.tables.table import Table

_TOTALS = frozenset({"total", "totaux", "moyenne", "moyennes", "effectif", "effectifs", "nombre"})


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that make one value together, under ``name`` in a row's values.

    ``combine`` sees these fields alone, so that rows whose cells are the same there give the same
    value and the same flaws: it is worked out once for all of them.
    """

    name: str
    fields: tuple[str, ...]
    combine: Callable[[RowReading], Any]


class _Reader(NamedTuple):
    """A column ready to be read: the memo holds the cells already understood."""

    column: int
    name: str
    plain: bool
    convert: Converter
    memo: dict[Cell, Understood[Any]]


class _GroupReader(NamedTuple):
    """A group ready to be read: the memo holds the value and flaws of cells already seen."""

    name: str
    cells_of: Callable[[Sequence[Cell]], Any]
    combine: Callable[[RowReading], Any]
    readers: list[_Reader]
    memo: dict[Any, tuple[Any, tuple[Flaw, ...]]]


def read_rows(table: Table, groups: Sequence[Group] = ()) -> Iterator[RowReading]:
    """Yield every row that holds a record, in order, its known fields converted.

    Empty rows, repeated headings and titles inside the table yield nothing; titles are noted.
    """
    grouped = {name for group in groups for name in group.fields}
    readers = _readers(table, [name for name in table.fields if name not in grouped])
    group_readers = [
        _GroupReader(
            group.name,
            itemgetter(*(reader.column for reader in members)),
            group.combine,
            members,
            {},
        )
        for group in groups
        if (members := _readers(table, group.fields))
    ]
    required = [one.name for one in table.fields.values() if one.required]
    missing = table.missing
    required = [name for name in required if name not in missing]
    losses = losses_by_row(table)
    hidden = table.sheet.hidden.rows
    for number, cells in enumerate(table.sheet.rows[table.heading_row :], table.heading_row + 1):
        lost = losses.get(number, {})
        if not any(cells) and all(cell == "" for cell in cells) and not _are_told(lost):
            continue
        if number in hidden and table.hidden is HiddenRows.SKIP:
            continue
        row = RowReading(number, _without(cells, lost), {}, [], table.sheet_told)
        if number in hidden and table.hidden is None:
            row.warning("", "ligne masquée dans le tableur.")
        _convert_row(row, readers)
        _convert_groups(row, group_readers)
        if lost:
            note_losses(row, lost, table)
        if not missing and all(name in row.values for name in required):
            yield row
        elif _are_told(lost) or not _is_aside(row, table):
            _note_missing(row, required, table)
            yield row


def _are_told(lost: Mapping[int, Loss]) -> bool:
    """Whether something stood in a row and could not be read: the row is no blank one."""
    return any(loss.kind is not LossKind.MERGED for loss in lost.values())


def _without(cells: Sequence[Cell], lost: Mapping[int, Loss]) -> Sequence[Cell]:
    """Return the cells of a row without the contents that are not to be taken."""
    return [("" if at in lost else cell) for at, cell in enumerate(cells)] if lost else cells


def _readers(table: Table, wanted: Sequence[str]) -> list[_Reader]:
    readers = []
    for heading in table.headings:
        if heading.field is not None and heading.field in wanted:
            one = table.fields[heading.field]
            readers.append(_Reader(heading.index, one.name, one.plain, one.convert, {}))
    return readers


def _note_missing(row: RowReading, required: Sequence[str], table: Table) -> None:
    for name in required:
        if name not in row.values and all(flaw.field != name for flaw in row.flaws):
            row.error(name, f"{table.fields[name].title} manque : remplissez cette cellule.")
    if table.missing:
        row.error("", f"il manque {', '.join(table.fields[each].title for each in table.missing)}.")


def _convert_groups(row: RowReading, readers: list[_GroupReader]) -> None:
    raw, values = row.raw, row.values
    for reader in readers:
        name, cells_of, _, _, memo = reader
        value, flaws = memo.get(cells_of(raw)) or _combined(row, reader)
        if value is not None:
            values[name] = value
        if flaws:
            row.flaws.extend(flaws)


def _combined(row: RowReading, reader: _GroupReader) -> tuple[Any, tuple[Flaw, ...]]:
    """Return the value and flaws of a group, remembered for the rows whose cells are the same."""
    raw, memo = row.raw, reader.memo
    cells = [raw[one.column] for one in reader.readers]
    # The types tell True from 1.0, which are otherwise one key.
    typed = (*cells, *map(type, cells))
    known = memo.get(typed)
    if known is None:
        alone = RowReading(row.number, raw, {}, [])
        _convert_row(alone, reader.readers)
        known = memo[typed] = reader.combine(alone), tuple(alone.flaws)
        if not any(cell in (0, 1) for cell in cells):
            memo[reader.cells_of(raw)] = known
    return known


def _convert_row(row: RowReading, readers: list[_Reader]) -> None:
    raw, values = row.raw, row.values
    for column, name, plain, convert, memo in readers:
        cell = raw[column]
        if cell == "":
            continue
        if (
            isinstance(cell, str)
            and (not cell.isascii() or "?" in cell)
            and (damage := damage_told(cell))
        ):
            row.warning(name, damage)
        if plain and isinstance(cell, str) and cell[0] not in "='":
            if text := " ".join(cell.split()):
                values[name] = text
            continue
        understood = memo.get(cell)
        if understood is None or cell.__class__ is bool:
            understood = _understand(cell, convert, memo)
        if understood.value is not None:
            values[name] = understood.value
        if understood.message:
            row.flaws.append(Flaw(name, understood.state, understood.message))


def _understand(
    cell: Cell, convert: Converter, memo: dict[Cell, Understood[Any]]
) -> Understood[Any]:
    if isinstance(cell, bool):
        # True and 1.0 are one key of a dictionary but not one cell: neither is remembered.
        return convert(cell)
    blank = isinstance(cell, str) and cell.isspace()
    understood = memo[cell] = Understood(None, "") if blank else convert(cell)
    return understood


def _is_aside(row: RowReading, table: Table) -> bool:
    """Whether a row is blank, the headings again, one text across the table, or a total."""
    filled = [(index, shown(cell)) for index, cell in enumerate(row.raw) if shown(cell)]
    if not filled:
        return True
    title = table.sheet.rows[table.heading_row - 1]
    if [fold(text) for _, text in filled] == [fold(shown(cell)) for cell in title if shown(cell)]:
        return True
    index, text = filled[0]
    field_of = {heading.index: heading.field for heading in table.headings}
    lone = len(filled) == 1 and (" " in text or field_of.get(index) is None)
    if lone or _is_total(row, [words for _, words in filled[:2]], table):
        table.asides.append((row.number, text))
        return True
    return False


def _is_total(row: RowReading, first: Sequence[str], table: Table) -> bool:
    """Whether a row adds up the ones above: it says so, and is no record for want of two fields.

    The word may come after a count: « 14 ; TOTAL ».
    """
    lacking = [one for one in table.fields.values() if one.required and one.name not in row.values]
    return len(lacking) > 1 and any(
        not _TOTALS.isdisjoint(fold(text).split()[:1]) for text in first
    )
