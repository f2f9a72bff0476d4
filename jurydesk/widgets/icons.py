"""Draws the line icons of ``resources/icons`` in the colours of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from jurydesk.bundle import resource

_SIZES = (16, 20, 24, 32, 48)
PROPERTY = "iconName"


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return one icon drawn in one colour, ``size`` in device-independent pixels."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", color.name())
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(
        painter, QRectF(0, 0, image.width(), image.height())
    )
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


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
    drawn = QIcon()
    for size in _SIZES:
        for ratio in (1.0, 2.0):
            drawn.addPixmap(pixmap(name, normal, size, ratio))
            drawn.addPixmap(pixmap(name, dimmed, size, ratio), QIcon.Mode.Disabled)
            drawn.addPixmap(pixmap(name, checked, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return drawn


def dress(root: QWidget) -> None:
    """Give every button, action and label under ``root`` the icon its form names."""
    for item in (root, *root.findChildren(QObject)):
        name = item.property(PROPERTY)
        if not name:
            continue
        if isinstance(item, QAbstractButton):
            on_accent = item.property("kind") == "primary" and item.isEnabled()
            light = item.palette().color(QPalette.ColorRole.HighlightedText)
            item.setIcon(icon(name, light if on_accent else None))
        elif isinstance(item, QAction):
            item.setIcon(icon(name))
        elif isinstance(item, QLabel):
            accent = QApplication.palette().color(QPalette.ColorRole.Link)
            size = max(20, item.minimumHeight())
            item.setPixmap(pixmap(name, accent, size, item.devicePixelRatioF()))
