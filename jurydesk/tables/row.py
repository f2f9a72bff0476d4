"""One row being read: its values by field, and what is wrong so far; leaves reading to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import CellState


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
    sheet: str = ""

    @property
    def place(self) -> str:
        """The row as a sentence names it: « 3 », « 3 de « VAE » » when several sheets are read."""
        return f"{self.number} de « {self.sheet} »" if self.sheet else str(self.number)

    def error(self, name: str, message: str) -> None:
        """Refuse the row because of one field."""
        self.flaws.append(Flaw(name, CellState.ERROR, message))

    def warning(self, name: str, message: str) -> None:
        """Point something out without refusing the row."""
        self.flaws.append(Flaw(name, CellState.WARNING, message))
