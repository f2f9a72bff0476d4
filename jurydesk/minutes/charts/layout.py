"""Sets a chart out in a room: legend, axes, bars, numbers; leaves drawing the shapes to others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jurydesk.deliberation.figures.chart import Bar, Chart, Form
from jurydesk.french.spaces import NBSP, THIN
from jurydesk.minutes.charts.shapes import (
    GRID,
    MUTED,
    PLATE,
    Box,
    Label,
    Measure,
    Shape,
    Stroke,
)

_NICE = (1, 2, 5)
_TICKS = 6
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Room:
    """Where a chart stands: width and height, the size of its letters, how wide texts are."""

    wide: float
    high: float
    size: float
    plain: Measure
    bold: Measure


def least_height(chart: Chart, room: Room) -> float:
    """Return the height that a chart needs to be read, at the width of a room."""
    legend = len(_legend_rows(chart, room)) * room.size * 1.6
    if chart.form is Form.HISTOGRAM:
        return legend + room.size * (14 + 1.4 * len(chart.guides))
    return legend + room.size * (3 + 1.9 * max(len(chart.bars), 1))


def set_out(chart: Chart, room: Room) -> tuple[Shape, ...]:
    """Return everything to draw, in order; nothing for a chart without counts."""
    if chart.is_empty:
        return ()
    top, legend = _legend(chart, room)
    below = _Area(chart, room, top)
    drawn = below.standing() if chart.form is Form.HISTOGRAM else below.lying()
    return (*legend, *drawn)


def _legend_rows(chart: Chart, room: Room) -> list[list[tuple[float, int]]]:
    """Return the legend's entries in rows, each with the place where it begins."""
    if len(chart.series) < 2:
        return []
    rows: list[list[tuple[float, int]]] = [[]]
    x = 0.0
    for place, series in enumerate(chart.series):
        wide = room.size * 3 + room.plain(series.words)
        if rows[-1] and x + wide > room.wide:
            rows.append([])
            x = 0.0
        rows[-1].append((x, place))
        x += wide + room.size
    return rows


def _legend(chart: Chart, room: Room) -> tuple[float, list[Shape]]:
    drawn: list[Shape] = []
    size, y = room.size, 0.0
    for row in _legend_rows(chart, room):
        for x, place in row:
            series = chart.series[place]
            drawn.append(Box(x + 1, y + 1, size * 2, size, series.tone, series.pattern))
            drawn.append(Label(x + size * 2.5, y + size * 0.95, series.words))
        y += size * 1.6
    return y + size * 0.4, drawn


