"""The front of the minutes: establishment, title, number, date and key figures."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from jurydesk.french.spaces import capitalised
from jurydesk.minutes.content.model import Minutes
from jurydesk.minutes.pages.fonts import BOLD, SEMIBOLD
from jurydesk.minutes.pages.grid import Column, GridLayout, Sense, grid
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH
from jurydesk.minutes.pages.typesetting import (
    ACCENT,
    BODY,
    MUTED,
    NOTE,
    SMALL_BOLD,
    TINY_MUTED,
    TITLE,
    Rule,
    Run,
    Style,
    Typesetter,
)

_ESTABLISHMENT = Style(font=SEMIBOLD, size=10, leading=13, colour=ACCENT)
_KIND = Style(font=SEMIBOLD, size=12, leading=16, colour=MUTED, before=14)
_SUBTITLE = Style(size=10.5, leading=14, colour=MUTED, after=10)
_FIGURE = Style(font=BOLD, size=19, leading=22, colour=ACCENT)


def front_flowables(minutes: Minutes, typesetter: Typesetter, *, draft: bool) -> Iterator[Flowable]:
    """Return what opens the first page."""
    yield typesetter.paragraph(minutes.establishment, _ESTABLISHMENT)
    yield Rule(1.6, ACCENT, 3)
    yield typesetter.paragraph(minutes.title, _KIND)
    yield typesetter.paragraph(minutes.certification, TITLE)
    yield typesetter.paragraph(minutes.subtitle, _SUBTITLE)
    yield _identity(minutes, typesetter)
    if minutes.figures:
        yield _figures(minutes, typesetter)
        yield Rule()
    yield Spacer(1, 2 * mm)
    for line in minutes.preamble:
        yield typesetter.paragraph(line, BODY)
    if draft:
        yield typesetter.paragraph(minutes.draft_note, NOTE)


def _identity(minutes: Minutes, typesetter: Typesetter) -> Flowable:
    told = [
        ("Procès-verbal", minutes.number or "sans numéro"),
        ("Séance", capitalised(minutes.date_words)),
    ]
    if minutes.rectification is not None:
        told.append(("Rectifie", minutes.rectification.cited[0].text))
    row = [(Run(label, TINY_MUTED), Run(text, SMALL_BOLD)) for label, text in told]
    columns = [Column("", PORTRAIT_WIDTH / len(told)) for _ in told]
    return grid(typesetter, columns, [row], GridLayout(head=False, sense=Sense.TEXT))


def _figures(minutes: Minutes, typesetter: Typesetter) -> Flowable:
    width = PORTRAIT_WIDTH / max(len(minutes.figures), 4)
    columns = [Column("", width) for _ in minutes.figures]
    row = [(Run(each.value, _FIGURE), Run(each.label, TINY_MUTED)) for each in minutes.figures]
    return grid(typesetter, columns, [row], GridLayout(head=False, ruled=False, sense=Sense.TEXT))
