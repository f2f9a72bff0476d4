"""Nothing acknowledged is lost: killed programs, full disks, torn and damaged files."""

import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.errors import JuryDeskError
from jurydesk.storage.connection import DamagedSessionError
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.storage.builders import BC01, a_new_session, a_vote, an_open_session, names

_RECORDER = """
import sys
from datetime import datetime
from pathlib import Path
from jurydesk.deliberation.facts import IncidentRecorded, VoteCast
from jurydesk.storage.session_file import SessionFile
moment = datetime.fromisoformat("2024-04-19T09:30:00+02:00")
session = SessionFile.open(Path(sys.argv[1]))
number = len(session.state.incidents)
while True:
    number += 1
    session.record(IncidentRecorded(moment, f"Incident n° {number}, {'x' * (number % 97)}"))
    print(number, flush=True)
    session.record(VoteCast(moment, "M1", "C01", sys.argv[2], number % 4 + 1))
"""


def _record_until_killed(path: Path, acknowledgements: int) -> int:
    """Kill a recording program in full work; return the last act it acknowledged."""
    recorder = subprocess.Popen(
        [sys.executable, "-c", _RECORDER, str(path), BC01], stdout=subprocess.PIPE, text=True
    )
    assert recorder.stdout is not None
    lines = [recorder.stdout.readline() for _ in range(acknowledgements)]
    recorder.send_signal(signal.SIGKILL)
    lines += recorder.stdout.readlines()
    recorder.stdout.close()
    recorder.wait()
    return int([line for line in lines if line.endswith("\n")][-1])


