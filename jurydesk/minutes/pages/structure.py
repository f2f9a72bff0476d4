"""The structure tree of tagged pages (PDF/UA): what each piece of a page is, in reading order.

reportlab writes no tags; the drawing classes of this kit open an element, mark what they draw
with it, and everything else on the page is an artifact. Elements are written as reportlab writes
any other object, so that a long document costs what its pages cost.

Source: ISO 32000-1 §14.7 and §14.8, ISO 14289-1 (PDF/UA-1).
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFObjectReference,
    PDFPage,
    PDFResourceDictionary,
)
from reportlab.pdfgen.canvas import Canvas

from jurydesk.minutes.pages.object_streams import write_objects
from jurydesk.minutes.pages.page_code import words_code


class Kind(StrEnum):
    """What a piece of a page is, by its standard name."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    PARAGRAPH = "P"
    TABLE = "Table"
    ROW = "TR"
    HEAD = "TH"
    CELL = "TD"
    LIST = "L"
    ITEM = "LI"
    BODY = "LBody"
    FIGURE = "Figure"


class Element:
    """One node of the tree; ``more`` holds its other entries, written as in the file."""

    __slots__ = ("kids", "kind", "more", "number", "parent")

    def __init__(self, kind: Kind, number: int, parent: int, more: str) -> None:
        self.kind = kind
        self.number = number
        self.parent = parent
        self.more = more
        # What is drawn, as page × 2¹⁶ + mark; below zero, the number of an element below.
        self.kids: list[int] = []


class TaggedPage(PDFPage):
    """A page that says which entry of the parent tree is its own, and its order of tabs."""

    __NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]  # noqa: RUF012 reportlab's


COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"
ROW_HEAD = "/A<</O/Table/Scope/Row>>"


class Structure:
    """The tree of one document, filled while its pages are drawn.

    ``open_section`` begins a paper of its own; elements without a parent hang under it. Elements
    are numbered among themselves, from 1 for the document, until the file knows their places.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        # reportlab has no way of its own to say what a page holds.
        self._document: Any = vars(canvas)["_doc"]
        self._count = 0
        self._top = self._element(Kind.DOCUMENT, 0, "")
        self._section = self._top
        self._open: list[Element] = []
        self._packed: list[tuple[array[int], list[tuple[Kind, str]]]] = []
        self._looks: dict[tuple[Kind, str], tuple[Kind, str]] = {}
        self._marks: list[array[int]] = []
        self._said: list[str] = []
        self.language = ""
        """What is spoken now, where it is not the language of the file."""
        self.codes: list[str] = []
        """The code of the words of each page done."""
        self._document.Reference(PDFDictionary(), _ROOT)
        catalogue = self._document.Catalog
        catalogue.StructTreeRoot = PDFObjectReference(_ROOT)
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        canvas.setViewerPreference("DisplayDocTitle", "true")
        self._extend_pages()

    def add(self, kind: Kind, parent: Element | None = None, more: str = "") -> Element:
        """Return a new element, the last so far under its parent."""
        above = parent or self._section
        if parent is None and self.language and "/Lang" not in more:
            more += spoken_in(self.language)
        element = self._element(kind, above.number, more)
        above.kids.append(-element.number)
        self._open.append(element)
        if len(self._open) > _MANY and element.kind is Kind.ROW:
            self._pack_most()
        return element

    def open_section(self) -> None:
        """Begin a paper of its own: what the one before holds changes no more."""
        self._pack()
        self._section = self.add(Kind.SECTION, self._top)

    def share(self, name: str, image: object) -> None:
        """Let every page show an image by its name."""
        self._shared.XObject[name] = image

    def begin(self, element: Element) -> str:
        """Return the operator that begins what an element shows on this page."""
        page: int = self._canvas.getPageNumber()
        while len(self._marks) < page:
            self._marks.append(array("I"))
        marks = self._marks[page - 1]
        mark = len(marks)
        marks.append(element.number)
        element.kids.append(page << 16 | mark)
        return f"/{element.kind} <</MCID {mark}>> BDC"

    def say(self, texts: Iterable[str]) -> None:
        """Note the words that an element shows on this page."""
        self._said.extend(texts)

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Mark what is drawn inside as shown by an element."""
        code = code_of(self._canvas)
        code.append(self.begin(element))
        yield
        code.append("EMC")

    def write(self, finish: Callable[[], object]) -> None:
        """Write reportlab's file with the tree, whose objects are packed in streams.

        ``finish`` has reportlab write its objects.

        As objects of their own the elements would weigh three times what the pages do.
        """
        self._pack()
        document = self._document
        finish()
        numbers = document.idToObjectNumberAndVersion
        pages = [numbers[f"Page{place}"][0] for place in range(1, len(self._marks) + 1)]
        base = len(document.numberToId)
        root = numbers[_ROOT][0]
        objects = chain([(root, self._root(base))], self._written(base, root, pages))
        offsets = {numbers[name][0]: place for name, place in document.idToOffset.items()}
        write_objects(document, offsets, objects, last=base + self._count)

    def _element(self, kind: Kind, parent: int, more: str) -> Element:
        self._count += 1
        return Element(kind, self._count, parent, more)

    def _extend_pages(self) -> None:
        add_page = self._document.addPage
        fonts = PDFResourceDictionary()
        fonts.basicFonts()
        self._shared: Any = fonts
        resources = self._document.Reference(fonts, "resources")

        def add(page: PDFPage) -> None:
            page.__class__ = TaggedPage
            number = len(self._document.Pages.pages)
            while len(self._marks) <= number:
                self._marks.append(array("I"))
            self.codes.append(words_code(self._said))
            self._said.clear()
            vars(page).update(StructParents=number, Tabs="/S")
            if not page.XObjects:
                # What each page of text may use is the same: said once, not thousands of times.
                vars(page)["Resources"] = resources
            add_page(page)

        self._document.addPage = add

    def _pack(self, kept: Iterable[Element] = ()) -> None:
        """Keep what is complete as numbers: thousands of rows hold as many cells."""
        staying = list(kept)
        stay = {id(element) for element in staying}
        packed = array("i")
        looks = []
        for element in self._open:
            if id(element) not in stay:
                packed.extend((element.number, element.parent, len(element.kids), *element.kids))
                look = (element.kind, element.more)
                looks.append(self._looks.setdefault(look, look))
        self._packed.append((packed, looks))
        self._open = staying

    def _pack_most(self) -> None:
        """Keep most of a long table as numbers: what may still grow holds others, or is recent."""
        older, recent = self._open[:-_RECENT], self._open[-_RECENT:]
        self._pack([*(each for each in older if each.kind in _HOLDERS), *recent])

    def _written(self, base: int, root: int, pages: Sequence[int]) -> Iterator[tuple[int, str]]:
        top = self._top
        yield base + 1, _node(top.kind, "", root, top.kids, base=base, pages=pages)
        for packed, looks in self._packed:
            place = 0
            for kind, more in looks:
                number, parent, count = packed[place : place + 3]
                place += 3 + count
                kids = packed[place - count : place]
                yield base + number, _node(kind, more, base + parent, kids, base=base, pages=pages)

    def _root(self, base: int) -> str:
        parents = "".join(
            f"{page} [{' '.join([f'{base + number} 0 R' for number in marks])}]"
            for page, marks in enumerate(self._marks)
        )
        return (
            f"<</Type/StructTreeRoot/K [{base + 1} 0 R]"
            f"/ParentTree <</Nums [{parents}]>>/ParentTreeNextKey {len(self._marks)}>>"
        )


