"""Tables and sessions that come in: dropped, chosen, read as a person says, gone."""

from contextlib import contextmanager

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from jurydesk.bundle import resource
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.drops import KEY, FileDrops
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.recent_sessions import recent, remember
from jurydesk.widgets.window.session_wizard import SessionWizard
from tests.widgets.room import a_session, a_window, clear_file, when_asked


def test_table_is_read_again_as_the_person_says(qtbot, tmp_path):
    """Saved by an old Mac: recognised, told, and read as the person says all the same."""
    table = tmp_path / "promo.csv"
    table.write_bytes(
        "identifiant,nom_naissance,prenoms,voie\n01,Rémy,Paul,FI\n".encode("mac_roman")
    )
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    step = wizard.cohort
    step.load(table)
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    assert step.encoding_box.currentText().endswith("Mac")
    assert step.separator_box.currentText().endswith("virgule")
    assert not step.sheet_box.isVisibleTo(wizard)
    assert step.preview.rows[0].record.birth_name == "Rémy"
    assert "MacRoman" in step.problem_view.item(0).text()
    step.encoding_box.setCurrentIndex(step.encoding_box.findText("Windows (1252)"))
    step.encoding_box.activated.emit(step.encoding_box.currentIndex())
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    assert step.preview.rows[0].record.birth_name != "Rémy"
    step.encoding_box.setCurrentIndex(0)
    step.encoding_box.activated.emit(0)
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    # A wrong answer is told, and may be taken back.
    step.separator_box.setCurrentIndex(step.separator_box.findText("barre"))
    step.separator_box.activated.emit(step.separator_box.currentIndex())
    qtbot.waitUntil(lambda: step.summary_label.property("state") == "bad", timeout=20000)
    assert not step.is_ready
    assert step.separator_box.isVisibleTo(wizard)
    step.separator_box.setCurrentIndex(0)
    step.separator_box.activated.emit(0)
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)


def test_sheet_of_a_workbook_is_chosen_and_a_problem_leads_to_its_cell(qtbot, tmp_path):
    table = tmp_path / "promo.xlsx"
    heads = ("N° étudiant", "Nom", "Prénom(s)", "Statut", "Né(e) le")
    with xlsxwriter.Workbook(str(table)) as workbook:
        for name, born in (("Promo A", "03/02/1999"), ("Promo B", "31/02/1999")):
            sheet = workbook.add_worksheet(name)
            sheet.write(0, 0, "Suivi de la promotion")
            sheet.write_row(2, 0, heads)
            sheet.write_row(3, 0, ("012", "Petit", "Anne", "formation initiale", born))
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    step = wizard.cohort
    step.load(table)
    qtbot.waitUntil(lambda: step.preview is not None, timeout=20000)
    # Two sheets have the same headings: nothing is taken before the person has said.
    assert not step.is_ready
    assert step.summary_label.property("state") == "warn"
    assert "Promo A" in step.summary_label.text()
    assert step.sheet_box.currentText() == "À choisir"
    step.sheet_box.setCurrentIndex(step.sheet_box.findText("Promo A"))
    step.sheet_box.activated.emit(step.sheet_box.currentIndex())
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    assert step.sheet_box.isVisibleTo(wizard)
    assert not step.encoding_box.isVisibleTo(wizard)
    step.sheet_box.setCurrentIndex(step.sheet_box.findText("Promo B"))
    step.sheet_box.activated.emit(step.sheet_box.currentIndex())
    qtbot.waitUntil(lambda: step.preview is not None, timeout=20000)
    assert not step.is_ready
    assert not wizard.next_button.isEnabled()
    step.problem_view.itemActivated.emit(step.problem_view.item(0))
    index = step.table_view.currentIndex()
    # Three columns say the row; « Né(e) le » is the fifth of the file.
    assert (index.row(), index.column()) == (0, 3 + 4)
    assert "février 1999" in step.cell_label.text()


def test_hidden_rows_are_asked_then_left_or_read(qtbot, tmp_path):
    table = tmp_path / "promo.xlsx"
    with xlsxwriter.Workbook(str(table)) as workbook:
        sheet = workbook.add_worksheet("Promo")
        for row, cells in enumerate(
            (
                ("identifiant", "nom_naissance", "prenoms", "voie"),
                ("01", "Petit", "Anne", "FI"),
                ("02", "Roy", "Jean", "FI"),
            )
        ):
            sheet.write_row(row, 0, cells)
        sheet.set_row(2, None, None, {"hidden": True})
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    step = wizard.cohort
    step.load(table)
    qtbot.waitUntil(lambda: step.preview is not None, timeout=20000)
    assert not step.is_ready
    assert step.hidden_box.isVisibleTo(wizard)
    for answer, read in (("Les laisser de côté", 1), ("Les lire", 2)):
        step.hidden_box.setCurrentIndex(step.hidden_box.findText(answer))
        step.hidden_box.activated.emit(step.hidden_box.currentIndex())
        qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
        assert len(step.preview.rows) == read


def test_sheets_alike_may_be_joined(qtbot, tmp_path):
    table = tmp_path / "promo.xlsx"
    with xlsxwriter.Workbook(str(table)) as workbook:
        for name, identifier in (("FI", "01"), ("VAE", "02")):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ("identifiant", "nom_naissance", "prenoms", "voie"))
            sheet.write_row(1, 0, (identifier, "Petit", identifier, "FI"))
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    step = wizard.cohort
    step.load(table)
    qtbot.waitUntil(lambda: step.preview is not None, timeout=20000)
    step.sheet_box.setCurrentIndex(step.sheet_box.findText("Réunir FI et VAE"))
    step.sheet_box.activated.emit(step.sheet_box.currentIndex())
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    assert [row.key for row in step.preview.rows] == [("FI", 2), ("VAE", 2)]


