"""An undo is taken back as long as nothing else was recorded since, votes in memory alone."""

import sqlite3
from pathlib import Path

import pytest

from jurydesk.deliberation.acts import reopen
from jurydesk.deliberation.facts import ActRestored, IncidentRecorded
from jurydesk.errors import ActRefusedError
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.verification import verify_session
from tests.builders import a_candidate, at
from tests.storage.builders import BC01, BC02, a_count, a_vote, an_adoption, an_open_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.jury"


def test_a_counted_ballot_and_its_decision_come_back_as_they_were(path: Path) -> None:
    with an_open_session(path) as session:
        session.record(a_count())
        session.record(an_adoption())
        before = session.state
        session.undo(at("09:30"))
        assert session.state.ballot("C01", BC01).count is None
        session.redo(at("09:31"))
        ballot = session.state.ballot("C01", BC01)
        assert ballot == before.ballot("C01", BC01)
        assert (ballot.earlier, ballot.undone) == ((), ())
        assert session.state.undone == []
        assert session.entries()[-1].fact == ActRestored(at("09:31"), session.entries()[-3].act)
    assert verify_session(path).valid
    with SessionFile.open(path) as again:
        assert again.state.ballot("C01", BC01) == ballot


def test_undos_are_taken_back_one_by_one_the_last_first(path: Path) -> None:
    with an_open_session(path) as session:
        for text in ("Un", "Deux", "Trois"):
            session.record(IncidentRecorded(at("09:10"), text))
        for _ in range(3):
            session.undo(at("09:30"))
        assert session.state.incidents == []
        session.redo(at("09:31"))
        assert [each.text for each in session.state.incidents] == ["Un"]
        session.redo(at("09:31"))
        session.undo(at("09:32"))
        session.redo(at("09:33"))
        session.redo(at("09:33"))
        assert [each.text for each in session.state.incidents] == ["Un", "Deux", "Trois"]
        with pytest.raises(ActRefusedError, match="rien à rétablir"):
            session.redo(at("09:34"))


def test_another_act_ends_it(path: Path) -> None:
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:10"), "Un"))
        session.undo(at("09:30"))
        session.record(IncidentRecorded(at("09:31"), "Deux"))
        assert session.restorable() == ()
        with pytest.raises(ActRefusedError, match="rien à rétablir"):
            session.redo(at("09:32"))
        with pytest.raises(ActRefusedError, match="Seul l’acte annulé en dernier"):
            session.record(ActRestored(at("09:32"), 4))


def test_it_is_still_there_when_the_file_is_opened_again(path: Path) -> None:
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:10"), "Un"))
        session.record(IncidentRecorded(at("09:11"), "Deux"))
        session.undo(at("09:30"))
        session.undo(at("09:30"))
        session.redo(at("09:30"))
    with SessionFile.open(path) as session:
        session.redo(at("09:31"))
        assert [each.text for each in session.state.incidents] == ["Un", "Deux"]


def test_a_vote_withdrawn_by_an_undo_comes_back_and_the_file_holds_nothing_of_it(
    path: Path,
) -> None:
    with an_open_session(path) as session:
        session.record(a_vote("M1", 2))
        session.record(a_vote("M2", 3))
        session.undo(at("09:30"))
        assert session.state.ballot("C01", BC01).votes == {"M1": 2}
        session.redo(at("09:31"))
        assert session.state.ballot("C01", BC01).votes == {"M1": 2, "M2": 3}
        session.undo(at("09:32"))
    with SessionFile.open(path) as session:
        assert session.restorable() == ()


def test_a_vote_cast_after_an_undo_ends_it_even_once_reopened(path: Path) -> None:
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:10"), "Un"))
        session.undo(at("09:30"))
        session.record(a_vote("M1", 2))
        assert session.restorable() == ()
    with SessionFile.open(path) as session:
        assert session.restorable() == ()


def test_a_refusal_on_the_way_leaves_it(path: Path) -> None:
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:10"), "Un"))
        session.undo(at("09:30"))
        with pytest.raises(ActRefusedError):
            session.record(IncidentRecorded(at("09:31"), " "))
        session.redo(at("09:32"))
        assert len(session.state.incidents) == 1


def test_views_show_what_was_given_back_and_not_what_was_taken_up_again(path: Path) -> None:
    with an_open_session(path, a_candidate("C01"), a_candidate("C02")) as session:
        session.record(a_count(), an_adoption())
        session.record(a_count(block=BC02), an_adoption(block=BC02))
        session.undo(at("09:30"))
        session.redo(at("09:31"))
        asked = "SELECT block FROM decisions ORDER BY block"
        assert sqlite3.connect(path).execute(asked).fetchall() == [(BC01,), (BC02,)]
        session.record(*reopen(session.state, "C01", BC01, at("09:40"), "Erreur"))
        assert sqlite3.connect(path).execute(asked).fetchall() == [(BC02,)]
