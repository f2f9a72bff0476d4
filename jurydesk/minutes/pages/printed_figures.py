"""The annex of figures: each chart, then the table that says the same, on one page."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import KeepTogether, PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from jurydesk.deliberation.figures.chart import Chart
from jurydesk.minutes.charts.printed_chart import PrintedChart
from jurydesk.minutes.content.model import Minutes
from jurydesk.minutes.pages.grid import Column, Grid, GridLayout, grid
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH
from jurydesk.minutes.pages.typesetting import (
    HEAD_CELL,
    NOTE,
    SMALL,
    SMALL_BOLD,
    TINY,
    TINY_BOLD,
    Run,
    Typesetter,
)

_HIGH = 150
_FIRST, _MANY = 0.42, 4
# Words of levels stand whole in narrow columns.
_NARROW = replace(HEAD_CELL, size=6.4, leading=7.8)


def figure_flowables(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    """Return the annex, on pages of its own; nothing where the session does not ask for it."""
    annex = minutes.figures_annex
    if annex is None:
        return
    yield PageBreak()
    yield from typesetter.section(annex.title)
    yield typesetter.paragraph(annex.note, NOTE)
    for chart in annex.charts:
        yield from _chart(chart, typesetter)


def _chart(chart: Chart, typesetter: Typesetter) -> Iterator[Flowable]:
    drawn = [
        *typesetter.section(chart.title, 1)[1:],
        typesetter.paragraph(chart.note, NOTE),
        PrintedChart(chart, typesetter, _HIGH),
        Spacer(1, 6),
    ]
    yield KeepTogether(drawn)
    yield _table(chart, typesetter)
    for remark in chart.remarks:
        yield typesetter.paragraph(remark, SMALL)


def _table(chart: Chart, typesetter: Typesetter) -> Grid:
    """Set a table as wide as its columns ask, no wider than the page."""
    count = len(chart.headings) - 1
    many = count > _MANY
    first = PORTRAIT_WIDTH * (0.26 if many else _FIRST if count > 1 else 0.5)
    others = min((PORTRAIT_WIDTH - first) / count, PORTRAIT_WIDTH * 0.16)
    style = TINY if many else SMALL
    bold = TINY_BOLD if many else SMALL_BOLD
    columns = [
        Column(heading, others if place else first, style=style)
        for place, heading in enumerate(chart.headings)
    ]
    rows = [
        [Run(cell, style if place else bold) for place, cell in enumerate(row)]
        for row in chart.rows
        if any(cell != "0" for cell in row[1:])
    ]
    layout = GridLayout(pad=2, gutter=5, head_style=_NARROW if many else HEAD_CELL)
    return grid(typesetter, columns, [[[run] for run in row] for row in rows], layout)
