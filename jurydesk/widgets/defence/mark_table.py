"""A table of marks typed one after another: digits open a cell, Tab and Enter go on."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from jurydesk.widgets.keys.key_reading import digit

FIRST_MARK = 2
Index = QModelIndex | QPersistentModelIndex


def as_digit(event: QKeyEvent) -> QKeyEvent:
    """Return the press of the digit a key stands for by its place (AZERTY’s « é » is 2), or it."""
    number = digit(event)
    if number is None or event.text() == str(number):
        return event
    key, none = Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, none, str(number))


class _MarkEdit(QLineEdit):
    """A mark being typed, with the keys that vote in the room."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type the digit that a key stands for."""
        super().keyPressEvent(as_digit(event))


class _MarkDelegate(QStyledItemDelegate):
    """Opens a mark for typing."""

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        _index: Index,
    ) -> QWidget:
        """Return the field of a mark."""
        edit = _MarkEdit(parent)
        edit.setFrame(False)
        return edit


class MarkTable(QTableWidget):
    """Jurors in rows; two columns of words, then the marks.

    ``subject`` is whose marks they are: recording one may bring another candidate's. ``ended``
    tells whose last mark was left.
    """

    ended = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = self._opened = ""
        self.setItemDelegate(_MarkDelegate(self))
        self._triggers = self.editTriggers()
        self.setColumnCount(4)
        self.setHorizontalHeaderLabels(("Juré", "À quel titre", "Rapport", "Oral"))
        self.verticalHeader().hide()
        # A heading that chose its column would leave the marks typed next to one cell.
        self.horizontalHeader().setSectionsClickable(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a mark by its first digit, whatever the layout."""
        self._opened = self.subject
        super().keyPressEvent(as_digit(event))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Leave a mark for the next one; Tab opens it, Enter waits for its first digit."""
        ends = QAbstractItemDelegate.EndEditHint
        entered = hint is ends.SubmitModelCache
        moves = {ends.EditNextItem: 1, ends.EditPreviousItem: -1, ends.SubmitModelCache: 1}
        step = moves.get(hint)
        if step is not None and self._opened and self._opened != self.subject:
            super().closeEditor(editor, ends.NoHint)
            self._end()
            return
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
        elif step > 0:
            self._end()

    def _end(self) -> None:
        left, self._opened = self._opened or self.subject, ""
        self.ended.emit(left)

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
