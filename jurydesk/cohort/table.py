"""Finds the table in a spreadsheet and reads its rows field by field; leaves records to others.

A heading is recognised only when it is exactly a field's name or synonym after folding. One that
merely resembles is proposed to the person and never applied: a guess could swap two columns.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, NamedTuple

from jurydesk.cohort.converters import CellState, Converter, Understood, shown
from jurydesk.cohort.naming import fold
from jurydesk.cohort.spreadsheet import Cell, Sheet, Source, Workbook
from jurydesk.errors import UnreadableFileError

_ROWS_ABOVE = 40
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a format: its name, how a cell becomes a value, and how people head it.

    ``plain`` is a free text: any cell is right, so that nothing need be kept of its reading.
    """

    name: str
    convert: Converter
    synonyms: tuple[str, ...] = ()
    required: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the file: its heading, the field it is, or the one it resembles."""

    index: int
    text: str
    field: str | None = None
    proposed: str | None = None

    @property
    def letter(self) -> str:
        """The spreadsheet's letters for the column: ``A``, ``AB``."""
        letters, rest = "", self.index + 1
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(65 + digit) + letters
        return letters


class Flaw(NamedTuple):
    """Something to say about one field of a row, or of the whole row when ``field`` is empty."""

    field: str
    state: CellState
    message: str


@dataclass(slots=True)
class RowReading:
    """One row being read: its number, cells, values by field, and what is wrong so far."""

    number: int
    raw: Sequence[Cell]
    values: dict[str, Any]
    flaws: list[Flaw]

    def error(self, name: str, message: str) -> None:
        """Refuse the row because of one field."""
        self.flaws.append(Flaw(name, CellState.ERROR, message))

    def warning(self, name: str, message: str) -> None:
        """Point something out without refusing the row."""
        self.flaws.append(Flaw(name, CellState.WARNING, message))


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that make one value together, under ``name`` in a row's values.

    ``combine`` sees these fields alone, so that rows whose cells are the same there give the same
    value and the same flaws: it is worked out once for all of them.
    """

    name: str
    fields: tuple[str, ...]
    combine: Callable[[RowReading], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table stands in the file, and the fields of its columns.

    ``asides`` are the rows that are no record (a title inside the table), with their text.
    """

    source: Source
    sheet: Sheet
    heading_row: int
    headings: tuple[Heading, ...]
    fields: Mapping[str, Field]
    asides: list[tuple[int, str]] = field(default_factory=list)

    @property
    def missing(self) -> tuple[str, ...]:
        """The required fields that no column gives."""
        given = {heading.field for heading in self.headings}
        return tuple(f.name for f in self.fields.values() if f.required and f.name not in given)

    def heading_of(self, name: str) -> Heading | None:
        """Return the column that gives a field."""
        return next((heading for heading in self.headings if heading.field == name), None)


def locate(workbook: Workbook, fields: Sequence[Field], sheet: str | None = None) -> Table:
    """Find the sheet and the row whose headings are best recognised.

    ``sheet`` imposes one by name. Raises :class:`UnreadableFileError` when no row has at least
    two known headings.
    """
    known = _names(fields)
    sheets = workbook.sheets
    if sheet is not None:
        sheets = tuple(candidate for candidate in sheets if candidate.name == sheet)
        if not sheets:
            names = ", ".join(f"« {candidate.name} »" for candidate in workbook.sheets)
            raise UnreadableFileError(
                f"« {workbook.source.name} » n’a pas de feuille « {sheet} » : choisissez {names}."
            )
    best: tuple[int, Sheet, int] | None = None
    for candidate in sheets:
        for position, row in enumerate(candidate.rows[:_ROWS_ABOVE]):
            score = len({known[key] for cell in row if (key := _known_key(cell, known))})
            if score >= 2 and (best is None or score > best[0]):
                best = score, candidate, position
    if best is None:
        expected = ", ".join(f.name for f in fields if f.required)
        raise UnreadableFileError(
            f"Aucune ligne d’en-têtes n’est reconnue dans « {workbook.source.name} » : "
            f"la première ligne du tableau doit nommer au moins les colonnes {expected}."
        )
    _, found, position = best
    headings = _headings(found.rows[position], known)
    return Table(workbook.source, found, position + 1, headings, {f.name: f for f in fields})


def _names(fields: Sequence[Field]) -> dict[str, str]:
    """Return every folded heading, with and without spaces, and the field it names."""
    known: dict[str, str] = {}
    for one in fields:
        for name in (one.name, *one.synonyms):
            key = fold(name)
            known.setdefault(key, one.name)
            # « BC1.1 » without its point would be « BC11 »: figures keep their spaces.
            if not any(map(str.isdigit, key)):
                known.setdefault(key.replace(" ", ""), one.name)
    return known


def _known_key(cell: Cell, known: Mapping[str, str]) -> str | None:
    if not isinstance(cell, str) or not cell or len(cell) > 120:
        return None
    key = fold(cell)
    for candidate in (key, key.replace(" ", ""), fold(_BRACKETS.sub(" ", cell))):
        if candidate in known:
            return candidate
    return None


