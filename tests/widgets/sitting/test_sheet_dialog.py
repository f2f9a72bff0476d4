"""A sitting kept on paper, entered in the window: tried first, then all of it or nothing."""

import pytest
import xlsxwriter
from PySide6.QtCore import Qt

from jurydesk.certification.vocabulary import Outcome
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.state import Phase
from tests.widgets.room import a_file, a_session, a_window, clear_file, when_asked

HEAD = "heure;acte;membre;candidat;bloc;valeur;motif\n"
SITTING = (
    "08:50;presence;*;;;present;\n"
    "09:00;ouverture;;;;;\n"
    "09:10;consensus;;C01;*;;\n"
    "09:11;adoption;;C01;*;;\n"
)

ACTS = ("heure", "acte", "membre", "valeur")
ACT = ("09:00", "presence", "*", "present")


@pytest.fixture
def window(qtbot, tmp_path):
    files = (clear_file("C01"), a_file("2222222", "C02"))
    return a_window(qtbot, a_session(tmp_path / "s.jury", *files))


def a_sheet(tmp_path, rows, name="bordereau.csv"):
    path = tmp_path / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def listed(dialog):
    view = dialog.problem_view
    return [view.item(row).text().replace("\u00a0", " ") for row in range(view.count())]


def test_sheet_is_tried_then_recorded(window, tmp_path):
    sheet = a_sheet(tmp_path, SITTING)
    told = []

    def enter(dialog):
        assert not dialog.accept_button.isEnabled()
        dialog.load(sheet)
        told.append((dialog.verdict_label.text().replace("\u00a0", " "), listed(dialog)))
        told.append(window.bridge.state.phase)
        dialog.accept_button.click()

    when_asked(enter)
    window.sheet_action.trigger()
    assert told == [("4 actes, aucun refusé.", []), Phase.PREPARATION]
    state = window.bridge.state
    assert state.phase is Phase.OPEN
    assert outcome(state, "C01") is Outcome.CERTIFIED
    words = window.last_act.text().replace("\u00a0", " ")
    assert words == "Enregistré : 4 actes du bordereau « bordereau.csv »"


def test_one_refused_row_keeps_the_whole_sheet_out(window, tmp_path):
    sheet = a_sheet(tmp_path, SITTING + "09:20;vote;M99;C02;BC01;2;\n09:21;adoption;;C02;BC01;;\n")
    entries = window.bridge.file.entries_count
    seen = []

    def correct(dialog):
        dialog.load(sheet)
        seen.extend(listed(dialog))
        assert "rien n’est enregistré" in dialog.verdict_label.text()
        assert not dialog.accept_button.isEnabled()
        # The secretary mends the table and reads it again, in the same window.
        a_sheet(tmp_path, SITTING)
        dialog.again_button.click()
        assert dialog.accept_button.isEnabled()
        dialog.cancel_button.click()

    when_asked(correct)
    window.sheet_action.trigger()
    assert any(each.startswith("Ligne 6") and "M99" in each for each in seen)
    assert window.bridge.file.entries_count == entries
    assert window.bridge.state.phase is Phase.PREPARATION


def test_table_that_is_no_sheet_is_told_in_the_window(window, tmp_path):
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)

    def read(dialog):
        dialog.load(picture)
        assert "photo.xlsx" in dialog.verdict_label.text()
        assert not dialog.accept_button.isEnabled()
        dialog.reject()

    when_asked(read)
    window.sheet_action.trigger()


def test_path_typed_is_read_with_enter_and_enter_again_records(qtbot, window, tmp_path):
    sheet = a_sheet(tmp_path, SITTING)

    def type_it(dialog):
        # As a file manager copies it.
        qtbot.keyClicks(dialog.file_edit, f'"{sheet}"')
        qtbot.keyClick(dialog.file_edit, Qt.Key.Key_Return)
        assert window.bridge.state.phase is Phase.PREPARATION
        assert dialog.focusWidget() is dialog.accept_button
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)

    when_asked(type_it)
    window.sheet_action.trigger()
    assert window.bridge.state.phase is Phase.OPEN


def test_sealed_session_takes_no_sheet(window):
    assert window.sheet_action.isEnabled()
    window.bridge.close()
    assert not window.sheet_action.isEnabled()


def test_sheets_alike_and_hidden_rows_are_asked_before_anything_is_tried(window, tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Matin", "Soir"):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate((ACTS, ACT, ACT)):
                sheet.write_row(row, 0, cells)
            sheet.set_row(2, None, None, {"hidden": True})

    def answer(dialog):
        dialog.load(path)
        assert "dites lesquelles lire" in dialog.verdict_label.text()
        assert not dialog.accept_button.isEnabled()
        for box, words in ((dialog.sheet_box, "Soir"), (dialog.hidden_box, "Les laisser de côté")):
            assert box.isVisibleTo(dialog)
            box.setCurrentIndex(box.findText(words))
            box.activated.emit(box.currentIndex())
        assert dialog.verdict_label.text().startswith("1")
        assert dialog.accept_button.isEnabled()
        dialog.load(tmp_path / "absent.csv")
        assert not dialog.how_frame.isVisibleTo(dialog)
        dialog.cancel_button.click()

    when_asked(answer)
    window.sheet_action.trigger()


def test_a_column_that_is_not_recognised_is_named_by_hand(window, tmp_path):
    sheet = a_sheet(tmp_path, SITTING)
    text = sheet.read_text(encoding="utf-8").replace("acte", "Quoi", 1)
    sheet.write_text(text, encoding="utf-8")
    told = []

    def name(dialog):
        dialog.load(sheet)
        assert not dialog.accept_button.isEnabled()
        assert dialog.columns_button.isVisible()
        (column,) = [action.menu() for action in dialog.columns_button.menu().actions()]
        told.append(column.title().replace("\u00a0", " "))
        next(each for each in column.actions() if each.text() == "Acte").trigger()
        told.append(dialog.verdict_label.text().replace("\u00a0", " "))
        dialog.cancel_button.click()

    when_asked(name)
    window.sheet_action.trigger()
    assert told == ["Colonne « Quoi »", "4 actes, aucun refusé."]
