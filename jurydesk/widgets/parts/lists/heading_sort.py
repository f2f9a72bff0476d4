"""Sorts a table by a click on its heading: upwards, downwards, then as it was given.

A table of records sorts itself; the lines of a tree are put in their order here, by what they show.
"""

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QTreeWidget, QTreeWidgetItem

from jurydesk.french.sorting import is_nothing, shown_order

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
# Where a line of a tree keeps its place of origin.
_PLACE = Qt.ItemDataRole.UserRole + 70
_TIP = (
    "Cliquez pour trier ; une seconde fois pour inverser, une troisième pour revenir à l’ordre "
    "de départ."
)


class HeadingSort(QObject):
    """What sorts one view; :attr:`column` is -1 as long as nothing does."""

    def __init__(self, view: QTableView | QTreeWidget) -> None:
        super().__init__(view)
        self._view = view
        self.column, self.descending = -1, False
        header = _header(view)
        header.setSectionsClickable(True)
        header.setToolTip(_TIP)
        header.sectionClicked.connect(self._turn)
        if not isinstance(view, QTreeWidget):
            view.model().modelReset.connect(self._follow)

    def sort(self, column: int, *, descending: bool = False) -> None:
        """Sort by a column, -1 for the order of origin."""
        self.column, self.descending = column, descending
        self._show()
        if isinstance(self._view, QTreeWidget):
            _arrange(self._view, column, descending=descending)
        else:
            self._view.model().sort(column, _DOWN if descending else _UP)
        current = self._view.currentIndex()
        if current.isValid():
            self._view.scrollTo(current)

    def again(self) -> None:
        """Sort lines that were just made anew as those before them were."""
        if self.column >= 0:
            self.sort(self.column, descending=self.descending)

    def _turn(self, column: int) -> None:
        if column != self.column:
            self.sort(column)
        elif not self.descending:
            self.sort(column, descending=True)
        else:
            self.sort(-1)

    def _follow(self) -> None:
        """Tell no order that is none: other columns were given."""
        column, _ = getattr(self._view.model(), "sorting", (self.column, False))
        if column != self.column:
            self.column, self.descending = column, False
            self._show()

    def _show(self) -> None:
        header = _header(self._view)
        header.setSortIndicatorShown(self.column >= 0)
        header.setSortIndicator(self.column, _DOWN if self.descending else _UP)


def give_sorting(view: QTableView | QTreeWidget) -> HeadingSort:
    """Have a view sorted by its headings."""
    return sorting_of(view) or HeadingSort(view)


def sorting_of(view: QObject) -> HeadingSort | None:
    """Return what sorts a view, ``None`` when its headings do not."""
    found = view.findChild(HeadingSort)
    return found if isinstance(found, HeadingSort) else None


def heading(model: QAbstractItemModel, column: int) -> str:
    """Return a heading on one line."""
    told = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    return " ".join(str(told if told is not None else "").split())


def _header(view: QTableView | QTreeWidget) -> QHeaderView:
    return view.header() if isinstance(view, QTreeWidget) else view.horizontalHeader()


def _arrange(tree: QTreeWidget, column: int, *, descending: bool) -> None:
    """Put the lines of a tree in order; the one chosen stays chosen, those hidden hidden."""
    chosen = tree.currentItem()
    # What a line shows is not what is typed in it: nobody is told of changes that are none.
    before = tree.blockSignals(True)  # noqa: FBT003 Qt’s own
    lines: list[tuple[QTreeWidgetItem, bool]] = []
    for place in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(place)
        if item is not None:
            if item.data(0, _PLACE) is None:
                item.setData(0, _PLACE, place)
            lines.append((item, item.isHidden()))
    lines.sort(key=lambda line: int(line[0].data(0, _PLACE)))
    if column >= 0:
        told = [line for line in lines if not is_nothing(line[0].text(column))]
        silent = [line for line in lines if is_nothing(line[0].text(column))]
        told.sort(key=lambda line: shown_order(line[0].text(column)), reverse=descending)
        lines = told + silent
    while tree.topLevelItemCount():
        tree.takeTopLevelItem(0)
    tree.addTopLevelItems([item for item, _ in lines])
    for item, hidden in lines:
        item.setHidden(hidden)
    if chosen is not None:
        tree.setCurrentItem(chosen)
    tree.blockSignals(before)
