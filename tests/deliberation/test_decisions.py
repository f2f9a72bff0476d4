"""Proposals, statuses, outcomes and counts, in the exact order of the program's definition."""

from dataclasses import replace

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Outcome, ProposalRule
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import (
    Counts,
    block_status,
    decided_count,
    decisions_json,
    defence_excused,
    open_blocks,
    outcome,
    proposal,
    tally_counts,
)
from jurydesk.deliberation.forecast import forecast
from tests.builders import a_candidate, at, ruled
from tests.deliberation.builders import (
    BC01,
    BC02,
    BC07,
    BLOCKS,
    a_record,
    adopt,
    bc07_acquired,
    consensus,
    defend,
    prepared,
    proposed_levels,
    sitting,
    tally,
    vote,
)


def from_file(*states):
    """A candidate whose file says one state a bloc."""
    return a_candidate(
        blocks=tuple(a_record(b, state=s) for b, s in zip(BLOCKS, states, strict=True))
    )


def outcome_of(*states, route="FI"):
    """The outcome once the jury has stated the absences that the file proposes."""
    candidate = replace(from_file(*states), route=a_candidate(route=route).route)
    session = prepared(candidate)
    for block, said in zip(BLOCKS, states, strict=True):
        if said == "np":
            absent(session, block)
    return outcome(session.state, "C01")


def absent(session, block, candidate="C01"):
    state = session.state
    status = BlockStatus.NOT_PRESENTED
    session.record(*acts.set_aside(state, candidate, block, status, at("09:01"), "Absence"))


def test_everything_acquired_earlier_certifies():
    assert outcome_of(*["acquis"] * 7) is Outcome.CERTIFIED


def test_a_candidate_who_presented_nothing_is_not_presented():
    assert outcome_of(*["np"] * 7) is Outcome.NOT_PRESENTED


def test_blocs_acquired_earlier_do_not_make_a_candidate_present():
    assert outcome_of(*["acquis"] * 3, *["np"] * 4) is Outcome.NOT_PRESENTED


def test_an_absence_that_the_file_proposes_is_the_jurys_to_state():
    session = prepared(from_file(*["np"] * 7))
    assert outcome(session.state, "C01") is None
    assert open_blocks(session.state, "C01") == BLOCKS
    assert forecast(session.state, "C01") is Outcome.NOT_PRESENTED
    assert decided_count(session.state) == 0
    absent(session, "*")
    assert outcome(session.state, "C01") is Outcome.NOT_PRESENTED


def test_a_session_of_before_keeps_the_absences_its_file_said():
    session = prepared(from_file(*["np"] * 7))
    session.ledger.entries[0] = session.entries[0]._replace(
        fact=replace(session.entries[0].fact, definitions=None)
    )
    state = session.refolded()
    assert outcome(state, "C01") is Outcome.NOT_PRESENTED
    assert open_blocks(state, "C01") == ()


def test_one_pending_bloc_leaves_the_candidate_pending():
    assert outcome_of(*["np"] * 5, "attente", "acquis") is Outcome.PENDING


def test_an_undecided_bloc_leaves_no_outcome():
    assert outcome_of(*["acquis"] * 6, "à voter") is None


@pytest.mark.parametrize(
    ("levels", "route", "expected"),
    [
        ((1, 2, 2, 1, 2, 2), "FI", Outcome.CERTIFIED),
        ((1, 2, 2, 3, 2, 2), "FI", Outcome.PARTIAL),
        ((4, 4, 4, 4, 4, 4), "FI", Outcome.PARTIAL),  # BC07 is acquis
    ],
)
def test_the_outcome_follows_the_levels_adopted(levels, route, expected):
    blocks = (*proposed_levels(*levels), a_record(BC07, state="acquis"))
    session = sitting(a_candidate(route=route, blocks=blocks))
    consensus(session)
    assert outcome(session.state, "C01") is None
    assert forecast(session.state, "C01") is expected
    adopt(session)
    assert outcome(session.state, "C01") is expected


def test_decided_candidates_are_counted_again_after_each_decision_and_its_undoing():
    blocks = (*proposed_levels(2, 2, 2, 2, 2, 2), a_record(BC07, state="acquis"))
    session = sitting(a_candidate(blocks=blocks), a_candidate("C02", blocks=blocks))
    assert decided_count(session.state) == 0
    consensus(session)
    assert decided_count(session.state) == 0
    adopt(session)
    assert decided_count(session.state) == 1
    session.undo()
    assert decided_count(session.state) == 0


@pytest.mark.parametrize(("route", "expected"), [("FI", "AJOU"), ("VAE", "REFU")])
def test_nothing_obtained_is_adjourned_or_for_vae_refused(route, expected):
    # BC07 was not presented: some blocs only, it counts as not obtained.
    blocks = (*proposed_levels(3, 4, 3, 4, 3, 4), a_record(BC07, state="np"))
    session = prepared(a_candidate(route=route, blocks=blocks))
    assert forecast(session.state, "C01") == expected


def test_some_blocs_not_presented_count_as_not_obtained():
    blocks = (*proposed_levels(2, 2, 2, 2, 2), *(a_record(b, state="np") for b in BLOCKS[5:]))
    assert forecast(prepared(a_candidate(blocks=blocks)).state, "C01") is Outcome.PARTIAL


def test_what_the_levels_would_give_prefers_the_count_to_the_proposal():
    session = sitting()
    assert forecast(session.state, "C01") is Outcome.CERTIFIED
    tally(session, {4: 7}, block="BC02")
    assert forecast(session.state, "C01") is Outcome.PARTIAL


