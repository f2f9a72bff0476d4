"""The head of a letter, and the logo of any other paper.

The address stands where the windows of French envelopes show it (DL, window on the right, 35 or
45 mm high) however the sheet slides inside; nothing else does. Source: NF Z11-001, NF Z10-011.
"""

from collections.abc import Iterable, Sequence

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from jurydesk.deliberation.establishment import Picture
from jurydesk.minutes.pages.fonts import SEMIBOLD
from jurydesk.minutes.pages.furniture import MARGIN, TOP
from jurydesk.minutes.pages.gallery import gallery_of
from jurydesk.minutes.pages.inking import write_lines
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH
from jurydesk.minutes.pages.typesetting import ACCENT, SMALL, Style, Typesetter
from jurydesk.minutes.papers.leaf import Letterhead

# From the page's own corner, in points: the head begins above the text of other papers.
_FIRST = 12 * mm
_WINDOW_LEFT, _WINDOW_WIDTH = 105 * mm, 85 * mm
_ADDRESS_TOP = 54.6 * mm
_END = 90 * mm
_HANDED_TOP = 30 * mm
_LEFT_WIDTH = 68 * mm

_LOGO = (60 * mm, 16 * mm)
_TITLE_LOGO = (45 * mm, 14 * mm)
_CERTIFICATE_LOGO = (60 * mm, 16 * mm)
_SENDER = Style(font=SEMIBOLD, size=9.5, leading=12, colour=ACCENT)
_ADDRESS = Style(size=9.5, leading=11.5)
_NAME = Style(font=SEMIBOLD, size=9.5, leading=11.5)

Lines = list[tuple[str, Style]]


class LetterHead(Flowable):
    """Who writes and what to quote, on the left; to whom, in the window of the envelope."""

    def __init__(
        self, block: Letterhead, logo: Picture | None, typesetter: Typesetter, who: str
    ) -> None:
        super().__init__()
        self._logo = logo

        def laid(texts: Iterable[str], styles: Sequence[Style], width: float) -> Lines:
            return [
                (line, styles[min(n, len(styles) - 1)])
                for n, text in enumerate(texts)
                for line in typesetter.wrap(text, styles[min(n, len(styles) - 1)], width, who)
            ]

        self._sender = laid(block.sender, (_SENDER, SMALL), _LEFT_WIDTH)
        self._references = laid(block.references, (SMALL,), _LEFT_WIDTH)
        self._addressee = laid(block.addressee, (_NAME, _ADDRESS), _WINDOW_WIDTH)
        self.spaceAfter = 2
        # What is handed over needs no window: the text begins higher.
        posted = len(block.addressee) > 1
        self._top, self._least = (_ADDRESS_TOP, _END) if posted else (_HANDED_TOP, 0.0)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the head of the page, more where the left side needs it."""
        self._own = _LOGO[1] + 2 * mm if self._logo else 0.0
        left = self._own + _high(self._sender) + 3 * mm + _high(self._references)
        right = self._top - _FIRST + _high(self._addressee)
        self._tall = max(left, right, self._least - _FIRST)
        self.width, self.height = PORTRAIT_WIDTH, self._tall - (TOP - _FIRST)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the left side from its top down, then the address."""
        top = self.height + TOP - _FIRST
        if self._logo is not None:
            place = (0, top - _LOGO[1])
            gallery_of(self.canv).draw(self._logo, place, _LOGO)
        y = top - self._own
        write_lines(self.canv, self._sender, 0, y)
        write_lines(self.canv, self._references, 0, y - _high(self._sender) - 3 * mm)
        left, high = _WINDOW_LEFT - MARGIN, top + _FIRST - self._top
        write_lines(self.canv, self._addressee, left, high)


class LogoRow(Flowable):
    """The logo above a title, beginning above the text of other pages; or on a certificate."""

    def __init__(self, logo: Picture, *, centred: bool) -> None:
        super().__init__()
        self._logo = logo
        self._centred = centred
        self._room = _CERTIFICATE_LOGO if centred else _TITLE_LOGO
        self.spaceAfter = 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take what the top margin does not lend."""
        lent = 0.0 if self._centred else TOP - _FIRST
        self.width, self.height = PORTRAIT_WIDTH, self._room[1] - lent
        return self.width, self.height

    def draw(self) -> None:
        """Draw the image."""
        gallery = gallery_of(self.canv)
        left = 0.0
        if self._centred:
            left = (PORTRAIT_WIDTH - gallery.width(self._logo, self._room)) / 2
        gallery.draw(self._logo, (left, 0), self._room)


def _high(lines: Lines) -> float:
    return sum(style.leading for _, style in lines)
