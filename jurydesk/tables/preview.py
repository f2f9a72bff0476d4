"""Shows what was understood of a table, row by row and cell by cell, before anything is taken.

The explanation of a cell is worked out when it is asked for: a file of thousands of rows is read
at the speed of its values, and a person looks at a few of them. Which records a table holds, and
what makes one of them wrong, is left to the reader of each format.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from jurydesk.errors import JuryDeskError
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import CellState, shown
from jurydesk.tables.located import Located, Question
from jurydesk.tables.row import RowReading
from jurydesk.tables.spreadsheet import Source
from jurydesk.tables.table import Heading, Table

Record = TypeVar("Record")

# A refusal quotes the first faults only; the preview shows them all.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct or to look at, with its place; ``row`` is the spreadsheet's own."""

    state: CellState
    message: str
    row: int | None = None
    column: str = ""
    letter: str = ""
    person: str = ""
    sheet: str = ""

    @property
    def sentence(self) -> str:
        """The problem with its place and the person it concerns."""
        place = [f"Feuille « {self.sheet} »"] if self.sheet else []
        if self.row:
            place.append(f"{'l' if place else 'L'}igne {self.row}")
        if self.column:
            at = f"colonne {self.letter} " if self.letter else ""
            place.append(f"{at}« {self.column} »")
        where = ", ".join(place) + (f" ({self.person})" if self.person else "")
        return f"{where} : {self.message}" if where else self.message


@dataclass(frozen=True, slots=True)
class CellPreview:
    """One cell: what the file holds, what was understood of it, in words, and what is wrong."""

    column: str
    value: str
    understood: str
    state: CellState
    message: str


@dataclass(frozen=True, slots=True)
class RowPreview(Generic[Record]):
    """One row: its number, whom it is about, its state, and the record made of it.

    ``record`` is ``None`` when the row is in error, or left out for a reason that is told.
    """

    number: int
    identifier: str
    person: str
    state: CellState
    record: Record | None
    problems: tuple[Problem, ...]
    raw: Sequence[Cell]
    table: Table

    @property
    def key(self) -> tuple[str, int]:
        """What names the row among those of every sheet read."""
        return self.table.sheet_told, self.number

    @property
    def cells(self) -> tuple[CellPreview, ...]:
        """Every cell of the row, explained."""
        return tuple(self._explain(heading) for heading in self.table.headings)

    def _explain(self, heading: Heading) -> CellPreview:
        cell = self.raw[heading.index]
        lost = self.table.sheet.lost.get((self.number, heading.index))
        state, said = CellState.OK, []
        for problem in self.problems:
            if problem.column == heading.text:
                state = worst((state, problem.state))
                said.append(problem.message)
        value, words = shown(cell), ""
        if lost is not None and not value:
            return CellPreview(heading.text, lost.shown, "", state, " ".join(said))
        if value and heading.field is not None:
            words = self.table.fields[heading.field].convert(cell).words
        elif value:
            kept = "laissée de côté" if heading.left_out else "inconnue, gardée à part"
            words = f"colonne {kept}"
        return CellPreview(heading.text, value, words, state, " ".join(said))


def worst(states: Sequence[CellState]) -> CellState:
    """Return the worst of several states; nothing at all is well."""
    if CellState.ERROR in states:
        return CellState.ERROR
    return CellState.WARNING if CellState.WARNING in states else CellState.OK


def preview_row(
    row: RowReading, located: Located, identifier: str, person: str, record: Record | None
) -> RowPreview[Record]:
    """Close the reading of a row: place its problems and keep its record unless it is in error."""
    table = located.table_of(row.sheet)
    if not row.flaws:
        return RowPreview(row.number, identifier, person, CellState.OK, record, (), row.raw, table)
    places = {heading.field or heading.text: heading for heading in table.headings}
    problems = []
    for name, state, message in row.flaws:
        heading = places.get(name)
        column, letter = (heading.text, heading.letter) if heading else (name, "")
        problems.append(Problem(state, message, row.number, column, letter, person, row.sheet))
    state = worst([problem.state for problem in problems])
    kept = None if state is CellState.ERROR else record
    return RowPreview(row.number, identifier, person, state, kept, tuple(problems), row.raw, table)


@dataclass(frozen=True, slots=True)
class TablePreview(Generic[Record]):
    """A whole table read and explained; nothing is taken before :meth:`accepted`.

    ``people`` names whom the rows are about, as :meth:`to_json` does. ``notices`` concern the file
    rather than a row (a missing column, an unknown one).
    """

    people: str
    located: Located
    rows: tuple[RowPreview[Record], ...]
    notices: tuple[Problem, ...]

    @property
    def table(self) -> Table:
        """The table read, the first one of several."""
        return self.located.table

    @property
    def source(self) -> Source:
        """The file, and how it was read."""
        return self.located.source

    @property
    def questions(self) -> tuple[Question, ...]:
        """What a person must say before anything is taken."""
        return self.located.questions

    @property
    def columns(self) -> dict[str, str | None]:
        """Each heading of the file and the field it was taken for."""
        return {
            heading.text: heading.field
            for table in self.located.tables
            for heading in table.headings
        }

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem at once: those of the file, then those of the rows in order."""
        return (*self.notices, *(problem for row in self.rows for problem in row.problems))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that prevent the import."""
        return tuple(problem for problem in self.problems if problem.state is CellState.ERROR)

    @property
    def rejected(self) -> int:
        """How many rows are in error."""
        return sum(row.state is CellState.ERROR for row in self.rows)

    @property
    def is_acceptable(self) -> bool:
        """Whether the whole file may be taken."""
        return not self.errors and not self.questions

    def records(self) -> tuple[Record, ...]:
        """Return the records of the rows that are not in error."""
        return tuple(row.record for row in self.rows if row.record is not None)

    def accepted(self) -> tuple[Record, ...]:
        """Return all the records; raises with a sentence when one thing is wrong or to be asked."""
        self.located.require_answers()
        errors = self.errors
        if not errors:
            return self.records()
        rest = len(errors) - _TOLD
        more = "" if rest <= 0 else " Et une autre." if rest == 1 else f" Et {rest} autres."
        raise JuryDeskError(
            f"Rien n’est importé de « {self.source.name} », corrigez-le d’abord. "
            + " ".join(problem.sentence for problem in errors[:_TOLD])
            + more
        )

    def to_json(self) -> dict[str, Any]:
        """Return what ``import --json`` prints (FORMATS §5)."""
        sheets = self.located.sheets
        return {
            "sheet": [sheet.name for sheet in sheets if sheet.is_read],
            "sheets": [
                {
                    "name": sheet.name,
                    "rows": sheet.rows,
                    "read": sheet.is_read,
                    "hidden": sheet.is_hidden,
                }
                for sheet in sheets
            ],
            "hidden_rows": list(self.located.hidden_rows),
            self.people: len(self.rows),
            "accepted": len(self.records()),
            "rejected": self.rejected,
            "rows": [row_json(row) for row in self.rows],
            "columns": self.columns,
        }


def row_json(row: RowPreview[Any]) -> dict[str, Any]:
    """Return one row as ``import --json`` gives it (FORMATS §5)."""
    return {
        "row": row.number,
        "sheet": row.table.sheet.name,
        "id": row.identifier,
        "state": str(row.state),
        "cells": [
            {
                "column": cell.column,
                "value": cell.value,
                "understood": cell.understood,
                "state": str(cell.state),
                "message": cell.message,
            }
            for cell in row.cells
        ],
    }
