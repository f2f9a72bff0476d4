"""Paints a chart with Qt, on screen or in a picture; leaves where things stand to ``minutes``."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from jurydesk.deliberation.figures.chart import Chart, Pattern
from jurydesk.minutes.charts.layout import Room, set_out
from jurydesk.minutes.charts.shapes import GRID, PLATE, Box, Label, Shape, Stroke, hatching
from jurydesk.widgets.parts.theme import Theme


def room_of(font: QFont, wide: float, high: float) -> Room:
    """Return the room that a chart has, its texts in a font."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    plain_metrics, bold_metrics = QFontMetricsF(font), QFontMetricsF(bold)
    size = plain_metrics.ascent()
    return Room(wide, high, size, plain_metrics.horizontalAdvance, bold_metrics.horizontalAdvance)


def paint_chart(painter: QPainter, chart: Chart, font: QFont, rect: QRectF, look: Theme) -> None:
    """Paint a chart in a rectangle; nothing where it has no counts."""
    painter.save()
    painter.translate(rect.topLeft())
    room = room_of(font, rect.width(), rect.height())
    _Painting(painter, font, room.size, look).draw(set_out(chart, room))
    painter.restore()


class _Painting:
    """One chart being painted."""

    def __init__(self, painter: QPainter, font: QFont, size: float, look: Theme) -> None:
        self._painter = painter
        self._size = size
        self._look = look
        self._plain = font
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)

    def draw(self, shapes: Iterable[Shape]) -> None:
        for shape in shapes:
            match shape:
                case Box():
                    self._box(shape)
                case Stroke():
                    self._stroke(shape)
                case Label():
                    self._label(shape)

    def _box(self, box: Box) -> None:
        painter, look = self._painter, self._look
        rect = QRectF(box.x, box.y, box.wide, box.high)
        if box.tone == PLATE:
            painter.fillRect(rect, QColor(look.surface))
            return
        strong = QColor(getattr(look, box.tone))
        soft = QColor(getattr(look, f"{box.tone}_soft", look.sunken))
        ground = {Pattern.FULL: strong, Pattern.BLANK: QColor(look.surface)}
        painter.fillRect(rect, ground.get(box.pattern or Pattern.FULL, soft))
        painter.setPen(QPen(strong, 1.2))
        lines = [QLineF(*line) for line in hatching(box, self._size * 0.55)]
        if lines:
            painter.drawLines(lines)
        painter.setPen(QPen(strong, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _stroke(self, stroke: Stroke) -> None:
        ink = self._look.border if stroke.tone == GRID else self._look.muted
        pen = QPen(QColor(ink), 1)
        if stroke.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawLine(QLineF(stroke.x, stroke.y, stroke.to_x, stroke.to_y))

    def _label(self, label: Label) -> None:
        font = self._bold if label.bold else self._plain
        wide = QFontMetricsF(font).horizontalAdvance(label.text)
        x = label.x - {"left": 0.0, "center": wide / 2, "right": wide}[label.side]
        self._painter.setFont(font)
        self._painter.setPen(QColor(getattr(self._look, label.tone)))
        self._painter.drawText(QPointF(x, label.y), label.text)
