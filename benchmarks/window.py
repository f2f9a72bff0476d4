"""Measures the real window by real keys on a real session file, beside bare floors of the run.

Run ``python -m benchmarks window``. Start-up and memory are taken in child processes, ours and a
bare window with one table in turn; everything else in one offscreen process.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QEvent, QSettings, Qt, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.table import Row, print_table
from jurydesk.bundle import resource
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate, Thesis
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import CohortImported, JuryImported, SessionCreated
from jurydesk.storage.connection import WRITER_PRAGMAS, writing
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.application import make_application
from jurydesk.widgets.window.main_window import MainWindow
from jurydesk.widgets.window.recent_sessions import remember
from tests.builders import a_candidate, a_jury, a_member, at, the_rulebook
from tests.started import STARTED

_FRAME = 1000 / 60
_VOTERS = 7
_OUTSIDERS = ("M6", "M7", "M8")
_NAMES = ("Lefèvre", "Nguyen", "Diallo", "Marchand", "Étcheverry", "Benkacem", "Schmitt")
_FIRST = ("Éloïse", "Jean-Baptiste", "Mamadou Alpha", "Anaïs", "Lin")


# A child empties the event queue of the window shown, tells its resident kilobytes, dies at once.
_TELL = """
import os
def tell(*_):
    from PySide6.QtWidgets import QApplication
    QApplication.processEvents()
    status = open("/proc/self/status").read()
    print(status.split("VmRSS:")[1].split()[0], flush=True)
    os._exit(0)
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem
app = QApplication(["bare"])
window = QMainWindow()
table = QTableWidget(20, 5)
for row in range(20):
    for column in range(5):
        table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
tell()
"""


def measure(*groups: str) -> list[Row]:
    """Take every measure of the window, or those of some groups."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The offscreen platform warns at every change of layout that it has no window manager.
    qInstallMessageHandler(lambda *_: None)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        return [
            row
            for group in (starting, sitting, browsing)
            if not groups or group.__name__ in groups
            for row in group(place)
        ]


def starting(folder: Path, rounds: int = 7) -> list[Row]:
    """From the interpreter's start to a painted, idle window, and its resident memory.

    As on any day once installed: five sessions are remembered, one of them gone.
    """
    _remember_sessions(folder)
    found: dict[str, list[tuple[float, float]]] = {STARTED: [], _BARE: []}
    # Both have their bytecode, written by a round that does not count.
    environment = {
        **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    for number in range(rounds + 1):
        for program, taken in found.items():
            start = perf_counter()
            with subprocess.Popen(
                [sys.executable, "-c", _TELL + program],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            ) as process:
                assert process.stdout is not None
                kilobytes = float(process.stdout.readline())
                seconds = perf_counter() - start
            if number > 0:
                taken.append((seconds, kilobytes / 1024))
    (ours, our_memory), (bare, bare_memory) = (
        (median(t for t, _ in taken), median(m for _, m in taken)) for taken in found.values()
    )
    start, memory = ours / bare, our_memory / bare_memory
    return [
        Row(
            "start to usable window (median)",
            f"{ours * 1e3:.0f} ms",
            f"{bare * 1e3:.0f} ms (bare window, one table)",
            f"{start:.2f}",
            "≤ 1.5",
            start <= 1.5,
        ),
        Row(
            "  its resident memory",
            f"{our_memory:.0f} MB",
            f"{bare_memory:.0f} MB",
            f"{memory:.2f}",
            "≤ 1.6",
            memory <= 1.6,
        ),
    ]


def _remember_sessions(folder: Path) -> None:
    settings = QSettings(str(folder / "JuryDesk" / "JuryDesk.conf"), QSettings.Format.IniFormat)
    for number in range(5):
        path = folder / f"jury{number}.jury"
        remember(settings, path)
        if number:
            path.touch()


def sitting(folder: Path) -> list[Row]:
    """Voting and adopting by keys among 1 000 candidates; then going from one to the next."""
    bare = _bare_commits(folder)
    with _room(folder / "thousand.jury", 1_000) as (window, press):
        view = window.page("sitting").block_view
        entries = window.bridge.file.entries_count
        # Six blocs of each candidate by seven voters, then adopted: 48 keys a candidate.
        keys = ("2" * _VOTERS + "a") * 6
        _times(press, view, keys)
        times = sorted(_times(press, view, keys * 12))
        assert window.bridge.file.entries_count > entries + 13 * 12 - 1
        moves = sorted(_times(press, view, [Qt.Key.Key_PageDown] * 300))
    p50, p99 = median(times), _p99(times)
    floor, floor99 = median(bare), _p99(sorted(bare))
    return [
        Row(
            "key to durable commit and repaint, p50",
            f"{p50:.1f} ms",
            f"{floor:.2f} ms (bare commit)",
            f"{p50 / floor:.1f}",
            f"≤ {_FRAME / 4:.1f} ms",
            p50 <= _FRAME / 4,
        ),
        Row(
            "  p99 (1 000 candidates, 7 blocs, 9 members)",
            f"{p99:.1f} ms",
            f"{floor99:.2f} ms",
            f"{p99 / floor99:.1f}",
            f"≤ {_FRAME:.1f} ms",
            p99 <= _FRAME,
        ),
        Row(
            "switch to the next candidate, p99",
            f"{_p99(moves):.1f} ms",
            f"{median(moves):.1f} ms (its p50)",
            "",
            f"≤ {_FRAME:.1f} ms",
            _p99(moves) <= _FRAME,
        ),
    ]


def browsing(folder: Path) -> list[Row]:
    """Filtering 5 000 candidates as one types, and turning the pages of the cohort's table."""
    with _room(folder / "five_thousand.jury", 5_000) as (window, press):
        typed = ("nguyen", "\b\b\b\b\b\b", "éloïse l", "\b\b\b\b\b\b\b\b")
        search = window.page("sitting").search_edit
        _times(press, search, "a\b")
        in_room = sorted(time for text in typed for time in _times(press, search, text))
        window.show_page("cohort")
        page = window.page("cohort")
        press(page.filter_edit, "a")
        press(page.filter_edit, "\b")
        in_table = sorted(time for text in typed for time in _times(press, page.filter_edit, text))
        page.candidate_view.setFocus()
        pages = sorted(_times(press, page.candidate_view, [Qt.Key.Key_PageDown] * 60))
    return [
        *(
            Row(
                f"filter 5 000 candidates, {where} (median key)",
                f"{median(times):.1f} ms",
                f"{times[-1]:.1f} ms (its worst)",
                "",
                "≤ 15 ms",
                median(times) <= 15,
            )
            for where, times in (("the room", in_room), ("the cohort", in_table))
        ),
        Row(
            "turn a page of the cohort's table (median)",
            f"{median(pages):.1f} ms",
            f"{pages[-1]:.1f} ms (its worst)",
            "",
            "≤ 10 ms",
            median(pages) <= 10,
        ),
    ]


def _p99(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]


def _times(press: Callable[..., None], widget: object, keys: object) -> list[float]:
    """Return the milliseconds from each key to its painted consequence."""
    times = []
    for key in keys:  # type: ignore[attr-defined]
        start = perf_counter()
        press(widget, key)
        times.append((perf_counter() - start) * 1e3)
    return times


@contextmanager
def _room(path: Path, candidates: int) -> Iterator[tuple[object, Callable[..., None]]]:
    """Open the real window on an open sitting; yield it and what presses a key in it."""
    _write_session(path, candidates)
    app = QApplication.instance() or make_application(["jurydesk"])
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(path.parent))
    window = MainWindow(QSettings(), SessionBridge(lambda: at("09:30")))
    window.resize(1366, 768)
    window.show()
    assert window.open_session(path)
    window.show_page("sitting")
    app.processEvents()

    def press(widget: object, key: object) -> None:
        if key == "\b":
            key = Qt.Key.Key_Backspace
        if isinstance(key, str) and not key.isascii():
            _type(widget, key)
        else:
            QTest.keyClick(widget, key)
        app.processEvents()

    try:
        yield window, press
    finally:
        # A sitting left under way would be asked about.
        window.bridge.close()
        window.close()
        window.deleteLater()
        app.processEvents()


