"""What a list shows, as rows of words: to copy, to print, to search. Never more than is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView, QTreeView

from jurydesk.widgets.parts.lists.heading_sort import heading

_ROWS = QAbstractItemView.SelectionBehavior.SelectRows


@dataclass(frozen=True, slots=True)
class Extract:
    """Headings, none for a list, and rows of words as wide as they."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def whole(view: QAbstractItemView) -> Extract:
    """Return everything a list holds, in the order on screen, but the rows that a filter hides."""
    model = view.model()
    columns = tuple(range(model.columnCount()))
    rows = tuple(row for row in range(model.rowCount()) if not is_hidden(view, row))
    return _extract(view, rows, columns)


def chosen(view: QAbstractItemView) -> Extract:
    """Return what is chosen: whole rows where rows are chosen; a cell alone has no heading."""
    places = [index for index in view.selectedIndexes() if not is_hidden(view, index.row())]
    if not places and view.currentIndex().isValid():
        places = [view.currentIndex()]
    rows = tuple(sorted({index.row() for index in places}))
    if view.selectionBehavior() is _ROWS and not isinstance(view, QListView):
        return _extract(view, rows, tuple(range(view.model().columnCount())))
    columns = tuple(sorted({index.column() for index in places}))
    found = _extract(view, rows, columns)
    alone = len(rows) == 1 and len(columns) == 1
    return Extract((), found.rows) if alone else found


def text_of(index: QModelIndex) -> str:
    """Return the words of a cell, on one line."""
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    return " ".join(str(shown).split("\n")).replace("\t", " ").strip() if shown is not None else ""


def is_hidden(view: QAbstractItemView, row: int) -> bool:
    """Whether a filter hides a row."""
    if isinstance(view, QTreeView):
        return view.isRowHidden(row, QModelIndex())
    if isinstance(view, QTableView | QListView):
        return view.isRowHidden(row)
    return False


def _extract(view: QAbstractItemView, rows: tuple[int, ...], columns: tuple[int, ...]) -> Extract:
    model = view.model()
    told = tuple(tuple(text_of(model.index(row, column)) for column in columns) for row in rows)
    if isinstance(view, QListView):
        return Extract((), told)
    heads = tuple(heading(model, column) for column in columns)
    # Where the rows have headings of their own, they say whom each is about.
    if isinstance(view, QTableView) and view.verticalHeader().isVisibleTo(view):
        sides = [model.headerData(row, Qt.Orientation.Vertical) for row in rows]
        return Extract(
            ("", *heads),
            tuple((str(side or ""), *row) for side, row in zip(sides, told, strict=True)),
        )
    return Extract(heads, told)
