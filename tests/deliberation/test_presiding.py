"""Who presides the minutes: the appointed president who sat, else the acting chair."""

import pytest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.presence import can_attend, expected_members, is_presiding, sat
from jurydesk.deliberation.presiding import chair_is_recused, minutes_chair, returning_chair
from jurydesk.errors import ActRefusedError
from tests.builders import a_member, at
from tests.deliberation.builders import (
    adopt,
    arrive,
    consensus,
    leave,
    prepared,
    recuse,
    regular_jury,
    sitting,
)


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


def test_the_suppleant_of_a_president_presides_the_minutes_only_as_acting_chair():
    # M10 sits in the place of M1: M2 was named to preside, and answers for the minutes.
    session = prepared(members=(*regular_jury(), a_member("M10", "president", substitute_for="M1")))
    arrive(session, "M10", "M2", "M3", "M4", "M5")
    session.record(*acts.attend(session.state, ("M1",), Attendance.ABSENT, at("08:50")))
    hand_over(session, "M2", "08:51")
    assert minutes_chair(session.state) == "M2"
    assert returning_chair(session.state, "C01") is None
    hand_over(session, "M10", "08:52")
    assert minutes_chair(session.state) == "M10"


def test_a_president_recused_for_this_candidate_does_not_return_for_them():
    session = sitting()
    hand_over(session, "M2")
    assert returning_chair(session.state, "C01") == "M1"
    recuse(session, "M1", clock="09:07")
    assert returning_chair(session.state, "C01") is None


def test_only_who_presides_and_sits_is_shown_as_presiding():
    session = sitting()
    state = session.state
    assert [key for key, member in state.members.items() if is_presiding(state, member)] == ["M1"]
    session.record(*acts.attend(state, ("M1",), Attendance.LEFT, at("09:07")))
    state = session.state
    assert not any(is_presiding(state, member) for member in state.members.values())
    assert "M1" in [member.identifier for member in sat(state)]


def test_all_present_is_for_the_titulaires_not_noted_yet():
    session = prepared(
        members=(*regular_jury(), a_member("M10", "enseignant", substitute_for="M3"))
    )
    arrive(session, "M1", "M2")
    assert expected_members(session.state) == ("M3", "M4", "M5", "M6", "M7", "M8", "M9")


def test_a_closed_sitting_still_notes_who_never_came_and_nobody_else():
    session = prepared()
    arrive(session, *(f"M{n}" for n in range(1, 9)))
    session.record(*acts.open_sitting(session.state, at("09:00")))
    consensus(session)
    adopt(session)
    session.record(*acts.close_sitting(session.state, at("10:00")))
    assert can_attend(session.state)
    with pytest.raises(ActRefusedError, match="La séance est close"):
        arrive(session, "M9", clock="09:00")
    with pytest.raises(ActRefusedError, match="La séance est close"):
        leave(session, "M8", clock="10:01")
    leave(session, "M9", clock="08:59", how="excuse")
    assert not can_attend(session.state)
