"""A label that ends with « … » where the room ends, and gives the whole text on hover."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jurydesk.french.aloud import aloud
from jurydesk.widgets.parts.markup import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ElidedLabel(QLabel):
    """One line, shortened to the width there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""

    def setText(self, text: str) -> None:
        """Show a text, whole on hover."""
        if text == self._text:
            return
        self._text = text
        ignored = self.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
        if ignored and super().text():
            # Qt would lay the whole window out for a text that takes what room it is given.
            self.update()
        else:
            super().setText(text)
        self.setToolTip(tip(text))
        self.setAccessibleName(aloud(text))

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def minimumSizeHint(self) -> QSize:
        """Ask for little: what does not fit is cut in words, not by the window's edge."""
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Draw what fits."""
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(
            self._text, QtCore.Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment(), text)
        event.accept()
