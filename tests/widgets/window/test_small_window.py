"""The pages « Jury » and « Suites » in the 960×540 that a 1920×1080 screen leaves at 200 %."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from jurydesk.widgets.parts.record_table import RecordTable, broken
from tests.widgets.room import a_file, an_open_room, clear_file


def a_small_window(qtbot, path, *candidates):
    window = an_open_room(qtbot, path, *candidates)
    window.show_page("jury")
    window.resize(960, 540)
    qtbot.waitUntil(lambda: window.page("jury").tabs.count() == 4)
    return window


def cut_texts(view):
    """The texts of a table that are wider than their column, padding and sign included."""
    model = view.model()
    assert isinstance(model, RecordTable)
    bold = QFont(view.font())
    bold.setWeight(QFont.Weight.DemiBold)
    found = []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = model.cell(row, column)
            room = view.columnWidth(column) - 16 - (20 if cell.shape else 0)
            if QFontMetrics(bold if cell.bold else view.font()).horizontalAdvance(cell.text) > room:
                found.append(cell.text)
    return found


def test_members_become_a_tab_of_the_jury_page_and_nothing_is_cut(qtbot, tmp_path):
    window = a_small_window(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("jury")
    assert (window.width(), window.height()) == (960, 540)
    assert page.tabs.tabText(0) == "Membres"
    assert page.member_view.isVisible()
    assert cut_texts(page.member_view) == []
    assert not page.member_view.horizontalScrollBar().isVisible()
    page.tabs.setCurrentIndex(1)
    assert page.finding_view.isVisible()
    assert cut_texts(page.finding_view) == []


def test_members_stand_beside_the_checks_again_in_a_larger_window(qtbot, tmp_path):
    window = a_small_window(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("jury")
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.tabs.count() == 3)
    assert page.member_view.isVisible()
    assert page.finding_view.isVisible()
    assert cut_texts(page.member_view) == []


def test_a_fault_of_the_jury_is_reached_whichever_tab_is_shown(qtbot, tmp_path):
    window = a_small_window(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("jury")
    window.show_page("jury", "parite")
    assert page.finding_view.isVisible()
    window.show_page("jury", "M5")
    assert page.member_view.isVisible()
    page.tabs.setCurrentIndex(2)
    window.show_page("jury")
    assert window.focusWidget() is page.tabs.tabBar()


def test_names_of_members_stay_beside_the_recusals_when_candidates_scroll(qtbot, tmp_path):
    files = [a_file("222222a", f"C{n:02}", "VAE", birth_name="Montferrand") for n in range(1, 13)]
    window = a_small_window(qtbot, tmp_path / "s.jury", *files)
    page = window.page("jury")
    page.tabs.setCurrentWidget(page.recusals_tab)
    view = page.recusals_tab._view()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    side, model = view.verticalHeader(), view.model()
    assert side.isVisible()
    names = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert names == [each.full_name for each in window.bridge.state.members.values()]
    widest = max(side.fontMetrics().horizontalAdvance(name) for name in names)
    assert side.width() >= widest


def test_papers_and_exports_fit_a_small_window(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    window.show_page("handover")
    page = window.page("handover")
    window.resize(960, 540)
    qtbot.waitUntil(page.count_label.isVisible)
    assert (window.width(), window.height()) == (960, 540)
    assert "1 candidature inscrite" in page.count_label.text().replace("\u00a0", " ")
    assert page.paper_view.isColumnHidden(1)
    # The layout follows the fold at the next turn of the event loop.
    qtbot.waitUntil(lambda: page.paper_view.columnWidth(0) > 240)
    metrics = page.paper_view.fontMetrics()
    for item in page._items:
        for column in (0, 2, 3):
            # The box to tick, the sign and the margins take some.
            room = page.paper_view.columnWidth(column) - (44 if column != 2 else 16)
            assert metrics.horizontalAdvance(item.text(column)) <= room, item.text(column)
    window.resize(1366, 768)
    qtbot.waitUntil(page.count_label.isHidden)
    assert not page.paper_view.isColumnHidden(1)


def test_juror_has_room_for_a_name_in_a_small_window(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222"))
    window.show_page("defence")
    panel = window.page("defence").defence_panel
    assert panel.capacity_box.currentText().startswith("au titre de")
    window.resize(960, 540)
    qtbot.waitUntil(lambda: panel.capacity_box.currentText() == "entreprise")
    qtbot.waitUntil(lambda: panel.juror_box.width() >= 130)
    assert (window.width(), window.height()) == (960, 540)


def test_names_and_levels_of_the_defences_are_whole_at_1366_by_768(qtbot, tmp_path):
    same = {"birth_name": "Bernard", "first_names": "Lucas"}
    files = [a_file("2222222", f"C0{n}", **same) for n in (1, 2)]
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    window.resize(1366, 768)
    window.show_page("defence")
    page = window.page("defence")
    view, bold = page.candidate_view, QFont(page.candidate_view.font())
    bold.setWeight(QFont.Weight.DemiBold)
    qtbot.waitUntil(lambda: view.columnWidth(0) > 60)
    label = window.bridge.state.rulebook.level(2).label
    for text, column, font, sign in (
        (page._rows.cell(0, 0).text, 0, bold, 0),
        (label, 6, view.font(), 20),
    ):
        room = view.columnWidth(column) - 16 - sign
        lines = broken(text, QFontMetrics(font), room, 2)
        assert not any("…" in line for line in lines), lines
