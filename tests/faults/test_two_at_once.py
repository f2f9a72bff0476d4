"""Two programs at one file: who signs, who writes, and who put an older copy in its place."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jurydesk.clock import now
from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.signature.demonstration import as_p12, create_authority
from jurydesk.signature.expected import expected_signatures
from jurydesk.storage.sealing import seal
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.verification import verify_session
from tests.builders import at
from tests.storage.builders import an_open_session
from tests.storage.test_sealing import a_closed_session

LONG = os.environ.get("JURYDESK_FAULTS") == "long"
_ROOT = Path(__file__).parents[2]
_SHEET = "heure;acte;membre;candidat;bloc;valeur;motif\n09:30;incident;;;;;Incident {}\n"


def _start(*words: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "jurydesk", *map(str, words)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ends(started: "list[subprocess.Popen[str]]") -> list[tuple[int, str]]:
    told = [each.communicate() for each in started]
    assert not any("Traceback" in err for _, err in told)
    return [(each.returncode, err) for each, (_, err) in zip(started, told, strict=True)]


def test_many_who_sign_at_once_all_sign(tmp_path: Path) -> None:
    with a_closed_session(tmp_path / "s.jury") as session:
        seal(session, tmp_path / "pv.pdf", at=now())
        expected = expected_signatures(session.state)
    some = [each for each in expected if each.is_electronic and not each.chair]
    authority = create_authority(at=now())
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    for each in some:
        key = as_p12(authority.issue(each.name, at=now()), "")
        (tmp_path / f"{each.member}.p12").write_bytes(key)

    started = [
        _start(
            *("sign", tmp_path / "pv.pdf", "--member", each.member),
            *("--p12", tmp_path / f"{each.member}.p12", "--session", tmp_path / "s.jury"),
        )
        for each in some
    ]
    assert {code for code, _ in _ends(started)} == {0}

    check = _start("verify", tmp_path / "pv.pdf", "--trust", tmp_path / "ca.pem", "--json")
    found = json.loads(check.communicate()[0])["signatures"]
    assert {each["member"] for each in found} == {each.member for each in some}
    assert all(each["intact"] and each["trusted"] for each in found)
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_many_who_write_at_once_are_one_or_are_told(tmp_path: Path) -> None:
    path = tmp_path / "s.jury"
    an_open_session(path).close()
    started = []
    for number in range(8 if LONG else 4):
        sheet = tmp_path / f"{number}.csv"
        sheet.write_text(_SHEET.format(number), encoding="utf-8")
        started.append(_start("record", path, sheet))
    ends = _ends(started)

    done = [err for code, err in ends if code == 0]
    refused = [err for code, err in ends if code == 2]
    assert len(done) + len(refused) == len(ends)
    assert done
    assert all("est déjà ouverte par JuryDesk" in err for err in refused)
    with SessionFile.open(path) as session:
        assert len(session.state.incidents) == len(done)
    assert verify_session(path).messages[0].startswith("Le journal est intact")


_RECORDING = """
import sys
from datetime import datetime
from pathlib import Path
from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.errors import JuryDeskError
from jurydesk.storage.session_file import SessionFile
moment = datetime.fromisoformat("2024-04-19T09:30:00+02:00")
with SessionFile.open(Path(sys.argv[1])) as session:
    for number in range(100_000):
        try:
            session.record(IncidentRecorded(moment, f"Incident {number}"))
        except JuryDeskError as error:
            print("refused", error, flush=True)
            break
        print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="a file in use is not replaced there")
def test_an_older_copy_put_there_while_another_program_records(tmp_path: Path) -> None:
    path, older = tmp_path / "a.jury", tmp_path / "ancienne.jury"
    with an_open_session(path) as session:
        session.record(IncidentRecorded(at("09:20"), "Avant."))
        session.backup(older)
    copy = older.read_bytes()
    recording = subprocess.Popen(
        [sys.executable, "-c", _RECORDING, str(path)], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )
    assert recording.stdout is not None
    acknowledged = [recording.stdout.readline() for _ in range(20)]
    os.replace(older, path)  # noqa: PTH105 what a synchroniser does
    rest = recording.communicate(timeout=60)[0].splitlines()

    lost = len(acknowledged) + len(rest) - 1
    assert rest[-1].startswith("refused")
    assert f"il y manque {lost}" in rest[-1].replace("\u00a0", " ").replace("\u202f", " ")
    assert path.read_bytes() == copy
    with SessionFile.open(path) as again:
        assert [each.text for each in again.state.incidents] == ["Avant."]
