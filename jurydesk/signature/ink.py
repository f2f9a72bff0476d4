"""A signature drawn by hand as operators of a PDF: one path, whatever the size it is printed at.

Leaves the place of the drawing to :mod:`~jurydesk.signature.stamp`.
"""

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import BoxConstraints

from jurydesk.signature.handwriting import ASPECT, PEN, Handwriting, Point, Stroke, curves

# Whole numbers of three digits at most keep a path short: a tenth of a point on paper.
_UNITS = 400
_COLOUR = b"0.09 0.15 0.36 RG"


class Ink(PdfContent):
    """The strokes as one path, painted once, with round ends and joins."""

    def __init__(self, handwriting: Handwriting) -> None:
        super().__init__(box=BoxConstraints(round(_UNITS * ASPECT), _UNITS))
        self._strokes = handwriting.strokes

    def render(self) -> bytes:
        """Return the path's operators."""
        drawn = b" ".join(_stroke_path(stroke) for stroke in self._strokes)
        return b"%s 1 J 1 j %.1f w %s S" % (_COLOUR, PEN * _UNITS, drawn)


def _stroke_path(stroke: Stroke) -> bytes:
    parts = [b"%s m" % _place(stroke[0])]
    parts += [b"%s c" % b" ".join(map(_place, curve)) for curve in curves(stroke)]
    if len(stroke) == 1:
        # A line of no length has two round ends: a dot.
        parts.append(b"%s l" % _place(stroke[0]))
    return b" ".join(parts)


def _place(point: Point) -> bytes:
    return b"%d %d" % (round(point[0] * _UNITS * ASPECT), round((1 - point[1]) * _UNITS))
