"""Takes in a signature drawn by mouse, touchpad or pen, and shows it as it will be printed.

Keeps where the pen went and nothing else: neither its pressure nor its pace. Leaves what a
drawing is to :mod:`jurydesk.signature.handwriting`.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from jurydesk.french.numbers import plural
from jurydesk.signature.handwriting import (
    ASPECT,
    MAX_STROKES,
    PEN,
    Handwriting,
    Point,
    curves,
    distance,
    simplify,
)
from jurydesk.widgets.parts import theme

_PLACEHOLDER = "Dessinez ici, à la souris ou au stylet"
# Nearer points are the same one; this many are forty times the drawing's height of ink.
_NEAR = 0.01
_RAW_POINTS = 4000
_BASELINE = 0.74
_RADIUS = 6


class HandwritingPad(QWidget):
    """A drawing in progress; out of the round of Tab, since nothing here is needed to sign.

    Once clicked it has the keyboard: Ctrl+Z takes the last stroke back.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._strokes: list[list[Point]] = []
        self._is_drawing = False
        self._drawn: Handwriting | None = None
        self._tell()

    @property
    def handwriting(self) -> Handwriting | None:
        """The drawing as it will be printed, ``None`` when there is none."""
        return self._drawn

    @property
    def is_full(self) -> bool:
        """Whether no more ink is taken."""
        strokes = len(self._strokes) - self._is_drawing
        return strokes >= MAX_STROKES or sum(map(len, self._strokes)) >= _RAW_POINTS

    def undo(self) -> None:
        """Take the last stroke back."""
        self._replace(self._strokes[:-1])

    def erase(self) -> None:
        """Start again from an empty paper."""
        self._replace([])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the pen."""
        self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._release()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Take a pen's tip as a mouse: nothing else of what it tells is read."""
        if event.type() is QEvent.Type.TabletPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(event.position())
        elif event.type() is QEvent.Type.TabletMove:
            self._move(event.position())
        else:
            self._release()
        # Accepted, or Qt would send it again as a mouse.
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo the last stroke, or leave the key to the dialog."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the paper, the line to sign on, and the ink."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter, look)
        area = self._area()
        painter.translate(area.topLeft())
        pen = QPen(QColor(look.text), PEN * area.height())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if self._drawn is not None:
            painter.drawPath(_smooth(self._drawn, area.width(), area.height()))
        if self._is_drawing:
            painter.drawPath(_rough(self._strokes[-1], area.width(), area.height()))

    def _paint_paper(self, painter: QPainter, look: theme.Theme) -> None:
        is_chosen = self.hasFocus()
        line = 2 if is_chosen else 1
        edge = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(QColor(look.accent if is_chosen else look.strong_border), line))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(edge, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = self._area()
        height = area.top() + area.height() * _BASELINE
        side = area.width() * 0.06
        painter.setPen(QPen(QColor(look.border), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left() + side, height), QPointF(area.right() - side, height))
        if not self._strokes:
            painter.setPen(QColor(look.muted))
            above = QRectF(area.left(), area.top(), area.width(), area.height() * _BASELINE)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, _PLACEHOLDER)

    def _area(self) -> QRectF:
        """Return the part of the paper that is printed: the largest of its shape."""
        room = QRectF(self.rect()).adjusted(_RADIUS, _RADIUS, -_RADIUS, -_RADIUS)
        width = min(room.width(), room.height() * ASPECT)
        area = QRectF(0, 0, width, width / ASPECT)
        area.moveCenter(room.center())
        return area

    def _place(self, position: QPointF) -> Point:
        """Return a place on the paper as a drawing has it, kept inside."""
        area = self._area()
        x = (position.x() - area.left()) / area.width()
        y = (position.y() - area.top()) / area.height()
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _press(self, position: QPointF) -> None:
        self._release()
        if not self.is_full:
            self._strokes.append([self._place(position)])
            self._is_drawing = True
            self.update()

    def _move(self, position: QPointF) -> None:
        if not self._is_drawing or self.is_full:
            return
        place = self._place(position)
        if distance(self._strokes[-1][-1], place) >= _NEAR:
            self._strokes[-1].append(place)
            self.update()

    def _release(self) -> None:
        if self._is_drawing:
            self._replace(self._strokes)

    def _replace(self, strokes: Iterable[list[Point]]) -> None:
        self._is_drawing = False
        self._strokes = list(strokes)
        self._drawn = simplify(self._strokes) if self._strokes else None
        self._tell()
        self.update()
        self.changed.emit()

    def _tell(self) -> None:
        count = len(self._strokes)
        self.setAccessibleDescription(plural(count, "trait") if count else "Rien n’est dessiné")


def _smooth(drawing: Handwriting, width: float, height: float) -> QPainterPath:
    """Return the path that the stamp prints."""
    path = QPainterPath()
    for stroke in drawing.strokes:
        _put_down(path, QPointF(stroke[0][0] * width, stroke[0][1] * height))
        for curve in curves(stroke):
            one, two, end = (QPointF(x * width, y * height) for x, y in curve)
            path.cubicTo(one, two, end)
    return path


def _rough(stroke: list[Point], width: float, height: float) -> QPainterPath:
    """Return the stroke in progress, as it comes."""
    path = QPainterPath()
    _put_down(path, QPointF(stroke[0][0] * width, stroke[0][1] * height))
    for x, y in stroke[1:]:
        path.lineTo(x * width, y * height)
    return path


def _put_down(path: QPainterPath, place: QPointF) -> None:
    """Begin a stroke with a dot: Qt paints nothing of a line without length."""
    path.moveTo(place)
    path.lineTo(place + QPointF(0.01, 0))
