"""The visible side of a signature: name, quality, date and time, set in the minutes' own font.

A signature drawn by hand stands beside the words, as a path; without one they take the whole
width. Leaves the proof to the signature itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStamp, TextStampStyle

from jurydesk.bundle import resource
from jurydesk.minutes.pages import typesetting
from jurydesk.signature.expected import ExpectedSignature
from jurydesk.signature.handwriting import ASPECT, Handwriting
from jurydesk.signature.ink import Ink

_FONT = "SourceSans3-Regular.ttf"
_SIZE, _LEADING = 9, 11
# Layout tables slow the subsetting four times, for features a stamp does not need.
_NOT_NEEDED = ("GPOS", "GSUB", "GDEF", "DSIG", "kern", "STAT", "BASE")
_LAYOUT = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins(4, 4, 3, 3),
    inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
)
# The drawing stands on the right, above the last line of the words, which takes the whole width.
_WORDS_LAYOUT = replace(_LAYOUT, y_align=AxisAlignment.ALIGN_MIN)
_DRAWING_LAYOUT = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MAX,
    y_align=AxisAlignment.ALIGN_MAX,
    margins=Margins(left=4, right=4, top=3, bottom=17),
    inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
)
_BETWEEN = 8
# Latin of Western and Central Europe, and the punctuation of French.
_USUAL_LETTERS = frozenset(
    (
        *range(0x20, 0x180),
        0x2010,
        0x2011,
        0x2013,
        0x2014,
        0x2018,
        0x2019,
        0x201C,
        0x201D,
        0x2026,
        0x202F,
    )
)


def stamp_style(
    expected: ExpectedSignature,
    at: datetime,
    handwriting: Handwriting | None = None,
    delegation: str = "",
) -> TextStampStyle:
    """Return the stamp of one signature; its words are set as they are, ``%`` included."""
    text = TextBoxStyle(
        font=_MinutesFont(all_letters=not _is_usual(expected, delegation)),
        font_size=_SIZE,
        leading=_LEADING,
        border_width=0,
        box_layout_rule=_LAYOUT,
    )
    return _StampStyle(
        stamp_text="%(words)s",
        text_box_style=text,
        inner_content_layout=_LAYOUT if handwriting is None else _WORDS_LAYOUT,
        border_width=0,
        background=None if handwriting is None else Ink(handwriting),
        background_layout=_DRAWING_LAYOUT,
        background_opacity=1,
        expected=expected,
        at=at,
        delegation=delegation,
    )


@dataclass(frozen=True, kw_only=True)
class _StampStyle(TextStampStyle):
    """Sets the words once the room beside the drawing is known."""

    expected: ExpectedSignature
    at: datetime
    delegation: str = ""

    def create_stamp(
        self,
        writer: Any,  # noqa: ANN401 pyHanko's own signature
        box: BoxConstraints,
        text_params: dict[str, Any],
    ) -> TextStamp:
        """Return the stamp in its box, with or without a drawing."""
        if self.background is None:
            words = stamp_words(self.expected, self.at, self.delegation)
        else:
            words = words_beside(self.expected, self.at, box.width, box.height, self.delegation)
        return _Stamp(writer, self, {**text_params, "words": words}, box)


class _Stamp(TextStamp):
    """Written compressed: a drawing is long, and made of few different digits."""

    def as_form_xobject(self) -> StreamObject:
        """Return the appearance as the PDF holds it."""
        appearance = super().as_form_xobject()
        appearance.compress()  # type: ignore[no-untyped-call]
        return appearance


def _is_usual(expected: ExpectedSignature, delegation: str) -> bool:
    """Whether a stamp's words hold letters of French and its neighbours alone."""
    words = f"{expected.name}{expected.quality}{delegation}"
    return {ord(letter) for letter in words} <= _USUAL_LETTERS


def stamp_words(expected: ExpectedSignature, at: datetime, delegation: str = "") -> str:
    """Return the stamp's lines for one signature."""
    lines = (expected.name, _capacity(expected, delegation), *_signed(at))
    return "\n".join(line for line in lines if line)


def _capacity(expected: ExpectedSignature, delegation: str) -> str:
    """Return the quality in which one signs, and the act of delegation where there is one."""
    if not delegation:
        return expected.quality
    by = f"par délégation ({delegation})"
    return f"{expected.quality}, {by}" if expected.quality else by


def words_beside(
    expected: ExpectedSignature, at: datetime, width: float, height: float, delegation: str = ""
) -> str:
    """Return the lines of a stamp of that size with a drawing: who beside it, when under it."""
    typesetter, style = typesetting.Typesetter(), typesetting.Style(size=_SIZE)
    room = width - _drawing_width(height) - _BETWEEN
    who = [
        line
        for text in (expected.name, _capacity(expected, delegation))
        if text
        for line in typesetter.wrap(text, style, room, expected.name)
    ]
    # The lines that are left stand between the two, so that who begins at the top.
    left = round(height / (_LEADING + 1)) - len(who) - 1
    return "\n".join((*who, *[""] * left, " ".join(_signed(at))))


def _signed(at: datetime) -> tuple[str, str]:
    offset = f"{at:%z}"
    return (
        f"Signé électroniquement le {at:%d/%m/%Y}",
        f"à {at:%H:%M:%S} (UTC{offset[:3]}:{offset[3:5]})",
    )


def _drawing_width(height: float) -> float:
    margins = _DRAWING_LAYOUT.margins
    drawing = ASPECT * (height - margins.top - margins.bottom)
    return drawing + margins.left + margins.right


class _MinutesFont(FontEngineFactory):
    """Embeds the glyphs used of Source Sans 3; never a font the file does not carry."""

    def __init__(self, *, all_letters: bool) -> None:
        self.all_letters = all_letters

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:  # noqa: ANN401
        """Return a fresh engine: pyHanko keeps one per font and writer."""
        return GlyphAccumulator(
            writer=writer,
            font_handle=BytesIO(_light_font(all_letters=self.all_letters)),
            font_size=_SIZE,
            bcp47_lang_code="fr-FR",
            obj_stream=obj_stream,
        )


@lru_cache(maxsize=2)
def _light_font(*, all_letters: bool) -> bytes:
    """Return the font without what a stamp does not need: most names need its Latin part alone."""
    with TTFont(resource("fonts", _FONT)) as font:
        for tag in _NOT_NEEDED:
            if tag in font:
                del font[tag]
        if not all_letters:
            options = Options(notdef_outline=True, glyph_names=False, name_IDs=["*"], hinting=True)
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=_USUAL_LETTERS)
            subsetter.subset(font)
        output = BytesIO()
        font.save(output)
    return output.getvalue()
