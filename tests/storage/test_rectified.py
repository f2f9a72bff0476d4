"""Only a sealed session whose journal is intact is rectified, and it stays as it is."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.storage.rectified import read_earlier, read_sealed
from jurydesk.storage.sealing import seal
from jurydesk.storage.verification import believed_session
from tests.builders import at
from tests.storage.test_sealing import a_closed_session


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("première") / "s.jury"
    with a_closed_session(path) as session:
        seal(session, path.with_name("pv.pdf"), at=at("11:00"))
    return path


def test_a_sealed_session_is_read_and_left_as_it_is(sealed: Path) -> None:
    before = sealed.read_bytes()
    state = read_sealed(sealed)
    assert state.sealed is not None
    assert sealed.read_bytes() == before


def test_a_session_only_closed_is_refused(tmp_path: Path) -> None:
    a_closed_session(tmp_path / "s.jury").close()
    with pytest.raises(JuryDeskError, match="n’est pas scellée"):
        read_sealed(tmp_path / "s.jury")


def test_a_journal_edited_afterwards_proves_nothing(sealed: Path, tmp_path: Path) -> None:
    edited = tmp_path / "s.jury"
    shutil.copy(sealed, edited)
    with closing(sqlite3.connect(edited)) as tool, tool:
        tool.execute("DROP TRIGGER journal_is_never_changed")
        tool.execute("UPDATE journal SET body = replace(body, '\"level\":2', '\"level\":1')")
    with pytest.raises(JuryDeskError, match="être rectifiée, son journal n’est pas intact"):
        read_sealed(edited)
    with pytest.raises(JuryDeskError, match="être suivie, son journal n’est pas intact"):
        read_earlier(edited)


def test_a_sealed_session_is_followed_as_it_was_left(sealed: Path) -> None:
    earlier = read_earlier(sealed)
    assert earlier.minutes_number == "RNCP35609-2024-04-19-01"
    assert earlier.rectifies == ""
    assert earlier.head == read_sealed(sealed).sealed.head
    assert [person.file.identifier for person in earlier.people]


def test_a_session_only_closed_is_not_followed(tmp_path: Path) -> None:
    a_closed_session(tmp_path / "s.jury").close()
    with pytest.raises(JuryDeskError, match="n’est pas scellée : rien n’y est encore acquis"):
        read_earlier(tmp_path / "s.jury")


def test_only_a_whole_session_is_believed(sealed: Path, tmp_path: Path) -> None:
    state, messages = believed_session(sealed)
    assert state is not None
    assert state.sealed == read_sealed(sealed).sealed
    assert messages == ()
    edited = tmp_path / "s.jury"
    shutil.copy(sealed, edited)
    with closing(sqlite3.connect(edited)) as tool, tool:
        tool.execute("DROP TRIGGER journal_is_never_changed")
        tool.execute("UPDATE journal SET body = replace(body, '\"level\":2', '\"level\":1')")
    state, messages = believed_session(edited)
    assert state is None
    assert messages[0].endswith("n’est pas intacte et ne prouve rien.")
