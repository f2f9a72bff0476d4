"""Gives each sentence of a list the height it needs: Qt forgets the padding of the style sheet."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

# The icon, what stands on both sides of the text, and above and below it.
_ASIDE, _AROUND = 48, 10


class SentenceDelegate(QStyledItemDelegate):
    """Measures wrapped text at the width it will really have."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of one sentence with its icon."""
        view = self.parent()
        hint: QSize = super().sizeHint(option, index)
        if not isinstance(view, QAbstractItemView):
            return hint
        room = max(view.viewport().width() - _ASIDE, 80)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        box = view.fontMetrics().boundingRect(
            QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, text
        )
        return QSize(room, max(box.height() + _AROUND, 28))
