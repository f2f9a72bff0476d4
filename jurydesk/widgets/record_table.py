"""A read-only table of worked-out cells: text, a state in shape, colour and word, an explanation.

Leaves what a row holds to the page that gives it; rows are made when they are first shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QHeaderView, QTableView

from jurydesk.widgets import icons, theme

Index = QModelIndex | QPersistentModelIndex
_SHAPES = {"good": "check", "warn": "warning", "bad": "blocking", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    ``state`` is good, warn, bad, unknown, muted, accent or empty; all but the last three add a
    shape beside the text when ``shape`` is asked for. ``spoken`` is what a screen reader says.
    """

    text: str
    state: str = ""
    tip: str = ""
    bold: bool = False
    shape: bool = False
    filled: bool = False
    spoken: str = ""
    centred: bool = False


class RecordTable(QAbstractTableModel):
    """Rows known by a key each; ``cells`` makes one row from its key."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._keys: tuple[str, ...] = ()
        self._cells: Callable[[str], Sequence[Cell]] = lambda _key: ()
        self._made: dict[str, Sequence[Cell]] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}

    def set_rows(self, keys: Sequence[str], cells: Callable[[str], Sequence[Cell]]) -> None:
        """Show these rows; the selection stays when the keys are the same."""
        new = tuple(keys)
        self._cells, self._made = cells, {}
        if new == self._keys:
            if new:
                last = self.index(len(new) - 1, len(self._headings) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._keys = new
        self.endResetModel()

    def set_headings(self, headings: Sequence[str]) -> None:
        """Change the columns."""
        if tuple(headings) != self._headings:
            self.beginResetModel()
            self._headings = tuple(headings)
            self._made = {}
            self.endResetModel()

    def key(self, row: int) -> str:
        """Return the key of a row, empty when there is none such."""
        return self._keys[row] if 0 <= row < len(self._keys) else ""

    def row_of(self, key: str) -> int:
        """Return the row of a key, -1 when it is not shown."""
        return self._keys.index(key) if key in self._keys else -1

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell."""
        key = self._keys[row]
        if key not in self._made:
            self._made[key] = tuple(self._cells(key))
        return self._made[key][column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt’s own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt’s own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole and section < len(self._headings):
                return self._headings[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what Qt asks of a cell."""
        cell = self.cell(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.spoken or cell.tip or cell.text
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(_ink(cell.state))
            case Qt.ItemDataRole.BackgroundRole if cell.filled and cell.state in _SHAPES:
                return QColor(
                    getattr(theme.current(), f"{cell.state}_soft", theme.current().sunken)
                )
            case Qt.ItemDataRole.DecorationRole if cell.shape and cell.state in _SHAPES:
                return self._shape(cell.state)
            case Qt.ItemDataRole.FontRole if cell.bold:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.TextAlignmentRole if cell.centred:
                return Qt.AlignmentFlag.AlignCenter
        return None

    def _shape(self, state: str) -> QIcon:
        ink = _ink(state)
        if (state, ink) not in self._icons:
            self._icons[state, ink] = icons.icon(_SHAPES[state], QColor(ink))
        return self._icons[state, ink]


def _ink(state: str) -> str:
    now = theme.current()
    return str(getattr(now, state, now.muted if state in ("muted", "unknown") else now.text))


def dress_table(
    view: QTableView, model: RecordTable, widths: Sequence[int], *, stretch: int = -1
) -> None:
    """Give a table its model, its column widths and quiet headers."""
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(32)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(36)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
    if stretch >= 0:
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)


def current_key(view: QTableView) -> str:
    """Return the key of the current row, empty when there is none."""
    model = view.model()
    return model.key(view.currentIndex().row()) if isinstance(model, RecordTable) else ""


def choose_row(view: QTableView, key: str) -> bool:
    """Make a row current by its key; return whether it is shown."""
    model = view.model()
    if not isinstance(model, RecordTable):
        return False
    row = model.row_of(key)
    if row >= 0:
        view.setCurrentIndex(model.index(row, max(view.currentIndex().column(), 0)))
    return row >= 0
