"""A file overwritten underneath stops recording, and names the acts that it lost."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.errors import JuryDeskError
from jurydesk.storage.encryption import new_key
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.storage.builders import a_count, an_adoption, an_open_session, names, preparation


@pytest.mark.parametrize("in_place", [True, False])
def test_an_older_copy_put_in_its_place_stops_recording(tmp_path: Path, in_place: bool) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.backup(tmp_path / "ancienne.jury")
        session.record(IncidentRecorded(at("09:30"), "Alarme."))
        session.record(a_count(moment=at("09:31")))
        if in_place:
            path.write_bytes((tmp_path / "ancienne.jury").read_bytes())
        else:
            os.replace(tmp_path / "ancienne.jury", path)  # noqa: PTH105 what a synchroniser does
        lost = path.read_bytes()
        for _ in range(2):
            with pytest.raises(JuryDeskError, match=r"il y manque 2.actes") as refused:
                session.record(IncidentRecorded(at("09:40"), "Suite."))
            assert "incident" in str(refused.value)
        assert path.read_bytes() == lost
    with SessionFile.open(path) as again:
        again.record(IncidentRecorded(at("09:41"), "Reprise."))
        assert [each.text for each in again.state.incidents] == ["Reprise."]


def test_a_protected_file_replaced_is_noticed_too(tmp_path: Path) -> None:
    path, key = tmp_path / "a.jury", new_key("une phrase")
    with SessionFile.create(path, preparation(), key=key) as session:
        session.backup(tmp_path / "ancienne.jury")
        session.record(IncidentRecorded(at("08:30"), "Alarme."))
        os.replace(tmp_path / "ancienne.jury", path)  # noqa: PTH105
        with pytest.raises(JuryDeskError, match=r"il y manque 1.acte"):
            session.record(IncidentRecorded(at("08:31"), "Suite."))


def test_a_second_name_and_a_synchronised_folder_are_said(tmp_path: Path) -> None:
    path = tmp_path / "OneDrive - École" / "a.jury"
    path.parent.mkdir()
    an_open_session(path).close()
    (path.parent / "b.jury").hardlink_to(path)
    with SessionFile.open(path) as session:
        assert "lien physique" in session.notices[0]
        assert "synchronisé" in session.notices[1]
    with SessionFile.open(path, read_only=True) as consulted:
        assert consulted.notices == ()


_KILLED = """
import os, signal, sys
from pathlib import Path
from jurydesk.files import create_owned, temporary_beside
with temporary_beside(Path(sys.argv[1])) as temporary:
    create_owned(temporary)
    temporary.write_text("Lefevre")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_program_left_is_swept(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    an_open_session(path).close()
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(names(tmp_path)) == 2
    other = tmp_path / ".a.jury.1-00000000.tmp"
    other.write_text("d’un autre ordinateur")
    SessionFile.open(path).close()
    assert names(tmp_path) == [other.name, "a.jury"]


def test_a_name_too_long_is_not_called_read_only(tmp_path: Path) -> None:
    with pytest.raises(JuryDeskError, match="trop long"):
        an_open_session(tmp_path / f"{'n' * 249}.jury")
    assert names(tmp_path) == []


def test_votes_decided_before_are_still_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(a_count(), an_adoption())
        shutil.copy(path, tmp_path / "copie.jury")
        session.record(IncidentRecorded(at("09:30"), "Toujours là."))
        assert session.integrity().intact
