"""Exact counts, and the smallest number of persons that would do."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurydesk.compliance.share import Share, missing_beside, missing_when_added
from tests.builders import a_member

HALF = Fraction(1, 2)
THREE_TENTHS = Fraction(3, 10)


def share(having: int, unknown: int, total: int) -> Share:
    people = tuple(a_member(f"M{n}", "enseignant") for n in range(1, having + unknown + 1))
    return Share(people[:having], people[having:], total)


def test_a_share_is_written_as_counted():
    assert share(2, 0, 8).value == "2/8"
    assert share(2, 0, 8).bounds == "2/8"
    assert share(2, 1, 8).bounds == "entre 2/8 et 3/8"


@pytest.mark.parametrize(
    ("having", "unknown", "total", "verdict"),
    [
        (3, 0, 10, True),
        (2, 0, 8, False),
        (2, 1, 8, None),
        (0, 0, 0, None),
        (1, 1, 8, False),
    ],
)
def test_thirty_percent_is_reached_exactly(having, unknown, total, verdict):
    assert share(having, unknown, total).reaches(THREE_TENTHS) is verdict


def test_a_majority_is_strictly_more_than_half():
    assert share(4, 0, 8).reaches(HALF) is True
    assert share(4, 0, 8).exceeds(HALF) is False
    assert share(5, 0, 8).exceeds(HALF) is True


@pytest.mark.parametrize(
    ("have", "total", "threshold", "missing"),
    [
        (2, 8, THREE_TENTHS, 1),
        (3, 9, THREE_TENTHS, 0),
        (0, 6, THREE_TENTHS, 3),
        (0, 0, THREE_TENTHS, 0),
        (2, 8, Fraction(1), None),
        (8, 8, Fraction(1), 0),
    ],
)
def test_additions_grow_both_sides(have, total, threshold, missing):
    assert missing_when_added(have, total, threshold) == missing


def test_strictly_more_asks_for_one_beyond_equality():
    # 4/8 is half; 5/9 is more. 3/8: 5/10 is half, 6/11 is more.
    assert missing_when_added(4, 8, HALF, strictly=True) == 1
    assert missing_when_added(3, 8, HALF, strictly=True) == 3


def test_additions_beside_leave_the_denominator():
    assert missing_beside(1, 6, THREE_TENTHS) == 1
    assert missing_beside(3, 6, THREE_TENTHS) == 0


@given(
    st.integers(0, 40),
    st.integers(0, 40),
    st.fractions(0, Fraction(19, 20), max_denominator=40),
)
def test_the_smallest_majority_is_found(have, others, threshold):
    total = have + others
    missing = missing_when_added(have, total, threshold, strictly=True)
    assert missing is not None
    assert (have + missing) > threshold * (total + missing) or total + missing == 0
    if missing:
        assert have + missing - 1 <= threshold * (total + missing - 1)
