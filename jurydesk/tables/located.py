"""Chooses the sheets and rows of a workbook that are read; leaves reading the rows to others.

Two sheets with the same headings, and rows that the spreadsheet hides, may each be meant or not:
nobody but a person knows. They are told and asked, and nothing is taken before the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.french.lists import enumeration, shortened
from jurydesk.french.numbers import plural
from jurydesk.tables.converters import shown
from jurydesk.tables.how_read import HiddenRows, HowRead
from jurydesk.tables.spreadsheet import Source, Workbook
from jurydesk.tables.table import Field, Table, heading_names, headings_of, known_key
from jurydesk.tables.worksheet import Worksheet

_ROWS_ABOVE = 40
_NAMED = 12


class Matter(StrEnum):
    """What a question is about."""

    SHEETS = "feuilles"
    HIDDEN_ROWS = "lignes masquées"


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person must say before anything is taken, in one sentence."""

    matter: Matter
    sentence: str


@dataclass(frozen=True, slots=True)
class WorksheetTold:
    """A sheet of the workbook: how many rows it holds, whether it is read, or not shown.

    ``rows`` counts the filled rows under the headings, or all of them where there are none.
    ``is_alike`` says that its headings are those of the table read.
    """

    name: str
    rows: int
    is_read: bool
    is_hidden: bool
    is_alike: bool


