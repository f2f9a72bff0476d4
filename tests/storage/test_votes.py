"""Named votes in progress are enciphered, and no byte tells them once their ballot is over."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.facts import BallotWay, SittingOpened, VoteCast, VoteWithdrawn
from jurydesk.errors import JuryDeskError
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.verification import verify_session
from tests.builders import a_candidate, at
from tests.storage.builders import (
    BC01,
    BC02,
    VOTERS,
    a_count,
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
        assert not any(pairing in _all_bytes(tmp_path) for pairing in _pairings(levels))
        assert names(tmp_path) == ["a.jury", "a.jury.lock", "a.jury.votes"]
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
        assert b'"level"' not in _all_bytes(tmp_path)
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


def _keys(folder: Path) -> list[bytes]:
    """The keys of the side file: 16 bytes of its name, then 32 each."""
    content = (folder / "a.jury.votes").read_bytes()
    return [content[start : start + 32] for start in range(16, len(content), 32)]


def test_the_keys_lie_in_a_side_file_for_the_owner_alone(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        assert names(tmp_path) == ["a.jury", "a.jury.lock"]
        session.record(a_vote("M1"))
        assert (tmp_path / "a.jury.votes").stat().st_mode & 0o777 == 0o600
        held = (tmp_path / "a.jury").read_bytes()
        assert not any(key in held for key in _keys(tmp_path))


def test_a_key_is_overwritten_in_place_when_its_ballot_is_adopted(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1", 3, BC02))
        for member in VOTERS:
            session.record(a_vote(member))
        first, second, *others = _keys(tmp_path)
        with (tmp_path / "a.jury.votes").open("rb") as same_file:
            session.record(a_count(way=BallotWay.NOMINAL), an_adoption())
            content = same_file.read()
        assert first in content
        assert second not in content
        assert all(other in content for other in others)
        with (tmp_path / "a.jury.votes").open("rb") as same_file:
            session.record(VoteWithdrawn(at("09:40"), "M1", "C01", BC02))
            assert set(same_file.read()) == {0}
        assert names(tmp_path) == ["a.jury", "a.jury.lock"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.storage.builders import a_vote, an_open_session
session = an_open_session(Path(sys.argv[1]))
session.record(a_vote("M1", 3))
session.record(a_vote("M2", 1))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_ballot_goes_on_after_the_program_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    with SessionFile.open(path) as session:
        assert session.notices == ()
        assert session.state.ballot("C01", BC01).votes == {"M1": 3, "M2": 1}
        session.record(a_vote("M1", 4))
    with SessionFile.open(path) as session:
        assert session.state.ballot("C01", BC01).votes == {"M2": 1, "M1": 4}


def test_keys_left_by_a_killed_program_are_destroyed_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(a_vote("M1"))
        left = (tmp_path / "a.jury.votes").read_bytes()
        session.record(VoteWithdrawn(at("09:11"), "M1", "C01", BC01))
    (tmp_path / "a.jury.votes").write_bytes(left)
    SessionFile.open(path).close()
    assert names(tmp_path) == ["a.jury"]


def _later(member: str, level: int) -> VoteCast:
    return replace(a_vote(member, level, BC02), at=at("09:21"))


@pytest.mark.parametrize("kept", ["nothing", "another", "cut"])
def test_a_session_moved_without_its_keys_loses_only_its_open_ballots(
    tmp_path: Path, kept: str
) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(a_count(), an_adoption())
        session.record(_later("M1", 3))
        session.record(_later("M2", 3))
        head = session.head
    side = tmp_path / "a.jury.votes"
    content = side.read_bytes()
    side.unlink()
    if kept != "nothing":
        side.write_bytes(os.urandom(len(content)) if kept == "another" else content[:30])
    with SessionFile.open(path, read_only=True) as consulted:
        assert "votes en cours ne peuvent plus être lus" in consulted.notices[0]
    with SessionFile.open(path) as session:
        assert "revotez les blocs" in session.notices[0]
        assert "a.jury.votes" in session.notices[0]
        assert session.head == head
        assert session.state.ballot("C01", BC01).decision is not None
        assert session.state.ballot("C01", BC02).votes == {}
        session.record(_later("M1", 1))
        assert session.integrity().intact
    with SessionFile.open(path) as session:
        assert session.notices == ()
        assert session.state.ballot("C01", BC02).votes == {"M1": 1}


def test_more_ballots_than_keys_at_hand_all_come_back(tmp_path: Path) -> None:
    people = [a_candidate(f"C{number:03}") for number in range(150)]
    with an_open_session(tmp_path / "a.jury", *people) as session:
        with session.batch():
            for number, one in enumerate(people):
                session.record(replace(a_vote("M1", number % 4 + 1), candidate=one.identifier))
        gone = people[::2]
        with session.batch():
            for one in gone:
                session.record(VoteWithdrawn(at("09:11"), "M1", one.identifier, BC01))
    with SessionFile.open(tmp_path / "a.jury") as session:
        votes = {one.identifier: session.state.ballot(one.identifier, BC01).votes for one in people}
        assert votes == {
            one.identifier: {} if one in gone else {"M1": number % 4 + 1}
            for number, one in enumerate(people)
        }


def test_a_disk_that_refuses_the_keys_refuses_the_vote(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        (tmp_path / "a.jury.votes").mkdir()
        with pytest.raises(JuryDeskError, match=r"a\.jury"):
            session.record(a_vote("M1"))
        assert session.state.ballot("C01", BC01).votes == {}
        (tmp_path / "a.jury.votes").rmdir()
        session.record(a_vote("M1"))
        assert session.integrity().intact


def test_a_copy_holds_no_vote_in_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    with _marked_session(tmp_path / "a.jury") as session:
        session.record(a_vote(f"{_MARK}M1", 3))
        session.backup(tmp_path / "copies" / "copie.jury")
    assert names(tmp_path / "copies") == ["copie.jury"]
    assert b'"level"' not in _all_bytes(tmp_path / "copies")


@pytest.mark.parametrize("change", ["body = zeroblob(60)", "body = 'abc'", "slot = 1"])
def test_a_vote_changed_from_outside_is_noticed(tmp_path: Path, change: str) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1", 2))
        intruder = sqlite3.connect(tmp_path / "a.jury")
        intruder.execute(f"UPDATE vote SET {change}")  # noqa: S608 constants
        intruder.commit()
        intruder.close()
        found = session.integrity()
        assert "vote en cours n° 1" in found.messages[0]


def test_votes_of_another_session_put_there_are_told_and_counted_for_nothing(
    tmp_path: Path,
) -> None:
    for name in ("a", "b"):
        with an_open_session(tmp_path / f"{name}.jury") as session:
            session.record(a_vote("M1", 3))
    side = tmp_path / "a.jury.votes"
    side.write_bytes((tmp_path / "b.jury.votes").read_bytes())

    told = verify_session(tmp_path / "a.jury").messages
    assert told[0].startswith("Le journal est intact")
    assert told[1].startswith("1\N{NO-BREAK SPACE}vote en cours ne peut plus être lu")
    with SessionFile.open(tmp_path / "a.jury") as session:
        assert session.state.ballot("C01", BC01).votes == {}
