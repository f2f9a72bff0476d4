"""The pages of every paper: the canvas, which numbers them at the end, and stories set on them.

Leaves what stands around the text to ``furniture``, and the text to the flowables.
"""

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfdoc import PDFArray, PDFStream
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.fonts import REGULAR
from jurydesk.minutes.pages.furniture import (
    BOTTOM,
    CODE_SIDE,
    LATE_PLACE,
    MARGIN,
    TOP,
    Furniture,
    PageFrame,
    late_code,
    number_line,
)
from jurydesk.minutes.pages.gallery import Gallery
from jurydesk.minutes.pages.inking import Inker
from jurydesk.minutes.pages.object_streams import WrittenDocument
from jurydesk.minutes.pages.page_code import code_line
from jurydesk.minutes.pages.qr import modules, traced
from jurydesk.minutes.pages.structure import Structure, code_of
from jurydesk.minutes.pages.typesetting import Typesetter
from jurydesk.minutes.pages.universal import described_as_tagged

__all__ = [
    "LANDSCAPE",
    "LANDSCAPE_WIDTH",
    "MARGIN",
    "PORTRAIT",
    "PORTRAIT_WIDTH",
    "PageCanvas",
    "PageFrame",
    "build",
    "check_room",
    "open_canvas",
]

# Binary streams: the text armour of another age costs more time than drawing.
rl_config.useA85 = 0

PORTRAIT = "portrait"
LANDSCAPE = "paysage"
PORTRAIT_WIDTH = A4[0] - 2 * MARGIN
LANDSCAPE_WIDTH = A4[1] - 2 * MARGIN

# Pages that wait for the total of their paper, before the others are pressed without it.
_WAITING = 8
_INITIAL: dict[str, Any] = {
    "invariant": 1,
    "pageCompression": 1,
    "initialFontName": REGULAR,
    "initialFontSize": 9,
    "initialLeading": 12,
}


