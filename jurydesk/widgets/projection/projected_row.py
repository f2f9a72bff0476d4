"""What the second screen paints: a bloc with its decision in a pill, and the outcome below them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jurydesk.deliberation.words.projection_content import ProjectedBlock, ProjectedCandidate
from jurydesk.widgets.parts import icons, theme

# Shares of the width, in hundredths; the pill takes what is left, more when a level is in words.
_CODE, _TITLE, _SHORT_TITLE = 10, 55, 32
_TOOL_WORDS = frozenset(
    {"à", "au", "aux", "d’un", "d’une", "de", "des", "du", "en", "et", "la", "le", "les", "pour"}
)
_ALONG_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ProjectedRow(QWidget):
    """A bloc painted as large as its row; read aloud as one sentence."""

    def __init__(self, look: theme.Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._block: ProjectedBlock | None = None
        self._unit = 8.0
        self._share = _TITLE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_block(
        self, block: ProjectedBlock, look: theme.Theme, unit: float, *, in_full: bool
    ) -> None:
        """Show a bloc in a theme; ``unit`` is a hundredth of the screen's height, in pixels.

        ``in_full`` gives the decision the room of a level in words.
        """
        share = _SHORT_TITLE if in_full else _TITLE
        new = (block, look, unit, share)
        if new == (self._block, self._look, self._unit, self._share):
            return
        self._block, self._look, self._unit, self._share = new
        self.setAccessibleName(block.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return what a row asks for; the layout shares the height."""
        return QSize(320, round(6 * self._unit))

    def minimumSizeHint(self) -> QSize:
        """Let twelve blocs fit where seven do."""
        return QSize(160, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bloc."""
        if self._block is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, self._block)
            painter.end()
        event.accept()

    def _paint(self, painter: QPainter, block: ProjectedBlock) -> None:
        look, width, height = self._look, self.width(), self.height()
        gap = round(1.6 * self._unit)
        if block.is_current:
            ground = QRectF(self.rect()).adjusted(0, 0.4 * self._unit, 0, -0.4 * self._unit)
            _fill(painter, ground, look.accent_soft, 1.2 * self._unit)
            mark = QRectF(ground.left(), ground.top(), 0.9 * self._unit, ground.height())
            _fill(painter, mark, look.accent, 0.45 * self._unit)
        size = min(4.4 * self._unit, 0.54 * height)
        bold = _font(self.font(), size, QFont.Weight.Bold)
        plain = _font(self.font(), 0.82 * size, QFont.Weight.Normal)
        code = QRect(gap + round(0.5 * self._unit), 0, width * _CODE // 100 - gap, height)
        title = QRect(code.right() + gap, 0, width * self._share // 100 - gap, height)
        painter.setPen(QColor(look.accent if block.is_current else look.text))
        painter.setFont(bold)
        painter.drawText(code, _ALONG_LEFT, block.code)
        painter.setPen(QColor(look.text if block.is_current else look.muted))
        if QFontMetrics(plain).horizontalAdvance(block.title) > title.width():
            plain = _font(self.font(), min(0.6 * size, 0.36 * height), QFont.Weight.Normal)
        painter.setFont(plain)
        lines = in_two_lines(block.title, QFontMetrics(plain), title.width())
        painter.drawText(title, _ALONG_LEFT, "\n".join(lines))
        left = title.right() + gap
        pill = QRectF(left, 0.9 * self._unit, width - left, height - 1.8 * self._unit)
        self._paint_decision(painter, block, pill, size)

    def _paint_decision(
        self, painter: QPainter, block: ProjectedBlock, pill: QRectF, size: float
    ) -> None:
        look, gap = self._look, 1.6 * self._unit
        inner = pill.adjusted(gap, 0, -gap, 0)
        ink = look.muted
        if block.look:
            _fill(
                painter, pill, _ground(look, block.look), min(1.6 * self._unit, pill.height() / 2)
            )
            ink = getattr(look, block.look)
            ratio = painter.device().devicePixelRatioF()
            side = round(1.15 * size)
            top = round(pill.center().y() - side / 2)
            drawn = icons.cached_pixmap(block.shape, QColor(ink), side, ratio)
            painter.drawPixmap(round(inner.left()), top, drawn)
            inner.adjust(side + 0.8 * self._unit, 0, 0, 0)
        weight = QFont.Weight.DemiBold if block.look else QFont.Weight.Normal
        font = _fitted(_font(self.font(), size, weight), block.words, inner.width())
        painter.setFont(font)
        painter.setPen(QColor(ink))
        words = cut_at_word(block.words, QFontMetrics(font), round(inner.width()))
        painter.drawText(inner, _ALONG_LEFT, words)


class ProjectedOutcome(QWidget):
    """The outcome once every bloc is decided, in a band; how far the jury is until then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.LIGHT
        self._candidate: ProjectedCandidate | None = None
        self._unit = 8.0

    def show_outcome(self, candidate: ProjectedCandidate, look: theme.Theme, unit: float) -> None:
        """Show where a candidate stands; ``unit`` as for a row."""
        self._candidate, self._look, self._unit = candidate, look, unit
        self.setAccessibleName(candidate.conclusion)
        self.setFixedHeight(round(10.5 * unit))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band."""
        if self._candidate is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, self._candidate)
            painter.end()
        event.accept()

    def _paint(self, painter: QPainter, candidate: ProjectedCandidate) -> None:
        look, band = self._look, QRectF(self.rect())
        if not candidate.is_decided:
            painter.setFont(_font(self.font(), 3.8 * self._unit, QFont.Weight.Normal))
            painter.setPen(QColor(look.muted))
            painter.drawText(band, Qt.AlignmentFlag.AlignCenter, candidate.conclusion)
            return
        ink = QColor(getattr(look, candidate.look))
        _fill(painter, band, _ground(look, candidate.look), 1.6 * self._unit)
        side, gap = round(7.5 * self._unit), round(1.6 * self._unit)
        font = _font(self.font(), 6 * self._unit, QFont.Weight.Bold)
        font = _fitted(font, candidate.conclusion, band.width() - side - 4 * gap)
        length = QFontMetrics(font).horizontalAdvance(candidate.conclusion)
        left = round(band.center().x() - (side + gap + length) / 2)
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.cached_pixmap(candidate.shape, ink, side, ratio)
        painter.drawPixmap(left, round(band.center().y() - side / 2), drawn)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            band.adjusted(left + side + gap, 0, 0, 0), _ALONG_LEFT, candidate.conclusion
        )


def cut_at_word(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return a text that fits a width, cut where it must be after a word that means something."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        while len(words) > 1 and words[-1].lower() in _TOOL_WORDS:
            words.pop()
        shorter = " ".join(words).rstrip(" ,;:") + "…"
        if metrics.horizontalAdvance(shorter) <= width:
            return shorter
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def in_two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return a text on one line, or two where it takes them, the second cut after a word."""
    words, first = text.split(" "), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = cut_at_word(" ".join(words), metrics, width)
    return [line for line in (first, rest) if line]


def _fitted(font: QFont, text: str, width: float) -> QFont:
    """Return the font, smaller down to seven tenths where a long text asks for it."""
    needed = QFontMetrics(font).horizontalAdvance(text)
    if needed > width > 0:
        font.setPixelSize(int(font.pixelSize() * max(0.7, width / needed)))
    return font


def _ground(look: theme.Theme, state: str) -> str:
    return look.sunken if state == "muted" else str(getattr(look, f"{state}_soft"))


def _font(base: QFont, pixels: float, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    font.setPixelSize(max(8, round(pixels)))
    font.setWeight(weight)
    return font


def _fill(painter: QPainter, rect: QRectF, color: str, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(rect, radius, radius)
