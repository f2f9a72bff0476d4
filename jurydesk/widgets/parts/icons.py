"""Draws the line icons of ``resources/icons`` in the colours of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QAction, QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from jurydesk.bundle import resource

PROPERTY = "iconName"
# What a button leaves between its icon and its word, beside the four points of its style.
_AIR = 4


class _Drawing(QIconEngine):
    """An icon drawn when, and as large as, it is shown: most are never shown at most sizes."""

    def __init__(self, name: str, normal: str, dimmed: str, checked: str) -> None:
        super().__init__()
        self._name = name
        self._inks = (normal, dimmed, checked)

    def clone(self) -> QIconEngine:
        """Return a copy, for an icon that is changed."""
        return _Drawing(self._name, *self._inks)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the drawing at a size in the device's own pixels."""
        normal, dimmed, checked = self._inks
        ink = checked if state is QIcon.State.On else normal
        if mode is QIcon.Mode.Disabled:
            ink = dimmed
        drawn = _cached(self._name, ink, min(size.width(), size.height()), 1.0)
        return drawn if size.width() <= size.height() else _with_air(drawn, size)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a rectangle."""
        ratio = painter.device().devicePixelRatioF()
        drawn = QPixmap(self.pixmap(rect.size() * ratio, mode, state))
        drawn.setDevicePixelRatio(ratio)
        painter.drawPixmap(rect, drawn)


def _with_air(drawn: QPixmap, size: QSize) -> QPixmap:
    """Return a drawing at the left of a wider picture: the rest parts it from its word."""
    image = QPixmap(size)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return image


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return one icon drawn in one colour, ``size`` in device-independent pixels."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing = _source(name).replace("currentColor", color.name())
    QSvgRenderer(QByteArray(drawing.encode())).render(
        painter, QRectF(0, 0, image.width(), image.height())
    )
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _cached(name: str, color: str, size: int, ratio: float) -> QPixmap:
    return pixmap(name, QColor(color), size, ratio)


def cached_pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the same as :func:`pixmap`, drawn once: for what paints at every frame."""
    return _cached(name, color.name(), size, ratio)


def icon(name: str, color: QColor | None = None) -> QIcon:
    """Return an icon in the palette's text colour, greyed when its control is disabled."""
    palette = QApplication.palette()
    normal = color or palette.color(QPalette.ColorRole.WindowText)
    dimmed = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    checked = palette.color(QPalette.ColorRole.Link)
    return QIcon(_Drawing(name, normal.name(), dimmed.name(), checked.name()))


def dress(root: QWidget) -> None:
    """Give every button, action and label under ``root`` the icon its form names."""
    for button in root.findChildren(QAbstractButton):
        name = button.property(PROPERTY)
        if name:
            on_accent = button.property("kind") == "primary" and button.isEnabled()
            ink = button.palette().color(QPalette.ColorRole.HighlightedText) if on_accent else None
            button.setIcon(icon(name, ink))
            if isinstance(button, QPushButton) and button.text():
                side = button.iconSize().height()
                button.setIconSize(QSize(side + _AIR, side))
    for action in root.findChildren(QAction):
        name = action.property(PROPERTY)
        if name:
            action.setIcon(icon(name))
    for label in root.findChildren(QLabel):
        name = label.property(PROPERTY)
        if name:
            accent = QApplication.palette().color(QPalette.ColorRole.Link)
            size = max(20, label.minimumHeight())
            label.setPixmap(pixmap(name, accent, size, label.devicePixelRatioF()))
