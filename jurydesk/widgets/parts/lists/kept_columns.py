"""Keeps the columns that say who a row is in sight while the others scroll under them."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def keep_in_sight(view: QTableView, columns: int) -> None:
    """Keep the first columns of a table in sight; nothing is made before it scrolls."""
    if columns > 0:
        view.horizontalScrollBar().valueChanged.connect(partial(_show, view, columns))


def _show(view: QTableView, columns: int, scrolled: int) -> None:
    kept = view.findChild(KeptColumns)
    if kept is None and scrolled > 0:
        kept = KeptColumns(view, columns)
    if isinstance(kept, KeptColumns):
        kept.set_shown(scrolled > 0)


class KeptColumns(QTableView):
    """A second view of the first columns, laid over the first; it never takes the keyboard."""

    def __init__(self, view: QTableView, columns: int) -> None:
        super().__init__(view)
        self._under, self._columns = view, columns
        self.setObjectName("kept_columns")
        self.setModel(view.model())
        # Shown twice, a row is heard once: the table under it is the one to read.
        self.setAccessibleName(" ")
        self.setItemDelegate(view.itemDelegate())
        self.setSelectionModel(view.selectionModel())
        self.setSelectionBehavior(view.selectionBehavior())
        self.setSelectionMode(view.selectionMode())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(view.showGrid())
        self.setWordWrap(view.wordWrap())
        self.setVerticalScrollMode(view.verticalScrollMode())
        for bar in (Qt.ScrollBarPolicy.ScrollBarAlwaysOff,):
            self.setVerticalScrollBarPolicy(bar)
            self.setHorizontalScrollBarPolicy(bar)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        self._dress_header()
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        view.horizontalHeader().sectionResized.connect(self.place)
        view.verticalHeader().sectionResized.connect(lambda at, _, new: self.setRowHeight(at, new))
        view.selectionModel().currentChanged.connect(self._uncover)
        self.clicked.connect(lambda _: view.setFocus())
        self.doubleClicked.connect(view.doubleClicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(view.customContextMenuRequested)
        view.installEventFilter(self)
        self.set_shown(shown=True)

    def set_shown(self, shown: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Show or hide the columns."""
        if shown:
            self.place()
            self.verticalScrollBar().setValue(self._under.verticalScrollBar().value())
            self.raise_()
        self.setVisible(shown)

    def place(self) -> None:
        """Lie over the first columns of the view, as wide as they are."""
        under, width = self._under, 0
        for column in range(self.model().columnCount()):
            kept = column < self._columns and not under.isColumnHidden(column)
            self.setColumnHidden(column, not kept)
            if kept:
                self.setColumnWidth(column, under.columnWidth(column))
                width += under.columnWidth(column)
        self.horizontalHeader().setFixedHeight(under.horizontalHeader().height())
        frame = under.frameWidth()
        side = under.verticalHeader().width() if under.verticalHeader().isVisible() else 0
        height = under.viewport().height() + under.horizontalHeader().height()
        # Never over everything: a narrow window goes on showing what it scrolls to.
        width = min(width, under.viewport().width() * 2 // 3)
        self.setGeometry(frame + side, frame, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the view."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def _dress_header(self) -> None:
        header, under = self.horizontalHeader(), self._under.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(under.minimumSectionSize())
        header.setSectionsClickable(under.sectionsClickable())
        header.setToolTip(under.toolTip())
        header.sectionClicked.connect(under.sectionClicked)
        header.setSortIndicatorShown(under.isSortIndicatorShown())
        header.setSortIndicator(under.sortIndicatorSection(), under.sortIndicatorOrder())
        under.sortIndicatorChanged.connect(self._show_order)

    def _show_order(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicatorShown(column >= 0)
        self.horizontalHeader().setSortIndicator(column, order)

    def _uncover(self, current: QModelIndex) -> None:
        """Bring the cell chosen out from under the kept columns."""
        under = self._under
        if not self.isVisible() or current.column() < self._columns:
            return
        covered = self.width() - under.visualRect(current).left()
        if covered > 0:
            bar = under.horizontalScrollBar()
            per_item = under.horizontalScrollMode() is QAbstractItemView.ScrollMode.ScrollPerItem
            bar.setValue(bar.value() - (1 if per_item else covered))
