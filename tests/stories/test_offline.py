"""Everything stays on the computer: the main job and the window use no network at all."""

import subprocess
import sys
from pathlib import Path

from jurydesk.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


def test_the_demonstration_uses_no_network(tmp_path, capsys):
    # tests/conftest.py fails this test when a socket was opened or a name looked up.
    assert main(["demo", "--out", str(tmp_path), "--no-window"]) == 0
    assert "Vérification : valide" in capsys.readouterr().out


def test_the_window_uses_no_network_from_its_very_start(tmp_path):
    done = watched(tmp_path, "demo", "window")
    assert done.returncode == 0, done.stderr


def test_the_watch_sees_a_socket(tmp_path):
    done = watched(tmp_path, "temptation")
    assert done.returncode == 1
    assert "socket AF_INET" in done.stderr


def watched(folder, *steps):
    """Run some steps in a program of their own, watched before it imports anything of ours."""
    words = [sys.executable, "-m", "tests.stories.watched", folder, *steps]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
