"""A jury of fourteen: everyone is reached by a number of two keys, and by hand."""

from dataclasses import replace

import pytest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import JuryImported
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.parts.recusal_dialog import RecusalDialog
from jurydesk.widgets.sitting.attendance_dialog import AttendanceDialog
from tests.builders import a_jury, a_member, at
from tests.widgets.room import a_file, a_session, a_window, press, press_all


@pytest.fixture
def window(qtbot, tmp_path):
    path = a_session(tmp_path / "s.jury", a_file("222222a"))
    extra = (a_member(f"M{number}", "enseignant") for number in range(9, 15))
    with SessionFile.open(path) as session:
        members = (*(replace(each) for each in a_jury()), *extra)
        session.record(JuryImported(at("08:10"), "jury14.csv", "2" * 64, members))
    return a_window(qtbot, path)


def test_attendance_takes_two_digits_beyond_nine(qtbot, window):
    dialog = AttendanceDialog(window.bridge, window)
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog.member_view, "1")
    assert "deuxième chiffre pour 10 à 14" in dialog.problem_label.text()
    assert window.bridge.state.attendance == {}
    press(dialog.member_view, "2")
    assert window.bridge.state.attendance == {"M12": Attendance.PRESENT}
    press_all(dialog.member_view, "15")
    assert "Aucun membre ne porte le numéro 15" in dialog.problem_label.text()
    press_all(dialog.member_view, "201")
    press(dialog.member_view, "1")
    assert window.bridge.state.attendance.keys() == {"M12", "M2", "M1"}


def test_recusal_takes_two_digits_beyond_nine(qtbot, window):
    dialog = RecusalDialog(window.bridge.state, "C01", parent=window)
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog.member_view, "1")
    assert dialog.isVisible()
    press(dialog.member_view, "4")
    assert not dialog.isVisible()
    assert dialog.member == "M14"


def test_every_voter_has_a_box_wide_enough_for_a_name(window):
    bridge = window.bridge

    everyone = tuple(bridge.state.members)
    bridge.perform(lambda: acts.attend(bridge.state, everyone, Attendance.PRESENT, bridge.now()))
    bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    window.show_page("sitting")
    window.resize(1366, 768)
    window.grab()
    strip = window.page("sitting").voter_strip
    boxes = list(strip._boxes.values())
    assert len(boxes) == 12
    assert {box.y() for box in boxes} == {boxes[0].y(), boxes[-1].y()}
    assert min(box.width() for box in boxes) >= 44
    press_all(window.page("sitting").block_view, "2" * 12)
    assert window.page("sitting").adopt_button.isEnabled()
