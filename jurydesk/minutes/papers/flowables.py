"""What the papers draw beside text and tables: a frame, places to sign."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import FrameBreak
from reportlab.platypus.flowables import Flowable

from jurydesk.deliberation.establishment import Picture
from jurydesk.minutes.pages.gallery import gallery_of
from jurydesk.minutes.pages.grid import Grid
from jurydesk.minutes.pages.inking import write_lines
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH
from jurydesk.minutes.pages.qr import modules, traced
from jurydesk.minutes.pages.structure import Kind, alternative, artifact, code_of, structure_of
from jurydesk.minutes.pages.typesetting import (
    ACCENT,
    HAIRLINE,
    MUTED,
    SMALL,
    SMALL_BOLD,
    SMALL_MUTED,
    Style,
    Typesetter,
    ink,
)
from jurydesk.minutes.papers.form_table import FormTable
from jurydesk.minutes.papers.leaf import SignatureLine

FOOT_ROOM = 7 * mm
"""What the frame of a certificate leaves above the foot of the page."""

_OUTER, _INNER = 7 * mm, 4.8 * mm
_SIGNING_ROOM = 16 * mm
_STAMPED_ROOM, _STAMP_WIDTH = 20 * mm, 36 * mm
# Modules of this width are read from a scan at 150 dots an inch; a denser code is one to scan well.
_MODULE, _LEAST_CODE, _MOST_CODE = 0.42 * mm, 26 * mm, 46 * mm
CODE_WORDS = "À vérifier par « jurydesk certificate check »".replace("« ", "«\N{NO-BREAK SPACE}")
_CODE_WORDS = Style(size=7, leading=9.5, colour=MUTED)
_CODE_ALTERNATIVE = (
    "Code QR de vérification : les mentions de ce certificat, signées par l’établissement"
)


class Border(Flowable):
    """The frame of a certificate, around the whole text area; takes no room."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Note the room the page leaves."""
        self._width, self._height = width, height
        return 0, 0

    def draw(self) -> None:
        """Draw two rectangles, the outer one strong."""
        with artifact(self.canv):
            for room, thickness, colour in ((_OUTER, 1.4, ACCENT), (_INNER, 0.5, HAIRLINE)):
                self.canv.setStrokeColor(ink(colour))
                self.canv.setLineWidth(thickness)
                self.canv.rect(
                    *(-room, FOOT_ROOM - self._height - room),
                    *(self._width + 2 * room, self._height - FOOT_ROOM + 2 * room),
                )


class SigningBox(Flowable):
    """Places to sign side by side: what to read above, a box to sign in below.

    A code to check stands in the place left free on the left, under it what it is for.
    """

    def __init__(
        self,
        places: Sequence[SignatureLine],
        typesetter: Typesetter,
        who: str,
        code: str = "",
        stamp: Picture | None = None,
    ) -> None:
        super().__init__()
        self._stamp = stamp
        self._rows = modules(code, "L") if code else ()
        self._gutter = 8 * mm
        count = max(len(places), 2)
        self._wide = (PORTRAIT_WIDTH - (count - 1) * self._gutter) / count
        self._skipped = count - len(places)
        self._texts = [
            tuple(
                (line, style)
                for text, style in (
                    (place.capacity, SMALL_BOLD),
                    (place.name, SMALL),
                    (place.note, SMALL_MUTED),
                )
                if text
                for line in typesetter.wrap(text, style, self._wide, who)
            )
            for place in places
        ]
        self._above = max(sum(style.leading for _, style in lines) for lines in self._texts) + 3
        self.spaceBefore = 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self._room = _STAMPED_ROOM if self._stamp else _SIGNING_ROOM
        signed = self._above + self._room
        self._side = min(max(len(self._rows) * _MODULE, _LEAST_CODE), _MOST_CODE)
        coded = self._side + _CODE_WORDS.leading if self._rows else 0
        self.width, self.height = PORTRAIT_WIDTH, max(signed, coded)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the code, then each text and its box."""
        if self._rows:
            self._draw_code()
        for index, lines in enumerate(self._texts, start=self._skipped):
            left = index * (self._wide + self._gutter)
            write_lines(self.canv, lines, left, self.height)
            with artifact(self.canv):
                self.canv.setStrokeColor(ink(HAIRLINE))
                self.canv.setLineWidth(0.7)
                self.canv.roundRect(left, 0, self._wide, self.height - self._above, 2)
        if self._stamp is not None:
            self._draw_stamp(self._stamp)

    def _draw_stamp(self, stamp: Picture) -> None:
        """Draw the stamp in the last place, on the right: the hand signs on the left of it."""
        room = (_STAMP_WIDTH, min(self.height - self._above, _STAMPED_ROOM) - 4)
        gallery = gallery_of(self.canv)
        left = PORTRAIT_WIDTH - gallery.width(stamp, room) - 4
        gallery.draw(stamp, (left, self.height - self._above - room[1] - 2), room)

    def _draw_code(self) -> None:
        tags, code = structure_of(self.canv), code_of(self.canv)
        figure = tags.add(Kind.FIGURE, more=alternative(_CODE_ALTERNATIVE))
        code.append(tags.begin(figure))
        code.append(f"q 1 0 0 1 0 {_CODE_WORDS.leading:.2f} cm")
        code.append(traced(self._rows, self._side))
        code.append("Q\nEMC")
        write_lines(self.canv, ((CODE_WORDS, _CODE_WORDS),), 0, _CODE_WORDS.leading)


class SignedTable(Flowable):
    """A table and the places to sign under it; split, it keeps some last rows with them."""

    def __init__(self, table: FormTable | Grid, signatures: Flowable) -> None:
        super().__init__()
        self._table = table
        self._signatures = signatures

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take both heights and the space between."""
        self._table_height = self._table.wrap(width, height)[1]
        self._foot = self._signatures.wrap(width, height)[1]
        self.width = width
        self.height = self._table_height + self._signatures.getSpaceBefore() + self._foot
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Cut the table above its last row at the latest."""
        parts = self._table.split(width, min(height, self._table_height - 1))
        if len(parts) < 2:
            return []
        tail = parts[-1]
        assert isinstance(tail, FormTable | Grid)  # noqa: S101 a table splits into tables
        # The rows that stay with the places to sign would otherwise be parted again.
        return [parts[0], FrameBreak(), SignedTable(tail, self._signatures)]

    def draw(self) -> None:
        """Draw the table, then the places to sign."""
        self._table.drawOn(self.canv, 0, self.height - self._table_height)
        self._signatures.drawOn(self.canv, 0, 0)
