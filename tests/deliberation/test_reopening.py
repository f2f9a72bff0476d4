"""The jury takes up again what it decided: one bloc, nothing else undone, all of it kept."""

from copy import deepcopy

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_status, decisions_json, open_blocks, outcome
from jurydesk.deliberation.facts import DecisionReopened
from jurydesk.deliberation.words.candidate_words import ballot_hint
from jurydesk.errors import ActRefusedError
from jurydesk.minutes.content.text import to_text
from jurydesk.minutes.content.whole import compose
from tests.builders import a_candidate, at
from tests.deliberation.builders import (
    BC01,
    BC02,
    BC07,
    a_record,
    adopt,
    bc07_acquired,
    consensus,
    sitting,
    tally,
)


def reopen(session, block="BC01", reason="Note oubliée", candidate="C01", clock="09:40"):
    session.record(*acts.reopen(session.state, candidate, block, at(clock), reason))


def decided(*candidates):
    """A sitting where every bloc of each candidate is adopted at its proposal, 2."""
    session = sitting(*(a_candidate(who, **bc07_acquired()) for who in candidates or ("C01",)))
    for who in session.state.candidates:
        consensus(session, candidate=who)
    for who in session.state.candidates:
        adopt(session, candidate=who)
    return session


def test_the_bloc_reopened_is_undecided_and_the_others_stand():
    session = decided("C01", "C02", "C03")
    reopen(session, "BC02", candidate="C01")
    state = session.state
    assert open_blocks(state, "C01") == (BC02,)
    assert outcome(state, "C01") is None
    assert [outcome(state, each) for each in ("C02", "C03")] == [Outcome.CERTIFIED] * 2
    assert block_status(state, "C01", BC01) is BlockStatus.VALIDATED


def test_what_was_decided_first_is_kept_and_a_new_ballot_is_needed():
    session = decided()
    first = session.state.ballot("C01", BC01)
    before, counted = first.decision, first.count
    reopen(session)
    with pytest.raises(ActRefusedError, match=r"Aucun vote n’est enregistré"):
        adopt(session, "BC01", clock="09:41")
    tally(session, {4: 5, 3: 2}, clock="09:42")
    adopt(session, "BC01", "Monographie non rendue", clock="09:43")
    ballot = session.state.ballot("C01", BC01)
    assert ballot.decision.level == 4
    (again,) = ballot.reconsidered
    assert (again.decided, again.count) == (before, counted)
    assert again.reopened.reason == "Note oubliée"
    assert outcome(session.state, "C01") is Outcome.PARTIAL
    assert session.refolded() == session.state


def test_a_reopening_undone_gives_the_decision_back():
    session = decided()
    whole = deepcopy(session.state.ballot("C01", BC01))
    reopen(session)
    session.undo(at("09:41"))
    assert session.state.ballot("C01", BC01) == whole
    assert outcome(session.state, "C01") is Outcome.CERTIFIED


def test_undoing_the_second_adoption_leaves_the_bloc_to_vote_and_keeps_both():
    session = decided()
    reopen(session)
    tally(session, {3: 7}, clock="09:42")
    adopt(session, "BC01", "Écarts", clock="09:43")
    session.undo(at("09:44"))
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.decision, ballot.count) == (None, None)
    assert [each.tally for each in ballot.earlier] == [{3: 7}]
    assert ballot.reconsidered[0].decided.level == 2


def test_a_star_is_what_this_jury_decided_and_no_bloc_acquired_before():
    session = decided()
    reopen(session, "*")
    assert len(open_blocks(session.state, "C01")) == 6
    assert block_status(session.state, "C01", BC07) is BlockStatus.ACQUIRED
    with pytest.raises(ActRefusedError, match=r"rien à\s+rouvrir"):
        reopen(session, "*", clock="09:41")


@pytest.mark.parametrize("status", [BlockStatus.PENDING, BlockStatus.NOT_PRESENTED])
def test_a_bloc_set_aside_is_reopened_too(status):
    session = sitting()
    session.record(*acts.set_aside(session.state, "C01", "BC01", status, at("09:10"), "Pièce"))
    reopen(session)
    assert block_status(session.state, "C01", BC01) is None
    assert session.state.ballot("C01", BC01).reconsidered[0].decided.status is status