def _type(widget: object, letter: str) -> None:
    """Send a letter that no key code has: ``QTest.keyClick`` refuses accents."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def _write_session(path: Path, candidates: int) -> None:
    """Write an open sitting of nine members, all present."""
    text = resource("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")
    created = SessionCreated(
        at("08:00"), "RNCP35609", date(2024, 4, 19), "Toulouse", Reading.SEATS, text, "", ""
    )
    cohort = CohortImported(at("08:00"), "promotion.csv", "", _candidates(candidates))
    jury = JuryImported(at("08:00"), "jury.csv", "", _members())
    with SessionFile.create(path, (created, cohort, jury)) as session:
        everyone = tuple(session.state.members)
        present = acts.attend(session.state, everyone, Attendance.PRESENT, at("09:00"))
        session.record(*present)
        session.record(*acts.open_sitting(session.state, at("09:00")))


def _members() -> tuple[JuryMember, ...]:
    jury = (*a_jury(), a_member("M9", "enseignant"))
    return tuple(replace(each, external=each.identifier in _OUTSIDERS) for each in jury)


def _candidates(count: int) -> tuple[Candidate, ...]:
    blocks = [block.code for block in the_rulebook().certification.blocks]
    return tuple(
        a_candidate(
            f"C{n:04}",
            ("FI", "FC")[n % 2],
            birth_name=f"{_NAMES[n % len(_NAMES)]}{n}",
            first_names=_FIRST[n % len(_FIRST)],
            employer=f"Société {n % 50}",
            thesis=Thesis(f"Apprentissage sobre, étude n° {n}", 58),
            # The bloc of the defence is acquired: its marks are no key of the sitting.
            blocks=(
                *(BlockRecord(code, proposed=2) for code in blocks[:-1]),
                BlockRecord(blocks[-1], BlockRecordState.ACQUIRED, acquired_on=date(2023, 6, 20)),
            ),
        )
        for n in range(count)
    )


def _bare_commits(folder: Path) -> list[float]:
    """Return the milliseconds of durable inserts in a file of the same mode."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in WRITER_PRAGMAS:
        connection.execute(pragma)
    connection.execute("CREATE TABLE journal (number INTEGER PRIMARY KEY, body TEXT)")
    times = []
    for _ in range(300):
        start = perf_counter()
        with writing(connection):
            connection.execute("INSERT INTO journal (body) VALUES (?)", ("x" * 300,))
        times.append((perf_counter() - start) * 1e3)
    connection.close()
    return times


if __name__ == "__main__":
    print_table(measure())
