"""The chair for one candidate: proposed when the chair is recused, returned by a key afterwards."""

from PySide6.QtCore import Qt

from jurydesk.deliberation import acts
from tests.widgets.room import an_open_room, clear_file, press_all


def test_recused_chair_is_replaced_by_a_key_and_returns_by_the_same(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page, bridge = window.page("sitting"), window.bridge
    chair = bridge.state.chair
    assert not page.chair_frame.isVisible()

    bridge.perform(lambda: acts.recuse(bridge.state, (chair,), ("C01",), bridge.now()))
    assert page.chair_frame.isVisible()
    assert bridge.state.members[chair].full_name in page.chair_label.toolTip() + (
        page.chair_label.text()
    )
    press_all(page.block_view, "h")
    acting = bridge.state.chair
    assert acting != chair
    assert not page.chair_frame.isVisible()

    qtbot.keyClick(page.block_view, Qt.Key.Key_PageDown)
    assert page.candidate == "C02"
    assert bridge.state.chair == acting
    assert page.chair_frame.isVisible()
    press_all(page.block_view, "h")
    assert bridge.state.chair == chair
    assert not page.chair_frame.isVisible()


def test_nothing_is_proposed_while_the_chair_deliberates(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    chair = window.bridge.state.chair
    press_all(page.block_view, "h")
    assert window.bridge.state.chair == chair
    assert len(window.bridge.state.chairs) == 0
