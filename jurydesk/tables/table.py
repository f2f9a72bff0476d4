"""Recognises the headings of a table; leaves finding it and reading its rows to others.

A heading is recognised only when it is exactly a field's name or synonym after folding. One that
merely resembles is proposed to the person and never applied: a guess could swap two columns.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell, letters_of
from jurydesk.tables.converters import Converter, shown
from jurydesk.tables.how_read import HiddenRows
from jurydesk.tables.spreadsheet import Source
from jurydesk.tables.worksheet import Worksheet

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
    """One column of the file: its heading, the field it is, or the one it resembles.

    ``left_out``: a person said that the column is not to be imported.
    """

    index: int
    text: str
    field: str | None = None
    proposed: str | None = None
    left_out: bool = False

    @property
    def letter(self) -> str:
        """The spreadsheet's letters for the column: ``A``, ``AB``."""
        return letters_of(self.index)


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table stands in the file, and the fields of its columns.

    ``asides`` are the rows that are no record (a title inside the table), with their text.
    ``hidden`` says what becomes of the rows that the spreadsheet does not show: until a person
    has said, they are read and pointed out. ``is_joined`` says that other sheets are read too.
    """

    source: Source
    sheet: Worksheet
    heading_row: int
    headings: tuple[Heading, ...]
    fields: Mapping[str, Field]
    asides: list[tuple[int, str]] = field(default_factory=list)
    hidden: HiddenRows | None = None
    is_joined: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The required fields that no column gives."""
        given = {heading.field for heading in self.headings}
        return tuple(f.name for f in self.fields.values() if f.required and f.name not in given)

    @property
    def sheet_told(self) -> str:
        """The name of the sheet, where a row number alone would not say which."""
        return self.sheet.name if self.is_joined else ""

    def heading_of(self, name: str) -> Heading | None:
        """Return the column that gives a field."""
        return next((heading for heading in self.headings if heading.field == name), None)


def heading_names(fields: Sequence[Field]) -> dict[str, str]:
    """Return every folded heading of the fields, with and without spaces, and its field."""
    known: dict[str, str] = {}
    for one in fields:
        for name in (one.name, *one.synonyms):
            key = fold(name)
            known.setdefault(key, one.name)
            # « BC1.1 » without its point would be « BC11 »: figures keep their spaces.
            if not any(map(str.isdigit, key)):
                known.setdefault(key.replace(" ", ""), one.name)
    return known


def known_key(cell: Cell, known: Mapping[str, str]) -> str | None:
    """Return the folded heading that a cell is, or ``None``."""
    if not isinstance(cell, str) or not cell or len(cell) > 120:
        return None
    key = fold(cell)
    for candidate in (key, key.replace(" ", ""), fold(_BRACKETS.sub(" ", cell))):
        if candidate in known:
            return candidate
    return None


def headings_of(
    row: Sequence[Cell], known: Mapping[str, str], by_hand: Mapping[str, str] = MappingProxyType({})
) -> tuple[Heading, ...]:
    """Return every column of a row of headings, with the field it gives or resembles.

    ``by_hand`` says what a person made of some headings, folded: nothing is guessed of those.
    """
    texts = _texts(row)
    keys = {index: fold(text) for index, text in texts.items()}
    said = {index: by_hand[key] for index, key in keys.items() if key in by_hand}
    recognised = {
        index: known[key]
        for index, cell in enumerate(row)
        if index not in said and (key := known_key(cell, known))
    }
    givers: dict[str, int] = {}
    for index, name in recognised.items():
        # The first column gives the field, unless another bears its very name.
        if name not in givers or fold(shown(row[index])) == fold(name):
            givers[name] = index
    givers |= {name: index for index, name in said.items() if name}
    free = [key for key, name in known.items() if name not in givers]
    headings: list[Heading] = []
    for index, text in texts.items():
        given = said.get(index) or recognised.get(index)
        if given is not None and givers[given] == index:
            headings.append(Heading(index, text, given))
        elif index in said:
            headings.append(Heading(index, text, left_out=not said[index]))
        else:
            near = given or (_resembling(keys[index], free, known) if shown(row[index]) else None)
            headings.append(Heading(index, text, None, near))
    return tuple(headings)


def _resembling(key: str, free: Sequence[str], known: Mapping[str, str]) -> str | None:
    """Return the field that a heading resembles; comparing with every name takes its time."""
    # Slips of the pen spare the first letter.
    near = get_close_matches(key, [each for each in free if each[:1] == key[:1]], 1, 0.8)
    return known[near[0]] if near else None


def _texts(row: Sequence[Cell]) -> dict[int, str]:
    """Return each column's heading; one that is empty or doubled bears its letters too."""
    texts: dict[int, str] = {}
    for index, cell in enumerate(row):
        text = " ".join(shown(cell).split())
        if not text or text in texts.values():
            text = f"{text} (colonne {letters_of(index)})".strip()
        texts[index] = text
    return texts
