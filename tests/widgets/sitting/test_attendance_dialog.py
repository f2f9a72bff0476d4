"""Attendance by keys: a digit for who comes or leaves, a letter for the rest."""

from jurydesk.compliance.member import Attendance
from jurydesk.widgets.sitting.attendance_dialog import AttendanceDialog
from tests.widgets.room import a_file, a_session, a_window, an_open_room, press, when_asked


def the_dialog(qtbot, window):
    dialog = AttendanceDialog(window.bridge, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_digit_records_a_departure_with_its_reason_then_a_return(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("222222a"))
    dialog = the_dialog(qtbot, window)

    def answer(asked):
        asked.reason_edit.setPlainText("Train à prendre")
        asked.accept_button.click()

    when_asked(answer)
    press(dialog.member_view, "3")
    assert window.bridge.state.attendance["M3"] is Attendance.LEFT
    press(dialog.member_view, "3")
    assert window.bridge.state.attendance["M3"] is Attendance.PRESENT


def test_digit_of_the_french_row_records_an_arrival_before_opening(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", a_file("222222a")))
    dialog = the_dialog(qtbot, window)
    press(dialog.member_view, "é")
    assert window.bridge.state.attendance == {"M2": Attendance.PRESENT}
    press(dialog.member_view, "é")
    assert window.bridge.state.attendance == {"M2": Attendance.PRESENT}


def test_digit_of_nobody_does_nothing(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", a_file("222222a")))
    dialog = the_dialog(qtbot, window)
    press(dialog.member_view, "9")
    assert window.bridge.state.attendance == {}


def test_letter_applies_to_the_member_chosen_and_goes_on(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", a_file("222222a")))
    dialog = the_dialog(qtbot, window)
    press(dialog.member_view, "p")
    press(dialog.member_view, "d")
    assert window.bridge.state.attendance == {
        "M1": Attendance.PRESENT,
        "M2": Attendance.REMOTE,
    }