class PageCanvas(Canvas):
    """A canvas that tags what is drawn, and numbers its pages once it knows how many there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 reportlab's own
        super().__init__(*args, **kwargs)
        self._start = 1
        inside = vars(self)
        self._written = WrittenDocument.of(inside["_doc"], inside["_filename"])
        self.frame: PageFrame | None = None
        self.inker = Inker(self)
        self.structure = Structure(self)
        self.gallery = Gallery(self)

    def begin_part(self) -> None:
        """Number the pages from one again, from this page on: each letter is a paper alone."""
        self._finish_part()
        self.structure.open_section()

    def save(self) -> None:
        """Write the file, once each page has its number."""
        if code_of(self):
            self.showPage()
        self._finish_part()
        self.structure.write(self.getpdfdata)

    def showPage(self) -> None:  # noqa: N802 reportlab's name
        """End a page; those of a long paper are pressed before their number is known."""
        super().showPage()
        ended = self.getPageNumber() - 1
        if ended - self._start >= _WAITING:
            sheet = self._sheet(ended)
            body = self._written.write_now(_pressed(sheet.stream))
            sheet.Contents, sheet.stream = [body], None

    def _finish_part(self) -> None:
        """Fill each page's number and code with the total of its part, and press the pages.

        They stand in the pages themselves: a form each would be as many objects again. A long
        run of letters would take its whole length in memory if pages waited to be pressed.
        """
        start, end = self._start, self.getPageNumber()
        for page in range(start, end):
            sheet, late = self._sheet(page), self._late(page, start, end)
            if sheet.stream is None:
                body = sheet.Contents[0]
                sheet.Contents = PDFArray([body, self._written.write_now(_pressed(late))])
            else:
                whole = sheet.stream.replace(LATE_PLACE, late, 1)
                sheet.Contents = self._written.write_now(_pressed(whole))
                sheet.stream = None
            self._written.write_page(sheet)
        self._start = end

    def _late(self, page: int, start: int, end: int) -> str:
        """Return what a page is told last: its number, and its code where it has one."""
        place, total = page - start + 1, end - start
        number = self.inker.block(number_line(place, total))
        if self.frame is None or not self.frame.number:
            return late_code(number, "", 0)
        told = code_line(
            self.frame.number, place, total, self.structure.codes[page - 1], self.frame.digest
        )
        width: float = self._sheet(page).pagewidth
        return late_code(number, traced(modules(told, "M"), CODE_SIDE), width)

    @property
    def _document(self) -> Any:  # noqa: ANN401 reportlab's own
        return vars(self)["_doc"]

    def _sheet(self, page: int) -> Any:  # noqa: ANN401 reportlab's own
        return self._document.Pages.pages[page - 1]


def _pressed(code: str) -> PDFStream:
    stream: Any = PDFStream(content=zlib.compress(code.encode("latin-1")))
    stream.dictionary["Filter"] = "/FlateDecode"
    pressed: PDFStream = stream
    return pressed


def open_canvas(target: BytesIO, frame: PageFrame, typesetter: Typesetter) -> PageCanvas:
    """Return a canvas to set papers on directly, with the metadata of their file."""
    canvas = PageCanvas(target, pagesize=A4, lang="fr-FR", **_INITIAL)
    canvas.setTitle(typesetter.line(frame.title))
    canvas.setAuthor(typesetter.line(frame.author))
    canvas.setSubject(typesetter.line(frame.subject))
    canvas.setKeywords(frame.keywords)
    canvas.setCreator("JuryDesk")
    canvas.setProducer("JuryDesk")
    _describe(canvas, frame, typesetter)
    return canvas


def _describe(canvas: Canvas, frame: PageFrame, typesetter: Typesetter) -> None:
    """Say in the file’s own description that its pages are tagged; an archive says it anew."""
    described: Any = PDFStream(
        content=described_as_tagged(typesetter.line(frame.title), frame.issuers)
    )
    described.dictionary["Type"], described.dictionary["Subtype"] = "/Metadata", "/XML"
    described.filters = []
    vars(canvas)["_doc"].Catalog.Metadata = described


def check_room(frame: PageFrame, typesetter: Typesetter) -> None:
    """Refuse a running head or a footer that is too long, as :func:`build` would.

    Raises:
        TextOverflowError: with the text to shorten.
    """
    Furniture(frame, typesetter, PORTRAIT_WIDTH)


def build(
    story: Sequence[Flowable],
    frame: PageFrame,
    typesetter: Typesetter,
    *,
    first: str = PORTRAIT,
) -> bytes:
    """Set a story on A4 pages and return the bytes, the same for the same story.

    It begins as ``first`` says; ``NextPageTemplate(LANDSCAPE)`` and a page break turn the page.
    """
    target = BytesIO()
    furniture = Furniture(frame, typesetter, PORTRAIT_WIDTH)
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=typesetter.line(frame.title),
        author=typesetter.line(frame.author),
        subject=typesetter.line(frame.subject),
        keywords=[frame.keywords] if frame.keywords else [],
        creator="JuryDesk",
        producer="JuryDesk",
        lang="fr-FR",
        **_INITIAL,
    )
    ways = [
        _template(PORTRAIT, A4, furniture),
        _template(LANDSCAPE, landscape(A4), furniture),
    ]
    document.addPageTemplates(ways if first == PORTRAIT else ways[::-1])
    document.build(list(story), canvasmaker=PageCanvas)
    return target.getvalue()


def _template(name: str, size: tuple[float, float], furniture: Furniture) -> PageTemplate:
    width, height = size
    area = Frame(
        *(MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP - BOTTOM),
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def draw(canvas: Canvas, _document: object) -> None:
        cast("PageCanvas", canvas).frame = furniture.frame
        furniture.draw(canvas, size)

    return PageTemplate(id=name, frames=[area], pagesize=size, onPage=draw)
