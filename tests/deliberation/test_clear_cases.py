"""Clear cases: proposed as validated, and nothing to talk about."""

import pytest

from jurydesk.certification.vocabulary import Outcome
from jurydesk.cohort.candidate import Thesis
from jurydesk.deliberation.clear_cases import adopt_clear, clear_cases
from jurydesk.deliberation.decisions import outcome
from tests.builders import a_candidate, at
from tests.deliberation.builders import (
    BC07,
    a_record,
    bc07_acquired,
    defend,
    leave,
    proposed_levels,
    regular_jury,
    sitting,
    tally,
    vote,
)


def clear(candidate, **options):
    return clear_cases(sitting(candidate, **options).state) == ("C01",)


def with_levels(*levels):
    return a_candidate(blocks=(*proposed_levels(*levels), a_record(BC07, state="acquis")))


def test_levels_one_and_two_are_clear():
    assert clear(with_levels(1, 2, 2, 1, 2, 2))


@pytest.mark.parametrize("other", [3, 4, None])
def test_one_level_that_does_not_validate_or_none_is_not_clear(other):
    assert not clear(with_levels(1, 2, other, 1, 2, 2))


def test_a_finding_that_stops_makes_no_case_clear():
    assert not clear(with_levels(2, 2, 2, 2, 2, 2), members=regular_jury()[:8])


def test_a_remark_in_the_file_asks_for_a_look():
    assert not clear(a_candidate(**bc07_acquired(remarks=(("Observations", "À revoir"),))))
    assert clear(a_candidate(**bc07_acquired(remarks=(("Observations", " "), ("Groupe", "B")))))


def test_a_report_too_long_asks_for_a_look():
    assert not clear(a_candidate(**bc07_acquired(thesis=Thesis(pages=61))))


def test_jurors_far_apart_ask_for_a_look():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None)))
    defend(session, {"M7": ("12", "12"), "M3": ("14", "14")})
    assert clear_cases(session.state) == ("C01",)
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None)))
    defend(session, {"M7": ("12", "11"), "M3": ("14", "16")})
    assert clear_cases(session.state) == ()


def test_a_vote_in_progress_is_left_to_end():
    session = sitting()
    vote(session, {"M1": 2})
    assert clear_cases(session.state) == ()
    session = sitting()
    tally(session, {2: 7})
    assert clear_cases(session.state) == ()
    leave(session, "M9")
    assert clear_cases(session.state) == ("C01",)


def test_a_clear_case_is_adopted_bloc_by_bloc():
    session = sitting()
    adopted = adopt_clear(session.state, "C01", at("09:30"))
    assert len(adopted) == 6
    for act in adopted:
        session.record(*act)
    assert outcome(session.state, "C01") is Outcome.CERTIFIED
    assert clear_cases(session.state) == ()
    session.undo(at("09:31"))
    assert outcome(session.state, "C01") is None
    assert session.state.ballot("C01", "RNCP35609BC05").decision is not None
