"""The one way text reaches paper: cleaned, checked glyph by glyph, escaped, in our own faces.

Every paper uses this kit: :class:`Typesetter` makes paragraphs, headings and tables;
:mod:`~jurydesk.minutes.pages.page_frame` puts them on pages. Nothing here knows what the minutes
say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Paragraph
from reportlab.platypus.flowables import Flowable

from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import clean
from jurydesk.minutes.pages.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD, Faces, load_faces
from jurydesk.minutes.pages.structure import Element, Kind, artifact, code_of, structure_of

INK = "#1a1d21"
MUTED = "#454c56"
ACCENT = "#1f3a5f"
HAIRLINE = "#c8ced6"
GREEN = "#1c6a43"
AMBER = "#8a5a00"
RED = "#9e2a1c"

_TONES = {"good": GREEN, "warn": AMBER, "bad": RED, "muted": MUTED, "unknown": AMBER}


def colour_of(tone: str) -> str:
    """Return the ink of a tone; the word beside it says the same."""
    return _TONES.get(tone, MUTED)


# Thousands of letters have as many names: what is rare is worked out again.
_KEPT = 20_000

Alignment = Literal["left", "right", "center"]
_ALIGNMENTS: dict[Alignment, Literal[0, 1, 2]] = {"left": 0, "center": 1, "right": 2}


class UnsupportedGlyphError(JuryDeskError):
    """A text holds a character that the printing face cannot draw."""


class TextOverflowError(JuryDeskError):
    """A text is too long for the place it is printed in."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks: face, size and leading in points, colour, alignment."""

    font: str = REGULAR
    size: float = 9.5
    leading: float = 13
    colour: str = INK
    align: Alignment = "left"
    before: float = 0
    after: float = 0


BODY = Style(after=4)
SMALL = Style(size=8, leading=10.5)
SMALL_BOLD = Style(font=SEMIBOLD, size=8, leading=10.5)
SMALL_MUTED = Style(size=8, leading=10.5, colour=MUTED)
TINY = Style(size=7, leading=8.8)
TINY_MUTED = Style(size=7, leading=8.8, colour=MUTED)
TINY_BOLD = Style(font=SEMIBOLD, size=7, leading=8.8)
NOTE = Style(font=ITALIC, size=8.5, leading=11.5, colour=MUTED, after=5)
HEAD_CELL = Style(font=SEMIBOLD, size=7.5, leading=9.5, colour=ACCENT)
TITLE = Style(font=BOLD, size=21, leading=25, colour=ACCENT, after=6)
SECTION = Style(font=BOLD, size=13, leading=17, colour=ACCENT, before=14, after=6)
SUBSECTION = Style(font=SEMIBOLD, size=10.5, leading=14, before=8, after=3)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text and how it looks; several runs of a cell stand one above the other."""

    text: str
    style: Style = SMALL


@cache
def ink(colour: str) -> Color:
    """Return a colour of the palette as reportlab takes it."""
    return HexColor(colour)


class Prose(Paragraph):
    """A paragraph that is one element of the structure, even cut by a page."""

    def __init__(
        self,
        markup: Any,  # noqa: ANN401 nothing for a part
        style: ParagraphStyle,
        kind: Kind = Kind.PARAGRAPH,
        **parts: Any,  # noqa: ANN401 what reportlab makes a part of a paragraph of
    ) -> None:
        super().__init__(markup, style, **parts)
        self._kind = kind
        self._shared: list[Element] = []

    def split(self, width: float, height: float) -> list[Flowable]:
        """Cut as any paragraph; the parts stay one element."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            vars(part).update(_kind=self._kind, _shared=self._shared)
        return parts

    def draw(self) -> None:
        """Draw the text, marked."""
        if not self._shared:
            self._shared.append(structure_of(self.canv).add(self._kind))
        with structure_of(self.canv).marked(self._shared[0]):
            code = code_of(self.canv)
            start = len(code)
            super().draw()
            structure_of(self.canv).say(self._lines())
            # Lines that follow one another are heard as words apart.
            code[start:] = [each.replace(") Tj T*", " ) Tj T*") for each in code[start:]]

    def _lines(self) -> Iterable[str]:
        """Return the lines as they stand on this page."""
        for line in vars(self)["blPara"].lines:
            if isinstance(line, tuple):
                yield "".join(line[1])
            else:
                yield "".join(part.text for part in line.words)


class Heading(Prose):
    """A heading that also stands in the outline of the file."""

    def __init__(self, markup: str, style: ParagraphStyle, title: str, level: int) -> None:
        super().__init__(markup, style, Kind.HEADING if level == 0 else Kind.SUBHEADING)
        self._title = title
        self._level = level

    def draw(self) -> None:
        """Draw the text and note the place in the outline."""
        _, top = self.canv.absolutePosition(0, self.height)
        key = f"{self.canv.getPageNumber()} {top:.1f} {self._title}"
        self.canv.bookmarkHorizontal(key, 0, self.height + 12)
        self.canv.addOutlineEntry(self._title, key, self._level, closed=False)
        super().draw()


class Rule(Flowable):
    """A line across the column; ``space`` is left above and below it."""

    def __init__(self, thickness: float = 0.5, colour: str = HAIRLINE, space: float = 4) -> None:
        super().__init__()
        self._thickness = thickness
        self._colour = colour
        self._space = space

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width = width
        return width, 2 * self._space + self._thickness

    def draw(self) -> None:
        """Draw the line."""
        with artifact(self.canv):
            self.canv.setStrokeColor(ink(self._colour))
            self.canv.setLineWidth(self._thickness)
            self.canv.line(0, self._space, self.width, self._space)


