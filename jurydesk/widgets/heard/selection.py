"""A row chosen by a screen reader is the row a page shows, as one chosen by hand.

Assistive technology selects through the tree: Qt then moves the selection and leaves the current
row, which the pages follow, where it was.
"""

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

from jurydesk.widgets.heard import announcing


class SelectionFollower(QObject):
    """Makes the row selected the current one; made anew where a view changes its model."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._follow)
        view.selectionModel().selectionChanged.connect(self._look)

    def _look(self) -> None:
        # By hand the current row changes right after the selection: looked at once both have.
        if announcing.is_heard():
            self._timer.start(0)

    def _follow(self) -> None:
        chosen = self._view.selectionModel().selectedIndexes()
        current = self._view.currentIndex()
        if chosen and current not in chosen:
            place = next((i for i in chosen if i.column() == current.column()), chosen[0])
            still = QItemSelectionModel.SelectionFlag.NoUpdate
            self._view.selectionModel().setCurrentIndex(place, still)
            self._view.scrollTo(place)