class _Area:
    """The room of the bars of one chart."""

    def __init__(self, chart: Chart, room: Room, top: float) -> None:
        self._chart = chart
        self._room = room
        self._top = top
        self._size = room.size

    def lying(self) -> Iterator[Shape]:
        """Draw bars from left to right, each in parts."""
        chart, room, size = self._chart, self._room, self._size
        names = max((room.bold(bar.label) for bar in chart.bars), default=0.0)
        most = max(bar.total for bar in chart.bars)
        left, right = names + size, room.wide - room.bold(_number(most)) - size * 1.2
        bottom = room.high - size * 1.8
        yield from self._lying_axis(left, right, bottom, most)
        pitch = (bottom - self._top) / len(chart.bars)
        thick = min(pitch * 0.72, size * 3.4)
        for place, bar in enumerate(chart.bars):
            middle = self._top + pitch * (place + 0.5)
            yield Label(left - size * 0.6, middle + size * 0.35, bar.label, "right", bold=True)
            whole = bar.total if chart.form is Form.SHARES else most
            x = left
            for series, count in zip(chart.series, bar.counts, strict=True):
                if count:
                    wide = (right - left) * count / whole
                    box = Box(x, middle - thick / 2, wide, thick, series.tone, series.pattern)
                    yield box
                    yield from self._inside(box, _number(count))
                    x += wide
            yield Label(x + size * 0.5, middle + size * 0.35, _number(bar.total), bold=True)

    def _inside(self, box: Box, text: str) -> Iterator[Shape]:
        """Write a number in its part, where there is room for it."""
        size, wide = self._size, self._room.bold(text) + self._size * 0.6
        if wide + size * 0.4 <= box.wide and size * 1.1 <= box.high:
            middle = box.x + box.wide / 2
            down = box.y + box.high / 2
            yield Box(middle - wide / 2, down - size * 0.62, wide, size * 1.24, PLATE)
            yield Label(middle, down + size * 0.35, text, "center", bold=True)

    def _lying_axis(self, left: float, right: float, bottom: float, most: int) -> Iterator[Shape]:
        if self._chart.form is Form.SHARES:
            quarters = range(_QUARTERS + 1)
            ticks = [(Fraction(n, _QUARTERS), f"{n * 25}{THIN}%") for n in quarters]
        else:
            ticks = [(Fraction(n, most), _number(n)) for n in _ticks(most)]
        for share, words in ticks:
            x = left + (right - left) * float(share)
            yield Stroke(x, self._top, x, bottom, GRID)
            yield Label(x, bottom + self._size * 1.4, words, "center", MUTED)

    def standing(self) -> Iterator[Shape]:
        """Draw bars side by side, each a range of values."""
        chart, room, size = self._chart, self._room, self._size
        most = max(max(bar.counts) for bar in chart.bars)
        left = room.plain(_number(most)) + size * 0.8
        top = self._top + size * (1.4 * (len(chart.guides) + 1))
        bottom = room.high - size * 1.8
        for tick in _ticks(most):
            y = bottom - (bottom - top) * tick / most
            yield Stroke(left, y, room.wide, y, GRID)
            yield Label(left - size * 0.4, y + size * 0.35, _number(tick), "right", MUTED)
        pitch = (room.wide - left) / len(chart.bars)
        yield from self._labels(chart.bars, left, pitch, bottom)
        for place, bar in enumerate(chart.bars):
            yield from self._stand(bar, left + pitch * place, pitch, bottom, (bottom - top) / most)
        yield from self._guides(left, pitch, bottom)

    def _stand(
        self, bar: Bar, left: float, pitch: float, bottom: float, unit: float
    ) -> Iterator[Shape]:
        wide = pitch * 0.86 / len(bar.counts)
        for place, (series, count) in enumerate(zip(self._chart.series, bar.counts, strict=True)):
            if not count:
                continue
            x, high = left + pitch * 0.07 + wide * place, unit * count
            yield Box(x, bottom - high, wide, high, series.tone, series.pattern)
            words = _number(count)
            if self._room.bold(words) <= wide * 1.3:
                y = bottom - high - self._size * 0.3
                yield Label(x + wide / 2, y, words, "center", bold=True)

    def _labels(
        self, bars: Sequence[Bar], left: float, pitch: float, bottom: float
    ) -> Iterator[Shape]:
        """Write the ranges below their bars, one in so many where they are narrow."""
        widest = max(self._room.plain(bar.label) for bar in bars) + self._size * 0.3
        every = max(1, -(-int(widest) // max(int(pitch), 1)))
        for place, bar in enumerate(bars):
            if place % every == 0:
                x = left + pitch * (place + 0.5)
                yield Label(x, bottom + self._size * 1.4, bar.label, "center", MUTED)

    def _guides(self, left: float, pitch: float, bottom: float) -> Iterator[Shape]:
        for row, guide in enumerate(self._chart.guides):
            x = left + pitch * float(guide.place)
            y = self._top + self._size * 1.4 * row
            yield Stroke(x, y, x, bottom, MUTED, dashed=True)
            before = x + self._room.plain(guide.words) > self._room.wide
            side = -1 if before else 1
            yield Label(
                x + side * self._size * 0.4,
                y + self._size,
                guide.words,
                "right" if before else "left",
                MUTED,
            )


def _number(count: int) -> str:
    """Return a count with its thousands apart."""
    return f"{count:,}".replace(",", NBSP)


def _ticks(most: int) -> range:
    """Return round numbers from 0 up to the highest count."""
    step, power = 1, 1
    while most // step >= _TICKS:
        for nice in _NICE:
            step = nice * power
            if most // step < _TICKS:
                break
        power *= 10
    return range(0, most + 1, step)