def test_what_the_file_left_pending_is_reopened_for_good():
    session = sitting(a_candidate(blocks=(a_record(BC01, state="attente"),)))
    reopen(session)
    assert block_status(session.state, "C01", BC01) is None
    assert session.state.ballot("C01", BC01).reconsidered[0].decided is None


@pytest.mark.parametrize(
    ("block", "reason", "words"),
    [
        ("BC01", " ", "Indiquez le motif"),
        ("BC07", "Erreur", "acquis depuis une session antérieure"),
        ("BC99", "Erreur", "n’a pas de bloc"),
    ],
)
def test_what_may_not_be_reopened_is_said(block, reason, words):
    with pytest.raises(ActRefusedError, match=words):
        reopen(decided(), block, reason)


def test_nothing_to_reopen_is_refused():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"n’est pas décidé.*rien à rouvrir"):
        reopen(session)
    with pytest.raises(ActRefusedError, match="Aucun candidat"):
        reopen(session, candidate="C99")


def test_a_sitting_suspended_or_closed_reopens_nothing():
    session = decided()
    session.record(*acts.suspend_sitting(session.state, at("09:30")))
    with pytest.raises(ActRefusedError, match="suspendue"):
        reopen(session)
    session.record(*acts.resume_sitting(session.state, at("09:35")))
    session.record(*acts.close_sitting(session.state, at("09:36")))
    with pytest.raises(ActRefusedError, match="close"):
        reopen(session)


def test_who_took_part_in_the_first_ballot_was_not_absent():
    session = decided()
    reopen(session, "*")
    with pytest.raises(ActRefusedError, match="a pris part à un vote"):
        session.record(*acts.attend(session.state, ("M2",), Attendance.ABSENT, at("09:41")))


def test_decisions_tell_what_was_reconsidered():
    session = decided()
    reopen(session)
    bloc = decisions_json(session.state)["candidates"][0]["blocs"][0]
    assert (bloc["status"], bloc["level"], bloc["tally"]) == (None, None, None)
    assert bloc["reconsidered"] == [
        {
            "status": "validé",
            "level": 2,
            "decided_at": "2024-04-19T09:20:00+02:00",
            "reopened_at": "2024-04-19T09:40:00+02:00",
            "reason": "Note oubliée",
        }
    ]


def test_the_room_promises_an_undo_only_of_what_an_undo_takes_back():
    session = decided()
    state = session.state
    last = session.ledger.facts_of(session.ledger.last_act())
    assert ballot_hint(state, "C01", BC01, last) == "Adopté. Ctrl+Z annule."
    assert ballot_hint(state, "C01", BC01, ()) == "Adopté. R pour rouvrir."


def test_the_minutes_print_the_first_decision_as_reconsidered():
    session = decided()
    reopen(session)
    tally(session, {2: 1, 3: 5, 4: 1}, clock="09:42")
    adopt(session, "BC01", "Monographie non rendue", clock="09:43")
    told = to_text(compose(session.state, head="0" * 64, entries=9)).replace("\u00a0", " ")
    first = "BC01 : première décision à 9 h 20 : validé, niveau 2 – au niveau des attentes"
    assert first in told.replace("\u202f", " ")
    assert "; reconsidérée à 9 h 40. Motif : Note oubliée." in told.replace("\u202f", " ")
    assert "| décision reconsidérée" in told


def test_a_candidate_of_another_cohort_is_named_in_the_refusal():
    session = sitting()
    with pytest.raises(ActRefusedError, match="Aucun candidat ne porte l’identifiant"):
        session.record(DecisionReopened(at("10:00"), "C99", BC01, "Motif"))


def test_what_the_file_left_pending_was_decided_at_no_hour():
    session = sitting(a_candidate(blocks=(a_record(BC01, state="attente"),)))
    session.record(*acts.reopen(session.state, "C01", "BC01", at("10:00"), "Pièce reçue"))
    (person,) = decisions_json(session.state)["candidates"]
    (first,) = person["blocs"][0]["reconsidered"]
    assert (first["status"], first["level"], first["decided_at"]) == ("en attente", None, None)
    assert first["reopened_at"] == at("10:00").isoformat()
