"""A signature drawn by hand, as plain strokes: a decoration that proves nothing.

Only where the pen went is kept, neither its pressure nor its pace, which would be biometric data.
Leaves taking strokes in to the screen, and drawing them on paper to
:mod:`~jurydesk.signature.stamp`; both draw the same :func:`curves`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

# The drawing's width for a height of 1, on screen and on paper.
ASPECT = 2.25
MAX_STROKES = 64
MAX_POINTS = 400
# The pen's width and the least distance between two points, for a height of 1.
PEN = 0.024
_STEP = 0.03
_COARSER = 1.25

Point = tuple[float, float]
Stroke = tuple[Point, ...]
# Two control points and the end of a Bézier curve that starts where the one before ended.
Curve = tuple[Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Handwriting:
    """« Signature manuscrite »: strokes of points from (0, 0), top left, to (1, 1), bottom right.

    Raises:
        ValueError: No stroke, an empty one, a point outside, or more than the bounds allow.
    """

    strokes: tuple[Stroke, ...]

    def __post_init__(self) -> None:
        """Refuse what could not be drawn inside a stamp of bounded size."""
        if not 1 <= len(self.strokes) <= MAX_STROKES or not all(self.strokes):
            raise ValueError(f"{len(self.strokes)} strokes, or an empty one")
        points = [point for stroke in self.strokes for point in stroke]
        if len(points) > MAX_POINTS:
            raise ValueError(f"{len(points)} points")
        if not all(0 <= place <= 1 for point in points for place in point):
            raise ValueError("a point outside the drawing")


def simplify(strokes: Iterable[Sequence[Point]]) -> Handwriting:
    """Return the drawing of raw strokes: points kept inside, and no more than the bound.

    A point is kept once it is a step away from the last one kept; a stroke keeps its two ends.
    Where that still leaves too many points, the step grows until it does not.

    Raises:
        ValueError: No stroke, an empty one, or too many of them.
    """
    inside = [tuple((_inside(x), _inside(y)) for x, y in stroke) for stroke in strokes]
    step = _STEP
    kept = tuple(_thinned(stroke, step) for stroke in inside)
    while len(inside) <= MAX_STROKES and sum(map(len, kept)) > MAX_POINTS:
        step *= _COARSER
        kept = tuple(_thinned(stroke, step) for stroke in inside)
    return Handwriting(kept)


def curves(stroke: Stroke) -> tuple[Curve, ...]:
    """Return the smooth line through a stroke's points; a dot has none.

    The line leaves each point towards the direction between its two neighbours, with handles of a
    third of each chord: however uneven the points, it makes no loop of its own.
    """
    last = len(stroke) - 1
    slopes = [
        _direction(stroke[max(place - 1, 0)], stroke[min(place + 1, last)])
        for place in range(len(stroke))
    ]
    return tuple(
        (
            _moved(stroke[place], slopes[place], distance(*stroke[place : place + 2]) / 3),
            _moved(stroke[place + 1], slopes[place + 1], -distance(*stroke[place : place + 2]) / 3),
            stroke[place + 1],
        )
        for place in range(last)
    )


def distance(one: Point, other: Point) -> float:
    """Return how far two points are, for a height of 1."""
    return hypot((other[0] - one[0]) * ASPECT, other[1] - one[1])


def _thinned(stroke: Stroke, step: float) -> Stroke:
    kept = list(stroke[:1])
    for point in stroke[1:]:
        if distance(kept[-1], point) >= step:
            kept.append(point)
    if stroke[-1:] != tuple(kept[-1:]):
        # The end takes the place of a point nearer than a step, save the start's.
        kept[max(len(kept) - 1, 1) :] = stroke[-1:]
    return tuple(kept)


def _direction(one: Point, other: Point) -> Point:
    length = distance(one, other)
    if not length:
        return 0.0, 0.0
    return (other[0] - one[0]) / length, (other[1] - one[1]) / length


def _moved(point: Point, direction: Point, by: float) -> Point:
    return _inside(point[0] + direction[0] * by), _inside(point[1] + direction[1] * by)


def _inside(place: float) -> float:
    return min(max(place, 0.0), 1.0)
