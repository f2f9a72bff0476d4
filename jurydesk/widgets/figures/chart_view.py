"""A chart on the screen: painted, and said whole to whoever hears it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jurydesk.deliberation.figures.chart import Chart
from jurydesk.minutes.charts.layout import least_height
from jurydesk.widgets.figures.chart_painter import paint_chart, room_of
from jurydesk.widgets.parts import theme

_MARGIN = 8
_LEAST = 180


class ChartView(QWidget):
    """Shows one chart, or why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.spoken)
        self._claim_height()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for what the chart needs to be read."""
        return QSize(420, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the legend takes more lines."""
        super().resizeEvent(event)
        self._claim_height()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard left."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart."""
        del event
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        painter.fillRect(self.rect(), QColor(look.surface))
        inner = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if self._chart.is_empty:
            painter.setPen(QColor(look.muted))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, int(wrapped), self._chart.absent)
        else:
            paint_chart(painter, self._chart, self.font(), inner, look)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _claim_height(self) -> None:
        if self._chart is None or self._chart.is_empty:
            self.setMinimumHeight(_LEAST // 2)
            return
        room = room_of(self.font(), self.width() - 2 * _MARGIN, 0)
        needed = round(least_height(self._chart, room)) + 2 * _MARGIN
        if needed != self.minimumHeight():
            self.setMinimumHeight(max(needed, _LEAST))
