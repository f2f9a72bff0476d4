"""Full and read-only disks, told in their own words, with nothing lost and nothing half done."""

import sqlite3
from pathlib import Path

import pytest

from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.storage.connection import DamagedSessionError
from jurydesk.storage.encryption import new_key
from jurydesk.storage.journal import append_rows, chain_digest
from jurydesk.storage.protection import reprotect
from jurydesk.storage.safety_copies import make_copy
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.faults.disks import mounted_image, remount, small_disk
from tests.storage.builders import a_vote, an_open_session, names, preparation


def _fill(disk: Path) -> None:
    """Leave no room on a disk."""
    with (disk / "plein").open("wb", buffering=0) as file:
        for stroke in (65536, 4096, 1):
            try:
                while file.write(bytes(stroke)) == stroke:
                    continue
            except OSError:
                continue


@pytest.mark.parametrize("protected", [False, True])
def test_a_disk_that_fills_up_loses_no_act(tmp_path: Path, protected: bool) -> None:
    key = new_key("une phrase") if protected else None
    with small_disk(tmp_path, 600) as disk:
        path, recorded = disk / "a.jury", 0
        with SessionFile.create(path, preparation(), key=key) as session:
            told = ""
            while not told and recorded < 3000:
                try:
                    session.record(IncidentRecorded(at("08:30"), f"Incident {recorded} " * 40))
                    recorded += 1
                except JuryDeskError as error:
                    told = str(error)
            assert "plein" in told or "place" in told
            assert "protégé en écriture" not in told
            assert len(session.state.incidents) == recorded > 3
        with SessionFile.open(path, read_only=True, key=key) as again:
            assert len(again.state.incidents) == recorded
            assert again.integrity().intact


def test_nothing_is_half_made_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path, 300) as disk:
        an_open_session(disk / "a.jury").close()
        (disk / "copies").mkdir()
        _fill(disk)
        before = names(disk)
        whole = (disk / "a.jury").read_bytes()
        for act in (
            lambda: SessionFile.create(disk / "b.jury", preparation()),
            lambda: write_whole(disk / "e.json", b"x" * 100_000),
            lambda: reprotect(disk / "a.jury", None, new_key("une phrase")),
            lambda: _copy(disk),
            lambda: _vote(disk),
        ):
            with pytest.raises(JuryDeskError) as refused:
                act()
            assert "protégé en écriture" not in str(refused.value)
            assert (disk / "a.jury").read_bytes() == whole
            assert names(disk) == before


def _copy(disk: Path) -> None:
    with SessionFile.open(disk / "a.jury", read_only=True) as session:
        make_copy(session, disk / "copies", at("10:00"))


def _vote(disk: Path) -> None:
    with SessionFile.open(disk / "a.jury") as session:
        session.record(a_vote("M1"))


def test_a_read_only_disk_is_called_so(tmp_path: Path) -> None:
    with mounted_image(tmp_path, 2) as (disk, _image):
        an_open_session(disk / "a.jury").close()
        remount(disk, read_only=True)
        for act in (
            lambda: SessionFile.open(disk / "a.jury"),
            lambda: SessionFile.create(disk / "b.jury", preparation()),
            lambda: write_whole(disk / "e.json", b"{}"),
            lambda: reprotect(disk / "a.jury", None, new_key("une phrase")),
        ):
            with pytest.raises(JuryDeskError, match="protégé en écriture"):
                act()
        with SessionFile.open(disk / "a.jury", read_only=True) as session:
            assert session.entries_count == 12


def test_a_journal_whose_times_have_no_offset_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:30"), "Alarme."))
        head = session.head
    tool = sqlite3.connect(path)
    body = tool.execute("SELECT body FROM journal ORDER BY number DESC LIMIT 1").fetchone()[0]
    moment = "2024-04-19T09:31:00"
    digest = chain_digest(14, 5, moment, "IncidentRecorded", body, previous=head)
    append_rows(tool, [(14, 5, moment, "IncidentRecorded", body, head, digest)])
    tool.commit()
    tool.close()
    with pytest.raises(DamagedSessionError, match="n° 14 n’a pas de décalage horaire"):
        SessionFile.open(path)