def drop(widget, *paths):
    """Drop files on a widget, as a file manager does; return whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), actions, data, button, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), actions, data, button, none))
    return True


@contextmanager
def when_told():
    """Keep what the messages say instead of waiting for somebody to read them."""
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "show_error", lambda _parent, error: told.append(plain(error)))
        yield told


def plain(error):
    return str(error).replace("\u00a0", " ")


def test_several_files_at_once_are_told(qtbot, tmp_path):
    window = a_window(qtbot)
    with when_told() as told:
        assert drop(window.start_page, tmp_path / "a.jury", tmp_path / "b.jury")
        qtbot.waitUntil(lambda: bool(told))
    assert told == ["Plusieurs fichiers ont été déposés : déposez-en un seul."]


@pytest.mark.parametrize("where", ["dialog", "field"])
def test_key_is_dropped_on_its_dialog_or_on_its_field(qtbot, tmp_path, where):
    page, taken = QWidget(), []
    qtbot.addWidget(page)
    field = QLineEdit(page)
    FileDrops(page, (KEY,), taken.append, fields=(field,))
    assert drop(page if where == "dialog" else field, tmp_path / "cle.P12")
    qtbot.waitUntil(lambda: taken == [tmp_path / "cle.P12"])
    assert field.text() == ""
    with when_told() as told:
        drop(field, tmp_path / "cle.pdf")
        qtbot.waitUntil(lambda: bool(told))
    assert told == ["« cle.pdf » ne convient pas ici : déposez une clé (.p12 ou .pfx)."]
    assert len(taken) == 1


def test_session_dropped_on_the_first_page_opens(qtbot, tmp_path):
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    window = a_window(qtbot)
    picture = tmp_path / "photo.png"
    with when_told() as told:
        assert drop(window.start_page, picture)
        qtbot.waitUntil(lambda: bool(told))
    (words,) = told
    assert words.startswith("« photo.png » ne convient pas ici : déposez une séance (.jury), ")
    assert words.endswith("un tableau (CSV, XLSX ou ODS) ou un document signé (PDF).")
    assert drop(window.start_page, path)
    qtbot.waitUntil(lambda: window.bridge.path == path)


def test_table_dropped_on_the_first_page_begins_a_session(qtbot):
    window = a_window(qtbot)
    seen = []

    def look(wizard):
        qtbot.waitUntil(lambda: wizard.cohort.is_ready, timeout=20000)
        seen.append(len(wizard.cohort.preview.rows))
        wizard.cancel_button.click()

    when_asked(look)
    assert drop(window.start_page, resource("samples", "promotion_2024.csv"))
    qtbot.waitUntil(lambda: seen == [28], timeout=20000)
    assert window.bridge.state is None


def test_session_that_is_gone_is_shown_so_and_is_not_opened(qtbot, tmp_path, settings):
    remember(settings, tmp_path / "partie.jury")
    window = a_window(qtbot)
    item = window.start_page.recent_view.item(0)
    assert "introuvable" in item.text()
    assert not window.start_page.reopen_button.isEnabled()
    window.start_page.recent_view.itemActivated.emit(item)
    assert window.bridge.state is None
    window._fill_recent()
    assert not window.recent_menu.actions()[0].isEnabled()
    window.start_page.forget_button.click()
    assert recent(settings) == ()


def test_table_that_cannot_be_decoded_still_offers_another_encoding(qtbot, tmp_path):
    """The person says UTF-8 of a table that an old Mac saved."""
    table = tmp_path / "promo.csv"
    table.write_bytes(
        "identifiant;nom_naissance;prenoms;voie\n01;Lefèvre;Paul;FI\n".encode("mac_roman")
    )
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    step = wizard.cohort
    step.load(table)
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    step.encoding_box.setCurrentIndex(step.encoding_box.findText("UTF-8"))
    step.encoding_box.activated.emit(step.encoding_box.currentIndex())
    qtbot.waitUntil(lambda: step.summary_label.property("state") == "bad", timeout=20000)
    assert step.encoding_box.isVisibleTo(wizard)
    step.encoding_box.setCurrentIndex(step.encoding_box.findText("Mac"))
    step.encoding_box.activated.emit(step.encoding_box.currentIndex())
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    assert step.preview.rows[0].record.birth_name == "Lefèvre"


def test_letters_of_the_assistant_do_not_collide_on_any_step(qtbot):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    tables = {1: (wizard.cohort, "promotion_2024.csv"), 2: (wizard.jury, "jury_2024.csv")}
    for number in range(4):
        wizard._show_step(number)
        if number in tables:
            step, name = tables[number]
            step.load(resource("samples", name))
            qtbot.waitUntil(lambda step=step: step.is_ready, timeout=20000)
        shown = [
            *wizard.findChildren(QAbstractButton),
            *(each for each in wizard.findChildren(QLabel) if each.buddy() is not None),
        ]
        letters = [
            QKeySequence.mnemonic(each.text()).toString()
            for each in shown
            if each.isVisibleTo(wizard)
        ]
        used = [letter for letter in letters if letter]
        assert len(used) == len(set(used)), (number, sorted(used))


def test_dialog_closed_while_it_reads_is_let_go_quietly(qtbot):
    wizard = SessionWizard(SessionBridge())
    step = wizard.cohort
    step.load(resource("samples", "promotion_2024.csv"))
    wizard.deleteLater()
    qtbot.waitUntil(lambda: not isValid(step), timeout=20000)
    # The result arrives at nobody; an error in a slot would fail this test.
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0, timeout=20000)
    qtbot.wait(50)
