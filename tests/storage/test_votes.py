"""Named votes in progress are in the erasable place only, and are really erased from the bytes."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.facts import BallotWay, SittingOpened, VoteCast, VoteWithdrawn
from jurydesk.storage.connection import connect, writing
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.votes import HeldVote, rewrite_votes
from tests.builders import at
from tests.storage.builders import (
    BC01,
    BC02,
    VOTERS,
    a_count,
    a_new_session,
    a_vote,
    an_adoption,
    an_open_session,
    arrivals,
    names,
    preparation,
    the_jury,
)

# Found nowhere else by chance, so that a byte search means something.
_MARK = "MEMBRE-E5D1C0FFEE-"


def _marked_jury() -> tuple[JuryMember, ...]:
    return tuple(replace(one, identifier=f"{_MARK}{one.identifier}") for one in the_jury())


def _marked_session(path: Path) -> SessionFile:
    session = SessionFile.create(path, preparation(jury=_marked_jury()))
    session.record(*arrivals(_marked_jury()), SittingOpened(at("09:05")))
    return session


def _all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def _pairings(levels: dict[str, int | None]) -> list[bytes]:
    """How a level and its member stand side by side in the erasable place."""
    written = {member: "null" if level is None else level for member, level in levels.items()}
    return [f'"level":{level},"member":"{member}"'.encode() for member, level in written.items()]


def test_no_pairing_of_member_and_level_outlives_the_ballot(tmp_path: Path) -> None:
    voters = tuple(f"{_MARK}{name}" for name in VOTERS)
    levels = dict(zip(voters, (2, 2, 2, 2, 3, None), strict=True))
    with _marked_session(tmp_path / "a.jury") as session:
        for member, level in levels.items():
            session.record(a_vote(member, level))
        assert all(pairing in _all_bytes(tmp_path) for pairing in _pairings(levels))
        counted = replace(
            a_count(voters=voters, way=BallotWay.NOMINAL), tally={2: 4, 3: 1}, abstentions=1
        )
        session.record(counted, an_adoption())
        content = _all_bytes(tmp_path)
    # The member stays known: as a member, as present, as a voter; never beside a level.
    assert content.count(_MARK.encode()) == 8 + 8 + 6 + 1
    assert content.count(f'"member":"{_MARK}'.encode()) == 8
    assert not any(pairing in content for pairing in _pairings(levels))
    assert b"VoteCast" not in content


def test_a_vote_that_changes_or_is_withdrawn_leaves_nothing(tmp_path: Path) -> None:
    member = f"{_MARK}M1"
    with _marked_session(tmp_path / "a.jury") as session:
        session.record(a_vote(member, 4))
        session.record(a_vote(member, 1))
        assert _pairings({member: 4})[0] not in _all_bytes(tmp_path)
        assert _pairings({member: 1})[0] in _all_bytes(tmp_path)
        session.record(VoteWithdrawn(at("09:11"), member, "C01", BC01))
        assert b'"level"' not in _all_bytes(tmp_path)
        assert session.entries()[-1].fact == VoteWithdrawn(at("09:11"), member, "C01", BC01)


def test_adopting_one_ballot_keeps_the_votes_of_another(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1", 3, BC02))
        for member in VOTERS:
            session.record(a_vote(member))
        session.record(a_count(way=BallotWay.NOMINAL), an_adoption())
    with SessionFile.open(tmp_path / "a.jury") as again:
        assert again.state.ballot("C01", BC01).votes == {}
        assert again.state.ballot("C01", BC02).votes == {"M1": 3}


def test_the_journal_never_holds_a_vote(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        before = session.entries_count, session.head
        session.record(a_vote("M1"))
        assert (session.entries_count, session.head) == before
        assert not any(isinstance(entry.fact, VoteCast) for entry in session.entries())


def test_erasing_among_thousands_leaves_no_piece_of_a_moved_row(tmp_path: Path) -> None:
    # Many pages, so that SQLite moves rows between them while the table shrinks.
    a_new_session(tmp_path / "a.jury").close()
    chance = random.Random(7)  # noqa: S311 an order, not a secret
    held = [
        HeldVote(n, replace(a_vote(f"{_MARK}{n:05}{'x' * chance.randrange(90)}"), level=n % 4 + 1))
        for n in range(3000)
    ]
    connection = connect(tmp_path / "a.jury", writable=True)
    with writing(connection):
        rewrite_votes(connection, held)
    assert _all_bytes(tmp_path).count(_MARK.encode()) >= 3000
    while held:
        chance.shuffle(held)
        held = held[: len(held) // 2]
        with writing(connection):
            rewrite_votes(connection, held)
        assert _all_bytes(tmp_path).count(_MARK.encode()) == len(held)
    connection.close()


def test_a_copy_holds_no_vote_in_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    with _marked_session(tmp_path / "a.jury") as session:
        session.record(a_vote(f"{_MARK}M1", 3))
        session.backup(tmp_path / "copies" / "copie.jury")
    assert names(tmp_path / "copies") == ["copie.jury"]
    assert b'"level"' not in _all_bytes(tmp_path / "copies")


@pytest.mark.parametrize("column", ["body", "at", "act"])
def test_a_vote_changed_from_outside_is_noticed(tmp_path: Path, column: str) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1", 2))
        intruder = sqlite3.connect(tmp_path / "a.jury")
        changes = {
            "body": "replace(body, '\"level\":2', '\"level\":1')",
            "at": "'2024-04-19T09:11:00+02:00'",
            "act": "99",
        }
        intruder.execute(f"UPDATE vote SET {column} = {changes[column]}")  # noqa: S608 constants
        intruder.commit()
        intruder.close()
        found = session.integrity()
        assert "vote en cours n° 1" in found.messages[0]
