"""One writer, named to whoever comes second; a dead writer's session is taken again at once."""

import platform
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.writer_lock import SessionHeldError, WriterLock
from tests.storage.builders import a_new_session, names

_HOLDER = """
import sys
from pathlib import Path
from jurydesk.storage.session_file import SessionFile
session = SessionFile.open(Path(sys.argv[1]), program="JuryDesk de la salle 2")
print("held", flush=True)
sys.stdin.read()
session.close()
"""


def _another_program(path: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_the_second_writer_is_told_who_holds_the_session(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    a_new_session(path).close()
    with _another_program(path) as holder:
        with pytest.raises(SessionHeldError) as refusal:
            SessionFile.open(path)
        sentence = str(refusal.value)
        assert "par JuryDesk de la salle 2" in sentence
        assert f"processus {holder.pid}" in sentence
        assert platform.node() in sentence
        with SessionFile.open(path, read_only=True) as reader:
            assert reader.entries_count == 3
        holder.communicate("")
    SessionFile.open(path).close()
    assert names(tmp_path) == ["a.jury"]


def test_a_dead_writer_no_longer_holds_the_session(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    a_new_session(path).close()
    with _another_program(path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert names(tmp_path) == ["a.jury", "a.jury.lock"]
    SessionFile.open(path).close()
    assert names(tmp_path) == ["a.jury"]


def test_two_writers_of_one_program_are_refused_too(tmp_path: Path) -> None:
    with a_new_session(tmp_path / "a.jury") as session:
        for _ in range(2):
            with pytest.raises(SessionHeldError):
                SessionFile.open(session.path)


def test_a_session_reached_through_a_link_is_the_same_session(tmp_path: Path) -> None:
    with a_new_session(tmp_path / "a.jury"):
        (tmp_path / "raccourci.jury").symlink_to(tmp_path / "a.jury")
        with pytest.raises(SessionHeldError):
            SessionFile.open(tmp_path / "raccourci.jury")


def test_a_file_in_the_way_of_the_lock_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    a_new_session(path).close()
    in_the_way = tmp_path / "a.jury.lock"
    in_the_way.write_text("Ceci est une note prise pendant le jury, à garder.\n" * 20)
    with pytest.raises(JuryDeskError, match="déplacez ce fichier ailleurs"):
        SessionFile.open(path)
    assert in_the_way.read_text().startswith("Ceci est une note")


def test_a_lock_whose_writer_is_not_known_yet_still_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    a_new_session(path).close()
    taking = sqlite3.connect(tmp_path / "a.jury.lock", isolation_level=None)
    taking.execute("BEGIN IMMEDIATE")
    with pytest.raises(SessionHeldError, match="par un autre programme") as refusal:
        SessionFile.open(path)
    assert refusal.value.holder is None
    taking.close()


def test_a_lock_taken_is_given_back_without_a_trace(tmp_path: Path) -> None:
    lock = WriterLock.take(tmp_path / "a.jury", "essai")
    assert names(tmp_path) == ["a.jury.lock"]
    lock.release()
    assert names(tmp_path) == []
