"""A program killed at any moment: nothing acknowledged is lost, no half file passes for whole.

Short in the suite, long by ``make faults`` (``JURYDESK_FAULTS=long``).
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jurydesk.storage.session_file import SessionFile
from tests.faults.kill_work import WORKS
from tests.storage.builders import an_open_session

LONG = os.environ.get("JURYDESK_FAULTS") == "long"
_COUNTS = {
    "recording": (60, 1600),
    "sheet": (40, 700),
    "seal": (14, 400),
    "sign": (14, 400),
    "papers": (26, 700),
    "exports": (30, 800),
    "protection": (20, 400),
}
_ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name == "nt", reason="kills and forks are those of Unix")
@pytest.mark.parametrize("work", WORKS)
def test_killed_at_work(tmp_path: Path, work: str) -> None:
    count = _COUNTS[work][LONG]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill_work", work, str(tmp_path), str(count), "7"],
        cwd=_ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert told["kills"] == count
    assert told["at_work"] > count // 3


_WINDOW = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.widgets.window.application import make_application
app = make_application(["jurydesk"])
from jurydesk.widgets.window.main_window import MainWindow
window = MainWindow(QSettings())
window.show()
window.open_session(Path(sys.argv[1]))
moment = datetime.fromisoformat("2024-04-19T09:30:00+02:00")
def act():
    number = len(window.bridge.state.incidents) + 1
    if window.bridge.record(IncidentRecorded(moment, f"Incident {number}")):
        print(number, flush=True)
timer = QTimer()
timer.timeout.connect(act)
timer.start(1)
app.exec()
"""


def test_the_window_killed_at_work(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    an_open_session(path).close()
    home = os.environ | {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    for wanted in range(2, 200 if LONG else 4):
        window = subprocess.Popen(
            [sys.executable, "-c", _WINDOW, str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=home | {"QT_QPA_PLATFORM": "offscreen"},
        )
        assert window.stdout is not None
        lines = [window.stdout.readline() for _ in range(wanted)]
        window.send_signal(signal.SIGKILL)
        lines += window.stdout.readlines()
        window.stdout.close()
        window.wait()
        acknowledged = int([line for line in lines if line.endswith("\n")][-1])
        with SessionFile.open(path) as session:
            assert acknowledged <= len(session.state.incidents) <= acknowledged + 1
            assert session.integrity().intact
