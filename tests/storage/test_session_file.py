"""One act is one durable commit: recorded, undone, batched, or refused with nothing changed."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from jurydesk.deliberation.facts import (
    ActUndone,
    BallotWay,
    Fact,
    IncidentRecorded,
    SessionDescribed,
    SittingOpened,
    VoteWithdrawn,
)
from jurydesk.deliberation.state import Phase
from jurydesk.errors import ActRefusedError, JuryDeskError
from jurydesk.storage.session_file import SessionFile
from tests.builders import a_candidate, at
from tests.storage.builders import (
    BC01,
    VOTERS,
    a_count,
    a_new_session,
    a_vote,
    an_adoption,
    an_open_session,
    arrivals,
    names,
    preparation,
)


def _incident(text: str = "Coupure de courant.") -> IncidentRecorded:
    return IncidentRecorded(at("09:30"), text)


def _record_in_one_go(session: SessionFile, *acts: Fact) -> None:
    with session.batch():
        for act in acts:
            session.record(act)


def test_a_new_session_is_one_file_that_holds_its_first_act(tmp_path: Path) -> None:
    path = tmp_path / "Jury d’avril.jury"
    with a_new_session(path) as session:
        assert session.entries_count == 3
        assert {entry.act for entry in session.entries()} == {1}
        assert list(session.state.candidates) == ["C01"]
        assert session.state.phase is Phase.PREPARATION
        assert (session.path, session.read_only) == (path, False)
    assert names(tmp_path) == ["Jury d’avril.jury"]


def test_what_was_recorded_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1"), a_vote("M2", None))
        head, entries, state = session.head, session.entries(), session.state
    with SessionFile.open(tmp_path / "a.jury") as again:
        assert (again.head, again.entries()) == (head, entries)
        assert again.entries_count == 12
        assert again.state == replace(state, revision=again.state.revision)


def test_creating_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    path.write_text("des notes")
    with pytest.raises(JuryDeskError, match="existe déjà"):
        a_new_session(path)
    assert path.read_text() == "des notes"
    assert names(tmp_path) == ["a.jury"]


def test_creating_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JuryDeskError, match="« nulle-part »".replace(" ", "\u00a0")):
        a_new_session(tmp_path / "nulle-part" / "a.jury")


def test_creating_with_a_fact_that_is_refused_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ActRefusedError):
        SessionFile.create(tmp_path / "a.jury", (*preparation(), an_adoption()))
    assert names(tmp_path) == []


def test_a_session_begins_with_its_creation(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="CohortImported"):
        SessionFile.create(tmp_path / "a.jury", preparation()[1:])
    with pytest.raises(ValueError, match=r"\(\)"):
        SessionFile.create(tmp_path / "a.jury", ())


def test_facts_recorded_together_see_one_another_and_are_one_act(tmp_path: Path) -> None:
    with a_new_session(tmp_path / "a.jury") as session:
        state = session.record(*arrivals(), SittingOpened(at("09:05")))
        assert state is session.state
        assert state.phase is Phase.OPEN
        assert [entry.act for entry in session.entries()][3:] == [2] * 9


def test_a_refused_fact_takes_its_whole_act_with_it(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        head = session.head
        with pytest.raises(ActRefusedError):
            session.record(_incident(), SittingOpened(at("09:40")))
        assert session.head == head
        with SessionFile.open(tmp_path / "a.jury", read_only=True) as on_disk:
            assert session.state == on_disk.state
        session.record(_incident())
    with SessionFile.open(tmp_path / "a.jury") as again:
        assert [incident.text for incident in again.state.incidents] == ["Coupure de courant."]


def test_a_letter_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        with pytest.raises(JuryDeskError, match="caractère illisible"):
            session.record(_incident("Panne \ud800"))
        assert session.state.incidents == []


def test_undo_leaves_the_act_out_and_appends_that_it_did(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(_incident())
        session.undo(at("09:31"), "erreur de salle")
        assert session.state.incidents == []
        assert session.entries()[-1].fact == ActUndone(at("09:31"), 4, "erreur de salle")
        assert session.entries()[-2].fact == _incident()


def test_undo_walks_back_act_by_act_to_the_creation(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        assert session.last_act() == (SittingOpened(at("09:05")),)
        session.undo(at("09:31"))
        assert session.state.phase is Phase.PREPARATION
        assert session.last_act() == arrivals()
        session.undo(at("09:32"))
        assert session.state.attendance == {}
        assert session.last_act() == ()
        with pytest.raises(ActRefusedError, match="plus d’acte à annuler"):
            session.undo(at("09:33"))


def test_only_the_last_act_can_be_undone(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        with pytest.raises(ActRefusedError, match="Seul le dernier acte"):
            session.record(ActUndone(at("09:31"), 2))
        assert session.state.phase is Phase.OPEN


def test_a_vote_cast_later_is_the_last_act_and_is_withdrawn(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(_incident())
        session.record(replace(a_vote("M1"), at=at("09:31")))
        session.undo(at("09:32"))
        assert session.state.ballot("C01", BC01).votes == {}
        assert session.entries()[-1].fact == VoteWithdrawn(at("09:32"), "M1", "C01", BC01)
        assert len(session.state.incidents) == 1
        session.undo(at("09:33"))
        assert session.state.incidents == []


def test_an_act_recorded_after_a_vote_is_undone_first(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1"))
        session.record(_incident())
    with SessionFile.open(tmp_path / "a.jury") as session:
        session.undo(at("09:31"))
        assert session.state.ballot("C01", BC01).votes == {"M1": 2}
        assert session.last_act() == (a_vote("M1"),)


def test_a_vote_and_an_incident_of_one_act_are_undone_together(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1"), _incident())
        session.undo(at("09:31"))
        assert session.state.ballot("C01", BC01).votes == {}
        assert session.state.incidents == []
        assert session.last_act() == (SittingOpened(at("09:05")),)


def test_undoing_an_adoption_keeps_the_tally_and_asks_for_a_new_vote(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(*(a_vote(member) for member in VOTERS))
        session.record(a_count(way=BallotWay.NOMINAL), an_adoption())
        session.undo(at("09:31"))
        ballot = session.state.ballot("C01", BC01)
        assert (ballot.decision, ballot.count, ballot.votes) == (None, None, {})
        assert ballot.earlier == (a_count(way=BallotWay.NOMINAL),)


def test_a_batch_is_one_commit_at_its_end(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury", a_candidate("C01"), a_candidate("C02")) as session:
        reader = SessionFile.open(tmp_path / "a.jury", read_only=True)
        with session.batch():
            session.record(a_count(), an_adoption())
            session.record(a_count(candidate="C02"), an_adoption(candidate="C02"))
            assert session.state.ballot("C02", BC01).decision is not None
            assert not reader.refresh()
        assert reader.refresh()
        assert reader.state.ballot("C02", BC01).decision == an_adoption(candidate="C02")
        assert not reader.refresh()
        reader.close()


def test_a_batch_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1", 2))
        head = session.head
        with pytest.raises(ActRefusedError):
            _record_in_one_go(session, a_vote("M1", 3), _incident(), SittingOpened(at("09:40")))
        assert session.head == head
        with SessionFile.open(tmp_path / "a.jury", read_only=True) as on_disk:
            assert session.state == on_disk.state
        session.record(_incident())
        assert session.integrity().intact


def test_a_batch_goes_on_after_a_refusal_that_its_owner_caught(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        with session.batch():
            session.record(a_vote("M1", 3))
            with pytest.raises(ActRefusedError):
                session.record(a_vote("M1", 1), _incident(), SittingOpened(at("09:40")))
            assert session.state.ballot("C01", BC01).votes == {"M1": 3}
            session.record(_incident())
        assert session.integrity().intact
    with SessionFile.open(tmp_path / "a.jury") as again:
        assert again.state.ballot("C01", BC01).votes == {"M1": 3}
        assert len(again.state.incidents) == 1


def test_batches_do_not_nest(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session, session.batch():
        with pytest.raises(ValueError, match="already"), session.batch():
            pass
        session.record(_incident())


def test_a_reader_never_writes(tmp_path: Path) -> None:
    a_new_session(tmp_path / "a.jury").close()
    with SessionFile.open(tmp_path / "a.jury", read_only=True) as reader:
        assert reader.read_only
        for act in (lambda: reader.record(_incident()), lambda: reader.undo(at("09:31"))):
            with pytest.raises(JuryDeskError, match="en consultation"):
                act()
        with pytest.raises(JuryDeskError, match="en consultation"), reader.batch():
            pass
        assert reader.integrity().intact


@pytest.mark.parametrize("read_only", [True, False])
def test_a_rehearsal_is_forgotten_whoever_holds_the_file(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(a_vote("M1"))
    before = path.read_bytes()
    with SessionFile.open(path, read_only=read_only) as session:
        head, entries = session.head, session.entries()
        with session.rehearsal():
            session.record(a_vote("M1", 3))
            session.record(_incident())
            session.undo(at("09:31"))
            with pytest.raises(ActRefusedError):
                session.record(SittingOpened(at("09:32")))
            assert session.state.ballot("C01", BC01).votes == {"M1": 3}
        assert session.state.ballot("C01", BC01).votes == {"M1": 2}
        assert (session.head, session.entries()) == (head, entries)
        assert path.read_bytes() == before
        if read_only:
            with pytest.raises(JuryDeskError, match="en consultation"):
                session.record(_incident())
        else:
            session.record(_incident())
            assert session.integrity().intact
    assert names(tmp_path) == ["a.jury", "a.jury.votes"]


def test_a_reader_sees_votes_come_and_go(tmp_path: Path) -> None:
    with (
        an_open_session(tmp_path / "a.jury") as session,
        SessionFile.open(tmp_path / "a.jury", read_only=True) as reader,
    ):
        session.record(a_vote("M1"))
        assert reader.refresh()
        assert reader.state.ballot("C01", BC01).votes == {"M1": 2}


def test_a_copy_is_a_session_without_the_votes_in_progress(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1"))
        session.record(_incident())
        session.backup(tmp_path / "copie.jury")
        with pytest.raises(JuryDeskError, match="existe déjà"):
            session.backup(tmp_path / "copie.jury")
        head = session.head
    assert names(tmp_path) == ["a.jury", "a.jury.votes", "copie.jury"]
    with SessionFile.open(tmp_path / "copie.jury") as copy:
        assert copy.head == head
        assert copy.state.ballot("C01", BC01).votes == {}
        assert copy.integrity().intact


def test_an_act_appended_by_another_tool_is_noticed(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        intruder = sqlite3.connect(tmp_path / "a.jury")
        row = intruder.execute("SELECT max(number) + 1, 9, at, kind, body, '', '' FROM journal")
        intruder.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", row.fetchone())
        intruder.commit()
        intruder.close()
        with pytest.raises(JuryDeskError, match="modifié par un autre programme"):
            session.record(_incident())
        assert session.state.incidents == []
        found = session.integrity()
        assert not found.intact
        assert "n’est plus celui qui a été ouvert" in found.messages[-1]


def test_details_of_the_session_may_be_recorded_before_the_sitting(tmp_path: Path) -> None:
    with a_new_session(tmp_path / "a.jury") as session:
        session.record(SessionDescribed(at("08:30"), place="Amphithéâtre 4"))
        assert session.state.place == "Amphithéâtre 4"


def test_closing_twice_does_no_harm(tmp_path: Path) -> None:
    session = a_new_session(tmp_path / "a.jury")
    session.close()
    session.close()
    assert names(tmp_path) == ["a.jury"]
