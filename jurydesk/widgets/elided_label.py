"""A label that ends with « … » where the room ends, and gives the whole text on hover."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ElidedLabel(QLabel):
    """One line, shortened to the width there is."""

    def setText(self, text: str) -> None:
        """Show a text, whole on hover."""
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: what does not fit is cut in words, not by the window's edge."""
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Draw what fits."""
        painter = QPainter(self)
        metrics = self.fontMetrics()
        text = metrics.elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment(), text)
        event.accept()
