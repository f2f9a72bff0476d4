"""Writes lines of text as operators of the page, each distinct text encoded once a document.

reportlab encodes a string anew each time it is drawn, which is most of the time of a letter; the
operators here are its own for the same text, with fewer numbers. Leaves which line stands where to
``grid``, and what a text is to ``structure``.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple
from unicodedata import combining

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr
from reportlab.pdfgen.canvas import Canvas

from jurydesk.minutes.pages.structure import Kind, code_of, structure_of
from jurydesk.minutes.pages.typesetting import Style, ink

# A long run of letters has as many names as letters: what is rare is encoded again.
_KEPT = 20_000


class Line(NamedTuple):
    """One line of text, its beginning in points from where the block begins, and its style."""

    x: float
    y: float
    text: str
    style: Style


class Inker:
    """The text operators of one document."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document: Any = vars(canvas)["_doc"]
        self._escape: Any = vars(Canvas)["_escape"].__get__(canvas)
        self._encoded: dict[tuple[str, float, str], tuple[tuple[str, str], ...]] = {}
        self._blocks: dict[tuple[Line, ...], str] = {}

    def block(self, lines: tuple[Line, ...]) -> str:
        """Return the operators of lines set one under the other, from the block's own place."""
        code = self._blocks.get(lines)
        if code is None:
            if len(self._blocks) >= _KEPT:
                self._blocks.clear()
            code = self._blocks[lines] = "\n".join(self._operators(lines))
        return code

    def _operators(self, lines: Iterable[Line]) -> Iterable[str]:
        x = y = 0.0
        face, colour = "", ""
        for line in lines:
            style = line.style
            if style.colour != colour:
                colour = style.colour
                yield fill(colour)
            yield f"{line.x - x:.2f} {line.y - y:.2f} Td"
            x, y = line.x, line.y
            for name, text in self._encode(line.text, style):
                wanted = f"{name} {style.size:g} Tf"
                if wanted != face:
                    face = wanted
                    yield wanted
                yield text

    def _encode(self, text: str, style: Style) -> tuple[tuple[str, str], ...]:
        key = (style.font, style.size, text)
        found = self._encoded.get(key)
        if found is None:
            if len(self._encoded) >= _KEPT:
                self._encoded.clear()
            font: Any = pdfmetrics.getFont(style.font)
            marked = any(map(combining, text))
            shown = self._shape(font, style.size, text) if marked else self._show(font, text)
            found = self._encoded[key] = tuple(shown)
        return found

    def _show(self, font: Any, text: str) -> Iterable[tuple[str, str]]:  # noqa: ANN401 reportlab's
        for subset, codes in font.splitString(text, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            yield name, f"({self._escape(codes)}) Tj"

    def _shape(
        self,
        font: Any,  # noqa: ANN401 likewise
        size: float,
        text: str,
    ) -> Iterable[tuple[str, str]]:
        """Set a mark that no letter is composed with over its letter, not after it."""
        whole = shapeStr(text, font.fontName, 1000, force=True)
        if not isinstance(whole, ShapedStr):
            yield from self._show(font, text)
            return
        # What is copied from the page is what was typed, not the glyphs that were chosen.
        span = f"/Span <</ActualText <feff{text.encode('utf-16-be').hex()}>>> BDC"
        places = iter(vars(whole)["__shapeData__"])
        for subset, codes in font.splitString(whole, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            shown = "\n".join(self._placed(code, next(places), size) for code in codes)
            yield name, f"{span}\n{shown}\nEMC"
            span = "/Span <</ActualText ()>> BDC"

    def _placed(self, code: int, place: Any, size: float) -> str:  # noqa: ANN401 reportlab's
        before, after = -place.x_offset, place.width - place.x_advance + place.x_offset
        glyph = f"[{before:g} ({self._escape(bytes((code,)))}) {after:g}] TJ"
        if not place.y_offset:
            return glyph
        return f"{size * place.y_offset / 1000:.2f} Ts\n{glyph}\n0 Ts"


def inker_of(canvas: Canvas) -> Inker:
    """Return what writes the text of the document that is being drawn."""
    inker: Inker = vars(canvas)["inker"]
    return inker


def write_lines(
    canvas: Canvas,
    lines: Iterable[tuple[str, Style]],
    left: float,
    top: float,
    kind: Kind = Kind.PARAGRAPH,
) -> None:
    """Write lines one under the other from a corner of the flowable drawn, as one element."""
    laid, y = [], 0.0
    for text, style in lines:
        y -= style.leading
        laid.append(Line(0, y + 2.5, f"{text} ", style))
    if laid:
        tags = structure_of(canvas)
        begun = tags.begin(tags.add(kind))
        tags.say(line.text for line in laid)
        block = inker_of(canvas).block(tuple(laid))
        place = f"BT 1 0 0 1 {left:.2f} {top:.2f} Tm"
        code_of(canvas).extend((begun, place, block, "ET", "EMC"))


@cache
def fill(colour: str) -> str:
    """Return the operator that fills in a colour of the palette."""
    return f"{_rgb(colour)} rg"


@cache
def stroke(colour: str, width: float) -> str:
    """Return the operators that draw lines in a colour of the palette."""
    return f"{width:g} w {_rgb(colour)} RG"


def _rgb(colour: str) -> str:
    shade = ink(colour)
    return f"{shade.red:.4g} {shade.green:.4g} {shade.blue:.4g}"
