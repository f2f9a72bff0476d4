"""Where each person signs, drawn on the page and recorded for the signature fields.

Leaves making the fields and signing to :mod:`jurydesk.signature`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.content.model import SignaturePlace
from jurydesk.minutes.pages.inking import write_lines
from jurydesk.minutes.pages.structure import artifact
from jurydesk.minutes.pages.typesetting import (
    HAIRLINE,
    MUTED,
    SMALL,
    SMALL_BOLD,
    SMALL_MUTED,
    TINY_MUTED,
    Run,
    Style,
    Typesetter,
    ink,
)

_GUTTER = 6 * mm
_BOX = 22 * mm
_CHAIR_BOX = 26 * mm
_GAP = 4 * mm


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """The empty box of one member: page from 0, and (left, bottom, right, top) in points."""

    member: str
    page_index: int
    rect: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Card:
    place: SignaturePlace
    lines: tuple[tuple[str, Style], ...]
    text_height: float


@dataclass(frozen=True, slots=True)
class _CardRow:
    cards: tuple[_Card, ...]
    text_height: float
    box: float

    @property
    def height(self) -> float:
        return self.text_height + self.box + _GAP


class SignatureSheet(Flowable):
    """The boxes of everyone who sat, two abreast, the chair's last and higher; rows stay whole.

    The last two rows stay on one page: the chair never signs a page alone. Each box drawn is
    appended to ``boxes``, in the order of the pages.
    """

    def __init__(self, rows: Sequence[_CardRow], width: float, boxes: list[SignatureBox]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self.width = width
        self._boxes = boxes

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of all rows, without the gap under the last."""
        self.height = max(sum(row.height for row in self._rows) - _GAP, 0)
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Cut between two rows, two at least going on together."""
        reached = accumulate(row.height for row in self._rows)
        fitting = sum(total - _GAP <= height for total in reached)
        fitting = min(fitting, len(self._rows) - 2)
        if fitting <= 0:
            return []
        parts = (self._rows[:fitting], self._rows[fitting:])
        return [SignatureSheet(rows, self.width, self._boxes) for rows in parts if rows]

    def draw(self) -> None:
        """Draw names and boxes, and record where the boxes are."""
        top = self.height
        for row in self._rows:
            wide = (self.width - _GUTTER) / 2
            for column, card in enumerate(row.cards):
                self._draw_card(card, column * (wide + _GUTTER), top, wide, row)
            top -= row.height

    def _draw_card(self, card: _Card, left: float, top: float, wide: float, row: _CardRow) -> None:
        write_lines(self.canv, card.lines, left, top)
        bottom = top - row.text_height - row.box
        with artifact(self.canv):
            self.canv.setStrokeColor(ink(MUTED if card.place.is_chair else HAIRLINE))
            self.canv.setLineWidth(0.7)
            self.canv.roundRect(left, bottom, wide, row.box, 2)
        x0, y0 = self.canv.absolutePosition(left + 1, bottom + 1)
        rect = (x0, y0, x0 + wide - 2, y0 + row.box - 2)
        page = self.canv.getPageNumber() - 1
        rounded = (round(rect[0], 2), round(rect[1], 2), round(rect[2], 2), round(rect[3], 2))
        self._boxes.append(SignatureBox(card.place.member, page, rounded))


def signature_sheet(
    typesetter: Typesetter,
    places: Sequence[SignaturePlace],
    width: float,
    boxes: list[SignatureBox],
) -> SignatureSheet:
    """Lay out the boxes; ``boxes`` is filled when the pages are drawn."""
    wide = (width - _GUTTER) / 2
    cards = [_card(typesetter, place, wide) for place in places if not place.is_chair]
    pairs = [tuple(cards[index : index + 2]) for index in range(0, len(cards), 2)]
    rows = [_card_row(pair, _BOX) for pair in pairs]
    chairs = [_card(typesetter, place, wide) for place in places if place.is_chair]
    rows += [_card_row((card,), _CHAIR_BOX) for card in chairs]
    return SignatureSheet(rows, width, boxes)


def _card_row(cards: tuple[_Card, ...], box: float) -> _CardRow:
    return _CardRow(cards, max(card.text_height for card in cards) + 2, box)


def _card(typesetter: Typesetter, place: SignaturePlace, wide: float) -> _Card:
    told = " · ".join(text for text in (place.presence, place.note) if text)
    runs = [Run(place.name, SMALL_BOLD), Run(place.capacity, SMALL_MUTED)]
    if told:
        runs.append(Run(told, TINY_MUTED))
    if place.is_chair:
        runs[1] = Run(place.capacity, SMALL)
    lines = tuple(
        (line, run.style)
        for run in runs
        for line in typesetter.wrap(run.text, run.style, wide, place.name)
    )
    return _Card(place, lines, sum(style.leading for _, style in lines))
