"""A chart as a picture to keep: PNG or SVG, in light colours, with its title and session."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from jurydesk.deliberation.figures.chart import Chart
from jurydesk.minutes.charts.layout import least_height
from jurydesk.widgets.figures.chart_painter import paint_chart, room_of
from jurydesk.widgets.parts import theme

_WIDE, _HIGH, _MARGIN = 1000, 480, 24
# Pixels of a PNG for one of the screen: sharp on paper.
_SHARP = 2


def png_of(chart: Chart, told: str) -> bytes:
    """Return a chart as PNG; ``told`` stands below it, as what session it is of."""
    size = _size(chart)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(7559)
    image.setDotsPerMeterY(7559)
    image.setDevicePixelRatio(_SHARP)
    image.fill(QColor("white"))
    # A picture is the same on every screen: its letters are counted in pixels.
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, chart, told, size)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def svg_of(chart: Chart, told: str) -> bytes:
    """Return a chart as SVG, its texts as text, its description for whoever hears it."""
    size = _size(chart)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.spoken)
    # Ninety-six dots an inch are the pixels of SVG.
    generator.setResolution(96)
    painter = QPainter(generator)
    painter.fillRect(0, 0, size.width(), size.height(), QColor("white"))
    _draw(painter, chart, told, size)
    painter.end()
    buffer.close()
    return bytes(content.data())


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(theme.font())
    font.setPixelSize(pixels)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _size(chart: Chart) -> QSize:
    room = room_of(_font(15), _WIDE - 2 * _MARGIN, 0)
    needed = least_height(chart, room) + 130
    return QSize(_WIDE, max(_HIGH, round(needed)))


def _draw(painter: QPainter, chart: Chart, told: str, size: QSize) -> None:
    look = theme.LIGHT
    wide = size.width() - 2 * _MARGIN
    title, small = _font(21, bold=True), _font(13)
    painter.setFont(title)
    painter.setPen(QColor(look.text))
    painter.drawText(_MARGIN, _MARGIN + 20, chart.title)
    painter.setFont(small)
    painter.setPen(QColor(look.muted))
    lines = QFontMetricsF(small).lineSpacing()
    note = QRectF(_MARGIN, _MARGIN + 30, wide, 2 * lines)
    painter.drawText(note, int(Qt.TextFlag.TextWordWrap), chart.note)
    foot = QRectF(_MARGIN, size.height() - _MARGIN - lines, wide, lines)
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), told)
    area = QRectF(_MARGIN, _MARGIN + 30 + 2 * lines + 6, wide, 0)
    area.setBottom(foot.top() - 8)
    paint_chart(painter, chart, _font(15), area, look)
