"""Finds the table in a spreadsheet and reads its rows field by field; leaves records to others.

A heading is recognised only when it is exactly a field's name or synonym after folding. One that
merely resembles is proposed to the person and never applied: a guess could swap two columns.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from jurydesk.errors import UnreadableFileError
from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import Converter, shown
from jurydesk.tables.spreadsheet import Sheet, Source, Workbook

_ROWS_ABOVE = 40
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a format: its name, how a cell becomes a value, and how people head it.

    ``plain`` is a free text: any cell is right, so that nothing need be kept of its reading.
    ``label`` is what people call it, ``hint`` what one writes there.
    """

    name: str
    convert: Converter
    synonyms: tuple[str, ...] = ()
    required: bool = False
    plain: bool = False
    label: str = ""
    hint: str = ""

    @property
    def title(self) -> str:
        """What a sentence calls it."""
        return self.label or self.name


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


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table stands in the file, and the fields of its columns.

    ``asides`` are the rows that are no record (a title inside the table), with their text, and
    ``sheets`` the names of every sheet of the file.
    """

    source: Source
    sheet: Sheet
    heading_row: int
    headings: tuple[Heading, ...]
    fields: Mapping[str, Field]
    asides: list[tuple[int, str]] = field(default_factory=list)
    sheets: tuple[str, ...] = ()

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
    headings = tuple(
        heading
        for heading in _headings(found.rows[position], known)
        if shown(found.rows[position][heading.index])
        or any(row[heading.index] != "" for row in found.rows[position + 1 :])
    )
    return Table(
        workbook.source,
        found,
        position + 1,
        headings,
        {f.name: f for f in fields},
        sheets=tuple(each.name for each in workbook.sheets),
    )


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
            # Slips of the pen spare the first letter; comparing with every name takes its time.
            folded = fold(text)
            alike = [key for key in free if key[:1] == folded[:1]]
            near = get_close_matches(folded, alike, 1, 0.8)
            proposed = known[near[0]] if near else None
        elif given is not None and givers[given] != index:
            given, proposed = None, given
        heading = Heading(index, text, given, proposed)
        if not text or text in texts:
            heading = replace(heading, text=f"{text} (colonne {heading.letter})".strip())
        texts.add(text)
        headings.append(heading)
    return tuple(headings)
