"""What every list gives: sorted by its headings, copied, searched, printed, its names in sight."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QTreeWidget, QTreeWidgetItem

from jurydesk.widgets.parts.lists.extract import whole
from jurydesk.widgets.parts.lists.find_bar import FindBar, find
from jurydesk.widgets.parts.lists.heading_sort import give_sorting, sorting_of
from jurydesk.widgets.parts.lists.kept_columns import KeptColumns
from jurydesk.widgets.parts.lists.menu import copy_all, copy_chosen, list_menu
from jurydesk.widgets.parts.lists.printed import pages_of
from jurydesk.widgets.parts.lists.tools import ListTools, tools_of
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_row,
    current_key,
    dress_table,
)
from tests.widgets.room import a_file, an_open_room

ROWS = {
    "a": ("007", "Zoé ABADIE", "9,5"),
    "b": ("012", "Anne VASSEUR", "–"),
    "c": ("003", "Éric ÉLUARD", "14,50"),
    "d": ("004", "=cmd|x", "10"),
}


@pytest.fixture
def table(qtbot):
    view = QTableView()
    qtbot.addWidget(view)
    model = RecordTable(("N°", "Membre", "Note"), view)
    dress_table(view, model, (60, 160, 80))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setAccessibleName("Notes")
    ListTools(view)

    def cells(key):
        number, name, mark = ROWS[key]
        return (Cell(number), Cell(name, person=True), Cell(mark))

    model.set_rows(tuple(ROWS), cells)
    return view


def shown(view, column=1):
    model = view.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def click(view, column):
    view.horizontalHeader().sectionClicked.emit(column)


def test_headings_sort_up_then_down_then_as_given_and_who_was_chosen_stays(table):
    choose_row(table, "c")
    click(table, 2)
    assert shown(table, 2) == ["9,5", "10", "14,50", "–"]
    assert current_key(table) == "c"
    assert table.selectionModel().selectedRows()[0].row() == 2
    click(table, 2)
    # What says nothing stays last.
    assert shown(table, 2) == ["14,50", "10", "9,5", "–"]
    assert current_key(table) == "c"
    header = table.horizontalHeader()
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    click(table, 2)
    assert shown(table, 2) == ["9,5", "–", "14,50", "10"]
    assert not header.isSortIndicatorShown()


def test_people_are_sorted_by_family_name_and_rows_that_come_take_their_place(table):
    click(table, 1)
    assert shown(table) == ["Zoé ABADIE", "=cmd|x", "Éric ÉLUARD", "Anne VASSEUR"]
    choose_row(table, "b")
    table.model().set_rows(("b", "a"), lambda key: [Cell(each) for each in ROWS[key]])
    assert shown(table) == ["Anne VASSEUR", "Zoé ABADIE"]
    assert current_key(table) == "b"


def test_order_is_forgotten_with_the_columns_it_was_about(table):
    click(table, 2)
    table.model().set_headings(("N°", "Membre", "Rapport"))
    assert not table.horizontalHeader().isSortIndicatorShown()
    assert shown(table, 0) == ["007", "012", "003", "004"]


def test_sorting_is_reached_without_a_mouse(table):
    choose_row(table, "a")
    menu = list_menu(table)
    under = next(each for each in menu.findChildren(QMenu) if each.title() == "Trier &par")
    next(each for each in under.actions() if each.text() == "Note").trigger()
    assert shown(table, 2) == ["9,5", "10", "14,50", "–"]
    assert sorting_of(table).column == 2


def test_lines_of_a_tree_are_sorted_too_and_stay_hidden_and_chosen(qtbot):
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setHeaderLabels(["Personne", "Échéance"])
    for name, due in (("Zoé", "01/02/2025"), ("Éric", "31/12/2024"), ("Anne", "–")):
        tree.addTopLevelItem(QTreeWidgetItem([name, due]))
    tree.topLevelItem(0).setHidden(True)
    tree.setCurrentItem(tree.topLevelItem(1))
    give_sorting(tree)
    told = []
    tree.currentItemChanged.connect(lambda *_: told.append(1))
    tree.header().sectionClicked.emit(0)
    names = [tree.topLevelItem(row).text(0) for row in range(3)]
    assert names == ["Anne", "Éric", "Zoé"]
    assert tree.currentItem().text(0) == "Éric"
    assert told == []
    assert [tree.topLevelItem(row).isHidden() for row in range(3)] == [False, False, True]
    for _ in range(2):
        tree.header().sectionClicked.emit(0)
    assert [tree.topLevelItem(row).text(0) for row in range(3)] == ["Zoé", "Éric", "Anne"]
    assert whole(tree).rows == (("Éric", "31/12/2024"), ("Anne", "–"))


def test_rows_chosen_are_copied_with_their_headings_for_a_spreadsheet_and_a_letter(table):
    choose_row(table, "a")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "N°\tMembre\tNote\n007\tZoé ABADIE\t9,5"
    # A spreadsheet keeps the zeros, and 9,5 as a number.
    assert "<td style='mso-number-format:\"\\@\"' x:str>007</td>" in data.html()
    assert "<td>9,5</td>" in data.html()
    assert "<th align='left'>Membre</th>" in data.html()


def test_whole_table_is_copied_as_it_is_sorted_and_nothing_of_it_runs(table):
    click(table, 2)
    copy_all(table)
    lines = QGuiApplication.clipboard().mimeData().text().split("\n")
    assert [line.split("\t")[0] for line in lines] == ["N°", "007", "004", "003", "012"]
    assert lines[2] == "004\t'=cmd|x\t10"


def test_one_cell_is_copied_without_a_heading(table):
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setCurrentIndex(table.model().index(2, 1))
    copy_chosen(table)
    assert QGuiApplication.clipboard().mimeData().text() == "Éric ÉLUARD"


def test_search_goes_to_the_next_row_that_has_the_words(table):
    table.show()
    find(table, table)
    bar = table.findChild(FindBar)
    QTest.keyClicks(bar.edit, "eluard")
    assert current_key(table) == "c"
    bar.edit.clear()
    QTest.keyClicks(bar.edit, "00")
    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    assert current_key(table) == "d"
    QTest.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert current_key(table) == "c"
    bar.edit.setText("personne")
    assert bar.told.text() == "Rien trouvé"
    assert current_key(table) == "c"
    QTest.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_names_stay_in_sight_when_the_columns_scroll(table):
    table.resize(200, 200)
    table.show()
    assert table.findChild(KeptColumns) is None
    bar = table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    kept = table.findChild(KeptColumns)
    assert kept.isVisible()
    assert [kept.isColumnHidden(column) for column in range(3)] == [False, True, True]
    assert kept.geometry().left() <= table.viewport().geometry().left()
    choose_row(table, "d")
    assert kept.currentIndex().row() == 3
    # A click on the name chooses the row; the keyboard stays with the table.
    place = kept.visualRect(table.model().index(1, 0)).center()
    QTest.mouseClick(kept.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert current_key(table) == "b"
    bar.setValue(0)
    assert not kept.isVisible()


def test_list_is_printed_with_its_headings_and_every_row(table):
    content = pages_of(whole(table), "Notes", table)
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    document.close()
    for word in ("Notes", "Membre", "Zoé ABADIE", "14,50", "4 lignes"):
        assert word in text.replace("\r\n", " "), word


def test_every_list_of_every_page_has_its_tools_and_ctrl_f_finds_in_it(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222"), a_file("1111111", "C02"))
    for key in ("certification", "cohort", "jury", "defence", "sitting", "minutes", "handover"):
        window.show_page(key)
        page = window.page(key)
        views = [each for each in page.findChildren(QAbstractItemView) if each.isVisible()]
        assert views, key
        for view in views:
            own = isinstance(view, KeptColumns) or view.parent().inherits("QComboBox")
            assert own or tools_of(view) is not None, view.objectName()
        window.find_action.trigger()
        focused = window.focusWidget()
        assert focused.inherits("QLineEdit"), key
        focused.clear()
    assert window.find_action.shortcut() == QKeySequence("Ctrl+F")