class Typesetter:
    """Makes text fit to print; refuses in words what the faces cannot draw.

    It remembers what it already checked, wrapped and measured, for one document.
    """

    def __init__(self) -> None:
        self.faces: Faces = load_faces()
        self._lines: dict[str, str] = {}
        self._wrapped: dict[tuple[str, str, float, float], tuple[str, ...]] = {}
        self._styles: dict[tuple[Style, bool], ParagraphStyle] = {}
        self._wide: dict[tuple[str, float], dict[str, float]] = {}
        self.kept: dict[object, dict[object, Any]] = {}
        """What grids laid out, to be set again as it is."""

    def line(self, text: str, who: str = "") -> str:
        """Return the text composed, without control characters, every glyph known.

        ``who`` names the person or field the text is about, for the sentence of
        :class:`UnsupportedGlyphError`.
        """
        ready = self._lines.get(text)
        if ready is None:
            ready = clean(text)
            unknown = self.faces.unsupported(ready)
            if unknown:
                raise UnsupportedGlyphError(_unsupported_sentence(ready, unknown, who))
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            self._lines[text] = ready
        return ready

    def width(self, text: str, style: Style) -> float:
        """Return the width of a text in points."""
        known = self._wide.setdefault((style.font, style.size), {})
        wide = known.get(text)
        if wide is None:
            if len(known) >= _KEPT:
                known.clear()
            wide = known[text] = self.faces.width(text, style.font, style.size)
        return wide

    def wrap(self, text: str, style: Style, width: float, who: str = "") -> tuple[str, ...]:
        """Break a text into lines no wider than ``width``; a word too wide is cut."""
        key = (text, style.font, style.size, width)
        lines = self._wrapped.get(key)
        if lines is None:
            if len(self._wrapped) >= _KEPT:
                self._wrapped.clear()
            lines = tuple(self._break(self.line(text, who), style, width))
            self._wrapped[key] = lines
        return lines

    def fit(self, text: str, style: Style, width: float, field: str) -> str:
        """Return a text that must stand on one line of that width.

        Raises:
            TextOverflowError: it does not; ``field`` names what to shorten.
        """
        ready = self.line(text, field)
        if self.width(ready, style) > width:
            raise TextOverflowError(
                f"Le texte «\u00a0{ready[:80]}\u00a0», pour {field}, dépasse la place prévue "
                f"({len(ready)} caractères). Raccourcissez-le puis recommencez."
            )
        return ready

    def paragraph(self, text: str, style: Style = BODY, who: str = "") -> Paragraph:
        """Return a paragraph whose text can hold anything a person typed."""
        kind = Kind.TITLE if style is TITLE else Kind.PARAGRAPH
        return Prose(escape(self.line(text, who)), self.paragraph_style(style), kind)

    def heading(self, text: str, level: int = 0) -> Heading:
        """Return a heading of the outline: level 0 a section, 1 a part of it."""
        title = self.line(text)
        style = SECTION if level == 0 else SUBSECTION
        return Heading(escape(title), self.paragraph_style(style, keep=True), title, level)

    def section(self, text: str, level: int = 0, room: float = 0) -> tuple[Flowable, Heading]:
        """Return a heading for a table: it goes to the next page when too little room is left.

        A heading kept with the table itself would drag the whole of it. ``room`` in points is
        the heading's and that of the first rows.
        """
        style = SECTION if level == 0 else SUBSECTION
        title = self.line(text)
        head = Heading(escape(title), self.paragraph_style(style), title, level)
        return CondPageBreak(room or (120 if level == 0 else 90)), head

    def paragraph_style(self, style: Style, *, keep: bool = False) -> ParagraphStyle:
        """Return reportlab's style for one of ours; ``keep`` stays with what follows."""
        known = self._styles.get((style, keep))
        if known is None:
            known = ParagraphStyle(
                f"style{len(self._styles)}",
                fontName=style.font,
                bulletFontName=style.font,
                fontSize=style.size,
                leading=style.leading,
                textColor=ink(style.colour),
                alignment=_ALIGNMENTS[style.align],
                spaceBefore=style.before,
                spaceAfter=style.after,
                splitLongWords=1,
                allowWidows=0,
                allowOrphans=0,
                keepWithNext=1 if keep else 0,
            )
            self._styles[style, keep] = known
        return known

    def _break(self, text: str, style: Style, width: float) -> Iterable[str]:
        space = self.width(" ", style)
        current, used = "", 0.0
        for word in text.split(" "):
            wide = self.width(word, style)
            if current and used + space + wide <= width:
                current, used = f"{current} {word}", used + space + wide
                continue
            if current:
                yield current
            *whole, current = self._cut(word, style, width) if wide > width else (word,)
            yield from whole
            used = self.width(current, style)
        yield current

    def _cut(self, word: str, style: Style, width: float) -> Sequence[str]:
        """Cut a word too wide for a line, after a hyphen where there is one."""
        pieces, current = [], ""
        for char in word:
            if current and self.width(current + char, style) > width:
                whole = current.rfind("-") + 1 or len(current)
                pieces.append(current[:whole])
                current = current[whole:]
            current += char
        return [*pieces, current]


def _unsupported_sentence(text: str, unknown: str, who: str) -> str:
    marks = ", ".join(f"«\u00a0{char}\u00a0» (U+{ord(char):04X})" for char in unknown[:3])
    about = f", pour {who}" if who else ""
    return (
        f"Le texte «\u00a0{text[:80]}\u00a0»{about}, ne peut pas être imprimé\u00a0: le caractère "
        f"{marks} manque dans la police. Remplacez-le par un caractère latin puis recommencez."
    )
