"""A title and, at its right, a short text that changes at every key; the title gives way."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from jurydesk.widgets.parts import theme


class HeadLine(QWidget):
    """Places its two children, in their order in the form, by itself.

    A layout would have each new text lay out everything around it, up to the window.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = 0

    def sizeHint(self) -> QSize:
        """Ask for the height of the higher one."""
        return QSize(0, max((each.sizeHint().height() for each in self._parts()), default=0))

    def minimumSizeHint(self) -> QSize:
        """Ask for the same: the width is whatever there is."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Share the width again when a text changed; tell of another height, which is rare."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._share()
            if self.sizeHint().height() != self._height:
                self._height = self.sizeHint().height()
                self.updateGeometry()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        title, told = self._parts()
        width = min(told.sizeHint().width(), self.width())
        left = self.width() - width
        told.setGeometry(left, 0, width, self.height())
        title.setGeometry(0, 0, max(left - theme.SMALL, 0), self.height())

    def _parts(self) -> list[QWidget]:
        return [each for each in self.children() if isinstance(each, QWidget)]
