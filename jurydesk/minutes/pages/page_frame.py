"""The pages of every paper: the canvas, which numbers them at the end, and stories set on them.

Leaves what stands around the text to ``furniture``, and the text to the flowables.
"""

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.fonts import REGULAR
from jurydesk.minutes.pages.furniture import (
    BOTTOM,
    MARGIN,
    NUMBER_PLACE,
    TOP,
    Furniture,
    PageFrame,
    number_line,
)
from jurydesk.minutes.pages.inking import Inker
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
        self.inker = Inker(self)
        self.structure = Structure(self)

    def begin_part(self) -> None:
        """Number the pages from one again, from this page on: each letter is a paper alone."""
        self._finish_part()
        self.structure.open_section()

    def save(self) -> None:
        """Write the file, once each page has its number."""
        if code_of(self):
            self.showPage()
        self._finish_part()
        target: BytesIO = vars(self)["_filename"]
        write: Callable[[], bytes] = self.getpdfdata
        self.structure.write(target, write())

    def _finish_part(self) -> None:
        """Fill each page's number with the total of its part, and press the pages.

        The numbers stand in the pages themselves: a form each would be as many objects again. A
        long run of letters would take its whole length in memory if pages waited to be pressed.
        """
        start, end = self._start, self.getPageNumber()
        pages: list[Any] = vars(self)["_doc"].Pages.pages
        for page in range(start, end):
            line = self.inker.block(number_line(page - start + 1, end - start))
            sheet = pages[page - 1]
            code: str = sheet.stream.replace(NUMBER_PLACE, line, 1)
            pressed: Any = PDFStream(content=zlib.compress(code.encode("latin-1")))
            pressed.dictionary["Filter"] = "/FlateDecode"
            sheet.Contents, sheet.stream = pressed, None
        self._start = end


def open_canvas(target: BytesIO, frame: PageFrame, typesetter: Typesetter) -> PageCanvas:
    """Return a canvas to set papers on directly, with the metadata of their file."""
    canvas = PageCanvas(target, pagesize=A4, lang="fr-FR", **_INITIAL)
    canvas.setTitle(typesetter.line(frame.title))
    canvas.setAuthor(typesetter.line(frame.author))
    canvas.setSubject(typesetter.line(frame.subject))
    canvas.setCreator("JuryDesk")
    canvas.setProducer("JuryDesk")
    _describe(canvas, frame, typesetter)
    return canvas


def _describe(canvas: Canvas, frame: PageFrame, typesetter: Typesetter) -> None:
    """Say in the file’s own description that its pages are tagged; an archive says it anew."""
    described: Any = PDFStream(content=described_as_tagged(typesetter.line(frame.title)))
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
) -> bytes:
    """Set a story on A4 pages and return the bytes, the same for the same story.

    It begins in portrait; ``NextPageTemplate(LANDSCAPE)`` and a page break turn the page.
    """
    target = BytesIO()
    furniture = Furniture(frame, typesetter, PORTRAIT_WIDTH)
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=typesetter.line(frame.title),
        author=typesetter.line(frame.author),
        subject=typesetter.line(frame.subject),
        creator="JuryDesk",
        producer="JuryDesk",
        lang="fr-FR",
        **_INITIAL,
    )
    document.addPageTemplates(
        [
            _template(PORTRAIT, A4, furniture),
            _template(LANDSCAPE, landscape(A4), furniture),
        ]
    )
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
        furniture.draw(canvas, size)

    return PageTemplate(id=name, frames=[area], pagesize=size, onPage=draw)
