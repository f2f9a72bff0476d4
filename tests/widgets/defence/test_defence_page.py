"""The defences by keys: jurors, marks one after another, spread, weights, and the veil."""

from decimal import Decimal
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget

from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.cohort.candidate import Thesis
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import Part
from jurydesk.deliberation.state import Phase
from jurydesk.widgets.defence.defence_dialog import DefenceDialog
from tests.widgets.room import BLOCKS, a_file, a_session, an_open_room, clear_file
from tests.widgets.strokes import strike as by_place


@pytest.fixture
def room(qtbot, tmp_path):
    files = (
        a_file("2222222", "C01", birth_name="Abadie", thesis=Thesis("Essaims de drones", 72)),
        clear_file("C02", birth_name="Belkacem"),
        a_file("2222222", "C03", birth_name="Cazenave"),
    )
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    window.show_page("defence")
    return window


def appoint(window, candidate="C01"):
    bridge = window.bridge
    for juror, capacity in (("M7", JurorCapacity.COMPANY), ("M3", JurorCapacity.TEACHER)):
        bridge.perform(
            lambda j=juror, c=capacity: acts.appoint_jurors(
                bridge.state, candidate, (j,), c, bridge.now()
            )
        )


def strike(*keys):
    """Strike keys one by one, each on whatever has the focus by then."""
    for key in keys:
        for stroke in key if isinstance(key, str) else (key,):
            QTest.keyClick(QApplication.focusWidget(), stroke)
            # Qt ends an edited cell on the next turn of the event loop.
            QApplication.processEvents()


def test_four_marks_are_typed_with_tab_between_them(room):
    appoint(room)
    page = room.page("defence")
    tab, enter = Qt.Key.Key_Tab, Qt.Key.Key_Return
    page.candidate_view.setFocus()
    strike(enter, "12,5", tab, "15", tab, "17", tab, "9,25", enter)
    page.go_to("C01")
    # Report (12,5 + 17)/2 = 14,75; oral (15 + 9,25)/2 = 12,125; half of each: 13,4375.
    assert "note 13,44/20" in page.defence_panel.mark_label.text()
    row = [page._rows.cell(0, column).text for column in range(7)]
    assert row[:6] == ["ABADIE Éloïse", "FI", "14,75", "12,13", "5,75", "13,44"]
    assert row[6].startswith("2 –")
    # 4,5 points on the report, 5,75 on the oral, 72 pages for 60.
    warned = page.defence_panel.warning_label.text()
    assert "4,5" in warned
    assert "5,75" in warned
    assert "72" in warned
    assert page._rows.cell(0, 4).state == "warn"
    assert page.progress_label.text() == "1\u00a0notée sur 2"


def test_enter_after_the_last_mark_goes_on_to_the_next_candidate_without_one(room):
    for candidate in ("C01", "C03"):
        appoint(room, candidate)
    page, enter = room.page("defence"), Qt.Key.Key_Return
    page.candidate_view.setFocus()
    strike(enter, "12", enter, "13", enter, "14", enter, "15", enter)
    assert page.defence_panel.subject_label.text().startswith("CAZENAVE")
    strike("8", enter, "9", enter, "10", enter, "11", enter)
    defences = room.bridge.state.defences
    assert [list(map(int, defences[key].report.values())) for key in ("C01", "C03")] == [
        [12, 14],
        [8, 10],
    ]
    assert [list(map(int, defences[key].oral.values())) for key in ("C01", "C03")] == [
        [13, 15],
        [9, 11],
    ]


def test_the_last_mark_goes_on_though_it_takes_its_candidate_off_the_list(room):
    for candidate in ("C01", "C03"):
        appoint(room, candidate)
    page, enter = room.page("defence"), Qt.Key.Key_Return
    page.waiting_filter.setChecked(True)
    page.candidate_view.setFocus()
    strike(enter, "12", enter, "13", enter, "14", enter, "15", enter)
    assert page.defence_panel.subject_label.text().startswith("CAZENAVE")
    strike("8", enter)
    assert list(room.bridge.state.defences["C03"].report.values()) == [8]


def test_marks_are_typed_by_the_place_of_the_keys(room):
    """AZERTY without Shift: « & » is 1, « é » 2, « ' » 4; the comma is its own key."""
    appoint(room)
    page = room.page("defence")
    page.candidate_view.setFocus()
    strike(Qt.Key.Key_Return)
    for text, place in (("&", 10), ("'", 13), (",", 58), ("(", 14)):
        by_place(QApplication.focusWidget(), text, place)
        QApplication.processEvents()
    strike(Qt.Key.Key_Return)
    assert list(room.bridge.state.defences["C01"].report.values()) == [Decimal("14.5")]


