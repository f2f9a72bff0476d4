"""A chart as plain data: counts, what they count, and the table that says the same.

Leaves drawing to :mod:`jurydesk.minutes.charts`, for the screen and for paper alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from fractions import Fraction

from jurydesk.french.numbers import agree_number, percent
from jurydesk.french.spaces import NBSP, typeset

SMALL = 5
"""A count below this, zero apart, may tell who is counted: statistical offices hide it."""


class Form(Enum):
    """How counts are drawn: lying bars in parts, bars of equal length, or standing bars."""

    STACKED = auto()
    SHARES = auto()
    HISTOGRAM = auto()


class Pattern(StrEnum):
    """What tells a part without its colour, also in grey."""

    FULL = "plein"
    RISING = "hachures montantes"
    FALLING = "hachures descendantes"
    CROSSED = "quadrillage"
    LEVEL = "lignes horizontales"
    UPRIGHT = "lignes verticales"
    DOTTED = "points"
    BLANK = "vide"


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of thing counted, with its tone and its pattern."""

    words: str
    tone: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Bar:
    """A group and its counts, one for each series; ``words`` say the label in full."""

    label: str
    counts: tuple[int, ...]
    words: str = ""

    @property
    def total(self) -> int:
        """Everybody in the group."""
        return sum(self.counts)

    @property
    def name(self) -> str:
        """The label with its words."""
        return f"{self.label}{NBSP}– {self.words}" if self.words else self.label


@dataclass(frozen=True, slots=True)
class Guide:
    """A bound drawn across standing bars, ``place`` bars from the left; the leftmost come first."""

    place: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: ``head`` names its groups, ``unit`` what is counted, « candidat ».

    ``note`` says how it is counted, ``remarks`` what comes out of it, ``absent`` why there is
    nothing to draw.
    """

    key: str
    title: str
    head: str
    note: str
    form: Form
    series: tuple[Series, ...] = ()
    bars: tuple[Bar, ...] = ()
    unit: str = "candidat"
    remarks: tuple[str, ...] = ()
    guides: tuple[Guide, ...] = ()
    absent: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(bar.total for bar in self.bars)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the table; a total where there are several parts."""
        words = tuple(series.words for series in self.series)
        return (self.head, *words, *(("Total",) if self._sums else ()))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the table, a group each; the last one adds them up where that has a sense."""
        rows = [self._row(bar) for bar in self.bars]
        if len(rows) > 1 and self._adds_up:
            rows.append(self._row(Bar("Ensemble", tuple(map(sum, self._columns)))))
        return tuple(rows)

    @property
    def spoken(self) -> str:
        """Everything the chart shows, in one sentence for whoever hears it."""
        if self.is_empty:
            return typeset(f"{self.title}. {self.absent}")
        told = [f"{bar.name} : {self._parts(bar)}" for bar in self.bars if bar.total]
        return typeset(f"{self.title}. {' ; '.join(told)}. {' '.join(self.remarks)}".strip())

    @property
    def small_groups(self) -> tuple[Bar, ...]:
        """The groups of fewer than five people."""
        return tuple(bar for bar in self.bars if 0 < bar.total < SMALL)

    @property
    def has_small_counts(self) -> bool:
        """Whether a number is so small that it may tell who is counted."""
        return any(0 < count < SMALL for bar in self.bars for count in bar.counts)

    @property
    def _sums(self) -> bool:
        return self.form is not Form.HISTOGRAM

    @property
    def _adds_up(self) -> bool:
        # The same people are counted once a bloc, and once a session.
        return self.form is Form.HISTOGRAM or self.head == ROUTE

    @property
    def _columns(self) -> Iterable[tuple[int, ...]]:
        return zip(*(bar.counts for bar in self.bars), strict=True)

    def _row(self, bar: Bar) -> tuple[str, ...]:
        cells = [self._cell(count, bar) for count in bar.counts]
        return (bar.name, *cells, *((str(bar.total),) if self._sums else ()))

    def _cell(self, count: int, bar: Bar) -> str:
        if self.form is not Form.SHARES or not bar.total:
            return str(count)
        return f"{count} ({percent(Fraction(count, bar.total))})"

    def _parts(self, bar: Bar) -> str:
        told = [
            f"{series.words} {count}"
            for series, count in zip(self.series, bar.counts, strict=True)
            if count and len(self.series) > 1
        ]
        people = f"{bar.total} {agree_number(bar.total, self.unit)}"
        return ", ".join(told) if told else people


ROUTE = "Voie d’accès"


def small_warning(charts: Iterable[Chart]) -> str:
    """Return what to know before figures are shown to others; nothing where no count is small."""
    several = tuple(charts)
    if not any(chart.has_small_counts for chart in several):
        return ""
    return typeset(
        f"Des effectifs sont inférieurs à {SMALL} : sans aucun nom, ils peuvent faire reconnaître "
        "une personne. Ne les publiez pas tels quels."
    )
