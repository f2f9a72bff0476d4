"""Histories that chain and could not have happened: each guard is asked again."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jurydesk.deliberation.facts import (
    BallotCounted,
    DecisionAdopted,
    Fact,
    SessionCreated,
    SessionSealed,
    SittingOpened,
)
from jurydesk.signature.verdict import Finding
from jurydesk.signature.verification import verify_pdf
from jurydesk.storage.journal import BEGINNING, make_row
from jurydesk.storage.sealing import seal
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.verification import believed_session, verify_session
from tests.builders import at
from tests.signature.builders import saying
from tests.storage.test_sealing import a_closed_session

Rewrite = Callable[[Fact], tuple[Fact, ...]]


def rewritten(path: Path, change: Rewrite, *, cut: int = 0) -> None:
    """Write a journal again with other acts, its chain made anew, as a forger would."""
    with SessionFile.open(path, read_only=True) as session:
        entries = session.entries()
    rows, head = [], BEGINNING
    for entry in entries[: len(entries) - cut]:
        for changed in change(entry.fact):
            sealing = isinstance(changed, SessionSealed)
            fact = replace(changed, head=head, entries=len(rows)) if sealing else changed
            row = make_row(fact, len(rows) + 1, entry.act, head)
            rows.append(row)
            head = row.digest
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM journal")
        columns = "number, act, at, kind, body, previous, digest"
        connection.executemany(f"INSERT INTO journal ({columns}) VALUES (?,?,?,?,?,?,?)", rows)  # noqa: S608
        for _, sql in guards:
            connection.execute(sql)
        connection.commit()


def kept(fact: Fact) -> tuple[Fact, ...]:
    return (fact,)


def without_opening(fact: Fact) -> tuple[Fact, ...]:
    return () if isinstance(fact, SittingOpened) else (fact,)


def decided_otherwise(fact: Fact) -> tuple[Fact, ...]:
    if isinstance(fact, DecisionAdopted):
        return (replace(fact, level=1 if fact.level != 1 else 2),)
    return (fact,)


def counted_otherwise(fact: Fact) -> tuple[Fact, ...]:
    if isinstance(fact, BallotCounted):
        return (replace(fact, level=1 if fact.level != 1 else 2),)
    return (fact,)


def other_rules(fact: Fact) -> tuple[Fact, ...]:
    if isinstance(fact, SessionCreated):
        return (replace(fact, rulebook=fact.rulebook + "\n# autre règle\n"),)
    return (fact,)


def decided_after_the_seal(fact: Fact) -> tuple[Fact, ...]:
    if isinstance(fact, SessionSealed):
        return (fact, SittingOpened(at("15:00")))
    return (fact,)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "s.jury"
    with a_closed_session(path) as session:
        seal(session, tmp_path / "pv.pdf", at=at("11:00"))
    return path


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_opening, "est impossible"),
        (decided_otherwise, "est impossible"),
        (counted_otherwise, "n’est pas celui que donne le décompte"),
        (other_rules, "n’a pas l’empreinte enregistrée"),
        (decided_after_the_seal, "suit le scellement"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_history_that_could_not_happen_is_told(sealed: Path, change: Rewrite, told: str) -> None:
    rewritten(sealed, change)

    verdict = verify_session(sealed)

    assert not verdict.valid
    assert told in saying(verdict)


def test_journal_written_again_as_it_was_is_valid(sealed: Path) -> None:
    rewritten(sealed, kept)

    assert verify_session(sealed).valid


def test_seal_cut_off_is_told_by_the_minutes_beside(sealed: Path) -> None:
    rewritten(sealed, kept, cut=1)

    verdict = verify_session(sealed)

    assert not verdict.valid
    assert "pv.pdf" in saying(verdict)
    assert "sa fin a été coupée" in saying(verdict)


def test_death_between_pages_and_seal_leaves_nothing_official(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "s.jury", tmp_path / "pv.pdf"
    with a_closed_session(path) as session:
        with monkeypatch.context() as dying:
            dying.setattr(session, "record", lambda *_: (_ for _ in ()).throw(SystemExit))
            with pytest.raises(SystemExit):
                seal(session, out, at=at("11:00"))
        assert not out.exists()
        assert session.state.sealed is None
        assert seal(session, out, at=at("11:05")).fact.at == at("11:05")
    assert out.exists()


def test_death_after_the_seal_is_finished_by_sealing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "s.jury", tmp_path / "pv.pdf"
    with a_closed_session(path) as session:
        with monkeypatch.context() as dying:
            dying.setattr(
                "jurydesk.storage.sealing._finish",
                lambda *_, **__: (_ for _ in ()).throw(SystemExit),
            )
            with pytest.raises(SystemExit):
                seal(session, out, at=at("11:00"))
        assert session.state.sealed is not None
        assert not out.exists()

        assert seal(session, out, at=at("12:00")).fact == session.state.sealed
    assert out.exists()
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith("scellement")] == []


def somewhere_else(fact: Fact) -> tuple[Fact, ...]:
    """A change that every guard allows: only the minutes can tell."""
    return (replace(fact, place="Lyon") if isinstance(fact, SessionCreated) else fact,)


def test_journal_made_again_in_full_is_told_by_the_minutes_beside(sealed: Path) -> None:
    rewritten(sealed, somewhere_else)

    verdict = verify_session(sealed)

    assert not verdict.valid
    assert "« pv.pdf », scellé à la même seconde" in saying(verdict)
    assert "a été refait après son scellement" in saying(verdict)


def test_journal_made_again_is_not_the_one_of_its_minutes(sealed: Path, tmp_path: Path) -> None:
    """Apart from its minutes nothing tells it; given to verify them, it does not match."""
    away = tmp_path / "ailleurs"
    away.mkdir()
    path = away / sealed.name
    path.write_bytes(sealed.read_bytes())
    rewritten(path, somewhere_else)

    state, faults = believed_session(path)
    assert faults == ()
    verdict = verify_pdf(sealed.with_name("pv.pdf"), session=state, at=at("12:00"))
    assert verdict.finding is Finding.INVALID
    assert "mais pas le même journal" in saying(verdict)


def test_another_session_of_the_same_number_beside_is_no_fault(
    sealed: Path, tmp_path: Path
) -> None:
    path = tmp_path / "t.jury"
    with a_closed_session(path) as session:
        seal(session, tmp_path / "essai.pdf", at=at("11:30"))

    assert verify_session(sealed).valid
    assert verify_session(path).valid
