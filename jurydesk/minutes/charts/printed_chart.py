"""A chart on a page: a figure of the structure, its words beside it for whoever hears it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from reportlab.platypus.flowables import Flowable

from jurydesk.deliberation.figures.chart import Chart, Pattern
from jurydesk.minutes.charts.layout import Room, least_height, set_out
from jurydesk.minutes.charts.shapes import GRID, MUTED, PLATE, Box, Label, Stroke, hatching
from jurydesk.minutes.pages import typesetting as type_
from jurydesk.minutes.pages.fonts import REGULAR, SEMIBOLD
from jurydesk.minutes.pages.inking import Line, fill, inker_of, stroke
from jurydesk.minutes.pages.structure import Kind, alternative, code_of, structure_of
from jurydesk.minutes.pages.typesetting import Style, Typesetter

_SIZE = 7.6
_WHITE = "#ffffff"
_STRONG = {
    "good": type_.GREEN,
    "warn": type_.AMBER,
    "bad": type_.RED,
    "accent": type_.ACCENT,
    "muted": type_.MUTED,
}
_SOFT = {
    "good": "#e3f2ea",
    "warn": "#faf0dc",
    "bad": "#f9e6e3",
    "accent": "#e4eaf4",
    "muted": "#eef0f3",
}
_INKS = {MUTED: type_.MUTED, GRID: type_.HAIRLINE}


class PrintedChart(Flowable):
    """A chart as wide as the column and as high as it needs."""

    def __init__(self, chart: Chart, typesetter: Typesetter, height: float = 0) -> None:
        super().__init__()
        self._chart = chart
        self._typesetter = typesetter
        self._height = height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        plain, bold = (partial(self._measure, font) for font in (REGULAR, SEMIBOLD))
        bare = Room(width, 0, _SIZE, plain, bold)
        high = max(self._height, least_height(self._chart, bare))
        self._room = replace(bare, high=high)
        self.width, self.height = width, self._room.high
        return self.width, self.height

    def draw(self) -> None:
        """Draw the shapes, then the texts, all as one figure."""
        shapes = set_out(self._chart, self._room)
        tags, code = structure_of(self.canv), code_of(self.canv)
        figure = tags.add(Kind.FIGURE, more=alternative(self._chart.spoken))
        code.append(tags.begin(figure))
        lines: list[Line] = []
        for shape in shapes:
            if isinstance(shape, Label):
                lines.append(self._line(shape))
            else:
                code.extend(self._drawn(shape))
        tags.say(line.text for line in lines)
        if lines:
            block = inker_of(self.canv).block(tuple(lines))
            code.extend(("BT 1 0 0 1 0 0 Tm", block, "ET"))
        code.append("EMC")

    def _measure(self, font: str, text: str) -> float:
        return self._typesetter.faces.width(text, font, _SIZE)

    def _line(self, label: Label) -> Line:
        style = Style(
            font=SEMIBOLD if label.bold else REGULAR,
            size=_SIZE,
            colour=_INKS.get(label.tone, type_.INK),
        )
        text = self._typesetter.line(label.text)
        wide = self._measure(style.font, text)
        x = label.x - {"left": 0.0, "center": wide / 2, "right": wide}[label.side]
        return Line(x, self.height - label.y, f"{text} ", style)

    def _drawn(self, shape: Box | Stroke) -> Iterator[str]:
        if isinstance(shape, Stroke):
            yield stroke(_INKS.get(shape.tone, type_.MUTED), 0.6)
            yield "[3 2] 0 d" if shape.dashed else "[] 0 d"
            yield self._path(shape.x, shape.y, shape.to_x, shape.to_y)
            yield "[] 0 d"
            return
        y = self.height - shape.y - shape.high
        rect = f"{shape.x:.2f} {y:.2f} {shape.wide:.2f} {shape.high:.2f} re"
        if shape.tone == PLATE:
            yield from (fill(_WHITE), rect, "f")
            return
        strong = _STRONG[shape.tone]
        ground = {Pattern.FULL: strong, Pattern.BLANK: _WHITE}
        pattern = shape.pattern or Pattern.FULL
        yield from (fill(ground.get(pattern, _SOFT[shape.tone])), rect, "f", stroke(strong, 0.6))
        for line in hatching(shape, _SIZE * 0.5):
            yield self._path(*line)
        yield from (rect, "S")

    def _path(self, x: float, y: float, to_x: float, to_y: float) -> str:
        high = self.height
        return f"{x:.2f} {high - y:.2f} m {to_x:.2f} {high - to_y:.2f} l S"
