"""The page « Bilan »: a chart and its table, heard and seen, compared, kept as files."""

import io
import json

import openpyxl
import pytest
from lxml import etree
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import decisions_json
from jurydesk.transmission.figures_workbook import TOTALS
from tests.widgets.room import (
    a_file,
    a_session,
    a_window,
    an_open_room,
    clear_file,
    when_asked,
)


def decided(qtbot, path):
    """Three candidates of FI: two decided at once, one left."""
    window = an_open_room(qtbot, path, *(clear_file(f"C0{n}") for n in (1, 2, 3)))
    bridge = window.bridge
    for who in ("C01", "C02"):
        bridge.perform(lambda who=who: acts.agree(bridge.state, who, "*", None, bridge.now()))
        bridge.perform(lambda who=who: acts.adopt(bridge.state, who, "*", bridge.now(), ""))
    window.show_page("figures")
    return window, window.page("figures")


def test_ctrl_8_opens_the_page_and_the_list_goes_from_chart_to_chart(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    action = window.findChild(QAction, "figures_action")
    assert action.shortcut().toString() == "Ctrl+8"
    action.trigger()
    page = window.page("figures")
    assert page.isVisible()
    assert window.focusWidget() is page.chart_list
    titles = [page.chart_list.item(row).text() for row in range(page.chart_list.count())]
    assert titles[0] == "Résultats par voie d’accès"
    qtbot.keyClick(page.chart_list, Qt.Key.Key_Down)
    assert page.chart_title.text() == titles[1] == "Niveaux par bloc"


def test_the_chart_follows_the_sitting_and_says_itself_whole(qtbot, tmp_path):
    _, page = decided(qtbot, tmp_path / "s.jury")
    heard = QAccessible.queryAccessibleInterface(page.chart_view)
    assert heard.text(QAccessible.Text.Name) == "Résultats par voie d’accès"
    said = heard.text(QAccessible.Text.Description)
    assert "certification complète 2, à décider 1" in said
    assert page.chart_view.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert "non scellée" in page.standing_label.text()
    cells = [page._table.cell(0, column).text for column in range(4)]
    assert cells[1:] == ["2", "1", "3"]
    assert "inférieurs à 5" in page.warning_label.text()


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 600)])
def test_where_both_would_be_cut_the_table_takes_the_chart_s_place(qtbot, tmp_path, size):
    window, page = decided(qtbot, tmp_path / "s.jury")
    window.resize(*size)
    qtbot.waitUntil(page.table_button.isVisible)
    assert page.chart_area.isVisible()
    assert not page.table_view.isVisible()
    assert page.chart_view.minimumHeight() <= page.chart_area.height() or size[1] == 600
    page.table_button.click()
    assert page.table_view.isVisible()
    assert not page.chart_area.isVisible()


def test_a_large_window_shows_both(qtbot, tmp_path):
    window, page = decided(qtbot, tmp_path / "s.jury")
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert page.chart_area.isVisible()
    assert page.table_view.isVisible()
    assert not page.table_button.isVisible()
    window.bridge.close()


def test_parts_are_told_apart_in_grey(qtbot, tmp_path):
    _, page = decided(qtbot, tmp_path / "s.jury")
    image = page.chart_view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shades = {QColor(image.pixel(x, image.height() // 2)).value() for x in range(image.width())}
    assert max(shades) - min(shades) > 100


def test_sessions_are_compared_from_a_file_or_decisions_and_once(qtbot, tmp_path, monkeypatch):
    _, page = decided(qtbot, tmp_path / "s.jury")
    other = a_session(tmp_path / "avant.jury", *(clear_file(f"D0{n}") for n in range(1, 7)))
    told = tmp_path / "decisions.json"
    decisions = decisions_json(page._bridge.state) | {"date": "2023-04-21"}
    told.write_text(json.dumps(decisions), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(told), str(other)], ""))
    shown = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.informativeText()))
    page.compare_button.click()
    # The other session has this one's number and day: its head alone would tell them apart.
    assert len(shown) == 1
    assert [page.session_list.item(0).text()[:10]] == ["21/04/2023"]
    assert page.chart_title.text() == "Résultats comparés"
    assert [bar.counts for bar in page.charts[-2].bars] == [(2, 1), (2, 1)]
    page.compare_button.click()
    assert "déjà dans la comparaison" in shown[-1]
    page.session_list.setCurrentRow(0)
    page.remove_button.click()
    assert page.session_list.count() == 0
    assert len(page.charts) == 6


def test_another_session_forgets_what_was_compared(qtbot, tmp_path):
    window, page = decided(qtbot, tmp_path / "s.jury")
    told = tmp_path / "decisions.json"
    decisions = decisions_json(page._bridge.state) | {"date": "2023-04-21"}
    told.write_text(json.dumps(decisions), encoding="utf-8")
    page._compare((told,))
    assert len(page.charts) == 8
    assert window.open_session(a_session(tmp_path / "autre.jury", clear_file("C01")))
    window.show_page("figures")
    assert len(page.charts) == 6


def test_pictures_and_workbook_are_kept(qtbot, tmp_path, monkeypatch):
    _, page = decided(qtbot, tmp_path / "s.jury")

    def keep(button, name):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
        button.click()
        return tmp_path / name

    image = QImage(str(keep(page.png_button, "bilan.png")))
    assert (image.width(), image.height()) == (2000, 960)
    drawn = etree.fromstring(keep(page.svg_button, "bilan.svg").read_bytes())
    texts = " ".join(drawn.itertext())
    assert "Résultats par voie d’accès" in texts
    assert "certification complète 2" in texts
    assert "non scellée" in texts
    book = openpyxl.load_workbook(io.BytesIO(keep(page.workbook_button, "b.xlsx").read_bytes()))
    assert book[TOTALS]["A7"].value == "Voie"
    assert page.done_label.text().startswith("Écrit\u00a0: b.xlsx.")
    assert "inférieurs à 5" in page.done_label.text()


def test_a_session_file_is_never_replaced_by_a_picture(qtbot, tmp_path, monkeypatch):
    _, page = decided(qtbot, tmp_path / "s.jury")
    kept = a_session(tmp_path / "autre.jury", clear_file("C01"))
    kept = kept.rename(tmp_path / "autre.png")
    before = kept.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kept), ""))
    shown = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.informativeText()))
    page.png_button.click()
    assert kept.read_bytes() == before
    assert "une séance" in shown[0]


def test_session_without_anybody_says_so(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury"))
    window.show_page("figures")
    page = window.page("figures")
    for row in range(page.chart_list.count()):
        page.chart_list.setCurrentRow(row)
        page.chart_view.grab()
        assert page.charts[row].is_empty
    assert not page.png_button.isEnabled()
    assert not page.warning_label.isVisible()


def test_minutes_take_the_annex_when_the_details_ask_for_it(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("222222a"))
    window.show_page("minutes")

    def tick(dialog):
        dialog.annex_box.click()
        dialog.accept_button.click()

    when_asked(tick)
    window.page("minutes").details_button.click()
    assert window.bridge.state.figures_annex
