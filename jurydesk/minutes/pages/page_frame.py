"""The frame of every page: running head, calm footer with number and digest, « PROJET ».

« page x / y » is a form drawn by reference on each page and filled at the end, so that pages are
written as they come and a long document stays small in memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import segno
from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.fonts import BOLD, REGULAR, SEMIBOLD
from jurydesk.minutes.pages.typesetting import HAIRLINE, INK, MUTED, Style, Typesetter, ink

# Binary streams: the text armour of another age costs more time than drawing.
rl_config.useA85 = 0

PORTRAIT = "portrait"
LANDSCAPE = "paysage"
MARGIN = 20 * mm
PORTRAIT_WIDTH = A4[0] - 2 * MARGIN
LANDSCAPE_WIDTH = A4[1] - 2 * MARGIN

_QR_SIDE = 18 * mm
_FOOT = 9 * mm
_TOP = 20 * mm
_BOTTOM = _FOOT + _QR_SIDE + 5 * mm
_QR = "qr"
_HEAD = Style(size=8, leading=10, colour=MUTED)
_FOOT_FIRST = Style(font=SEMIBOLD, size=8, leading=10.5)
_FOOT_LATER = Style(size=7.5, leading=10, colour=MUTED)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands around the text of a paper.

    ``footer`` are the lines at the foot, the first one in semibold; ``code`` is what the QR code
    holds, none when empty. ``draft`` writes « PROJET » across each page, under the text.
    ``title``, ``author`` and ``subject`` are the file's metadata.
    """

    title: str
    author: str
    subject: str = ""
    running_head: str = ""
    footer: tuple[str, ...] = ()
    code: str = ""
    draft: bool = False


class PageCanvas(Canvas):
    """A canvas that numbers its pages once it knows how many there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 reportlab's own
        super().__init__(*args, **kwargs)
        self._starts = [1]

    def begin_part(self) -> None:
        """Number the pages from one again, from this page on: each letter is a paper alone."""
        if self._starts[-1] != self.getPageNumber():
            self._starts.append(self.getPageNumber())

    def save(self) -> None:
        """Fill each page's number with the total of its part, then write the file."""
        bounds = [*self._starts, self.getPageNumber()]
        for start, end in pairwise(bounds):
            for page in range(start, end):
                self.beginForm(_number_form(page), 0, -3, 120, 12)
                self.setFont(SEMIBOLD, 8)
                self.setFillColor(ink(INK))
                self.drawString(0, 0, f"page {page - start + 1} / {end - start}")
                self.endForm()
        super().save()


def check_room(frame: PageFrame, typesetter: Typesetter) -> None:
    """Refuse a running head or a footer that is too long, as :func:`build` would.

    Raises:
        TextOverflowError: with the text to shorten.
    """
    _Furniture(frame, typesetter)


def build(
    story: Sequence[Flowable],
    frame: PageFrame,
    typesetter: Typesetter,
) -> bytes:
    """Set a story on A4 pages and return the bytes, the same for the same story.

    It begins in portrait; ``NextPageTemplate(LANDSCAPE)`` and a page break turn the page.
    """
    target = BytesIO()
    furniture = _Furniture(frame, typesetter)
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=typesetter.line(frame.title),
        author=typesetter.line(frame.author),
        subject=typesetter.line(frame.subject),
        creator="JuryDesk",
        producer="JuryDesk",
        lang="fr-FR",
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        initialFontSize=9,
        initialLeading=12,
    )
    document.addPageTemplates(
        [
            _template(PORTRAIT, A4, furniture),
            _template(LANDSCAPE, landscape(A4), furniture),
        ]
    )
    document.build(list(story), canvasmaker=PageCanvas)
    return target.getvalue()


def _template(name: str, size: tuple[float, float], furniture: "_Furniture") -> PageTemplate:
    width, height = size
    area = Frame(
        *(MARGIN, _BOTTOM, width - 2 * MARGIN, height - _TOP - _BOTTOM),
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(id=name, frames=[area], pagesize=size, onPage=furniture.draw)


class _Furniture:
    """Draws what surrounds the text, before the text."""

    def __init__(self, frame: PageFrame, typesetter: Typesetter) -> None:
        self._frame = frame
        room = PORTRAIT_WIDTH - _QR_SIDE
        self._head = typesetter.fit(frame.running_head, _HEAD, PORTRAIT_WIDTH, "l’en-tête")
        self._footer = tuple(
            typesetter.fit(line, _FOOT_LATER if index else _FOOT_FIRST, room, "le pied de page")
            for index, line in enumerate(frame.footer)
        )
        self._matrix = segno.make(frame.code, error="m", micro=False).matrix if frame.code else ()

    def draw(self, canvas: Canvas, document: Any) -> None:  # noqa: ANN401 reportlab's own
        """Draw one page's surroundings."""
        width, height = document.pageTemplate.pagesize
        canvas.saveState()
        if self._frame.draft:
            _draw_draft(canvas, width, height)
        if canvas.getPageNumber() > 1 and self._head:
            _draw_line(canvas, _HEAD, height - 13 * mm, self._head)
            _hairline(canvas, width, height - 15 * mm)
        _hairline(canvas, width, _FOOT + _QR_SIDE + 2 * mm)
        self._draw_footer(canvas, width)
        canvas.restoreState()

    def _draw_footer(self, canvas: Canvas, width: float) -> None:
        y = _FOOT + _QR_SIDE - 5.2 * mm
        for index, line in enumerate(self._footer):
            style = _FOOT_LATER if index else _FOOT_FIRST
            _draw_line(canvas, style, y, line)
            y -= style.leading
        canvas.saveState()
        canvas.translate(MARGIN, _FOOT + 1)
        canvas.doForm(_number_form(canvas.getPageNumber()))
        canvas.restoreState()
        if self._matrix:
            self._draw_code(canvas, width - MARGIN - _QR_SIDE, _FOOT)

    def _draw_code(self, canvas: Canvas, x: float, y: float) -> None:
        if not canvas.hasForm(_QR):
            canvas.beginForm(_QR, 0, 0, _QR_SIDE, _QR_SIDE)
            self._trace_code(canvas)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(_QR)
        canvas.restoreState()

    def _trace_code(self, canvas: Canvas) -> None:
        """Trace all dark modules as one path; two runs side by side are one rectangle."""
        side = len(self._matrix)
        module = _QR_SIDE / side
        path = canvas.beginPath()
        for row, line in enumerate(self._matrix):
            column = 0
            while column < side:
                start = column
                while column < side and line[column]:
                    column += 1
                if column > start:
                    path.rect(
                        start * module, (side - row - 1) * module, (column - start) * module, module
                    )
                column += 1
        canvas.setFillColor(ink(INK))
        canvas.drawPath(path, stroke=0, fill=1)


def _number_form(page: int) -> str:
    return f"number-{page}"


def _draw_draft(canvas: Canvas, width: float, height: float) -> None:
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52 if height > width else 34)
    canvas.setFillColor(ink("#eceff3"))
    canvas.setFont(BOLD, 150)
    canvas.drawCentredString(0, -52, "PROJET")
    canvas.restoreState()


def _draw_line(canvas: Canvas, style: Style, y: float, text: str) -> None:
    canvas.setFont(style.font, style.size)
    canvas.setFillColor(ink(style.colour))
    canvas.drawString(MARGIN, y, text)


def _hairline(canvas: Canvas, width: float, y: float) -> None:
    canvas.setStrokeColor(ink(HAIRLINE))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, y, width - MARGIN, y)