def test_kill_at_any_moment_loses_no_acknowledged_act(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    an_open_session(path).close()
    chance = random.Random(20240419)  # noqa: S311 moments, not secrets
    for _ in range(12):
        acknowledged = _record_until_killed(path, chance.randrange(1, 40))
        with SessionFile.open(path) as session:
            texts = [incident.text for incident in session.state.incidents]
            assert session.integrity().intact
        numbers = [int(text.split()[2].rstrip(",")) for text in texts]
        assert numbers == list(range(1, len(numbers) + 1))
        assert acknowledged <= len(numbers) <= acknowledged + 1
    assert names(tmp_path) == ["a.jury", "a.jury.votes"]


@contextmanager
def _no_more_room(path: Path) -> Iterator[None]:
    """Let the system refuse any byte beyond the file's present size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_is_told_and_nothing_is_half_recorded(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        session.record(a_vote("M1", 3))
        head = session.head
        long_story = IncidentRecorded(at("09:30"), "Alarme incendie. " * 2000)
        with (
            _no_more_room(tmp_path / "a.jury"),
            pytest.raises(JuryDeskError, match="n’est pas enregistré"),
        ):
            session.record(a_vote("M1", 4), long_story)
        assert session.head == head
        with SessionFile.open(tmp_path / "a.jury", read_only=True) as on_disk:
            assert session.state == on_disk.state
            assert session.state.ballot("C01", BC01).votes == {"M1": 3}
        session.record(long_story)
        assert session.integrity().intact


def test_a_full_disk_in_a_batch_leaves_nothing_of_the_batch(tmp_path: Path) -> None:
    with an_open_session(tmp_path / "a.jury") as session:
        head = session.head
        with _no_more_room(tmp_path / "a.jury"):
            batch = session.batch()
            batch.__enter__()
            for number in range(200):
                session.record(IncidentRecorded(at("09:30"), f"Incident {number} " * 20))
            with pytest.raises(JuryDeskError, match="n’est pas enregistré"):
                batch.__exit__(None, None, None)
        assert (session.head, session.state.incidents) == (head, [])
        session.record(IncidentRecorded(at("09:31"), "Tout va bien."))


def test_a_session_whose_file_was_pulled_away_says_so(tmp_path: Path) -> None:
    session = an_open_session(tmp_path / "a.jury")
    head = session.head
    (tmp_path / "a.jury").rename(tmp_path / "parti.jury")
    tmp_path.chmod(0o700)
    with pytest.raises(JuryDeskError, match=r"a\.jury"):
        session.record(IncidentRecorded(at("09:30"), "Clé retirée."))
    assert (session.head, session.state.incidents) == (head, [])
    session.close()


def test_a_session_moved_while_open_says_so_and_goes_on_once_put_back(tmp_path: Path) -> None:
    path, moved = tmp_path / "séance.jury", tmp_path / "ailleurs.jury"
    with a_new_session(path) as session:
        path.rename(moved)
        with pytest.raises(JuryDeskError, match="n’est plus à sa place"):
            session.record(IncidentRecorded(at("09:00"), "Coupure de courant."))
        moved.rename(path)
        session.record(IncidentRecorded(at("09:01"), "Coupure de courant."))
        assert [each.text for each in session.state.incidents] == ["Coupure de courant."]


def test_a_torn_side_file_does_not_harm_the_session(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    an_open_session(path).close()
    chance = random.Random(3)  # noqa: S311
    magic = bytes.fromhex("d9d505f920a163d7")
    for torn in (b"", magic, magic + chance.randbytes(700), chance.randbytes(3000)):
        (tmp_path / "a.jury-journal").write_bytes(torn)
        with SessionFile.open(path) as session:
            assert session.entries_count == 12
            assert session.integrity().intact
            assert names(tmp_path) == ["a.jury", "a.jury.lock"]


def _damage_told(path: Path) -> bool:
    try:
        return not verify_file(path).intact
    except JuryDeskError:
        return True


def _open_if_it_will(path: Path) -> None:
    with suppress(JuryDeskError):
        SessionFile.open(path, read_only=True).close()


def test_a_truncated_copy_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    an_open_session(path).close()
    whole = path.read_bytes()
    for kept in (len(whole) // 2, len(whole) - 4096, 5000):
        path.write_bytes(whole[:kept])
        with pytest.raises(DamagedSessionError, match="reprenez votre dernière copie"):
            SessionFile.open(path)
        assert _damage_told(path)


def test_a_flipped_byte_in_the_journal_names_the_first_bad_entry(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:30"), "Coupure de courant."))
        session.record(IncidentRecorded(at("09:31"), "Retour du courant."))
    content = bytearray(path.read_bytes())
    content[content.index(b"Coupure")] ^= 1
    path.write_bytes(content)
    found = verify_file(path)
    # 3 of preparation, 8 arrivals, the opening: the incident is the thirteenth.
    assert (found.entries, found.first_bad, found.intact) == (14, 13, False)
    assert "L’acte n° 13 du journal a été modifié" in found.messages[0]
    with pytest.raises(DamagedSessionError, match="l’acte n° 13"):
        SessionFile.open(path)
    assert names(tmp_path) == ["a.jury"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET body = replace(body, 'Coupure', 'Panne') WHERE number = 13",
        "UPDATE journal SET at = '2024-04-19T10:30:00+02:00' WHERE number = 13",
        "UPDATE journal SET act = 3 WHERE number = 13",
        "UPDATE journal SET kind = 'RecommendationWritten' WHERE number = 13",
        "UPDATE journal SET previous = digest WHERE number = 13",
        "DELETE FROM journal WHERE number = 13",
        "UPDATE journal SET number = 99 WHERE number = 13",
        "UPDATE journal SET body = x'ff' WHERE number = 13",
        "UPDATE journal SET body = CAST(body AS BLOB) WHERE number = 13",
    ],
)
def test_whatever_is_changed_in_a_row_the_chain_shows_it(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:30"), "Coupure de courant."))
        session.record(IncidentRecorded(at("09:31"), "Retour du courant."))
    _tamper(path, change)
    found = verify_file(path)
    assert found.first_bad == 13


def _tamper(path: Path, *changes: str) -> None:
    """Change what the triggers protect, and put them back as if nothing had happened."""
    intruder = sqlite3.connect(path, isolation_level=None)
    kept = intruder.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    intruder.execute("PRAGMA ignore_check_constraints = ON")
    for name, _ in kept:
        intruder.execute(f"DROP TRIGGER {name}")
    for change in changes:
        intruder.execute(change)
    for _, sql in kept:
        intruder.execute(sql)
    intruder.close()


def test_a_body_that_is_nothing_is_told(tmp_path: Path) -> None:
    """The column forbids it: a tool writes the table again without that."""
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:30"), "Coupure de courant."))
    _tamper(
        path,
        "CREATE TABLE autre (number INTEGER PRIMARY KEY, act, at, kind, body, previous, digest)",
        "INSERT INTO autre SELECT * FROM journal",
        "UPDATE autre SET body = NULL WHERE number = 13",
        "DROP TABLE journal",
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE autre RENAME TO journal",
    )
    assert verify_file(path).first_bad == 13
    with pytest.raises(JuryDeskError, match="n° 13 du journal ne suit pas"):
        SessionFile.open(path, read_only=True)


def test_bytes_that_are_no_letters_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:30"), "Coupure de courant."))
    content = bytearray(path.read_bytes())
    content[content.index(b"Coupure")] = 0xFF
    path.write_bytes(content)
    found = verify_file(path)
    assert found.first_bad == 13
    with pytest.raises(JuryDeskError, match=r"a\.jury"):
        SessionFile.open(path)


def test_a_session_with_a_damaged_vote_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(a_vote("M1", 2))
    _tamper(path, "UPDATE vote SET body = zeroblob(40)")
    with pytest.raises(DamagedSessionError, match="un vote en cours est abîmé"):
        SessionFile.open(path)
    assert names(tmp_path) == ["a.jury", "a.jury.votes"]


@pytest.mark.parametrize("change", ["UPDATE journal SET act = 1", "DELETE FROM journal"])
def test_the_journal_refuses_to_be_rewritten(tmp_path: Path, change: str) -> None:
    a_new_session(tmp_path / "a.jury").close()
    tool = sqlite3.connect(tmp_path / "a.jury")
    with pytest.raises(sqlite3.IntegrityError, match="annule par un autre acte"):
        tool.execute(change)
    tool.close()


def test_the_journal_only_grows_at_its_end(tmp_path: Path) -> None:
    a_new_session(tmp_path / "a.jury").close()
    tool = sqlite3.connect(tmp_path / "a.jury")
    for number in (2, 7):
        with pytest.raises(sqlite3.IntegrityError, match="à sa suite"):
            tool.execute(
                "INSERT OR REPLACE INTO journal VALUES (?, 1, '', '', '{}', '', '')", [number]
            )
    tool.close()


def test_a_journal_emptied_is_told(tmp_path: Path) -> None:
    a_new_session(tmp_path / "a.jury").close()
    _tamper(tmp_path / "a.jury", "DELETE FROM journal")
    assert "Le journal est vide" in verify_file(tmp_path / "a.jury").messages[0]
    with pytest.raises(DamagedSessionError, match="création"):
        SessionFile.open(tmp_path / "a.jury")


def test_a_protection_taken_away_is_told(tmp_path: Path) -> None:
    a_new_session(tmp_path / "a.jury").close()
    tool = sqlite3.connect(tmp_path / "a.jury")
    tool.execute("DROP TRIGGER journal_is_never_changed")
    tool.close()
    found = verify_file(tmp_path / "a.jury")
    assert "protections" in found.messages[0]
    assert found.first_bad is None


def test_damage_anywhere_never_ends_in_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(a_vote("M1"))
    whole = path.read_bytes()
    chance = random.Random(11)  # noqa: S311
    told = 0
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(16):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        told += _damage_told(path)
        _open_if_it_will(path)
    # Bytes nobody uses may be flipped without harm; nearly every draw touches one that matters.
    assert told >= 50


def test_a_reader_may_open_beside_a_working_writer(tmp_path: Path) -> None:
    with a_new_session(tmp_path / "a.jury") as session:
        before = (tmp_path / "a.jury").stat().st_size
        with SessionFile.open(tmp_path / "a.jury", read_only=True) as reader:
            assert reader.head == session.head
        assert (tmp_path / "a.jury").stat().st_size == before
