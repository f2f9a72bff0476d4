"""Gathers the cells of one sheet into rows of one width; leaves reading files to the readers.

Rows are made only as far as a value stands, and their number times their width is bounded: a far
cell, or a count of a billion, is refused before anything is made of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jurydesk.tables import losses
from jurydesk.tables.cell import Cell, Hidden, Loss, Losses, LossKind, letters_of
from jurydesk.tables.converters import shown
from jurydesk.tables.spreadsheet_guard import MAX_CELLS, too_far, too_large

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
# No table of people has as many doubtful cells; a hostile one may announce billions.
_MAX_COVERED = 200_000
_EMPTY: list[Cell] = []


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells: rows from 1, columns from 0, bounds included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One sheet: ``rows[i]`` is the spreadsheet's row ``i + 1``, all rows of one width.

    ``lost`` gives the cells whose contents are not to be taken as typed, with the reason.
    ``is_hidden`` says that the spreadsheet does not show the sheet, ``hidden`` what it does not
    show of it.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    lost: Losses = field(default_factory=dict)
    hidden: Hidden = field(default_factory=Hidden)
    is_hidden: bool = False


@dataclass(slots=True)
class Grid:
    """A sheet being read: ``file`` names the file in refusals."""

    file: str
    name: str = ""
    is_hidden: bool = False
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    lost: Losses = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    arrays: list[Area] = field(default_factory=list)
    last_row: int = 0
    width: int = 0

    def place(self, row: int, column: int, cell: Cell) -> None:
        """Put a value at its place."""
        if row > self.last_row or column >= self.width:
            self.reach(row, column + 1)
        cells = self.rows.setdefault(row, [])
        if column >= len(cells):
            cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = cell

    def lose(self, row: int, column: int, loss: Loss, cell: Cell = "") -> None:
        """Note that the contents of a cell are not to be taken."""
        if len(self.lost) > _MAX_COVERED:
            raise too_large(self.file)
        self.place(row, column, cell)
        self.lost[row, column] = loss

    def reach(self, row: int, width: int) -> None:
        """Grow as far as a row and a width; refuse what would be far larger than its contents."""
        self.last_row, self.width = max(self.last_row, row), max(self.width, width)
        if row > MAX_ROWS or width > MAX_COLUMNS or self.last_row * self.width > MAX_CELLS:
            raise too_far(self.file, self.last_row, self.width)

    def hide_rows(self, first: int, count: int) -> None:
        """Note that rows are not shown."""
        self.hidden_rows.update(range(first, min(first + count, MAX_ROWS + 1)))

    def hide_columns(self, first: int, count: int) -> None:
        """Note that columns are not shown."""
        last = min(first + count, MAX_COLUMNS)
        if len(self.hidden_columns) < MAX_COLUMNS and last - 1 not in self.hidden_columns:
            self.hidden_columns.update(range(first, last))

    def finish(self) -> Worksheet:
        """Return the sheet, its merges and arrays accounted for."""
        self._spread_arrays()
        self._cover()
        width = self.width
        blank: list[Cell] = [""] * width
        rows: list[list[Cell]] = [blank] * self.last_row
        for number, cells in self.rows.items():
            if not cells:
                continue
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            rows[number - 1] = cells
        last = self.last_row
        hidden = Hidden(
            frozenset(row for row in self.hidden_rows if row <= last),
            frozenset(column for column in self.hidden_columns if column < width),
        )
        return Worksheet(self.name, rows, self.lost, hidden, self.is_hidden)

    def _at(self, row: int, column: int) -> Cell:
        cells = self.rows.get(row, _EMPTY)
        return cells[column] if column < len(cells) else ""

    def _clipped(self, areas: Sequence[Area]) -> list[Area]:
        """Return the areas within the rows and columns used; refuse what covers too much."""
        kept, total = [], 0
        for area in areas:
            bottom, right = min(area.bottom, self.last_row), min(area.right, self.width - 1)
            if bottom >= area.top and right >= area.left:
                total += (bottom - area.top + 1) * (right - area.left + 1)
                kept.append(Area(area.top, area.left, bottom, right))
            if total > _MAX_COVERED:
                raise too_large(self.file)
        return kept

    def _spread_arrays(self) -> None:
        """Doubt what a formula over several cells left in the others, as in the first."""
        for area in self._clipped(self.arrays):
            first = self.lost.get((area.top, area.left))
            if first is None or first.kind not in (LossKind.ZERO, LossKind.UNCOMPUTED):
                continue
            for row, column in _places(area):
                if self._at(row, column) in ("", 0):
                    self.lose(row, column, first, self._at(row, column))

    def _cover(self) -> None:
        """Doubt every cell of a merge but the first."""
        for area in self._clipped(self.merges):
            first = self._at(area.top, area.left)
            for row, column in _places(area):
                self._cover_one(row, column, first, area)

    def _cover_one(self, row: int, column: int, first: Cell, area: Area) -> None:
        if (row, column) == (area.top, area.left):
            return
        anchor = f"{letters_of(area.left)}{area.top}"
        content = self._at(row, column)
        if content != "":
            self.lose(row, column, losses.covered(shown(content), anchor))
        elif first != "":
            self.lost.setdefault((row, column), losses.merged(shown(first), anchor, area.top))


def _places(area: Area) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]
