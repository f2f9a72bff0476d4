"""The four faces everything is printed in, embedded; leaves setting text to ``typesetting``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from jurydesk.bundle import resource

REGULAR = "SourceSans3-Regular"
SEMIBOLD = "SourceSans3-SemiBold"
BOLD = "SourceSans3-Bold"
ITALIC = "SourceSans3-Italic"
_FACES = (REGULAR, SEMIBOLD, BOLD, ITALIC)


@dataclass(frozen=True, slots=True)
class Faces:
    """The registered faces: the characters all of them can draw, and their widths.

    Widths are in thousandths of the size, by code point.
    """

    supported: frozenset[str]
    widths: Mapping[str, Mapping[int, float]]
    default_widths: Mapping[str, float]

    def width(self, text: str, font: str, size: float) -> float:
        """Return how wide a text is, in points."""
        widths, default = self.widths[font], self.default_widths[font]
        return sum(widths.get(ord(char), default) for char in text) * size / 1000

    def unsupported(self, text: str) -> str:
        """Return the characters of a text that no face can draw, each once."""
        return "".join(dict.fromkeys(char for char in text if char not in self.supported))


def load_faces() -> Faces:
    """Register the shipped faces with reportlab, once, and return them."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name in _FACES:
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
    faces: dict[str, Any] = {name: vars(pdfmetrics.getFont(name))["face"] for name in _FACES}
    drawable = frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces.values()))
    return Faces(
        supported=frozenset(chr(code) for code in drawable if code >= 0x20),
        widths={name: face.charWidths for name, face in faces.items()},
        default_widths={name: face.defaultWidth for name, face in faces.items()},
    )
