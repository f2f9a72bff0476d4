"""Exact counts of persons who have a quality, some of them unknown; leaves naming it to checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from jurydesk.compliance.member import JuryMember


@dataclass(frozen=True, slots=True)
class Share:
    """A « part »: those who have a quality, those of whom it is unknown, and how many in all.

    An unknown person is never counted on either side: both bounds are kept.
    """

    having: tuple[JuryMember, ...]
    unknown: tuple[JuryMember, ...]
    total: int

    @property
    def value(self) -> str:
        """Those known to have it, over all, written as counted."""
        return f"{len(self.having)}/{self.total}"

    @property
    def bounds(self) -> str:
        """The value, or « entre 2/8 et 3/8 » when someone is unknown."""
        if not self.unknown:
            return self.value
        return f"entre {self.value} et {len(self.having) + len(self.unknown)}/{self.total}"

    def reaches(self, threshold: Fraction) -> bool | None:
        """Whether the share is at least the threshold; ``None`` when unknowns decide it."""
        floor = threshold.numerator * self.total
        return self._decide(lambda have: have * threshold.denominator >= floor)

    def exceeds(self, threshold: Fraction) -> bool | None:
        """Whether the share is strictly more; ``None`` when unknowns decide it."""
        floor = threshold.numerator * self.total
        return self._decide(lambda have: have * threshold.denominator > floor)

    def _decide(self, passes: Callable[[int], bool]) -> bool | None:
        if not self.total:
            return None
        if passes(len(self.having)):
            return True
        return None if passes(len(self.having) + len(self.unknown)) else False


def share_of(
    members: Iterable[JuryMember],
    quality: Callable[[JuryMember], bool | None],
    total: int | None = None,
) -> Share:
    """Count the members who have a quality, over all of them or over another total."""
    members = tuple(members)
    answers = [(member, quality(member)) for member in members]
    return Share(
        having=tuple(member for member, answer in answers if answer),
        unknown=tuple(member for member, answer in answers if answer is None),
        total=len(members) if total is None else total,
    )


def missing_when_added(
    have: int, total: int, threshold: Fraction, *, strictly: bool = False
) -> int | None:
    """Return the smallest m with (have + m)/(total + m) at the threshold or above.

    ``strictly`` asks for more than the threshold. ``None`` when adding persons never does,
    since a threshold of one asks to replace those who do not have the quality.
    """
    # In whole numbers: (have + m)·d ≥ n·(total + m) for a threshold n/d.
    short = threshold.numerator * total - have * threshold.denominator
    gain = threshold.denominator - threshold.numerator
    if short < 0 or (short == 0 and not strictly):
        return 0
    if gain <= 0:
        return None
    return short // gain + 1 if strictly else -(-short // gain)


def missing_beside(have: int, total: int, threshold: Fraction) -> int:
    """Return the smallest m with (have + m)/total at the threshold or above.

    For a reading whose denominator does not grow with the persons added.
    """
    return max(0, ceil(threshold * total) - have)
