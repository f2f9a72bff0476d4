"""A protected session: nothing in clear anywhere, and a wrong passphrase is no damage."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.errors import JuryDeskError
from jurydesk.storage.connection import DamagedSessionError
from jurydesk.storage.encryption import (
    PassphraseNeededError,
    SessionKey,
    WrongPassphraseError,
    is_protected,
    new_key,
    read_passphrase,
    unlock,
)
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.protection import export_clear, reprotect
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.storage.builders import a_new_session, arrivals, names, preparation

PHRASE = "Trois pommes d’été"
# In the candidate, the jury, an incident: what a thief would look for.
_PERSONAL = ("Noël", "Panne de r", "RNCP35609", "SessionCreated")


@pytest.fixture(scope="module")
def protected_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, SessionKey]:
    path = tmp_path_factory.mktemp("protégée") / "a.jury"
    key = new_key(PHRASE)
    with SessionFile.create(path, preparation(), key=key) as session:
        session.record(*arrivals())
        session.record(IncidentRecorded(at("09:30"), "Panne de réseau"))
    return path.read_bytes(), key


def _laid(folder: Path, content: bytes) -> Path:
    path = folder / "a.jury"
    path.write_bytes(content)
    return path


def _all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_of_a_protected_session_is_readable_while_one_works(tmp_path: Path) -> None:
    key = new_key(PHRASE)
    with SessionFile.create(tmp_path / "a.jury", preparation(), key=key) as session:
        session.record(*arrivals())
        # The rollback journal is read in the middle of a commit.
        with session.batch():
            session.record(IncidentRecorded(at("09:30"), "Panne de réseau " * 3000))
        session.backup(tmp_path / "copie.jury")
        for word in _PERSONAL:
            assert word.encode() not in _all_bytes(tmp_path)
    with SessionFile.open(tmp_path / "copie.jury", key=key) as copy:
        assert copy.state.incidents[0].text.startswith("Panne")
        assert copy.integrity().intact


_KILLED = """
import os, signal, sys
from pathlib import Path
from jurydesk.storage.connection import connect
from jurydesk.storage.encryption import unlock
path = Path(sys.argv[1])
connection = connect(path, writable=True, key=unlock(path, sys.argv[2]))
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
for start in range(60):
    connection.execute(
        "INSERT INTO vote (pool, slot, body) VALUES (x'00', 1, ?)", (b"Panne de r" * 400,)
    )
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_rollback_journal_of_a_killed_program_is_enciphered(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    content, key = protected_file
    path = _laid(tmp_path, content)
    words = [sys.executable, "-c", _KILLED, str(path), PHRASE]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert names(tmp_path) == ["a.jury", "a.jury-journal"]
    for word in _PERSONAL:
        assert word.encode() not in _all_bytes(tmp_path)
    with SessionFile.open(path, key=key) as session:
        assert session.integrity().intact
        assert session.state.incidents[0].text == "Panne de réseau"


def test_a_passphrase_is_the_same_however_its_accents_are_typed(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    path = _laid(tmp_path, protected_file[0])
    for form in ("NFC", "NFD"):
        key = unlock(path, unicodedata.normalize(form, PHRASE) + "\n")
        assert key == protected_file[1]
        SessionFile.open(path, key=key).close()


@pytest.mark.parametrize("wrong", ["trois pommes d’été", PHRASE + " ", "x"])
def test_a_wrong_passphrase_is_told_as_such(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey], wrong: str
) -> None:
    path = _laid(tmp_path, protected_file[0])
    with pytest.raises(WrongPassphraseError, match="phrase secrète n’est pas celle"):
        unlock(path, wrong)


def test_without_a_key_nothing_is_opened(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    path = _laid(tmp_path, protected_file[0])
    for act in (SessionFile.open, verify_file):
        with pytest.raises(PassphraseNeededError, match="protégée par une phrase secrète"):
            act(path)
    assert names(tmp_path) == ["a.jury"]


def test_damage_is_never_taken_for_a_wrong_passphrase(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey], capfd: pytest.CaptureFixture[str]
) -> None:
    content, _ = protected_file
    chance = random.Random(35609)  # noqa: S311 places, not secrets
    first_page = [0, 15, 16, 100, 4095]
    for place in (*first_page, *(chance.randrange(len(content)) for _ in range(40))):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        path = _laid(tmp_path, bytes(changed))
        try:
            found = verify_file(path, unlock(path, PHRASE))
        except WrongPassphraseError:
            pytest.fail(f"byte {place} changed is told as a wrong passphrase")
        except JuryDeskError as error:
            assert "endommag" in str(error)  # noqa: PT017 any of several refusals
        else:
            assert not found.intact
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("kept", [0, 10, 16, 4000, 4096, 40960])
def test_a_cut_protected_file_is_damaged(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey], kept: int
) -> None:
    path = _laid(tmp_path, protected_file[0][:kept])
    with pytest.raises(JuryDeskError, match=r"endommagé|pas une séance|phrase secrète"):
        SessionFile.open(path, key=unlock(path, PHRASE))


