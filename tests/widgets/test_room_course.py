"""The course of the room: closing, coming back, undoing, presiding, with real keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.state import Phase
from tests.widgets.room import an_open_room, clear_file, press_all, when_asked


def alt(qtbot, window, key):
    """Press a letter with Alt, as the keyboard does in the active window."""
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)


def test_closing_tells_who_is_undecided_before_it_asks(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    alt(qtbot, window, Qt.Key.Key_C)
    qtbot.waitUntil(window.notice.isVisible)
    assert "n’a pas statué" in window.notice_label.text()
    assert window.bridge.state.phase is Phase.OPEN


def test_closing_names_whose_attendance_is_missing_and_takes_it_afterwards(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page, bridge = window.page("sitting"), window.bridge
    bridge.undo()
    bridge.undo()
    there = tuple(member for member in bridge.state.members if member != "M8")
    bridge.perform(lambda: acts.attend(bridge.state, there, Attendance.PRESENT, bridge.now()))
    bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    press_all(page.block_view, "UA")
    asked = []

    def answer(box):
        asked.append(box.text() + box.informativeText())
        next(each for each in box.buttons() if "Clore" in each.text()).click()

    when_asked(answer)
    alt(qtbot, window, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: bridge.state.phase is Phase.CLOSED)
    assert bridge.state.members["M8"].full_name in asked[0]
    assert page.attendance_button.isEnabled()
    assert "page Procès-verbal" in page.sitting_label.text()

    alt(qtbot, window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.page("minutes"))


def test_suspending_and_resuming_have_their_letters(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    alt(qtbot, window, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: window.bridge.state.phase is Phase.SUSPENDED)
    alt(qtbot, window, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: window.bridge.state.phase is Phase.OPEN)
    menus = {QKeySequence.mnemonic(each.text()) for each in window.menuBar().actions()}
    for button in (page.open_button, page.suspend_button, page.resume_button, page.close_button):
        assert QKeySequence.mnemonic(button.text()) not in menus
