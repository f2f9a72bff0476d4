"""Shows the real pages of a PDF, drawn by pdfium, signature appearances included."""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from jurydesk.minutes.page_search import Match, find_words
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.printing.pdf_pages import Pages

_GAP = 14
_KEPT = 8
_POINTS_PER_INCH = 72
# Tints paper, which is white in both themes, and leaves the words readable.
_FOUND = QColor(255, 214, 0, 90)
_MARKED_AT_MOST = 500


class _Sheets(QWidget):
    """Paints the pages one below the other, only those in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: Pages | None = None
        self.scale = 1.0
        self.found: dict[int, list[QRectF]] = {}
        self.chosen: tuple[int, tuple[QRectF, ...]] = (-1, ())
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()

    def show_pages(self, pages: Pages | None, scale: float) -> None:
        """Show these pages at a scale."""
        if pages is not self.pages:
            self._drawn.clear()
            self.found, self.chosen = {}, (-1, ())
        self.pages, self.scale = pages, scale
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room all the pages take."""
        if self.pages is None:
            return QSize(0, 0)
        width = max(width for width, _ in self.pages.sizes) * self.scale
        return QSize(round(width) + 2 * _GAP, round(self.top(len(self.pages.sizes))))

    def top(self, number: int) -> float:
        """Return where a page begins."""
        if self.pages is None:
            return 0.0
        heights = (height * self.scale + _GAP for _, height in self.pages.sizes[:number])
        return _GAP + sum(heights)

    def left(self, number: int) -> float:
        """Return where a page begins from the left: each stands in the middle."""
        if self.pages is None:
            return 0.0
        return (self.width() - self.pages.sizes[number][0] * self.scale) / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        if self.pages is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        border = QColor(theme.current().border)
        seen = QRectF(event.rect())
        for number, (width, height) in enumerate(self.pages.sizes):
            place = QRectF(
                self.left(number), self.top(number), width * self.scale, height * self.scale
            )
            if place.intersects(seen):
                painter.drawImage(place, self._image(number))
                self._mark(painter, number, place)
                painter.setPen(border)
                painter.drawRect(place)

    def _mark(self, painter: QPainter, number: int, page: QRectF) -> None:
        """Tint what was found, and frame the one in hand: shape as well as colour."""
        for place in self.found.get(number, ()):
            painter.fillRect(self._on_screen(place, page), _FOUND)
        if self.chosen[0] == number:
            # Paper is white in both themes.
            painter.setPen(QPen(QColor(theme.LIGHT.accent), 2))
            for place in self.chosen[1]:
                painter.drawRect(self._on_screen(place, page))

    def _on_screen(self, place: QRectF, page: QRectF) -> QRectF:
        spot = QRectF(
            place.x() * self.scale,
            place.y() * self.scale,
            place.width() * self.scale,
            place.height() * self.scale,
        )
        return spot.translated(page.topLeft()).adjusted(-1.5, -1.5, 1.5, 1.5)

    def _image(self, number: int) -> QImage:
        if self.pages is None:
            return QImage()
        dots = self.scale * self.devicePixelRatioF()
        key = (number, dots)
        if key not in self._drawn:
            self._drawn[key] = self.pages.draw(number, dots)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]


class PageView(QScrollArea):
    """The pages with zoom and navigation; the wheel with Ctrl zooms."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = _Sheets(self)
        self._fitted = True
        self._matches: tuple[Match, ...] = ()
        self._match = 0
        self.setWidget(self._sheets)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return 0 if self._sheets.pages is None else len(self._sheets.pages.sizes)

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        starts = [self._sheets.top(number) for number in range(self.page_count)]
        return max((n for n, start in enumerate(starts) if start <= middle), default=0)

    @property
    def percent(self) -> int:
        """The zoom, 100 being the size on paper."""
        return round(self._sheets.scale * _POINTS_PER_INCH / self._dots() * 100)

    def show_document(self, content: bytes | None) -> None:
        """Show a PDF, at the place and zoom where the one before was."""
        before = self._sheets.pages
        self._matches = ()
        place = self.verticalScrollBar().value()
        self._sheets.show_pages(None if content is None else Pages(content), self._sheets.scale)
        if before is not None:
            before.close()
        if self._fitted:
            self.fit_width()
        self.verticalScrollBar().setValue(place)
        self.moved.emit()

    def fit_width(self) -> None:
        """Take the whole width of the view."""
        self._fitted = True
        if self._sheets.pages is not None:
            widest = max(width for width, _ in self._sheets.pages.sizes)
            room = self.viewport().width() - 2 * _GAP - 2
            self._sheets.show_pages(self._sheets.pages, max(room, 120) / widest)
        self.moved.emit()

    def zoom(self, factor: float) -> None:
        """Zoom in or out, between a quarter and four times."""
        self._fitted = False
        scale = min(max(self._sheets.scale * factor, 0.3), 5.0)
        ratio = scale / self._sheets.scale
        bar = self.verticalScrollBar()
        place = round(bar.value() * ratio)
        self._sheets.show_pages(self._sheets.pages, scale)
        bar.setValue(place)
        self.moved.emit()

    def show_page(self, number: int) -> None:
        """Bring a page to the top."""
        number = min(max(number, 0), max(self.page_count - 1, 0))
        self.verticalScrollBar().setValue(round(self._sheets.top(number)) - _GAP // 2)

    def search(self, words: str) -> int:
        """Mark every place where the words are and show the first one from here on."""
        pages = self._sheets.pages
        self._matches = find_words(pages.texts, words) if pages is not None else ()
        self._sheets.found, self._sheets.chosen = {}, (-1, ())
        if pages is not None:
            for match in self._matches[:_MARKED_AT_MOST]:
                self._sheets.found.setdefault(match.page, []).extend(pages.places(match))
        here = self.page
        self._match = next((n for n, m in enumerate(self._matches) if m.page >= here), 0)
        self._show_match()
        return len(self._matches)

    def search_next(self, step: int) -> int:
        """Show the next or the previous place found; return its number from 1, 0 without any."""
        if not self._matches:
            return 0
        self._match = (self._match + step) % len(self._matches)
        self._show_match()
        return self._match + 1

    def _show_match(self) -> None:
        pages = self._sheets.pages
        if pages is not None and self._matches:
            match = self._matches[self._match]
            places = pages.places(match)
            self._sheets.chosen = (match.page, places)
            if places:
                self._bring(match.page, places[0])
        self._sheets.update()

    def _bring(self, number: int, place: QRectF) -> None:
        """Scroll to a place of a page when it is out of sight."""
        scale = self._sheets.scale
        corner = QPointF(self._sheets.left(number), self._sheets.top(number))
        middle = corner + place.center() * scale
        self.ensureVisible(round(middle.x()), round(middle.y()), 80, self.viewport().height() // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width fitted when it was."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit_width()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.1 if QPointF(event.angleDelta()).y() > 0 else 1 / 1.1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _dots(self) -> float:
        return float(self.logicalDpiX())
