"""A label of so many lines at most, ended by « … »; hover and the screen reader give it whole."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jurydesk.french.aloud import aloud
from jurydesk.widgets.parts.markup import tip

_FEW = 32


class ClampedLabel(QLabel):
    """Wraps plain text, over no more lines than it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = 2
        # Every layout of the page asks for the height again, at the same few widths.
        self._known: dict[tuple[str, int, int, str], list[tuple[int, int]]] = {}
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show a text, nothing at all when it is empty."""
        if text != self.text():
            super().setText(text)
            self.setToolTip(tip(text))
            self.setAccessibleName(aloud(text))
        self.setVisible(bool(text) and self._lines > 0)

    def set_lines(self, lines: int) -> None:
        """Choose how many lines there may be; with none the label goes."""
        if lines != self._lines:
            self._lines = lines
            self.setVisible(bool(self.text()) and lines > 0)
            self.updateGeometry()
            self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines the text takes in a width."""
        return len(self._broken(width)) * self.fontMetrics().lineSpacing() + 1

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(self.width(), self.heightForWidth(max(self.width(), 60)))

    def minimumSizeHint(self) -> QSize:
        """Ask for one line only."""
        return QSize(60, self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines that fit, the last one shortened when the text goes on."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics, height = self.fontMetrics(), self.fontMetrics().lineSpacing()
        lines = self._broken(self.width())
        room = max(1, min(len(lines), self.height() // height))
        for place, (start, length) in enumerate(lines[:room]):
            last = place == room - 1
            text = self.text()[start:] if last else self.text()[start : start + length]
            if last:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QPointF(0, place * height + metrics.ascent()), text.rstrip())
        event.accept()

    def _broken(self, width: int) -> list[tuple[int, int]]:
        """Return the (start, length) of each line, no more than allowed."""
        asked = (self.text(), width, self._lines, self.font().key())
        if asked not in self._known:
            if len(self._known) > _FEW:
                self._known.clear()
            self._known[asked] = self._break(width)
        return self._known[asked]

    def _break(self, width: int) -> list[tuple[int, int]]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[tuple[int, int]] = []
        while len(lines) < self._lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            lines.append((line.textStart(), line.textLength()))
        layout.endLayout()
        return lines
