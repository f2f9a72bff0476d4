"""The console a secretary really has: pipes that close, old encodings, odd paths, no home."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def jurydesk(*words: object, stdout: int | None = subprocess.PIPE, **environment: str):
    """Run the program on its own, as a console does."""
    return subprocess.run(
        [sys.executable, "-m", "jurydesk", *map(str, words)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )


@pytest.fixture
def session(desk):
    desk.candidate()
    desk.new()
    return desk.session


@pytest.mark.parametrize("command", [["check"], ["decisions", "--json"]])
def test_a_reader_who_leaves_is_nobodys_error(session, command):
    reading, writing = os.pipe()
    os.close(reading)
    done = jurydesk(command[0], session, *command[1:], stdout=writing)
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode in (0, 1, 2)


@pytest.mark.parametrize("command", ["--help", "check"])
def test_help_too_may_be_cut_short(command):
    reading, writing = os.pipe()
    os.close(reading)
    done = jurydesk(*dict.fromkeys([command, "--help"]), stdout=writing)
    os.close(writing)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_is_told_in_a_sentence(session):
    with Path("/dev/full").open("wb") as full:
        done = jurydesk("check", session, stdout=full.fileno())
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "le disque est plein" in done.stderr.decode()


def test_an_old_console_keeps_the_data_and_plain_sentences(session):
    done = jurydesk("decisions", session, "--json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["state"] == "préparation"
    done = jurydesk("check", session, PYTHONIOENCODING="latin-1")
    words = done.stdout.decode("latin-1")
    assert "Présidence\xa0: Claire AUBERT préside" in words
    assert "?  " not in words.replace("? inconnu", "")
    done = jurydesk("check", "nulle part.jury", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert b'Le fichier " nulle part.jury " est introuvable' in done.stderr


def test_no_home_folder_is_needed(session):
    bare = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT")}
    done = subprocess.run(
        [sys.executable, "-m", "jurydesk", "decisions", str(session)],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_command_stopped_by_its_user_says_so(desk, monkeypatch):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jurydesk.commands.certification.listing", stopped)
    code, _, err = desk.run("certification", "list")
    assert code == 2
    assert err.startswith("Commande interrompue")
    assert err.count("\n") == 1


def test_a_bug_is_one_sentence_unless_its_trace_is_asked_for(desk, monkeypatch):
    def faulty(*_: object, **__: object) -> None:
        raise LookupError("Camille")

    monkeypatch.setattr("jurydesk.commands.certification.listing", faulty)
    monkeypatch.setenv("JURYDESK_TRACE", "")
    code, _, err = desk.run("certification", "list")
    assert code == 2
    assert err.count("\n") == 1
    assert "LookupError" in err
    assert "Camille" not in err
    monkeypatch.setenv("JURYDESK_TRACE", "1")
    with pytest.raises(LookupError):
        desk.run("certification", "list")


def test_paths_with_spaces_and_accents(desk, monkeypatch):
    desk.folder = desk.folder / "jury d’été 2024"
    desk.folder.mkdir()
    monkeypatch.chdir(desk.folder)
    desk.candidate()
    desk.new()
    code, _, err = desk.run("minutes", desk.session.name, "--out", "procès-verbal.pdf")
    assert (code, err) == (0, "")
    assert (desk.folder / "procès-verbal.pdf").read_bytes().startswith(b"%PDF")
