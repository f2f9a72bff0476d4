"""Who presides the minutes: the appointed president who sat, else the acting chair."""

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.presiding import chair_is_recused, minutes_chair, returning_chair
from tests.builders import at
from tests.deliberation.builders import arrive, prepared, recuse, sitting


def hand_over(session, member: str, clock: str = "09:06") -> None:
    session.record(*acts.name_acting_chair(session.state, member, at(clock)))


def test_the_president_who_sat_presides_the_minutes():
    assert minutes_chair(sitting().state) == "M1"


def test_handing_over_for_one_candidate_leaves_the_minutes_to_the_president():
    session = sitting()
    recuse(session, "M1")
    hand_over(session, "M2")
    assert session.state.chair == "M2"
    assert minutes_chair(session.state) == "M1"


def test_a_president_who_left_still_presides_the_minutes():
    session = sitting()
    hand_over(session, "M2")
    session.record(*acts.attend(session.state, ("M1",), Attendance.LEFT, at("09:07")))
    assert minutes_chair(session.state) == "M1"


def test_a_president_who_never_came_leaves_the_minutes_to_the_acting_chair():
    session = prepared()
    arrive(session, "M2", "M3", "M4", "M5")
    session.record(*acts.attend(session.state, ("M1",), Attendance.ABSENT, at("08:50")))
    hand_over(session, "M2", "08:51")
    assert minutes_chair(session.state) == "M2"


def test_nobody_presides_the_minutes_of_a_jury_without_a_president():
    session = prepared(members=tuple(m for m in prepared().state.members.values())[1:])
    assert minutes_chair(session.state) is None


def test_a_president_recused_for_one_candidate_may_return_for_the_next():
    session = sitting()
    recuse(session, "M1")
    (recused,) = session.state.recused
    assert chair_is_recused(session.state, recused)
    hand_over(session, "M2")
    assert not chair_is_recused(session.state, recused)
    assert returning_chair(session.state, recused) is None
    assert returning_chair(session.state, "another") == "M1"


def test_a_president_who_left_cannot_return_and_one_who_presides_need_not():
    session = sitting()
    assert returning_chair(session.state, "C01") is None
    hand_over(session, "M2")
    session.record(*acts.attend(session.state, ("M1",), Attendance.LEFT, at("09:07")))
    assert returning_chair(session.state, "C01") is None
