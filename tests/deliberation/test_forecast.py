"""What the ballots on the table would give, and what decisions leave to write down."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.certification.vocabulary import Outcome
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.follow_ups import (
    followed_blocks,
    lacks_recommendations,
    may_be_advised,
    unadvised,
    unplanned_blocks,
)
from jurydesk.deliberation.forecast import counted_level, expected_statuses, forecast, named_count
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.widgets.room import BLOCKS, a_file, a_session


@pytest.fixture
def sitting(tmp_path):
    """Eight members present, a training and a VAE candidate, an open session file."""
    files = (
        a_file("222222a", "C01"),
        a_file("232242a", "C02", "VAE", path_start=date(2024, 4, 15)),
    )
    with SessionFile.open(a_session(tmp_path / "s.jury", *files)) as file:
        moment = at("09:00")
        file.record(*acts.attend(file.state, file.state.members, Attendance.PRESENT, moment))
        file.record(*acts.open_sitting(file.state, moment))
        file.record(
            *acts.override(file.state, "vae_rapporteur", moment, "Rapporteur empêché, avis lu.")
        )
        yield file


def vote(file, candidate, block, levels):
    for member, level in zip(file.state.members, levels, strict=False):
        file.record(*acts.vote(file.state, member, candidate, block, level, at("09:10")))


def decide(file, candidate):
    state = file.state
    file.record(*acts.agree(state, candidate, acts.ALL_BLOCKS, None, at("09:20")))
    file.record(*acts.adopt(file.state, candidate, acts.ALL_BLOCKS, at("09:20")))


def test_named_votes_give_nothing_before_the_last_voter(sitting):
    vote(sitting, "C01", BLOCKS[0], (3, 3, 3, 3, 3))
    assert counted_level(sitting.state, "C01", BLOCKS[0]) is None
    vote(sitting, "C01", BLOCKS[0], (3, 3, 3, 3, 3, 3))
    assert counted_level(sitting.state, "C01", BLOCKS[0]) == 3


def test_outcome_follows_the_votes_rather_than_the_proposal(sitting):
    assert forecast(sitting.state, "C01") is Outcome.CERTIFIED
    vote(sitting, "C01", BLOCKS[0], (4, 4, 4, 4, 2, 2))
    assert forecast(sitting.state, "C01") is Outcome.PARTIAL
    got = [c for c, s in expected_statuses(sitting.state, "C01").items() if s and s.is_obtained]
    assert got == list(BLOCKS[1:])


def test_tie_tells_the_casting_vote_of_the_chair(sitting):
    # M1 presides: 2,2,2 against 3,3,3 goes to level 2 by the chair's own vote.
    vote(sitting, "C01", BLOCKS[0], (2, 2, 2, 3, 3, 3))
    result = named_count(sitting.state, "C01", BLOCKS[0])
    assert (result.level, result.casting_vote_used, result.tie_at) == (2, True, 2)


def test_blocs_not_validated_ask_for_a_complement_or_a_rattrapage(sitting):
    assert followed_blocks(sitting.state, "C02") == {}
    decide(sitting, "C02")
    asked = {BLOCKS[1]: "complément", BLOCKS[4]: "rattrapage"}
    assert followed_blocks(sitting.state, "C02") == asked
    sitting.record(
        *acts.plan_follow_up(
            sitting.state, "C02", BLOCKS[1], "reprendre le rapport", date(2024, 6, 1), at("09:30")
        )
    )
    assert unplanned_blocks(sitting.state, "C02") == {BLOCKS[4]: "rattrapage"}
    assert followed_blocks(sitting.state, "C02") == asked


def test_vae_short_of_the_title_is_owed_recommendations(sitting):
    assert not may_be_advised(sitting.state, "C02")
    decide(sitting, "C01")
    decide(sitting, "C02")
    assert unadvised(sitting.state) == ("C02",)
    assert not lacks_recommendations(sitting.state, "C01")
    sitting.record(*acts.recommend(sitting.state, "C02", "Reprendre BC05.", at("09:40")))
    assert unadvised(sitting.state) == ()
    assert may_be_advised(sitting.state, "C02")


def test_candidate_without_proposals_has_no_forecast(sitting):
    state = sitting.state
    who = state.candidates["C01"]
    state.candidates["C01"] = replace(who, blocks=())
    assert forecast(state, "C01") is None