def _headings(row: Sequence[Cell], known: Mapping[str, str]) -> tuple[Heading, ...]:
    recognised = {
        index: known[key] for index, cell in enumerate(row) if (key := _known_key(cell, known))
    }
    givers: dict[str, int] = {}
    for index, name in recognised.items():
        # The first column gives the field, unless another bears its very name.
        if name not in givers or fold(shown(row[index])) == fold(name):
            givers[name] = index
    free = [key for key, name in known.items() if name not in givers]
    headings: list[Heading] = []
    texts: set[str] = set()
    for index, cell in enumerate(row):
        text = " ".join(shown(cell).split())
        given, proposed = recognised.get(index), None
        if given is None and text:
            near = get_close_matches(fold(text), free, 1, 0.8)
            proposed = known[near[0]] if near else None
        elif given is not None and givers[given] != index:
            given, proposed = None, given
        heading = Heading(index, text, given, proposed)
        if not text or text in texts:
            heading = replace(heading, text=f"{text} (colonne {heading.letter})".strip())
        texts.add(text)
        headings.append(heading)
    return tuple(headings)


class _Reader(NamedTuple):
    """A column ready to be read: the memo holds the cells already understood."""

    column: int
    name: str
    plain: bool
    convert: Converter
    memo: dict[Cell, Understood[Any]]


class _GroupReader(NamedTuple):
    """A group ready to be read: the memo holds the value and flaws of cells already seen."""

    group: Group
    columns: tuple[int, ...]
    readers: list[_Reader]
    memo: dict[tuple[Any, ...], tuple[Any, tuple[Flaw, ...]]]


def read_rows(table: Table, groups: Sequence[Group] = ()) -> Iterator[RowReading]:
    """Yield every row that holds a record, in order, its known fields converted.

    Empty rows, repeated headings and titles inside the table yield nothing; titles are noted.
    """
    grouped = {name for group in groups for name in group.fields}
    readers = _readers(table, [name for name in table.fields if name not in grouped])
    group_readers = [
        _GroupReader(group, tuple(reader.column for reader in members), members, {})
        for group in groups
        if (members := _readers(table, group.fields))
    ]
    required = [one.name for one in table.fields.values() if one.required]
    required = [name for name in required if name not in table.missing]
    lost_rows = {row for row, _ in table.sheet.lost}
    for number, raw in enumerate(table.sheet.rows[table.heading_row :], table.heading_row + 1):
        if not any(raw) and all(cell == "" for cell in raw) and number not in lost_rows:
            continue
        row = RowReading(number, raw, {}, [])
        _convert_row(row, readers)
        for group_reader in group_readers:
            _convert_group(row, group_reader)
        if number in lost_rows:
            _note_lost(row, table)
        if all(name in row.values for name in required) and not table.missing:
            yield row
        elif number in lost_rows or not _is_aside(row, table):
            _note_missing(row, required, table)
            yield row


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
            row.error(name, f"{name} manque : remplissez cette cellule.")
    if table.missing:
        row.error("", f"il manque {', '.join(table.missing)}.")


def _convert_group(row: RowReading, reader: _GroupReader) -> None:
    raw = row.raw
    cells = [raw[column] for column in reader.columns]
    # The types tell True from 1.0, which are otherwise one key.
    key = (*cells, *map(type, cells))
    known = reader.memo.get(key)
    if known is None:
        alone = RowReading(row.number, raw, {}, [])
        _convert_row(alone, reader.readers)
        known = reader.memo[key] = reader.group.combine(alone), tuple(alone.flaws)
    value, flaws = known
    if value is not None:
        row.values[reader.group.name] = value
    row.flaws.extend(flaws)


def _convert_row(row: RowReading, readers: list[_Reader]) -> None:
    raw, values = row.raw, row.values
    for column, name, plain, convert, memo in readers:
        cell = raw[column]
        if cell == "":
            continue
        if isinstance(cell, str) and (plain or cell.isspace()):
            text = " ".join(cell.split())
            if text and text[0] not in "='":
                values[name] = text
                continue
            if not text:
                continue
        understood = _understand(cell, convert, memo)
        if understood.value is not None:
            values[name] = understood.value
        if understood.message:
            row.flaws.append(Flaw(name, understood.state, understood.message))


def _understand(
    cell: Cell, convert: Converter, memo: dict[Cell, Understood[Any]]
) -> Understood[Any]:
    if isinstance(cell, bool):
        # True and 1.0 are one key of a dictionary but not one cell.
        return convert(cell)
    understood = memo.get(cell)
    if understood is None:
        understood = memo[cell] = convert(cell)
    return understood


def _note_lost(row: RowReading, table: Table) -> None:
    for heading in table.headings:
        why = table.sheet.lost.get((row.number, heading.index))
        if why is not None and row.raw[heading.index] == "":
            row.warning(
                heading.field or heading.text,
                f"{why} : ouvrez le fichier dans le tableur, vérifiez cette cellule et "
                "enregistrez de nouveau.",
            )


def _is_aside(row: RowReading, table: Table) -> bool:
    """Whether a row is blank, the headings again, or one text across the table."""
    filled = [(index, shown(cell)) for index, cell in enumerate(row.raw) if shown(cell)]
    if not filled:
        return True
    title = table.sheet.rows[table.heading_row - 1]
    if [fold(text) for _, text in filled] == [fold(shown(cell)) for cell in title if shown(cell)]:
        return True
    index, text = filled[0]
    if len(filled) == 1 and (" " in text or table.headings[index].field is None):
        table.asides.append((row.number, text))
        return True
    return False