def test_without_proposal_nothing_is_foretold():
    assert forecast(prepared(a_candidate()).state, "C01") is None


def test_a_pending_bloc_does_not_count_as_decided_a_file_whose_others_are_left_to_vote():
    session = sitting()
    session.record(
        *acts.set_aside(session.state, "C01", "BC02", BlockStatus.PENDING, at("09:10"), "Pièce")
    )
    assert outcome(session.state, "C01") is Outcome.PENDING
    assert decided_count(session.state) == 0
    left = open_blocks(session.state, "C01")
    for block in left:
        consensus(session, block)
    for block in left:
        adopt(session, block)
    assert outcome(session.state, "C01") is Outcome.PENDING
    assert decided_count(session.state) == 1


def test_the_sitting_may_set_a_bloc_aside_and_a_vote_takes_it_back():
    session = sitting()
    session.record(
        *acts.set_aside(session.state, "C01", "BC02", BlockStatus.PENDING, at("09:10"), "Pièce")
    )
    assert block_status(session.state, "C01", BC02) is BlockStatus.PENDING
    assert outcome(session.state, "C01") is Outcome.PENDING
    consensus(session, "BC02")
    adopt(session, "BC02")
    assert block_status(session.state, "C01", BC02) is BlockStatus.VALIDATED


def test_a_rulebook_may_propose_nothing():
    session = prepared(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 4)))
    assert proposal(session.state, "C01", BC01) == 2
    none = ruled(session.state.rulebook, "proposition", value=ProposalRule.NONE)
    session.state.rulebook = none
    assert proposal(session.state, "C01", BC01) is None
    assert proposal(session.state, "C01", BC07) is None
    defend(session, {"M7": ("12", "12"), "M3": ("12", "12")})
    assert proposal(session.state, "C01", BC07) == 2


def test_the_defence_mark_wins_over_the_column():
    session = prepared(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 4)))
    assert proposal(session.state, "C01", BC07) == 4
    defend(session, {"M7": ("16", "16")})
    assert proposal(session.state, "C01", BC07) == 4
    defend(session, {"M7": ("16", "16"), "M3": ("16", "16")})
    assert proposal(session.state, "C01", BC07) == 1


def test_an_adopted_decision_keeps_the_proposal_it_was_taken_on():
    session = sitting()
    consensus(session, "BC01")
    adopt(session, "BC01")
    changed = replace(session.state.candidates["C01"], blocks=proposed_levels(4, 2, 2, 2, 2, 2, 2))
    session.state.candidates["C01"] = changed
    bloc = decisions_json(session.state)["candidates"][0]["blocs"][0]
    assert (bloc["status"], bloc["level"], bloc["proposed"]) == ("validé", 2, 2)


def test_who_needs_no_defence():
    session = sitting(
        a_candidate("C01", **bc07_acquired()),
        a_candidate("C02", blocks=(a_record(BC07, state="attente"),)),
        a_candidate("C03", blocks=(a_record(BC07, state="np"),)),
        a_candidate("C04"),
    )
    assert defence_excused(session.state) == {"C01", "C02", "C03"}
    session.record(
        *acts.set_aside(session.state, "C04", "BC07", BlockStatus.NOT_PRESENTED, at("09:05"))
    )
    assert "C04" in defence_excused(session.state)


def test_counts_tell_the_registered_from_the_presented():
    session = sitting(
        a_candidate("C01", **bc07_acquired()),
        a_candidate("C02", blocks=tuple(a_record(b, state="np") for b in BLOCKS)),
        a_candidate("C03", blocks=(a_record(BC01, state="attente"),)),
        a_candidate("C04"),
    )
    absent(session, "*", "C02")
    consensus(session)
    adopt(session)
    assert tally_counts(session.state) == Counts(4, 3, 1, 0, 0, 0, 1)


def test_decisions_as_data():
    session = sitting(
        a_candidate(blocks=(*proposed_levels(2, None, 2), a_record(BC07, state="acquis")))
    )
    vote(session, {"M1": 2, "M2": 2, "M3": 2, "M4": 3, "M5": 3, "M6": 3, "M9": None})
    adopt(session, "BC01")
    session.record(
        *acts.set_aside(session.state, "C01", "BC03", BlockStatus.PENDING, at("09:30"), "Pièce")
    )
    data = decisions_json(session.state)
    candidate = data.pop("candidates")[0]
    assert data == {
        "certification": "RNCP35609",
        "state": "ouverte",
        "date": "2024-04-19",
        "counts": {
            "registered": 1,
            "presented": 1,
            "certified": 0,
            "partial": 0,
            "adjourned": 0,
            "refused": 0,
            "pending": 1,
        },
    }
    blocs = candidate.pop("blocs")
    assert candidate == {"id": "C01", "route": "FI", "outcome": "ATT", "thesis": None}
    assert blocs[0] == {
        "code": "RNCP35609BC01",
        "status": "validé",
        "level": 2,
        "proposed": 2,
        "tally": {"1": 0, "2": 3, "3": 3, "4": 0, "abstention": 1},
        "voters": 7,
        "casting_vote": True,
        "adopted_at": "2024-04-19T09:20:00+02:00",
        "reason": None,
    }
    nothing = dict.fromkeys(("status", "level", "proposed", "tally", "voters", "adopted_at"))
    assert blocs[1] == {"code": BC02, **nothing, "casting_vote": False, "reason": None}
    assert (blocs[2]["status"], blocs[2]["reason"]) == ("en attente", "Pièce")
    assert (blocs[6]["status"], blocs[6]["level"]) == ("acquis", None)
