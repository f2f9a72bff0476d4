"""A sitting in the trade's words for the tests of the screen: eight seats, a few candidates."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from jurydesk.bundle import resource
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import CohortImported, JuryImported, SessionCreated
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.main_window import MainWindow
from tests.builders import a_candidate, a_jury, at

BLOCKS = tuple(f"RNCP35609BC0{number}" for number in range(1, 8))


def a_file(levels: str, identifier: str = "C01", route: str = "FI", **details: object) -> Candidate:
    """A candidate whose seven blocs are proposed by digits; ``a`` is acquired, ``-`` unproposed."""
    records = tuple(
        BlockRecord(code, BlockRecordState.ACQUIRED, acquired_on=date(2023, 6, 20))
        if digit == "a"
        else BlockRecord(code, proposed=None if digit == "-" else int(digit))
        for code, digit in zip(BLOCKS, levels, strict=True)
    )
    return a_candidate(identifier, route, blocks=records, **details)


def clear_file(identifier: str, **details: object) -> Candidate:
    """A candidate with five blocs proposed as validated and the defence already acquired."""
    return a_file("222122a", identifier, **details)


def a_session(path: Path, *candidates: Candidate, rulebook: str = "") -> Path:
    """A session in preparation, on the shipped rulebook unless another text is given."""
    text = rulebook or resource("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")
    seats = a_jury()
    # One of the teachers is an outside professional: 3 of 8 passes the 30 %.
    jury = tuple(replace(m, external=True) if m.identifier == "M6" else m for m in seats)
    created = SessionCreated(
        at("08:00"),
        "RNCP35609",
        date(2024, 4, 19),
        "Toulouse",
        Reading.SEATS,
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        "RNCP35609-2024-04-19-01",
    )
    cohort = CohortImported(at("08:00"), "promotion.csv", "0" * 64, candidates)
    SessionFile.create(
        path, (created, cohort, JuryImported(at("08:00"), "j.csv", "1" * 64, jury))
    ).close()
    return path


class Clock:
    """A clock that ticks ten seconds each time it is read, from 9 o'clock on the day."""

    def __init__(self):
        self.now = at("09:00")

    def __call__(self):
        self.now += timedelta(seconds=10)
        return self.now


def a_window(qtbot, path: Path | None = None) -> MainWindow:
    """The window on screen, on a session when one is given."""
    window = MainWindow(QSettings(), SessionBridge(Clock()))
    # The usual size, whatever the screen of the tests.
    window.resize(1366, 768)
    # A sitting left under way would be asked about.
    qtbot.addWidget(window, before_close_func=lambda window: window.bridge.close())
    window.show()
    if path is not None:
        assert window.open_session(path)
    return window


def an_open_room(qtbot, path: Path, *candidates: Candidate) -> MainWindow:
    """The window on an open sitting where the eight members are present."""
    window = a_window(qtbot, a_session(path, *candidates))
    bridge = window.bridge
    everyone = tuple(bridge.state.members)
    assert bridge.perform(
        lambda: acts.attend(bridge.state, everyone, Attendance.PRESENT, bridge.now())
    )
    assert bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    window.show_page("sitting")
    return window


def press(widget: QWidget, text: str, key: Qt.Key = Qt.Key.Key_unknown) -> None:
    """Send one key by its text, Shift held for a capital: French keyboards included."""
    kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
    modifier = Qt.KeyboardModifier
    held = modifier.ShiftModifier if text.isascii() and text.isupper() else modifier.NoModifier
    for kind in kinds:
        event = QKeyEvent(kind, key, held, text)
        QApplication.sendEvent(widget, event)


def press_all(widget: QWidget, text: str) -> None:
    """Send one key a letter."""
    for letter in text:
        press(widget, letter)


def when_asked(answer) -> None:
    """Answer the next modal dialog as a person would, once it is on screen."""

    def wait() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(5, wait)
        else:
            answer(dialog)

    QTimer.singleShot(0, wait)
