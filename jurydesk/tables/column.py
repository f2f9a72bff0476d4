"""One record for a column: what it is called, how it is read, and where its value is kept and goes.

The readers, the correction of a file, the cards of the screen, the exports, the empty tables and
the views of a session all go through these records: a column added is one record added, and the
field of the record it fills.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jurydesk.french.days import unbroken_day
from jurydesk.tables.converters import Converter, decimal_words, to_text
from jurydesk.tables.table import Field


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a format.

    ``name`` is its heading, ``label`` what people call it, ``attribute`` where a record keeps its
    value (« thesis.title » inside another record). ``ruled`` makes the converter and the hint of
    a column whose words depend on the rulebook. ``hint`` says what to write there, ``example`` is
    a cell that is right. ``told`` is what a card of the screen says of a value. ``heading`` gives
    it a column of its own in the table of the screen. ``civil`` marks the civil status, which may
    still be corrected after the seal. ``private`` says why it is neither exported nor in a view.
    """

    name: str
    label: str
    attribute: str
    synonyms: tuple[str, ...] = ()
    convert: Converter = to_text
    ruled: Callable[[Any], tuple[Converter, str]] | None = None
    required: bool = False
    hint: str = ""
    example: str = ""
    told: str = ""
    heading: str = ""
    civil: bool = False
    private: str = ""

    def field(self, rulebook: object = None) -> Field:
        """Return what the readers of tables need of it, under one rulebook."""
        convert, hint = self.ruled(rulebook) if self.ruled else (self.convert, self.hint)
        return Field(
            self.name,
            convert,
            self.synonyms,
            self.required,
            plain=convert is to_text,
            label=self.label,
            hint=hint,
        )

    def value(self, record: object) -> Any:  # noqa: ANN401 each column has its own type
        """Return what a record holds in this column, ``None`` inside a record that is missing."""
        for name in self.attribute.split("."):
            record = getattr(record, name) if record is not None else None
        return record

    def text(self, record: object) -> str:
        """Return what a file would hold in this column."""
        return file_text(self.value(record))

    def shown(self, record: object) -> str:
        """Return what a card of the screen says of a record; empty when there is nothing to say."""
        value = self.value(record)
        if value is None or value == "" or (value is False and "." in self.attribute):
            return ""
        return (self.told or f"{self.label} : {{}}").format(words_of(value))


def file_text(value: object) -> str:
    """Return a value as a file holds it: dates as JJ/MM/AAAA, yes and no as oui and non."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, StrEnum):
        return value.value
    return decimal_words(value) if isinstance(value, Decimal) else str(value)


def words_of(value: object) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, date):
        return unbroken_day(value)
    words = getattr(value, "words", None)
    return words if isinstance(words, str) else file_text(value)


def attributes_of(columns: Iterable[Column], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row by the attribute that keeps them; those unknown are left out."""
    return {column.attribute: values[column.name] for column in columns if column.name in values}
