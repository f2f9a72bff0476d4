"""The images of a document, each kept once however many pages show it; drawn as figures."""

import zlib
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfgen.canvas import Canvas

from jurydesk.deliberation.establishment import Picture
from jurydesk.minutes.house import pictures
from jurydesk.minutes.pages.structure import Kind, alternative, code_of, structure_of


class _Kept(NamedTuple):
    name: str
    wide: int
    high: int


class Gallery:
    """The images of one document, by what they are."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document: Any = vars(canvas)["_doc"]
        self._kept: dict[str, _Kept] = {}

    def draw(
        self, picture: Picture, place: tuple[float, float], room: tuple[float, float]
    ) -> float:
        """Draw an image in a room (width and height in points) and return its height.

        ``place`` is the room's corner at the bottom on the left; the image stands at the top on
        the left, in its own proportions.
        """
        kept = self._of(picture)
        wide, high = fitted(kept.wide, kept.high, room)
        tags = structure_of(self._canvas)
        figure = tags.add(Kind.FIGURE, more=alternative(picture.alternative))
        x, y = place[0], place[1] + room[1] - high
        code_of(self._canvas).extend(
            (
                tags.begin(figure),
                f"q {wide:.2f} 0 0 {high:.2f} {x:.2f} {y:.2f} cm /{kept.name} Do Q",
                "EMC",
            )
        )
        return high

    def width(self, picture: Picture, room: tuple[float, float]) -> float:
        """Return how wide an image is in a room, in points."""
        kept = self._of(picture)
        return fitted(kept.wide, kept.high, room)[0]

    def _of(self, picture: Picture) -> _Kept:
        kept = self._kept.get(picture.data)
        if kept is None:
            kept = self._kept[picture.data] = self._add(picture)
        return kept

    def _add(self, picture: Picture) -> _Kept:
        wide, high, space, rows = pictures.pixels(picture)
        name = f"Image{len(self._kept) + 1}"
        stream: Any = PDFStream(content=zlib.compress(rows, 9))
        stream.dictionary.dict.update(
            Type="/XObject",
            Subtype="/Image",
            Width=wide,
            Height=high,
            ColorSpace=f"/{space}",
            BitsPerComponent=8,
            Filter="/FlateDecode",
        )
        stream.filters = []
        structure_of(self._canvas).share(name, self._document.Reference(stream, name))
        return _Kept(name, wide, high)


def fitted(wide: int, high: int, room: tuple[float, float]) -> tuple[float, float]:
    """Return the largest size of these proportions in a room."""
    scale = min(room[0] / wide, room[1] / high)
    return wide * scale, high * scale


def gallery_of(canvas: Canvas) -> Gallery:
    """Return the images of the document that is being drawn."""
    gallery: Gallery = vars(canvas)["gallery"]
    return gallery
