"""A read-only table of worked-out cells: text, a state in shape, colour and word, an explanation.

Leaves what a row holds to the page that gives it; rows are made when they are first shown. Sorted,
rows change places and keep their keys: the selection stays on whom it was on.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from jurydesk.french.sorting import Rank, is_nothing
from jurydesk.widgets.heard.announcing import described
from jurydesk.widgets.heard.selection import SelectionFollower
from jurydesk.widgets.parts import icons, theme, touch
from jurydesk.widgets.parts.lists import heading_sort, kept_columns
from jurydesk.widgets.parts.lists.cells import Cell, broken, ink_of, spoken
from jurydesk.widgets.parts.markup import tip

__all__ = [
    "Cell",
    "CellPainter",
    "RecordTable",
    "broken",
    "choose_place",
    "choose_row",
    "current_key",
    "dress_table",
    "fit_column",
    "spoken",
]

Index = QModelIndex | QPersistentModelIndex
# Tables longer than this are not measured: their columns have widths of their own.
_MEASURED = 200
_MARGIN, _ROW = 24, 32
_SHAPES = {"good": "check", "warn": "warning", "bad": "blocking", "unknown": "unknown"}

_PADDING, _SHAPE = 8, 16
# What a row keeps free above and below its lines, and the points of a text made smaller to fit.
_ABOVE, _SMALL = 5, 9.0
_REMEMBERED = 2_000
_CENTRED = Qt.AlignmentFlag.AlignCenter
_ALONG_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Beyond so many rows made since the last reset, looking for changes costs more than painting.
_FEW = 60


class RecordTable(QAbstractTableModel):
    """Rows known by a key each; ``cells`` makes one row from its key.

    ``sorting`` is the column that sorts the rows, -1 for the order they were given in, and whether
    downwards.
    """

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self.sorting = (-1, False)
        self._given: tuple[str, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._cells: Callable[[str], Sequence[Cell]] = lambda _key: ()
        self._rank: Callable[[str, int], Rank] | None = None
        self._made: dict[str, Sequence[Cell]] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}

    def set_rows(
        self,
        keys: Sequence[str],
        cells: Callable[[str], Sequence[Cell]],
        rank: Callable[[str, int], Rank] | None = None,
    ) -> None:
        """Show these rows; the selection stays when the keys are the same.

        ``rank`` sorts a key by a column where the order has a meaning that the text has not, or
        where making all the cells would take long.
        """
        new, self._cells, self._rank = tuple(keys), cells, rank
        if len(new) == len(self._keys) and set(new) == set(self._keys):
            self._given = new
            self._tell_changes()
            self._arrange()
            return
        self.beginResetModel()
        self._made, self._given = {}, new
        self._keys = self._in_order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, -1 for the order in which the rows were given."""
        self.sorting = (column, order is Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _arrange(self) -> None:
        """Put the rows in the order asked for; whatever was chosen stays on its row."""
        ordered = self._in_order()
        if ordered == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._keys[index.row()] for index in before]
        self._keys = ordered
        places = {key: place for place, key in enumerate(ordered)}
        after = [
            self.index(places[key], index.column()) for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _in_order(self) -> tuple[str, ...]:
        """Return the keys in the order asked for; cells that say nothing come last."""
        column, descending = self.sorting
        if not 0 <= column < len(self._headings):
            return self._given
        if self._rank is not None:
            rank = self._rank
            ranks = {key: rank(key, column) for key in self._given}
            return tuple(sorted(self._given, key=ranks.__getitem__, reverse=descending))
        cells = {key: self._row(key)[column] for key in self._given}
        told = [key for key in self._given if not is_nothing(cells[key].text)]
        silent = [key for key in self._given if is_nothing(cells[key].text)]
        told.sort(key=lambda key: cells[key].order, reverse=descending)
        return (*told, *silent)

    def _tell_changes(self) -> None:
        """Have the rows that changed painted again, among those that were made."""
        before, self._made = self._made, {}
        if len(before) > _FEW:
            corner = self.index(len(self._keys) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
            return
        for key, row in before.items():
            made = self._made[key] = tuple(self._cells(key))
            if made != row:
                place = self.row_of(key)
                columns = [at for at, cell in enumerate(made) if cell != row[at]]
                first, last = self.index(place, columns[0]), self.index(place, columns[-1])
                self.dataChanged.emit(first, last)

    def set_headings(self, headings: Sequence[str]) -> None:
        """Change the columns."""
        if tuple(headings) != self._headings:
            self.beginResetModel()
            self._headings = tuple(headings)
            self._made, self.sorting, self._keys = {}, (-1, False), self._given
            self.endResetModel()

    def key(self, row: int) -> str:
        """Return the key of a row, empty when there is none such."""
        return self._keys[row] if 0 <= row < len(self._keys) else ""

    def row_of(self, key: str) -> int:
        """Return the row of a key, -1 when it is not shown."""
        return self._keys.index(key) if key in self._keys else -1

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell."""
        return self._row(self._keys[row])[column]

    def _row(self, key: str) -> Sequence[Cell]:
        if key not in self._made:
            self._made[key] = tuple(self._cells(key))
        return self._made[key]

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
                return cell.words
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell.tip or cell.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(cell)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return described(index)
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(ink_of(cell.state, theme.current()))
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
        ink = ink_of(state, theme.current())
        if (state, ink) not in self._icons:
            self._icons[state, ink] = icons.icon(_SHAPES[state], QColor(ink))
        return self._icons[state, ink]


class CellPainter(QStyledItemDelegate):
    """Paints a cell straight from the model: the style sheet's own way costs ten times more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fitted: dict[tuple[str, int, int, str], str] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: ground, shape, then as much of the text as fits."""
        model = index.model()
        if not isinstance(model, RecordTable):
            super().paint(painter, option, index)
            return
        cell = model.cell(index.row(), index.column())
        rect: QRect = option.rect
        look = theme.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        elif cell.filled and cell.state in _SHAPES:
            painter.fillRect(rect, QColor(getattr(look, f"{cell.state}_soft", look.sunken)))
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        ink = ink_of(cell.state, look)
        if cell.shape and cell.state in _SHAPES:
            ratio = painter.device().devicePixelRatioF()
            drawn = icons.cached_pixmap(_SHAPES[cell.state], QColor(ink), _SHAPE, ratio)
            painter.drawPixmap(inner.left(), inner.center().y() - _SHAPE // 2 + 1, drawn)
            inner.setLeft(inner.left() + _SHAPE + 4)
        if not cell.text:
            return
        font = option.font
        if cell.bold or cell.lead:
            font = QFont(font)
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        if cell.lead:
            painter.drawText(inner, _ALONG_LEFT, cell.lead)
            taken = QFontMetrics(font).horizontalAdvance(f"{cell.lead}  ")
            inner.setLeft(min(inner.left() + taken, inner.right()))
            font = self._font_for(cell.text, inner, option.font)
        elif self._words(cell.text, inner, font).endswith("…"):
            small = self._font_for(cell.text, inner, font)
            # Where smaller letters do not spare the words, they are cut as they are.
            font = font if self._words(cell.text, inner, small).endswith("…") else small
        painter.setFont(font)
        flags = _CENTRED if cell.centred else _ALONG_LEFT
        painter.drawText(inner, flags, self._words(cell.text, inner, font))

    def _font_for(self, text: str, room: QRect, font: QFont) -> QFont:
        """Return the font, or a smaller one where the text would be cut and more of it fits."""
        if not self._words(text, room, font).endswith("…"):
            return font
        small = QFont(font)
        small.setPointSizeF(_SMALL)
        return small

    def _words(self, text: str, room: QRect, font: QFont) -> str:
        """Return what fits of a text, on several lines where the row is tall enough."""
        place = (text, room.width(), room.height(), font.key())
        fitted = self._fitted.get(place)
        if fitted is None:
            if len(self._fitted) >= _REMEMBERED:
                self._fitted.clear()
            metrics = QFontMetrics(font)
            lines = min(3, max(1, (room.height() - _ABOVE) // metrics.lineSpacing()))
            fitted = self._fitted[place] = "\n".join(broken(text, metrics, room.width(), lines))
        return fitted


def dress_table(
    view: QTableView,
    model: RecordTable,
    widths: Sequence[int],
    *,
    stretch: int = -1,
    kept: int = 1,
    is_sorted: bool = True,
) -> None:
    """Give a table its model, its column widths and quiet headers that sort.

    ``kept`` columns on the left stay in sight when the others scroll; a table that is not
    ``is_sorted`` by its headings uses their clicks for something else, or has an order of its own.
    """
    view.setModel(model)
    SelectionFollower(view)
    view.setItemDelegate(CellPainter(view))
    view.verticalHeader().hide()
    touch.fit_rows(view, _ROW)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(36)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
    if stretch >= 0:
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    if is_sorted:
        heading_sort.give_sorting(view)
    kept_columns.keep_in_sight(view, kept)
    _hold_current(view, model)


def _hold_current(view: QTableView, model: RecordTable) -> None:
    """Keep whom a table is on when other rows are shown, as long as that row is among them."""
    held: list[tuple[str, int]] = [("", 0)]

    def remember() -> None:
        index = view.currentIndex()
        held[0] = model.key(index.row()), index.column()

    def bring_back() -> None:
        key, column = held[0]
        row = model.row_of(key)
        if row >= 0 and column < model.columnCount():
            choose_place(view, row, column)

    model.modelAboutToBeReset.connect(remember)
    model.modelReset.connect(bring_back)


def fit_column(view: QTableView, column: int, least: int, most: int) -> None:
    """Give a column of a short table the width of its longest text, within bounds."""
    model = view.model()
    if not isinstance(model, RecordTable):
        return
    font = QFont(view.font())
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    heading = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    widest = max(metrics.horizontalAdvance(line) for line in heading.split("\n"))
    for row in range(min(model.rowCount(), _MEASURED)):
        cell = model.cell(row, column)
        shape = _SHAPE + 4 if cell.shape and cell.state in _SHAPES else 0
        widest = max(widest, metrics.horizontalAdvance(cell.text) + shape)
    view.setColumnWidth(column, max(least, min(most, widest + _MARGIN)))


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
        choose_place(view, row, view.currentIndex().column())
    return row >= 0


def choose_place(view: QAbstractItemView, row: int, column: int = 0) -> None:
    """Make a place of a table current, and its row the only one chosen.

    The view's own `selectRow` and `setCurrentIndex` obey the keys held at that moment: on a page
    reached by Ctrl+2 they would choose a second row beside the first, or let go of it.
    """
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    if view.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
        flags |= QItemSelectionModel.SelectionFlag.Rows
    index = view.model().index(row, max(column, 0))
    view.selectionModel().setCurrentIndex(index, flags)
    # Whoever blocks the selection’s signals keeps the view from following by itself.
    view.scrollTo(index)
