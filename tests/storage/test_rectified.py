"""Only a sealed session whose journal is intact is rectified, and it stays as it is."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.storage.rectified import read_sealed
from jurydesk.storage.sealing import seal
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
    with pytest.raises(JuryDeskError, match="son journal n’est pas intact"):
        read_sealed(edited)
