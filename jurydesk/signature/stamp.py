"""The visible side of a signature: name, quality, date and time, set in the minutes' own font."""

from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStampStyle

from jurydesk.bundle import resource
from jurydesk.signature.expected import ExpectedSignature

_FONT = "SourceSans3-Regular.ttf"
# Layout tables slow the subsetting four times, for features a stamp does not need.
_NOT_NEEDED = ("GPOS", "GSUB", "GDEF", "DSIG", "kern", "STAT", "BASE")
_LAYOUT = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins(4, 4, 3, 3),
    inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
)


def stamp_style() -> TextStampStyle:
    """Return the style; its one parameter ``words`` is set as it is, ``%`` included."""
    text = TextBoxStyle(
        font=_MinutesFont(), font_size=9, leading=11, border_width=0, box_layout_rule=_LAYOUT
    )
    return TextStampStyle(
        stamp_text="%(words)s",
        text_box_style=text,
        inner_content_layout=_LAYOUT,
        border_width=0,
        background=None,
    )


def stamp_words(expected: ExpectedSignature, at: datetime) -> str:
    """Return the stamp's lines for one signature."""
    offset = f"{at:%z}"
    lines = (
        expected.name,
        expected.quality,
        f"Signé électroniquement le {at:%d/%m/%Y}",
        f"à {at:%H:%M:%S} (UTC{offset[:3]}:{offset[3:5]})",
    )
    return "\n".join(line for line in lines if line)


class _MinutesFont(FontEngineFactory):
    """Embeds the glyphs used of Source Sans 3; never a font the file does not carry."""

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:  # noqa: ANN401
        """Return a fresh engine: pyHanko keeps one per font and writer."""
        return GlyphAccumulator(
            writer=writer,
            font_handle=BytesIO(_light_font()),
            font_size=9,
            bcp47_lang_code="fr-FR",
            obj_stream=obj_stream,
        )


@lru_cache(maxsize=1)
def _light_font() -> bytes:
    # Heavy, and only needed to sign.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    with TTFont(resource("fonts", _FONT)) as font:
        for tag in _NOT_NEEDED:
            if tag in font:
                del font[tag]
        output = BytesIO()
        font.save(output)
    return output.getvalue()
