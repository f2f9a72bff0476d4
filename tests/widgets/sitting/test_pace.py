"""How long the jury has been sitting, and how long it still needs at its pace."""

from datetime import date, timedelta

import pytest

from jurydesk.deliberation import acts
from jurydesk.deliberation.cases import pace_of
from jurydesk.deliberation.facts import SittingResumed, SittingSuspended
from tests.builders import a_candidate, at
from tests.deliberation.builders import adopt, bc07_acquired, consensus, sitting


@pytest.fixture
def half_way():
    """Ten candidates; opened at 9:00, suspended from 10:00 to 10:20."""
    cohort = tuple(a_candidate(f"C{number:02}", **bc07_acquired()) for number in range(1, 11))
    session = sitting(*cohort)
    session.record(SittingSuspended(at("10:00"), "Pause"))
    session.record(SittingResumed(at("10:20")))
    return session


def test_suspension_is_no_time_sat(half_way):
    # From 9:00 to 10:00 and from 10:20 to 10:40: eighty minutes for four of ten candidates.
    pace = pace_of(half_way.state, 4, at("10:40"))
    assert pace.elapsed == timedelta(minutes=80)
    assert pace.remaining == timedelta(minutes=120)
    assert pace.words.replace("\u00a0", " ") == (
        "4 sur 10 décidés, 1 h 20 écoulées, encore 2 h 00 à ce rythme"
    )


def test_nothing_is_foretold_before_three_decisions(half_way):
    assert pace_of(half_way.state, 2, at("10:40")).remaining is None


def test_sitting_left_open_tells_no_time_the_day_after(half_way):
    assert pace_of(half_way.state, 4, at("11:00", date(2024, 4, 21))).elapsed is None


def test_clock_stops_at_the_closing():
    session = sitting(a_candidate(**bc07_acquired()))
    for number in range(1, 7):
        consensus(session, f"BC0{number}", 2, clock=f"10:{10 + number}")
        adopt(session, f"BC0{number}", "Accord du jury.", clock=f"10:{10 + number}")
    session.record(*acts.close_sitting(session.state, at("10:40")))
    pace = pace_of(session.state, 1, at("11:00", date(2024, 6, 1)))
    assert pace.elapsed == timedelta(minutes=100)
    assert pace.remaining is None