_ROOT = "structure"
_HOLDERS = (Kind.SECTION, Kind.TABLE, Kind.LIST)
_MANY, _RECENT = 4_000, 500


def _node(
    kind: Kind, more: str, parent: int, kids: Sequence[int], *, base: int, pages: Sequence[int]
) -> str:
    first = next((kid >> 16 for kid in kids if kid > 0), 0)
    shown = [
        f"{base - kid} 0 R"
        if kid < 0
        else str(kid & 0xFFFF)
        if kid >> 16 == first
        else f"<</Type/MCR/Pg {pages[(kid >> 16) - 1]} 0 R/MCID {kid & 0xFFFF}>>"
        for kid in kids
    ]
    where = f"/Pg {pages[first - 1]} 0 R" if first else ""
    held = shown[0] if len(shown) == 1 else f"[{' '.join(shown)}]"
    return f"<</S/{kind}/P {parent} 0 R{where}{more}/K {held}>>"


def structure_of(canvas: Canvas) -> Structure:
    """Return the tree of the document that is being drawn."""
    tree: Structure = vars(canvas)["structure"]
    return tree


def code_of(canvas: Canvas) -> list[str]:
    """Return the operators of the page that is being drawn, to be added to."""
    code: list[str] = vars(canvas)["_code"]
    return code


@contextmanager
def artifact(canvas: Canvas, kind: str = "Layout") -> Iterator[None]:
    """Mark what is drawn inside as decoration: nobody has to hear it."""
    code = code_of(canvas)
    code.append(f"/Artifact <</Type /{kind}>> BDC")
    yield
    code.append("EMC")


def spoken_in(language: str) -> str:
    """Return the entry of an element that says in which language it is."""
    return f"/Lang({language})"


def alternative(text: str) -> str:
    """Return the entry of an element that says in words what is drawn."""
    return f"/Alt <feff{text.encode('utf-16-be').hex()}>"
