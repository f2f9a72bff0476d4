"""The time spent on each candidate, from the decisions' own hours."""

from fractions import Fraction

from jurydesk.deliberation import acts
from jurydesk.deliberation.figures.timing import candidate_times
from tests.builders import a_candidate, at
from tests.deliberation.builders import BC01, adopt, bc07_acquired, consensus, prepared, sitting


def three():
    return sitting(*(a_candidate(f"C0{n}", **bc07_acquired()) for n in (1, 2, 3)))


def decide(session, candidate, clock, block="*"):
    consensus(session, block, candidate=candidate, clock=clock)
    adopt(session, block, candidate=candidate, clock=clock)


def minutes(session):
    return {key: seconds / 60 for key, seconds in candidate_times(session.state).items()}


def test_time_between_two_decisions_is_of_the_candidate_of_the_second():
    session = three()  # opened at 9:00
    decide(session, "C01", "09:10")
    decide(session, "C02", "09:14")
    decide(session, "C03", "09:15")
    assert minutes(session) == {"C01": 10, "C02": 4, "C03": 1}


def test_suspension_is_nobody_s_time():
    session = three()
    decide(session, "C01", "09:10")
    session.record(*acts.suspend_sitting(session.state, at("09:12"), "pause"))
    session.record(*acts.resume_sitting(session.state, at("09:40")))
    decide(session, "C02", "09:45")
    # 9:10 to 9:12, then 9:40 to 9:45.
    assert minutes(session) == {"C01": 10, "C02": 7}


def test_several_decisions_on_one_candidate_add_up():
    session = three()
    decide(session, "C01", "09:06", BC01)
    decide(session, "C02", "09:10")
    decide(session, "C01", "09:13")
    assert minutes(session) == {"C01": 6 + 3, "C02": 4}


def test_candidates_decided_together_share_the_time():
    session = three()
    for candidate in ("C01", "C02", "C03"):
        consensus(session, candidate=candidate, clock="09:10")
    for candidate in ("C01", "C02", "C03"):
        adopt(session, candidate=candidate, clock="09:10")
    assert minutes(session) == dict.fromkeys(("C01", "C02", "C03"), Fraction(10, 3))


def test_nobody_has_spent_time_before_the_opening():
    session = prepared()
    assert candidate_times(session.state) == {}


def test_reopened_decision_keeps_the_time_spent_before():
    session = three()
    decide(session, "C01", "09:10")
    session.record(*acts.reopen(session.state, "C01", BC01, at("09:11"), "pièce reçue"))
    decide(session, "C01", "09:15", BC01)
    assert minutes(session) == {"C01": 15}
