"""What stands around the text of every page: running head, calm footer, code, « PROJET »."""

from dataclasses import dataclass

import segno
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from jurydesk.minutes.pages.fonts import BOLD, SEMIBOLD
from jurydesk.minutes.pages.inking import Line
from jurydesk.minutes.pages.structure import artifact, code_of
from jurydesk.minutes.pages.typesetting import HAIRLINE, INK, MUTED, Style, Typesetter, ink

MARGIN = 20 * mm
_QR_SIDE = 18 * mm
_FOOT = 9 * mm
TOP = 20 * mm
BOTTOM = _FOOT + _QR_SIDE + 5 * mm
_QR = "qr"
_HEAD = Style(size=8, leading=10, colour=MUTED)
_FOOT_FIRST = Style(font=SEMIBOLD, size=8, leading=10.5)
_FOOT_LATER = Style(size=7.5, leading=10, colour=MUTED)
_NUMBER = Style(font=SEMIBOLD, size=8, leading=10)

NUMBER_PLACE = "% numero"
"""Stands in a page for its number, until the pages are counted."""


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


class Furniture:
    """Draws what surrounds the text, before the text; a page like another is written again."""

    def __init__(self, frame: PageFrame, typesetter: Typesetter, width: float) -> None:
        self._frame = frame
        self._head = typesetter.fit(frame.running_head, _HEAD, width, "l’en-tête")
        self._footer = tuple(
            typesetter.fit(
                line, _FOOT_LATER if index else _FOOT_FIRST, width - _QR_SIDE, "le pied de page"
            )
            for index, line in enumerate(frame.footer)
        )
        self._matrix = segno.make(frame.code, error="m", micro=False).matrix if frame.code else ()
        self._drawn: dict[tuple[tuple[float, float], bool], str] = {}

    def draw(self, canvas: Canvas, size: tuple[float, float]) -> None:
        """Draw one page's surroundings; ``size`` is the page's, in points."""
        headed = canvas.getPageNumber() > 1 and bool(self._head)
        code = code_of(canvas)
        again = self._drawn.get((size, headed))
        if again is None:
            start = len(code)
            with artifact(canvas, "Pagination"):
                canvas.saveState()
                self._draw(canvas, size, headed=headed)
                canvas.restoreState()
            again = self._drawn[size, headed] = "\n".join(code[start:])
            del code[start:]
        code.append(again)
        if self._matrix:
            with artifact(canvas, "Pagination"):
                self._draw_code(canvas, size[0] - MARGIN - _QR_SIDE, _FOOT)

    def _draw(self, canvas: Canvas, size: tuple[float, float], *, headed: bool) -> None:
        width, height = size
        if self._frame.draft:
            _draw_draft(canvas, width, height)
        if headed:
            _draw_line(canvas, _HEAD, height - 13 * mm, self._head)
            _hairline(canvas, width, height - 15 * mm)
        _hairline(canvas, width, _FOOT + _QR_SIDE + 2 * mm)
        y = _FOOT + _QR_SIDE - 5.2 * mm
        for index, line in enumerate(self._footer):
            style = _FOOT_LATER if index else _FOOT_FIRST
            _draw_line(canvas, style, y, line)
            y -= style.leading
        code_of(canvas).extend((f"BT 1 0 0 1 {MARGIN:.2f} {_FOOT + 1:.2f} Tm", NUMBER_PLACE, "ET"))

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


def number_line(page: int, total: int) -> tuple[Line, ...]:
    """Return what stands in place of a page's number."""
    return (Line(0, 0, f"page {page} / {total}", _NUMBER),)


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
