"""A list of the screen on paper: its title, its headings, its rows, and nothing that it hides."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jurydesk.french.numbers import plural
from jurydesk.minutes.pages.grid import Column, GridLayout, grid
from jurydesk.minutes.pages.page_frame import (
    LANDSCAPE,
    LANDSCAPE_WIDTH,
    PORTRAIT,
    PORTRAIT_WIDTH,
    PageFrame,
    build,
)
from jurydesk.minutes.pages.typesetting import (
    HEAD_CELL,
    MUTED,
    SMALL,
    TINY,
    Style,
    Typesetter,
)

if TYPE_CHECKING:
    from reportlab.platypus.flowables import Flowable

_GUTTER = 8.0
# What a column may ask before the others have had what they need.
_MOST, _LEAST = 220.0, 24.0
_NOTE = Style(size=8, leading=10.8, colour=MUTED)


def print_list(
    title: str,
    about: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> bytes:
    """Return a list as the bytes of a PDF, upright where its columns fit, else on its side.

    ``about`` stands under the title and at the foot of each page. A list without headings is one
    column.

    Raises:
        UnsupportedGlyphError: a text cannot be drawn; the sentence names it.
    """
    typesetter = Typesetter()
    width = max((len(row) for row in rows), default=len(headings) or 1)
    heads = [*headings, *[""] * (width - len(headings))]
    asked = [_asked(typesetter, head, [row[at] for row in rows]) for at, head in enumerate(heads)]
    upright = sum(asked) <= PORTRAIT_WIDTH
    room = PORTRAIT_WIDTH if upright else LANDSCAPE_WIDTH
    style = SMALL if sum(asked) <= LANDSCAPE_WIDTH * 1.2 else TINY
    columns = [
        Column(head, share, style=style)
        for head, share in zip(heads, _shared(asked, room), strict=True)
    ]
    layout = GridLayout(pad=2.4, gutter=_GUTTER, head=any(headings))
    who = [" ".join(row[:2]) for row in rows]
    story: list[Flowable] = [
        typesetter.heading(title),
        typesetter.paragraph(f"{about} – {plural(len(rows), 'ligne')}", _NOTE),
        grid(typesetter, columns, rows, layout, who=who),
    ]
    frame = PageFrame(title=title, author="JuryDesk", running_head=title, footer=(title, about))
    return build(story, frame, typesetter, first=PORTRAIT if upright else LANDSCAPE)


def _asked(typesetter: Typesetter, head: str, texts: Sequence[str]) -> float:
    """Return the width at which nothing of a column is broken, within reason."""
    told = max((typesetter.width(text, SMALL) for text in set(texts)), default=0.0)
    needed = max(typesetter.width(head, HEAD_CELL), told) + _GUTTER
    return min(max(needed, _LEAST), _MOST)


def _shared(asked: Sequence[float], room: float) -> list[float]:
    """Return the widths that fill a page: all alike larger, or the widest ones smaller first."""
    total = sum(asked)
    if total <= room:
        return [each * room / total for each in asked]
    most = max(asked)
    while most > _LEAST and sum(min(each, most) for each in asked) > room:
        most -= 1
    shares = [min(each, most) for each in asked]
    return [each * room / sum(shares) for each in shares]
