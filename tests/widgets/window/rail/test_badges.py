"""What waits on each page shows in the rail, and is heard with the name of the page."""

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.widgets.window.rail.badges import Badge
from tests.widgets.room import a_file, a_session, a_window, clear_file


def badge(window, page):
    return window._buttons[page].findChild(Badge)


def test_what_waits_is_counted_seen_and_heard(qtbot, tmp_path):
    session = a_session(tmp_path / "s.jury", a_file("2222222"), clear_file("C02"))
    window = a_window(qtbot, session)
    qtbot.waitUntil(lambda: badge(window, "certification") is not None)
    waiting = sum(not rule.is_opposable for rule in window.bridge.state.rulebook.settings())
    assert badge(window, "certification").text() == str(waiting)
    name = window._buttons["certification"].accessibleName()
    assert name == f"Certification, {waiting} à confirmer"
    assert f"{waiting} à confirmer" in window._buttons["certification"].toolTip()
    # C02's defence was acquired in an earlier session.
    assert window._buttons["defence"].accessibleName() == "Soutenances, 1 à noter"
    assert badge(window, "sitting").isHidden()
    assert window._buttons["sitting"].accessibleName() == "Séance"


def test_badges_follow_the_acts_and_leave_with_the_session(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", a_file("2222222"), clear_file("C02")))
    bridge = window.bridge
    everyone = tuple(bridge.state.members)
    bridge.perform(lambda: acts.attend(bridge.state, everyone, Attendance.PRESENT, bridge.now()))
    bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    sitting = window._buttons["sitting"]
    qtbot.waitUntil(lambda: sitting.accessibleName() == "Séance, 2 à décider")
    assert badge(window, "sitting").text() == "2"
    bridge.undo()
    qtbot.waitUntil(lambda: sitting.accessibleName() == "Séance")
    bridge.close()
    assert badge(window, "certification").isHidden()
    assert window._buttons["certification"].accessibleName() == "Certification"
