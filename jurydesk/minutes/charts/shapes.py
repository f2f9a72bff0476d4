"""What a chart is drawn with, and how a part is hatched; x to the right, y down, one unit a point.

Leaves pens and colours to whoever draws: a tone is the word of ``deliberation.looks``.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from jurydesk.deliberation.figures.chart import Pattern

Side = Literal["left", "center", "right"]
Measure = Callable[[str], float]
"""Returns how wide a text is, at the size the chart is set in."""

PLATE, TEXT, MUTED, GRID = "plate", "text", "muted", "grid"


class Box(NamedTuple):
    """A rectangle: filled in a tone by its pattern and outlined, or a plate under a number."""

    x: float
    y: float
    wide: float
    high: float
    tone: str
    pattern: Pattern | None = None


class Stroke(NamedTuple):
    """A straight line, dashed where it is a bound."""

    x: float
    y: float
    to_x: float
    to_y: float
    tone: str
    dashed: bool = False


class Label(NamedTuple):
    """A text on one line; ``x`` is its left, its middle or its right, ``y`` its base line."""

    x: float
    y: float
    text: str
    side: Side = "left"
    tone: str = TEXT
    bold: bool = False


Shape = Box | Stroke | Label


def hatching(box: Box, step: float) -> Iterator[tuple[float, float, float, float]]:
    """Return the lines that fill a box by its pattern, cut at its sides."""
    pattern = box.pattern
    if pattern in (Pattern.RISING, Pattern.CROSSED):
        yield from _slanted(box, step, falls=False)
    if pattern in (Pattern.FALLING, Pattern.CROSSED):
        yield from _slanted(box, step, falls=True)
    right, bottom = box.x + box.wide, box.y + box.high
    if pattern is Pattern.LEVEL:
        for y in _steps(box.y, bottom, step):
            yield box.x, y, right, y
    if pattern is Pattern.UPRIGHT:
        for x in _steps(box.x, right, step):
            yield x, box.y, x, bottom
    if pattern is Pattern.DOTTED:
        dot = step / 10
        for y in _steps(box.y, bottom - dot, step):
            for x in _steps(box.x, right - dot, step):
                yield x, y, x + dot, y


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    place = start + step / 2
    while place < end:
        yield place
        place += step


def _slanted(box: Box, step: float, *, falls: bool) -> Iterator[tuple[float, float, float, float]]:
    """Return lines at 45°: along each, x grows as y does where it falls, as y shrinks else."""
    reach = box.wide + box.high
    for along in _steps(0, reach, step * 1.4):
        left = max(0.0, along - box.high)
        right = min(box.wide, along)
        low, high = along - left, along - right
        if falls:
            low, high = box.high - low, box.high - high
        yield box.x + left, box.y + low, box.x + right, box.y + high
