"""Folding: what was undone never happened, and folding act by act is folding the whole."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.member import Attendance, NominationAct
from jurydesk.deliberation import acts
from jurydesk.deliberation.applying import apply_fact
from jurydesk.deliberation.facts import (
    BallotWay,
    CandidateCorrected,
    CohortImported,
    Fact,
    JuryImported,
    NominationDescribed,
    Part,
    RuleConfirmed,
    SessionDescribed,
    SigningDeclared,
    SigningWay,
)
from jurydesk.deliberation.state import Ballot
from jurydesk.errors import ActRefusedError
from tests.builders import a_candidate, a_member, at
from tests.deliberation.builders import (
    BC01,
    adopt,
    arrive,
    bc07_acquired,
    consensus,
    leave,
    prepared,
    proposed_levels,
    sitting,
    tally,
    vote,
)


def correction(state, when):
    candidate = replace(state.candidates["C01"], employer="Onera")
    return (CandidateCorrected(when, candidate, "employeur", "", "Onera", "Oubli."),)


BALLOTS = {
    "vote": lambda s, t: acts.vote(s, "M2", "C01", "BC01", 2, t),
    "vote again": lambda s, t: acts.vote(s, "M2", "C01", "BC01", 3, t),
    "abstain": lambda s, t: acts.vote(s, "M3", "C01", "BC01", None, t),
    "withdraw": lambda s, t: acts.withdraw(s, "M2", "C01", "BC01", t),
    "tally": lambda s, t: acts.count_tally(s, "C01", "BC02", {2: 7}, 0, 2, BallotWay.TALLY, t),
    "nothing expressed": lambda s, t: acts.count_tally(
        s, "C01", "BC03", {}, 7, None, BallotWay.SECRET, t
    ),
    "consensus": lambda s, t: acts.agree(s, "C01", "*", None, t),
    "set aside": lambda s, t: acts.set_aside(s, "C01", "BC04", BlockStatus.PENDING, t, "Pièce"),
    "not presented": lambda s, t: acts.set_aside(
        s, "C02", "*", BlockStatus.NOT_PRESENTED, t, "Absence"
    ),
    "follow up": lambda s, t: acts.plan_follow_up(s, "C01", "BC05", "Complément", None, t),
}
SITTING = {
    "open": acts.open_sitting,
    "suspend": lambda s, t: acts.suspend_sitting(s, t, "Pause"),
    "resume": acts.resume_sitting,
    "close": acts.close_sitting,
    "leave": lambda s, t: acts.attend(s, ("M4", "M9"), Attendance.LEFT, t),
    "arrive": lambda s, t: acts.attend(s, ("M4", "M9"), Attendance.REMOTE, t),
    "chair": lambda s, t: acts.name_acting_chair(s, "M2", t),
    "recuse": lambda s, t: acts.recuse(s, ("M5",), ("C01", "C02"), t, "lien"),
    "override": lambda s, t: acts.override(s, "soutenance", t, "Notes remises sur papier."),
    "juror": lambda s, t: acts.appoint_jurors(s, "C02", ("X1",), JurorCapacity.COMPANY, t),
    "mark": lambda s, t: acts.mark_defence(s, "C02", "X1", Part.ORAL, Decimal(12), t),
    "recommend": lambda s, t: acts.recommend(s, "C01", "Poursuivre.", t),
    "incident": lambda s, t: acts.record_incident(s, "Coupure.", t),
}
PREPARATION = {
    "describe": lambda _, t: (SessionDescribed(t, place="Toulouse", remote_means="Visio"),),
    "nominate": lambda _, t: (NominationDescribed(t, NominationAct("2024-017")),),
    "confirm": lambda s, t: (RuleConfirmed(t, s.rulebook.quorum.key, Adoption()),),
    "sign on paper": lambda _, t: (SigningDeclared(t, "M2", SigningWay.PAPER),),
    "correct": correction,
    "cohort": lambda s, t: (
        CohortImported(t, "p.csv", "3" * 64, (*s.candidates.values(), a_candidate("C09"))),
    ),
    "jury": lambda s, t: (
        JuryImported(t, "j.csv", "4" * 64, (*s.members.values(), a_member("M11", "invite"))),
    ),
}
ADOPTIONS = {
    "adopt": lambda s, t: acts.adopt(s, "C01", "BC05", t, "Motif"),
    "adopt all": lambda s, t: acts.adopt(s, "C01", "*", t, "Motif"),
}
UNDOABLE = {**BALLOTS, **SITTING, **PREPARATION}
EVERYTHING = {**UNDOABLE, **ADOPTIONS}


def a_sitting(*, opened=True):
    build = sitting if opened else prepared
    return build(
        a_candidate("C01", **bc07_acquired()),
        a_candidate("C02", blocks=proposed_levels(2, 2, 2, 2, 2, 2, None)),
    )


def play(session, names, start=600):
    """Record these acts a minute apart; what the sitting refuses is left out."""
    for minute, name in enumerate(names, start):
        when = at("00:00") + timedelta(minutes=minute)
        try:
            session.record(*EVERYTHING[name](session.state, when))
        except ActRefusedError:
            continue


def told(state):
    """Everything a state tells, save that something was undone and when; no empty ballot."""
    plain = replace(
        state,
        last_at=None,
        sitting_at=None,
        undone=[],
        ballots={key: ballot for key, ballot in state.ballots.items() if ballot != Ballot()},
    )
    return deepcopy(plain)


names = st.lists(st.sampled_from(sorted(EVERYTHING)), max_size=10)


@settings(max_examples=60, deadline=None)
@given(names, st.sampled_from(sorted(UNDOABLE)), st.booleans())
def test_an_act_undone_was_never_done(before, name, opened):
    session = a_sitting(opened=opened)
    play(session, before)
    expected = told(session.refolded())
    recorded = len(session.entries) + len(session.votes)
    replaced = "vote" in before or "vote again" in before or "abstain" in before
    play(session, [name], start=700)
    assume(len(session.entries) + len(session.votes) > recorded)
    assume(name != "withdraw" and not (replaced and "vote" in name))
    session.undo(at("12:00"))
    assert told(session.state) == expected


def test_an_opening_undone_forgets_which_recusals_came_before_it():
    session = a_sitting(opened=False)
    present = tuple(session.state.members)
    session.record(*acts.attend(session.state, present, Attendance.PRESENT, at("08:45")))
    session.record(*acts.recuse(session.state, ("M5",), ("C01",), at("08:50"), "lien"))
    session.record(*acts.open_sitting(session.state, at("09:00")))
    assert session.state.recused_before == 1
    session.undo(at("09:01"))
    assert session.state.recused_before == 0
    assert told(session.state) == told(session.refolded())


@settings(max_examples=60, deadline=None)
@given(names, st.integers(1, 3), st.booleans())
def test_what_was_undone_comes_back_as_it_was(before, times, opened):
    session = a_sitting(opened=opened)
    play(session, before)
    expected = told(session.state)
    undone = 0
    while undone < times and session.ledger.last_act() is not None:
        session.undo(at("12:00"))
        undone += 1
    for _ in range(undone):
        session.redo(at("12:01"))
    assert told(session.state) == expected
    assert told(session.refolded()) == expected


@pytest.mark.parametrize("name", sorted(UNDOABLE))
def test_each_kind_of_act_is_undone_at_least_once(name):
    needs = {
        "withdraw": ["vote"],
        "resume": ["suspend"],
        "mark": ["juror"],
        "arrive": ["leave"],
        "close": ["consensus", "adopt all", "not presented"],
        "not presented": [],
        "follow up": [],
    }.get(name, [])
    session = a_sitting(opened=name not in {"open", "cohort", "jury"})
    if name == "open":
        present = tuple(session.state.members)
        session.record(*acts.attend(session.state, present, Attendance.PRESENT, at("08:45")))
    if name == "follow up":
        consensus(session, "BC05", 3)
        adopt(session, "BC05", reason="Écart.")
    play(session, needs)
    before = told(session.refolded())
    acted = session.refolded().revision
    play(session, [name], start=700)
    assert session.refolded().revision != acted or name in {"vote again", "withdraw"}
    if name != "withdraw":
        session.undo(at("12:00"))
        assert told(session.state) == before


@settings(max_examples=60, deadline=None)
@given(names, st.booleans())
def test_folding_act_by_act_is_folding_the_whole(performed, opened):
    session = a_sitting(opened=opened)
    play(session, performed)
    assert told(session.state) == told(session.refolded()) == told(session.refolded())
    # A screen that remembers what the findings looked at is never shown what is stale.
    assert session.state.inputs_revision == session.refolded().inputs_revision


@settings(max_examples=30, deadline=None)
@given(names)
def test_undoing_everything_comes_back_to_the_beginning(performed):
    session = a_sitting()
    beginning = told(session.refolded())
    start = session.ledger.last_act()
    play(session, [name for name in performed if name not in ADOPTIONS])
    while session.ledger.last_act() != start:
        session.undo(at("12:00"))
    assert told(session.state) == beginning


def test_an_adoption_undone_keeps_its_tally_and_waits_for_a_new_vote():
    session = a_sitting()
    tally(session, {2: 7})
    adopt(session, "BC01")
    session.undo(at("09:30"))
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.count, ballot.decision) == (None, None)
    assert [count.tally for count in ballot.earlier] == [{2: 7}]
    vote(session, dict.fromkeys(("M1", "M2", "M3", "M4", "M5", "M6", "M9"), 3), clock="09:31")
    adopt(session, "BC01", reason="Après nouvel examen.", clock="09:32")
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.count.tally, ballot.decision.level) == ({3: 7}, 3)
    assert [count.tally for count in ballot.earlier] == [{2: 7}]


def test_a_nominal_adoption_undone_keeps_its_tally_and_no_vote():
    session = a_sitting()
    vote(session, dict.fromkeys(("M1", "M2", "M3", "M4", "M5", "M6", "M9"), 2))
    adopt(session, "BC01")
    session.undo(at("09:30"))
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.votes, ballot.count, ballot.decision) == ({}, None, None)
    assert [count.tally for count in ballot.earlier] == [{2: 7}]


def test_undoing_again_after_an_adoption_keeps_the_tally_that_was_adopted():
    session = a_sitting()
    tally(session, {2: 7})
    adopt(session, "BC01")
    session.undo(at("09:30"))
    session.undo(at("09:31"))
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.count, ballot.decision) == (None, None)
    assert [count.tally for count in ballot.earlier] == [{2: 7}]
    assert ballot.undone == ballot.earlier
    assert session.refolded() == session.state


def test_a_tally_that_no_longer_stood_is_kept_when_the_next_adoption_is_undone():
    # Seven vote, M9 leaves, six vote again and the level is adopted, then undone.
    session = a_sitting()
    tally(session, {3: 7})
    leave(session, "M9", clock="09:16")
    vote(session, dict.fromkeys(("M1", "M2", "M3", "M4", "M5", "M6"), 2), clock="09:17")
    adopt(session, "BC01")
    session.undo(at("09:30"))
    arrive(session, "M9", clock="09:31")
    ballot = session.state.ballot("C01", BC01)
    assert [count.tally for count in ballot.earlier] == [{3: 7}, {2: 6}]
    assert [count.tally for count in ballot.undone] == [{2: 6}]
    with pytest.raises(ActRefusedError, match=r"Aucun vote n’est enregistré"):
        adopt(session, "BC01", clock="09:32")


def test_a_tally_undone_before_adoption_is_forgotten():
    session = a_sitting()
    tally(session, {4: 7})
    session.undo(at("09:16"))
    tally(session, {2: 7}, clock="09:17")
    adopt(session, "BC01")
    session.undo(at("09:30"))
    assert [count.tally for count in session.state.ballot("C01", BC01).earlier] == [{2: 7}]


def test_an_undone_adoption_leaves_a_bloc_set_aside_as_it_was():
    session = a_sitting()
    play(session, ["set aside"], start=560)
    consensus(session, "BC04", clock="09:40")
    adopt(session, "BC04", clock="09:41")
    session.undo(at("09:42"))
    assert session.state.ballot("C01", "RNCP35609BC04").set_aside.reason == "Pièce"


def test_undo_goes_back_one_act_at_a_time_votes_included():
    session = a_sitting()
    session.record(*acts.record_incident(session.state, "Coupure.", at("09:05")))
    vote(session, {"M1": 2, "M2": 3})
    session.undo(at("09:11"))
    assert session.state.ballot("C01", BC01).votes == {"M1": 2}
    session.undo(at("09:12"))
    assert session.state.ballot("C01", BC01).votes == {}
    session.undo(at("09:13"))
    assert session.state.incidents == []


def test_the_creation_of_a_session_is_not_undone():
    session = prepared()
    assert session.ledger.last_act() is None


def test_a_fact_of_no_known_kind_is_a_bug():
    with pytest.raises(TypeError):
        apply_fact(prepared().state, Fact(at("09:00")))
