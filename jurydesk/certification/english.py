"""Tests of English: their scales by date, and what a score means; leaves the verdict to checks.

A test may have two scales (the TOEFL iBT has had one from 1 to 6 since 21/01/2026): the value tells
which. A score outside every scale of its test is no score.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from jurydesk.certification.rule_values import EnglishScale
from jurydesk.certification.rulebook import Rulebook
from jurydesk.french.days import short_day
from jurydesk.french.folding import fold
from jurydesk.french.numbers import plain_decimal


@dataclass(frozen=True, slots=True)
class EnglishReading:
    """A score as it was understood: on which scale, the lowest that admits, and whether it does.

    ``scale`` is ``None`` where the rulebook knows none that holds the score; ``outside`` says that
    it knows some and the test gives no such score. ``passed`` is ``None`` while nothing can be
    said: a score the test does not give is never reached, and low where it is below the minimum.
    """

    test: str
    score: Decimal
    scale: EnglishScale | None
    minimum: Decimal | None
    outside: bool = False

    @property
    def passed(self) -> bool | None:
        """Whether the score admits."""
        if self.minimum is None:
            return None
        if self.outside:
            return False if self.scale is not None and self.score < self.minimum else None
        return self.score >= self.minimum

    @property
    def words(self) -> str:
        """Return « TOEFL 4,5, échelle de 1 à 6 depuis le 21/01/2026 »."""
        told = f"{self.test} {plain_decimal(self.score)}"
        if self.scale is None or not self.on_second_scale:
            return told
        return f"{told}, {scale_words(self.scale)}"

    @property
    def on_second_scale(self) -> bool:
        """Whether the score is on a scale with a minimum of its own, not the fiche's."""
        return self.scale is not None and self.scale.minimum is not None


def known_test(rulebook: Rulebook, text: str) -> str | None:
    """Return the test of the rulebook that a text names, « Cambridge C1 Advanced » as CAE.

    The longest name found as whole words decides; ``None`` for a test it does not know.
    """
    words = f" {fold(text)} "
    names = [(fold(name), test) for test, name in _names(rulebook)]
    found = [(len(name), test) for name, test in names if name and f" {name} " in words]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def read_score(rulebook: Rulebook, test: str, score: Decimal) -> EnglishReading:
    """Say what a score of a test means by the rulebook."""
    known = rulebook.memo.get((test, score))
    if known is None:
        known = rulebook.memo[test, score] = _read(rulebook, test, score)
    return cast("EnglishReading", known)


def _read(rulebook: Rulebook, test: str, score: Decimal) -> EnglishReading:
    name = known_test(rulebook, test) or test
    floor = next((each.minimum for each in rulebook.english if each.test == name), None)
    scales = [each for each in rulebook.english_scales if each.test == name]
    # The narrowest scale that holds the value: 4.5 is of 1–6, 85 of 0–120.
    holding = [each for each in scales if each.holds(score)]
    if not holding:
        return EnglishReading(name, score, None, floor, outside=bool(scales))
    scale = min(holding, key=lambda each: each.high - each.low)
    lowest = floor if scale.minimum is None else scale.minimum
    return EnglishReading(name, score, scale, lowest, outside=not scale.has_step(score))


def scales_words(rulebook: Rulebook, test: str) -> str:
    """Return every scale of a test, « échelle de 0 à 120 ou échelle de 1 à 6 … »."""
    return " ou ".join(scale_words(each) for each in rulebook.english_scales if each.test == test)


def scale_words(scale: EnglishScale) -> str:
    """Return « échelle de 1 à 6 par 0,5 depuis le 21/01/2026 »."""
    low, high, step = (plain_decimal(n) for n in (scale.low, scale.high, scale.step))
    by = "" if scale.step == 1 else f" par {step}"
    since = "" if scale.since is None else f" depuis le {short_day(scale.since)}"
    return f"échelle de {low} à {high}{by}{since}"


def _names(rulebook: Rulebook) -> Iterable[tuple[str, str]]:
    for floor in rulebook.english:
        yield floor.test, floor.test
    for scale in rulebook.english_scales:
        for name in (scale.test, *scale.names):
            yield scale.test, name