def test_enter_after_the_last_mark_in_the_room_closes_the_marks(room):
    appoint(room)
    dialog = DefenceDialog(room.bridge, "C01", room)
    dialog.show()
    strike(*("12", Qt.Key.Key_Return) * 4)
    assert QApplication.focusWidget() is dialog.close_button
    strike(Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_acquired_thesis_is_not_listed_and_marked_ones_can_be_hidden(room):
    page = room.page("defence")
    assert [page._rows.key(row) for row in range(page._rows.rowCount())] == ["C01", "C03"]
    appoint(room)
    bridge = room.bridge
    for juror in ("M7", "M3"):
        for part in ("rapport", "oral"):
            bridge.perform(
                lambda j=juror, p=part: acts.mark_defence(
                    bridge.state, "C01", j, Part(p), Decimal(14), bridge.now()
                )
            )
    page.waiting_filter.click()
    assert page._rows.rowCount() == 1
    assert page._rows.key(0) == "C03"


def test_same_jury_takes_one_button_and_impossible_marks_are_given_back(room):
    appoint(room)
    page = room.page("defence")
    page.go_to("C03")
    page.defence_panel.same_button.click()
    assert list(room.bridge.state.defences["C03"].jurors) == ["M7", "M3"]
    table = page.defence_panel.juror_view
    table.item(0, 2).setText("21")
    assert "0 à 20" in page.defence_panel.problem_label.text()
    assert table.item(0, 2).text() == ""
    table.item(0, 2).setText("douze")
    assert "14,5" in page.defence_panel.problem_label.text()
    table.item(0, 2).setText("12.25")
    assert str(room.bridge.state.defences["C03"].report["M7"]) == "12.25"


def test_page_says_weights_scale_and_what_is_missing(room):
    page = room.page("defence")
    words = page.rule_label.text()
    assert "1/2 du rapport" in words
    assert "niveau 2 à partir de 10" in words
    assert "60 pages" in words
    appoint(room)
    assert "4\u00a0notes" in page.defence_panel.mark_label.text()


def test_page_down_goes_to_the_next_candidate_from_the_marks(room, qtbot):
    appoint(room)
    page = room.page("defence")
    page.defence_panel.juror_view.setFocus()
    qtbot.keyClick(page.defence_panel.juror_view, Qt.Key.Key_PageDown)
    assert page.candidate_view.currentIndex().row() == 1
    qtbot.keyClick(page.defence_panel.juror_view, Qt.Key.Key_PageUp)
    assert page.candidate_view.currentIndex().row() == 0
    qtbot.keyClick(page.defence_panel.juror_view, Qt.Key.Key_Escape)
    assert room.focusWidget() is page.candidate_view


def test_veil_set_before_the_page_is_built_hides_the_marks(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"))
    window.veil_action.trigger()
    window.show_page("defence")
    page = window.page("defence")
    assert not page.defence_panel.juror_view.isVisible()
    assert page._rows.cell(0, 5).text == "●"
    window.veil_action.trigger()
    assert page.defence_panel.juror_view.isVisible()
    assert BLOCKS[6] == window.bridge.state.rulebook.defence.block


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_marks_typed_after_a_click_on_a_heading_each_go_to_their_cell(room, key):
    appoint(room)
    table = room.page("defence").defence_panel.juror_view
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(2) + 10, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    table.go_to_first_empty()
    table.setFocus()
    strike("14,5", key, "15", key, "13", key, "12", key)
    given = room.bridge.state.defences["C01"]
    assert given.report == {"M7": Decimal("14.5"), "M3": Decimal(13)}
    assert given.oral == {"M7": Decimal(15), "M3": Decimal(12)}


def test_refused_mark_is_typed_again_where_it_was(room):
    appoint(room)
    table = room.page("defence").defence_panel.juror_view
    table.go_to_first_empty()
    table.setFocus()
    strike("21", Qt.Key.Key_Return, "12", Qt.Key.Key_Return)
    assert room.bridge.state.defences["C01"].report == {"M7": Decimal(12)}


def named(window, text):
    """Type a juror's name in the box."""
    window.page("defence").go_to("C01")
    panel = window.page("defence").defence_panel
    panel.juror_box.setFocus()
    panel.juror_box.clearEditText()
    strike(text)
    return panel


def test_mistyped_member_is_offered_before_an_outside_juror_is_added(room):
    member = room.bridge.state.members["M3"]
    panel = named(room, "NMM3 P")
    assert "hors du jury" in panel.outside_label.text()
    assert panel.outside_label.isVisible()
    assert panel.outside_button.text() == f"Choisir {member.full_name}"
    strike(Qt.Key.Key_Return)
    assert "C01" not in room.bridge.state.defences
    panel.outside_button.click()
    assert panel.juror_box.currentText() == member.full_name
    panel.add_button.click()
    assert list(room.bridge.state.defences["C01"].jurors) == ["M3"]
    assert not panel.outside_label.isVisible()


def test_member_is_known_by_name_in_any_order_and_case(room):
    named(room, "nomm3 PRENOMM3")
    strike(Qt.Key.Key_Return)
    assert list(room.bridge.state.defences["C01"].jurors) == ["M3"]


def test_outside_juror_is_shown_as_such_and_taken_back(room):
    panel = named(room, "Jeanne Inconnue")
    assert not panel.outside_button.isVisible()
    strike(Qt.Key.Key_Return)
    assert list(room.bridge.state.defences["C01"].jurors) == ["Jeanne Inconnue"]
    assert panel.juror_view.item(0, 0).text() == "Jeanne Inconnue (hors du jury)"
    assert "hors du jury" in panel.outside_label.text()
    panel.outside_button.click()
    assert not room.bridge.state.defences.get("C01")
    assert not panel.outside_button.isVisible()
    assert panel.juror_view.rowCount() == 0


def test_act_recorded_since_is_not_taken_back_instead(room):
    panel = named(room, "Jeanne Inconnue")
    strike(Qt.Key.Key_Return)
    bridge = room.bridge
    bridge.perform(
        lambda: acts.mark_defence(
            bridge.state, "C01", "Jeanne Inconnue", Part.ORAL, Decimal(14), bridge.now()
        )
    )
    assert not panel.outside_button.isVisible()
    assert bridge.state.defences["C01"].oral


def test_a_closed_sitting_shows_the_marks_and_takes_no_more(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"))
    appoint(window)
    window.show_page("defence")
    bridge, panel = window.bridge, window.page("defence").defence_panel
    offers = (panel.juror_box, panel.capacity_box, panel.add_button)
    assert all(offer.isEnabled() for offer in offers)
    for juror, part in product(("M7", "M3"), Part):
        bridge.perform(
            lambda j=juror, p=part: acts.mark_defence(
                bridge.state, "C01", j, p, Decimal(12), bridge.now()
            )
        )
    for block in BLOCKS:
        bridge.perform(lambda b=block: acts.agree(bridge.state, "C01", b, None, bridge.now()))
        bridge.perform(lambda b=block: acts.adopt(bridge.state, "C01", b, bridge.now()))
    bridge.perform(lambda: acts.close_sitting(bridge.state, bridge.now()))
    assert bridge.state.phase is Phase.CLOSED
    assert not any(offer.isEnabled() for offer in (*offers, panel.same_button))
    assert "ne changent plus" in panel.hint_label.text()
    panel.juror_view.setCurrentCell(0, 2)
    qtbot.keyClicks(panel.juror_view, "15")
    assert panel.juror_view.state() is not QTableWidget.State.EditingState
    assert panel.juror_view.item(0, 2).text() == "12"
    assert panel.problem_label.text() == ""
    bridge.undo()
    assert all(offer.isEnabled() for offer in offers)
    assert "par pas de" in panel.hint_label.text()


def test_another_session_shows_nothing_of_the_last_defence(tmp_path, room):
    appoint(room)
    panel = room.page("defence").defence_panel
    assert panel.subject_label.text().startswith("ABADIE")
    assert panel.juror_view.rowCount() == 2
    # BC07 was acquired before by the only candidate: there is no defence to mark.
    assert room.open_session(a_session(tmp_path / "autre.jury", clear_file("C09")))
    room.show_page("defence")
    assert "Aucune soutenance" in room.page("defence").progress_label.text()
    assert panel.juror_view.rowCount() == 0
    assert not panel.subject_label.text()
    assert not panel.mark_label.text()
    assert not panel.hint_label.text()