def test_a_file_of_chance_is_no_protected_session(tmp_path: Path) -> None:
    path = _laid(tmp_path, random.Random(1).randbytes(40960))  # noqa: S311
    assert not is_protected(path)
    with pytest.raises(JuryDeskError, match="n’est pas une séance JuryDesk"):
        SessionFile.open(path)


def test_a_session_is_protected_its_passphrase_changed_and_put_in_clear(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with a_new_session(path) as session:
        session.record(*arrivals())
        head = session.head
    first, second = new_key("première phrase"), new_key("seconde phrase")
    for old, new in ((None, first), (first, second), (second, None)):
        reprotect(path, old, new)
        assert names(tmp_path) == ["a.jury"]
        assert is_protected(path) is (new is not None)
        assert path.stat().st_mode & 0o777 == 0o600
        with SessionFile.open(path, key=new) as session:
            assert session.head == head
            assert session.integrity().intact
    assert b"SQLite format 3" in path.read_bytes()


def test_what_was_in_clear_is_overwritten_once_protected(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    a_new_session(path).close()
    with path.open("rb") as kept_open:
        reprotect(path, None, new_key(PHRASE))
        assert set(kept_open.read()) == {0}


def test_a_session_with_a_second_name_is_not_protected_by_half(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    a_new_session(path).close()
    (tmp_path / "autre.jury").hardlink_to(path)
    with pytest.raises(JuryDeskError, match="lien physique"):
        reprotect(path, None, new_key(PHRASE))
    assert names(tmp_path) == ["a.jury", "autre.jury"]


def test_a_damaged_session_is_not_rewritten(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    changed = bytearray(protected_file[0])
    changed[len(changed) // 2] ^= 4
    path = _laid(tmp_path, bytes(changed))
    with pytest.raises(JuryDeskError):
        reprotect(path, protected_file[1], None)
    assert path.read_bytes() == changed
    assert names(tmp_path) == ["a.jury"]


def test_a_session_open_elsewhere_is_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with (
        a_new_session(path),
        pytest.raises(JuryDeskError, match="déjà ouverte"),
    ):
        reprotect(path, None, new_key(PHRASE))


def test_a_copy_in_clear_is_any_sqlite_file(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    path = _laid(tmp_path, protected_file[0])
    export_clear(path, protected_file[1], tmp_path / "clair.jury")
    tool = sqlite3.connect(tmp_path / "clair.jury")
    assert tool.execute("SELECT count(*) FROM candidates").fetchone() == (1,)
    tool.close()
    assert path.read_bytes() == protected_file[0]


def test_another_sqlcipher_tool_opens_it_with_the_passphrase(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    path = _laid(tmp_path, protected_file[0])
    tool = dbapi2.connect(str(path))
    tool.execute(f"PRAGMA key = '{PHRASE}'")
    assert tool.execute("SELECT count(*) FROM members").fetchone() == (8,)
    tool.close()


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (PHRASE.encode() + b"\r\n", PHRASE),
        (b"\xef\xbb\xbf" + PHRASE.encode(), PHRASE),
        (PHRASE.encode("utf-16"), PHRASE),
        (PHRASE.encode("cp1252"), PHRASE),
        (unicodedata.normalize("NFD", PHRASE).encode() + b"\n\n", PHRASE),
        (b"  deux espaces  \n", "  deux espaces  "),
    ],
)
def test_a_passphrase_file_is_read_whatever_wrote_it(
    tmp_path: Path, content: bytes, read: str
) -> None:
    (tmp_path / "phrase.txt").write_bytes(content)
    assert read_passphrase(tmp_path / "phrase.txt") == read


@pytest.mark.parametrize("content", [b"", b"\n", b"  \r\n", b"une\ndeux\n"])
def test_a_passphrase_file_without_one_passphrase_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "phrase.txt").write_bytes(content)
    with pytest.raises(JuryDeskError, match=r"vide|une seule ligne"):
        read_passphrase(tmp_path / "phrase.txt")


def test_the_key_is_in_no_words_of_the_program(protected_file: tuple[bytes, SessionKey]) -> None:
    key = protected_file[1]
    assert key.secret.hex() not in repr(key)
    assert str(key.secret) not in repr(key)


def test_a_protected_file_moved_elsewhere_opens_with_its_passphrase(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    path = _laid(tmp_path, protected_file[0])
    shutil.copy(path, tmp_path / "b.jury")
    with SessionFile.open(tmp_path / "b.jury", key=unlock(path, PHRASE)) as session:
        assert session.entries_count == 12


def test_a_page_torn_out_is_damage(
    tmp_path: Path, protected_file: tuple[bytes, SessionKey]
) -> None:
    content, key = protected_file
    path = _laid(tmp_path, content[:8192] + bytes(4096) + content[12288:])
    with pytest.raises((DamagedSessionError, JuryDeskError), match="endommagée"):
        SessionFile.open(path, key=key)
