"""The rectification on paper: what is cited, why, and the table of before and after."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from jurydesk.french.spaces import capitalised
from jurydesk.minutes.content.model import ChangeRow, Decided, Minutes
from jurydesk.minutes.content.rectification_section import CHANGED
from jurydesk.minutes.pages.fonts import SEMIBOLD
from jurydesk.minutes.pages.grid import Cell, Column, Grid, GridLayout, Sense, grid
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH
from jurydesk.minutes.pages.typesetting import (
    AMBER,
    BODY,
    SMALL,
    SMALL_BOLD,
    SMALL_MUTED,
    TINY_MUTED,
    Run,
    Style,
    Typesetter,
)

_ALERT = Style(font=SEMIBOLD, before=4, after=2)
_CHANGED = Style(SEMIBOLD, 8, 10.5, AMBER)


def rectification_flowables(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    """Return the section of rectifying minutes, nothing for the others."""
    part = minutes.rectification
    if part is None:
        return
    yield from typesetter.section("Rectification")
    for line in part.statement:
        yield typesetter.paragraph(line, BODY)
    columns = (
        Column("", 46 * mm, style=SMALL_MUTED),
        Column("", PORTRAIT_WIDTH - 46 * mm, style=SMALL),
    )
    pairs = [*((pair.label, pair.text) for pair in part.cited), ("Motif", part.reason)]
    yield grid(typesetter, columns, pairs, GridLayout(pad=2.5, head=False, sense=Sense.PAIRS))
    if part.alert:
        yield typesetter.paragraph(part.alert, _ALERT)
    yield from typesetter.section("Décisions, avant et après", 1)
    yield _changes(part.rows, typesetter)


def _changes(rows: tuple[ChangeRow, ...], typesetter: Typesetter) -> Grid:
    name, effect = 34 * mm, 18 * mm
    said = (PORTRAIT_WIDTH - name - effect) / 3
    columns = (
        Column("Candidature", name),
        Column("Objet", said, style=SMALL),
        Column("Premier procès-verbal", said),
        Column("Nouvelle délibération", said),
        Column("Effet", effect),
    )
    cells: list[tuple[Cell, ...]] = []
    joined: set[int] = set()
    for index, row in enumerate(rows):
        opens = index == 0 or rows[index - 1].identifier != row.identifier
        cells.append(_change(row, opens=opens))
        if not opens:
            joined.add(index - 1)
    return grid(typesetter, columns, cells, who=[row.name for row in rows], joined=joined)


def _change(row: ChangeRow, *, opens: bool) -> tuple[Cell, ...]:
    changed = row.effect == CHANGED
    who = (Run(row.name, SMALL_BOLD), Run(row.identifier, TINY_MUTED)) if opens else ""
    return (
        who,
        row.subject,
        _said(row.before, SMALL),
        _said(row.after, SMALL_BOLD if changed else SMALL),
        Run(capitalised(row.effect), _CHANGED if changed else SMALL_MUTED),
    )


def _said(decided: Decided, style: Style) -> Cell:
    return (Run(capitalised(decided.words), style), Run(decided.level, TINY_MUTED))
