"""Shows the real pages of a PDF, drawn by pdfium, signature appearances included."""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from jurydesk.widgets import theme

_GAP = 14
_KEPT = 8
_POINTS_PER_INCH = 72


class Pages:
    """The pages of one PDF, drawn on demand."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 only once there is something to show

        self._document = pypdfium2.PdfDocument(content)
        # Before any page is loaded: signature appearances are form fields.
        self._document.init_forms()
        count = len(self._document)
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(number) for number in range(count)
        )

    def draw(self, number: int, scale: float) -> QImage:
        """Return a page as an image; ``scale`` 1 is 72 dots per inch."""
        page = self._document[number]
        bitmap = page.render(scale=scale, may_draw_forms=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGB32,
        )
        swapped = image.rgbSwapped() if bitmap.n_channels == 3 else image.copy()
        page.close()
        return swapped

    def close(self) -> None:
        """Let the document go."""
        self._document.close()


class _Sheets(QWidget):
    """Paints the pages one below the other, only those in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: Pages | None = None
        self.scale = 1.0
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()

    def show_pages(self, pages: Pages | None, scale: float) -> None:
        """Show these pages at a scale."""
        if pages is not self.pages:
            self._drawn.clear()
        self.pages, self.scale = pages, scale
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room all the pages take."""
        if self.pages is None:
            return QSize(200, 200)
        width = max(width for width, _ in self.pages.sizes) * self.scale
        return QSize(round(width) + 2 * _GAP, round(self.top(len(self.pages.sizes))))

    def top(self, number: int) -> float:
        """Return where a page begins."""
        if self.pages is None:
            return 0.0
        heights = (height * self.scale + _GAP for _, height in self.pages.sizes[:number])
        return _GAP + sum(heights)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        if self.pages is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        border = QColor(theme.current().border)
        seen = QRectF(event.rect())
        for number, (width, height) in enumerate(self.pages.sizes):
            left = (self.width() - width * self.scale) / 2
            place = QRectF(left, self.top(number), width * self.scale, height * self.scale)
            if place.intersects(seen):
                painter.drawImage(place, self._image(number))
                painter.setPen(border)
                painter.drawRect(place)

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
