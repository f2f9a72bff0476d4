"""A column of a page that scrolls up and down: never narrower than what stands in it."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QScrollArea


class ColumnArea(QScrollArea):
    """Asks for the width of its content and of its bar; Qt's own cuts what is wider."""

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the content's own width, any height."""
        hint = super().minimumSizeHint()
        body = self.widget()
        if body is not None:
            bar = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
            hint.setWidth(body.minimumSizeHint().width() + bar)
        return hint

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another width when what stands in it changes."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)