@dataclass(frozen=True, slots=True)
class Located:
    """The tables read of a file, in order, every sheet it has, and what is left to ask.

    ``hidden_rows`` are the filled rows under the headings that the spreadsheet does not show.
    """

    source: Source
    tables: tuple[Table, ...]
    sheets: tuple[WorksheetTold, ...]
    hidden_rows: tuple[int, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def table(self) -> Table:
        """The first table read."""
        return self.tables[0]

    def table_of(self, sheet_told: str) -> Table:
        """Return the table whose rows bear this name of a sheet."""
        return next(table for table in self.tables if table.sheet_told == sheet_told)

    def require_answers(self) -> None:
        """Refuse to take anything while a question has no answer."""
        if self.questions:
            asked = " ".join(question.sentence for question in self.questions)
            raise JuryDeskError(
                f"Rien n’est importé de « {self.source.name} ». {asked} Sinon, ne gardez dans le "
                "fichier que ce qui est voulu."
            )


@dataclass(frozen=True, slots=True)
class _Match:
    """A sheet, its best row of headings (from 0, or ``None``) and the fields that are there."""

    sheet: Worksheet
    position: int | None = None
    fields: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        first = 0 if self.position is None else self.position + 1
        return sum(map(_is_filled, self.sheet.rows[first:]))


def locate(workbook: Workbook, fields: Sequence[Field], how: HowRead) -> Located:
    """Find the sheets to read and the row whose headings are best recognised in each.

    Raises :class:`UnreadableFileError` when no row has at least two known headings, or a sheet
    asked for is not there.
    """
    known = heading_names(fields) | {key: name for key, name in how.columns if name}
    matches = [_match(sheet, known) for sheet in workbook.sheets]
    if how.sheets:
        chosen, questions = _named(workbook, matches, how.sheets), []
        rivals: list[_Match] = []
    else:
        best = _best(workbook, matches, fields)
        rivals = [one for one in matches if one is not best and _is_alike(one, best, fields)]
        if how.hidden is HiddenRows.SKIP:
            rivals = [one for one in rivals if not one.sheet.is_hidden]
        chosen, questions = [best], _ask_sheet(best, rivals)
    tables = tuple(
        _table(workbook.source, match, fields, known, how, is_joined=len(chosen) > 1)
        for match in chosen
    )
    hidden = tuple(row for table in tables for row in hidden_rows(table))
    if hidden and how.hidden is None:
        questions.append(Question(Matter.HIDDEN_ROWS, _hidden_sentence(tables)))
    told = tuple(
        WorksheetTold(
            match.sheet.name,
            match.rows,
            match in chosen,
            match.sheet.is_hidden,
            match in chosen or _is_alike(match, chosen[0], fields),
        )
        for match in matches
        if workbook.source.kind != "CSV"
    )
    return Located(workbook.source, tables, told, hidden, tuple(questions))


def _match(sheet: Worksheet, known: Mapping[str, str]) -> _Match:
    best = _Match(sheet)
    for position, row in enumerate(sheet.rows[:_ROWS_ABOVE]):
        found = frozenset(known[key] for cell in row if (key := known_key(cell, known)))
        if len(found) >= 2 and len(found) > len(best.fields):
            best = _Match(sheet, position, found)
    return best


def _best(workbook: Workbook, matches: Sequence[_Match], fields: Sequence[Field]) -> _Match:
    """Return the sheet whose headings are best recognised, a shown one before a hidden one."""
    found = [match for match in matches if match.fields]
    if not found:
        expected = ", ".join(f.name for f in fields if f.required)
        raise UnreadableFileError(
            f"Aucune ligne d’en-têtes n’est reconnue dans « {workbook.source.name} » : "
            f"la première ligne du tableau doit nommer au moins les colonnes {expected}."
        )
    # max() keeps the first of equals.
    return max(found, key=lambda match: (not match.sheet.is_hidden, len(match.fields)))


def _is_alike(match: _Match, other: _Match, fields: Sequence[Field]) -> bool:
    """Whether a sheet could as well be the table: it has all that the table must have."""
    required = {one.name for one in fields if one.required}
    return (
        bool(match.fields)
        and match.rows > 0
        and (match.fields >= required or match.fields >= other.fields)
    )


def _named(workbook: Workbook, matches: Sequence[_Match], names: Sequence[str]) -> list[_Match]:
    chosen: list[_Match] = []
    for name in dict.fromkeys(names):
        found = [match for match in matches if match.sheet.name == name] or [
            match for match in matches if match.sheet.name.casefold() == name.strip().casefold()
        ]
        if not found or not name:
            raise _no_such_sheet(workbook, name)
        if not found[0].fields:
            raise UnreadableFileError(
                f"La feuille « {name} » de « {workbook.source.name} » n’a pas de ligne "
                "d’en-têtes reconnue : nommez celle qui contient le tableau."
            )
        chosen.append(found[0])
    return chosen


def _no_such_sheet(workbook: Workbook, name: str) -> UnreadableFileError:
    file = workbook.source.name
    if workbook.source.kind == "CSV":
        return UnreadableFileError(
            f"« {file} » est un CSV, il n’a pas de feuille « {name} » : ne nommez pas de feuille."
        )
    names = ", ".join(f"« {sheet.name} »" for sheet in workbook.sheets)
    return UnreadableFileError(f"« {file} » n’a pas de feuille « {name} » : choisissez {names}.")


def _ask_sheet(best: _Match, rivals: Sequence[_Match]) -> list[Question]:
    if rivals:
        names = enumeration(_told(match) for match in (best, *rivals))
        count = len(rivals) + 1
        sentence = f"{count} feuilles ont les mêmes en-têtes, {names} : dites lesquelles lire."
        return [Question(Matter.SHEETS, sentence)]
    if best.sheet.is_hidden:
        told = _told(best)
        sentence = f"Le tableau est dans une feuille masquée, {told} : dites s’il faut la lire."
        return [Question(Matter.SHEETS, sentence)]
    return []


def _told(match: _Match) -> str:
    hidden = ", masquée" if match.sheet.is_hidden else ""
    return f"« {match.sheet.name} » ({plural(match.rows, 'ligne')}{hidden})"


def _table(
    source: Source,
    match: _Match,
    fields: Sequence[Field],
    known: Mapping[str, str],
    how: HowRead,
    *,
    is_joined: bool,
) -> Table:
    sheet, position = match.sheet, match.position or 0
    headings = tuple(
        heading
        for heading in headings_of(sheet.rows[position], known, dict(how.columns))
        if shown(sheet.rows[position][heading.index])
        or any(row[heading.index] != "" for row in sheet.rows[position + 1 :])
    )
    return Table(
        source,
        sheet,
        position + 1,
        headings,
        {f.name: f for f in fields},
        hidden=how.hidden,
        is_joined=is_joined,
    )


def hidden_rows(table: Table) -> list[int]:
    """Return the filled rows under the headings that the spreadsheet does not show."""
    rows = table.sheet.rows
    return sorted(
        number
        for number in table.sheet.hidden.rows
        if number > table.heading_row and _is_filled(rows[number - 1])
    )


def _hidden_sentence(tables: Sequence[Table]) -> str:
    parts, count = [], 0
    for table in tables:
        rows = hidden_rows(table)
        count += len(rows)
        if rows:
            where = f" de « {table.sheet.name} »" if table.is_joined else ""
            parts.append(shortened([str(row) for row in rows], _NAMED) + where)
    rows_told = ", ".join(parts)
    if count == 1:
        return f"La ligne {rows_told} est masquée dans le tableur : dites s’il faut la lire."
    return (
        f"Les lignes {rows_told} sont masquées dans le tableur, à la main ou par un filtre : "
        "dites s’il faut les lire."
    )


def _is_filled(row: Sequence[object]) -> bool:
    return any(cell != "" for cell in row)
