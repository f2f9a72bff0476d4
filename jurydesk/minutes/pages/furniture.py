"""What stands around the text of every page: running head, calm footer, code, « PROJET »."""

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from jurydesk.minutes.pages.fonts import BOLD, SEMIBOLD
from jurydesk.minutes.pages.inking import Line
from jurydesk.minutes.pages.structure import artifact, code_of
from jurydesk.minutes.pages.typesetting import HAIRLINE, MUTED, Style, Typesetter, ink

MARGIN = 20 * mm
CODE_SIDE = 24 * mm
"""The side of the code: at 22 mm, one grey scan in six at 100 dots an inch is not read."""

_FOOT = 9 * mm
TOP = 20 * mm
BOTTOM = _FOOT + CODE_SIDE + 5 * mm
_PLAIN_FOOT = 18 * mm
PLAIN_BOTTOM = _FOOT + _PLAIN_FOOT + 5 * mm
"""Where the text ends on pages without a code."""

_HEAD = Style(size=8, leading=10, colour=MUTED)
_FOOT_FIRST = Style(font=SEMIBOLD, size=8, leading=10.5)
_FOOT_LATER = Style(size=7.5, leading=10, colour=MUTED)
_NUMBER = Style(font=SEMIBOLD, size=8, leading=10)

LATE_PLACE = "% fin"
"""Stands in a page for its number and its code, until the page is full and the pages counted."""


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands around the text of a paper.

    ``footer`` are the lines at the foot, the first one in semibold. Pages with a ``number``, that
    of the minutes, have a QR code each, with the journal's ``digest``. ``draft`` writes « PROJET »
    across each page, under the text. ``title``, ``author``, ``subject``, ``keywords`` and
    ``issuers``, the certificates (DER) of who signed codes, are the file's metadata.
    """

    title: str
    author: str
    subject: str = ""
    keywords: str = ""
    running_head: str = ""
    footer: tuple[str, ...] = ()
    number: str = ""
    digest: str = ""
    issuers: tuple[bytes, ...] = ()
    draft: bool = False


class Furniture:
    """Draws what surrounds the text, before the text; a page like another is written again."""

    def __init__(self, frame: PageFrame, typesetter: Typesetter, width: float) -> None:
        self.frame = frame
        self._high = CODE_SIDE if frame.number else _PLAIN_FOOT
        self._head = typesetter.fit(frame.running_head, _HEAD, width, "l’en-tête")
        self._footer = tuple(
            typesetter.fit(
                line, _FOOT_LATER if index else _FOOT_FIRST, width - CODE_SIDE, "le pied de page"
            )
            for index, line in enumerate(frame.footer)
        )
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
        code.append(LATE_PLACE)

    def _draw(self, canvas: Canvas, size: tuple[float, float], *, headed: bool) -> None:
        width, height = size
        if self.frame.draft:
            _draw_draft(canvas, width, height)
        if headed:
            _draw_line(canvas, _HEAD, height - 13 * mm, self._head)
            _hairline(canvas, width, height - 15 * mm)
        _hairline(canvas, width, _FOOT + self._high + 2 * mm)
        y = _FOOT + self._high - 5.2 * mm
        for index, line in enumerate(self._footer):
            style = _FOOT_LATER if index else _FOOT_FIRST
            _draw_line(canvas, style, y, line)
            y -= style.leading


def late_code(number: str, code: str, width: float) -> str:
    """Return the operators of a page's number and of its code, on a page that wide in points."""
    parts = ["/Artifact <</Type /Pagination>> BDC"]
    parts.append(f"BT 1 0 0 1 {MARGIN:.2f} {_FOOT + 1:.2f} Tm\n{number}\nET")
    if code:
        parts.append(f"q 1 0 0 1 {width - MARGIN - CODE_SIDE:.2f} {_FOOT:.2f} cm\n{code}\nQ")
    parts.append("EMC")
    return "\n".join(parts)


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
