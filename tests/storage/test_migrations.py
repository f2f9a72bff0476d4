"""Files of past formats are brought up to date beside a copy; newer ones are refused in words."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jurydesk.deliberation.state import Phase
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.storage import migrations
from jurydesk.storage.connection import connect
from jurydesk.storage.encryption import new_key
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.migrations import (
    APPLICATION_ID,
    FORMAT,
    MIGRATIONS,
    upgrade,
)
from jurydesk.storage.protection import reprotect
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.storage.builders import BC01, a_new_session, a_vote, an_open_session, names

_FORMAT_1 = Path(__file__).parent / "files" / "format_1.jury"
_VOTES_1 = _FORMAT_1.with_name("format_1_votes.jury")


def _add_rooms(database: object) -> None:
    database.table("room").create({"name": str}, pk="name")  # type: ignore[attr-defined]


def test_a_file_of_format_1_opens_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "ancienne.jury"
    shutil.copy(_FORMAT_1, path)
    with SessionFile.open(path) as session:
        # Made with: C01 adopted on BC01, an incident, then undone.
        assert session.entries_count == 16
        assert session.state.phase is Phase.OPEN
        assert session.state.ballot("C01", BC01).decision.level == 2
        assert session.state.incidents == []
        assert session.integrity().intact
        assert session.head == "64a89b4d9aecbcf0a2528dddc0f773d94ae717d5425caa4f2262f5b99e6c030c"
        session.undo(at("10:00"))
        assert session.state.ballot("C01", BC01).decision is None


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    a_new_session(tmp_path / "a.jury").close()
    content = (tmp_path / "a.jury").read_bytes()
    assert content[:16] == b"SQLite format 3\0"
    assert content[68:72] == b"JURY"
    with closing(sqlite3.connect(tmp_path / "a.jury")) as tool:
        assert tool.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert tool.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_file_is_copied_beside_itself_before_it_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(a_vote("M1", 2))
        head = session.head
    (tmp_path / f"a.format-{FORMAT}.jury").write_text("déjà là")
    with closing(connect(path, writable=True)) as connection:
        copy = upgrade(path, connection, FORMAT, (*MIGRATIONS, _add_rooms))
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT + 1,)
        assert connection.execute("SELECT count(*) FROM room").fetchone() == (0,)
    assert copy == tmp_path / f"a.format-{FORMAT}-2.jury"
    assert names(tmp_path) == ["a.format-2-2.jury", "a.format-2.jury", "a.jury", "a.jury.votes"]
    with SessionFile.open(copy) as kept:
        assert kept.head == head
        assert kept.integrity().intact


def test_a_conversion_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    an_open_session(path).close()

    def _fail(database: object) -> None:
        _add_rooms(database)
        raise ArithmeticError

    with closing(connect(path, writable=True)) as connection, pytest.raises(ArithmeticError):
        upgrade(path, connection, FORMAT, (*MIGRATIONS, _fail))
    with SessionFile.open(path) as session:
        assert session.integrity().intact


def test_a_newer_format_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    a_new_session(path).close()
    with closing(sqlite3.connect(path)) as tool:
        tool.execute(f"PRAGMA user_version = {FORMAT + 1}")
    for refused in (SessionFile.open, verify_file):
        with pytest.raises(UnreadableFileError, match="version plus récente"):
            refused(path)
    assert names(tmp_path) == ["a.jury"]


def test_an_old_format_is_consulted_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ancienne.jury"
    shutil.copy(_FORMAT_1, path)
    before = path.read_bytes()
    with SessionFile.open(path, read_only=True) as session:
        assert session.entries_count == 16
        assert session.integrity().intact
    assert verify_file(path).intact
    assert path.read_bytes() == before
    assert names(tmp_path) == ["ancienne.jury"]


@pytest.mark.parametrize("protected", [False, True])
def test_the_votes_of_a_file_of_format_1_are_enciphered(tmp_path: Path, protected: bool) -> None:
    path = tmp_path / "ancienne.jury"
    shutil.copy(_VOTES_1, path)
    assert b'"member":"M2"' in path.read_bytes()
    with SessionFile.open(path, read_only=True) as consulted:
        assert consulted.state.ballot("C01", BC01).votes == {"M1": 2, "M2": 3}
    key = new_key("une phrase") if protected else None
    if protected:
        reprotect(path, None, key)
    with SessionFile.open(path, key=key) as session:
        assert session.state.ballot("C01", BC01).votes == {"M1": 2, "M2": 3}
        assert session.integrity().intact
        assert b'"level":3' not in path.read_bytes()
        assert session.last_act() == (a_vote("M2", 3),)
    # The copy kept of the old format leaves the votes out.
    assert names(tmp_path) == ["ancienne.format-1.jury", "ancienne.jury", "ancienne.jury.votes"]
    with SessionFile.open(path, key=key) as again:
        assert again.state.ballot("C01", BC01).votes == {"M1": 2, "M2": 3}


def test_what_is_not_a_session_is_said_to_be_something_else(tmp_path: Path) -> None:
    other = tmp_path / "autre.db"
    with closing(sqlite3.connect(other)) as tool:
        tool.execute("CREATE TABLE journal (number)")
    half_made = tmp_path / "vide.jury"
    with closing(sqlite3.connect(half_made)) as tool:
        tool.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    (tmp_path / "note.jury").write_text("Ordre du jour du jury d’avril. " * 50)
    (tmp_path / "rien.jury").touch()
    for name in ("autre.db", "vide.jury", "note.jury", "rien.jury"):
        for read_only in (True, False):
            with pytest.raises(UnreadableFileError, match="n’est pas une séance JuryDesk"):
                SessionFile.open(tmp_path / name, read_only=read_only)
        with pytest.raises(UnreadableFileError, match="n’est pas une séance JuryDesk"):
            verify_file(tmp_path / name)
    assert names(tmp_path) == ["autre.db", "note.jury", "rien.jury", "vide.jury"]


def test_a_folder_and_a_missing_file_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="est un dossier"):
        SessionFile.open(tmp_path)
    with pytest.raises(UnreadableFileError, match="introuvable"):
        SessionFile.open(tmp_path / "absente.jury")
    with pytest.raises(UnreadableFileError, match="introuvable"):
        verify_file(tmp_path / "absente.jury")
    assert names(tmp_path) == []


def test_a_folder_that_refuses_writing_is_told(tmp_path: Path) -> None:
    # The kernel's own folder refuses everybody, the superuser too.
    refusing = Path("/proc/self")
    if not refusing.is_dir():
        refusing = tmp_path / "protégé"
        refusing.mkdir(0o500)
    with pytest.raises(JuryDeskError, match="protégé en écriture") as refused:
        a_new_session(refusing / "a.jury")
    # There is nothing to consult yet.
    assert "Choisissez un dossier où vous pouvez écrire" in str(refused.value)
    assert "consultation" not in str(refused.value)


def test_only_the_migrations_create_tables() -> None:
    package = Path(migrations.__file__).parent
    creating = {path.name for path in package.glob("*.py") if "CREATE TABLE" in path.read_text()}
    # The lock's own small file is no session.
    assert creating == {"formats.py", "writer_lock.py"}
