"""A table of marks typed one after another: digits open a cell, Tab and Enter go on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

FIRST_MARK = 2


class MarkTable(QTableWidget):
    """Jurors in rows; two columns of words, then the marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._triggers = self.editTriggers()
        self.setColumnCount(4)
        self.setHorizontalHeaderLabels(("Juré", "À quel titre", "Rapport", "Oral"))
        self.verticalHeader().hide()
        # A heading that chose its column would leave the marks typed next to one cell.
        self.horizontalHeader().setSectionsClickable(False)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Leave a mark for the next one; Tab opens it, Enter waits for its first digit."""
        ends = QAbstractItemDelegate.EndEditHint
        entered = hint is ends.SubmitModelCache
        moves = {ends.EditNextItem: 1, ends.EditPreviousItem: -1, ends.SubmitModelCache: 1}
        step = moves.get(hint)
        super().closeEditor(editor, hint if step is None or entered else ends.NoHint)
        refused = entered and not self.currentIndex().data()
        # A mark refused is typed again where it was.
        if step is None or refused:
            return
        marks = self.columnCount() - FIRST_MARK
        place = self.currentRow() * marks + self.currentColumn() - FIRST_MARK + step
        if 0 <= place < self.rowCount() * marks:
            row, column = divmod(place, marks)
            self.setCurrentCell(row, column + FIRST_MARK)
            if not entered:
                self.edit(self.currentIndex())

    def set_writable(self, writable: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Take marks, or only show those given."""
        only_shown = QAbstractItemView.EditTrigger.NoEditTriggers
        self.setEditTriggers(self._triggers if writable else only_shown)

    def go_to_first_empty(self) -> None:
        """Make the first mark that is missing current, the first of all when none is."""
        for row in range(self.rowCount()):
            for column in range(FIRST_MARK, self.columnCount()):
                item = self.item(row, column)
                if item is not None and not item.text():
                    self.setCurrentCell(row, column)
                    return
        if self.rowCount():
            self.setCurrentCell(0, FIRST_MARK)

    def put(self, row: int, column: int, text: str, juror: str) -> None:
        """Write a cell, the juror's own."""
        item = QTableWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, juror)
        if column < FIRST_MARK:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        else:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setItem(row, column, item)
