"""The pages of a PDF, drawn by pdfium, signature appearances included."""

import pypdfium2
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from jurydesk.minutes.page_search import Match


class Pages:
    """The pages of one PDF, drawn on demand."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)
        # Before any page is loaded: signature appearances are form fields.
        self._document.init_forms()
        count = len(self._document)
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(number) for number in range(count)
        )

        self._texts: tuple[str, ...] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each page, read when it is first wanted."""
        if self._texts is None:
            self._texts = tuple(self._text(number) for number in range(len(self.sizes)))
        return self._texts

    def places(self, match: Match) -> tuple[QRectF, ...]:
        """Return where a match is on its page, one rectangle a line, in points from the top."""
        page = self._document[match.page]
        text = page.get_textpage()
        height = self.sizes[match.page][1]
        found = []
        for number in range(text.count_rects(match.start, match.length)):
            left, bottom, right, top = text.get_rect(number)
            found.append(QRectF(left, height - top, right - left, top - bottom))
        text.close()
        page.close()
        return tuple(found)

    def _text(self, number: int) -> str:
        page = self._document[number]
        text = page.get_textpage()
        content: str = text.get_text_range()
        text.close()
        page.close()
        return content

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
