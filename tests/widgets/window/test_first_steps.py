"""What made a new user hesitate while preparing a session, and what helps now."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel

from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.widgets.jury.nomination_dialog import NominationDialog
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.sitting.clear_cases_dialog import ClearCasesDialog
from jurydesk.widgets.window.session_wizard import SessionWizard
from tests.widgets.parts.test_incoming_files import drop
from tests.widgets.room import a_file, a_session, a_window, an_open_room, clear_file, when_asked

JURY = "identifiant;nom;prenom;role;exterieur;acte_nomination\n"
ROWS = "M1;Roy;Anne;president;non;2024-017\nM9;Peyrusse;Thibault;invite;oui;\n"


def a_wizard(qtbot):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(2)
    wizard.show()
    return wizard


def test_path_of_a_table_may_be_typed(qtbot, tmp_path):
    table = tmp_path / "jury.csv"
    table.write_text(JURY + ROWS, encoding="utf-8")
    wizard = a_wizard(qtbot)
    qtbot.keyClicks(wizard.jury.table_edit, f'"{table}"')
    qtbot.keyClick(wizard.jury.table_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.jury.is_ready, timeout=20000)
    # Enter read the file; it did not leave the step.
    assert wizard.steps.currentIndex() == 2
    assert [row.identifier for row in wizard.jury.preview.rows] == ["M1", "M9"]


def test_jury_without_its_roles_says_which_words_are_expected(qtbot, tmp_path):
    table = tmp_path / "jury.csv"
    table.write_text("identifiant;nom;prenom\nM1;Roy;Anne\n", encoding="utf-8")
    wizard = a_wizard(qtbot)
    wizard.jury.load(table)
    qtbot.waitUntil(lambda: wizard.jury.preview is not None, timeout=20000)
    told = wizard.jury.problem_view.item(0).text()
    assert "son en-tête est" in told
    assert "president, directeur, enseignant, employeur, salarie, rapporteur, invite" in told


def test_unknown_column_shows_what_it_holds_and_the_preview_starts_at_its_left(qtbot, tmp_path):
    table = tmp_path / "promotion.csv"
    heads = "identifiant;nom_naissance;prenoms;voie;BC01;BC02;BC03;BC04;BC05;BC06;Casier\n"
    table.write_text(f"{heads}1;Roy;Anne;FI;2;2;2;2;2;9;rouge\n", encoding="utf-8")
    wizard = a_wizard(qtbot)
    wizard._show_step(1)
    step = wizard.cohort
    step.load(table)
    qtbot.waitUntil(lambda: step.preview is not None, timeout=20000)
    assert step._rows.cell(0, 13).text == "rouge"
    assert "colonne inconnue" in step._rows.cell(0, 13).tip
    step.problem_view.setCurrentRow(0)
    assert step.table_view.horizontalScrollBar().value() > 0
    table.write_text(f"{heads}1;Roy;Anne;FI;2;2;2;2;2;2;rouge\n", encoding="utf-8")
    step.reload_button.click()
    qtbot.waitUntil(lambda: step.is_ready, timeout=20000)
    assert step.table_view.horizontalScrollBar().value() == 0


def test_jury_corrected_in_the_spreadsheet_is_dropped_on_its_page(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("jury")
    page, before = window.page("jury"), tuple(window.bridge.state.members)
    table = tmp_path / "jury.csv"
    table.write_text(JURY + ROWS, encoding="utf-8")

    def accept(dialog):
        qtbot.waitUntil(lambda: dialog.step.is_ready, timeout=20000)
        assert "8 membres" in dialog.warning_label.text().replace("\u00a0", " ")
        dialog.accept_button.click()

    when_asked(accept)
    assert drop(page, table)
    qtbot.waitUntil(lambda: tuple(window.bridge.state.members) == ("M1", "M9"), timeout=20000)
    assert window.bridge.undo()
    assert tuple(window.bridge.state.members) == before


def test_jury_is_not_read_again_once_the_sitting_is_open(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    window.show_page("jury")
    assert not window.page("jury").import_button.isEnabled()
    assert not drop(window.page("jury"), tmp_path / "jury.csv")


def test_act_says_who_has_none_and_where_its_number_is_given(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    table = tmp_path / "jury.csv"
    table.write_text(JURY + ROWS, encoding="utf-8")
    window.show_page("jury")

    def accept(dialog):
        qtbot.waitUntil(lambda: dialog.step.is_ready, timeout=20000)
        dialog.accept_button.click()

    when_asked(accept)
    window.page("jury")._import(table)
    dialog = NominationDialog(window.bridge.state, "", window)
    told = dialog.members_label.text()
    assert "Nomme\u00a0: Anne ROY." in told
    assert "Sans acte\u00a0: Thibault PEYRUSSE" in told
    assert "acte_nomination" in told


def test_recusal_to_propose_is_shown_first(qtbot, tmp_path):
    files = (a_file("222222a", "C01", "VAE"), a_file("222222a", "C02", "VAE", employer="THALES"))
    window = a_window(qtbot, a_session(tmp_path / "s.jury", *files))
    window.show_page("jury")
    tab = window.page("jury").recusals_tab
    # M7 works at Thalès, as the second candidate does.
    assert tab._where() == ("M7", "C02")


def test_homonyms_are_told_apart_by_their_number_in_every_list(qtbot, tmp_path):
    same = {"birth_name": "Bernard", "first_names": "Lucas"}
    files = [clear_file("C01", **same), clear_file("C02", **same), clear_file("C03")]
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    listed = window.page("sitting").candidate_view.candidates
    assert listed.details("C01").startswith("n°\u00a0C01")
    assert "n°" not in listed.details("C03")
    dialog = ClearCasesDialog(window.bridge.state, window)
    lines = [dialog.case_view.item(row).text().replace("\u00a0", " ") for row in range(3)]
    assert "BERNARD Lucas, n° C02" in lines[1]
    assert "n° " not in lines[2]


def test_juror_is_named_by_the_family_name_and_enter_alone(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"))
    window.show_page("defence")
    panel = window.page("defence").defence_panel
    members = window.bridge.state.members
    for member in (members["M7"], members["M3"]):
        panel.juror_box.setFocus()
        qtbot.keyClicks(panel.juror_box.lineEdit(), member.name.lower())
        assert not panel.outside_label.isVisible()
        qtbot.keyClick(panel.juror_box.lineEdit(), Qt.Key.Key_Return)
    # The capacity follows the seat: the employers' member, then a teacher.
    assert dict(window.bridge.state.defences["C01"].jurors) == {
        "M7": JurorCapacity.COMPANY,
        "M3": JurorCapacity.TEACHER,
    }


def test_capacity_chosen_by_hand_is_kept(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"))
    window.show_page("defence")
    panel = window.page("defence").defence_panel
    qtbot.keyClick(panel.capacity_box, Qt.Key.Key_Down)
    teacher = panel.capacity_box.findData(JurorCapacity.TEACHER)
    assert panel.capacity_box.currentIndex() == teacher
    panel.juror_box.setEditText(window.bridge.state.members["M7"].full_name)
    assert panel.capacity_box.currentIndex() == teacher


def test_near_name_offered_is_taken_by_enter(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"))
    window.show_page("defence")
    panel = window.page("defence").defence_panel
    panel.juror_box.setFocus()
    # « NomM7 » with an « m » for its « o ».
    qtbot.keyClicks(panel.juror_box.lineEdit(), "NmmM7 P")
    qtbot.keyClick(panel.juror_box.lineEdit(), Qt.Key.Key_Return)
    assert window.focusWidget() is panel.outside_button
    qtbot.keyClick(panel.outside_button, Qt.Key.Key_Return)
    qtbot.keyClick(panel.add_button, Qt.Key.Key_Return)
    assert "M7" in window.bridge.state.defences["C01"].jurors


def test_escape_loses_no_table_already_read(qtbot, tmp_path):
    table = tmp_path / "promotion.csv"
    table.write_text("identifiant;nom_naissance;prenoms;voie\n1;Roy;Anne;FI\n", encoding="utf-8")
    wizard = a_wizard(qtbot)
    wizard._show_step(1)
    wizard.cohort.load(table)
    qtbot.waitUntil(lambda: wizard.cohort.is_ready, timeout=20000)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible()
    assert wizard.focusWidget() is wizard.cancel_button
    qtbot.keyClick(wizard.cancel_button, Qt.Key.Key_Return)
    assert not wizard.isVisible()


FLOW = Path(__file__).parents[3].parent / "shared" / "data" / "rncp_v4_1_three_fiches.xml"


@pytest.mark.skipif(not FLOW.exists(), reason="the open data are not at hand")
def test_a_fiche_of_the_open_data_is_chosen_in_the_assistant(qtbot, tmp_path, monkeypatch):
    wizard = a_wizard(qtbot)
    out = tmp_path / "cyber.toml"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(FLOW), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    def answer(dialog):
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue(" rncp37488 ")
        dialog.accept()

    when_asked(answer)
    wizard.rulebook_browse.click()
    assert wizard.rulebook_box.currentText().startswith("RNCP37488 – ")
    assert load_rulebook(out).certification.code == "RNCP37488"


@pytest.mark.skipif(not FLOW.exists(), reason="the open data are not at hand")
def test_a_fiche_that_is_not_there_is_told_and_changes_nothing(qtbot, monkeypatch):
    wizard = a_wizard(qtbot)
    before = wizard.rulebook_box.count()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(FLOW), ""))
    shown = []
    monkeypatch.setattr(messages, "show_error", lambda _parent, error: shown.append(str(error)))
    when_asked(lambda dialog: (dialog.setTextValue("RNCP1"), dialog.accept()))
    wizard.rulebook_browse.click()
    assert "n’est pas dans" in shown[0]
    assert wizard.rulebook_box.count() == before


def test_steps_are_reached_by_a_click_when_nothing_before_them_is_missing(qtbot, tmp_path):
    table = tmp_path / "promotion.csv"
    table.write_text("identifiant;nom_naissance;prenoms;voie\n1;Roy;Anne;FI\n", encoding="utf-8")
    wizard = a_wizard(qtbot)
    qtbot.mouseClick(wizard.findChild(QLabel, "step_1"), Qt.MouseButton.LeftButton)
    assert wizard.steps.currentIndex() == 0
    qtbot.mouseClick(wizard.findChild(QLabel, "step_3"), Qt.MouseButton.LeftButton)
    # No candidate was read yet.
    assert wizard.steps.currentIndex() == 0
    wizard.cohort.load(table)
    qtbot.waitUntil(lambda: wizard.cohort.is_ready, timeout=20000)
    qtbot.mouseClick(wizard.findChild(QLabel, "step_3"), Qt.MouseButton.LeftButton)
    assert wizard.steps.currentIndex() == 2


def test_name_proposed_follows_the_day_until_a_person_writes_one(qtbot):
    wizard = a_wizard(qtbot)
    wizard.date_edit.set_day(date(2026, 6, 19))
    wizard._show_step(3)
    assert wizard.file_edit.text().endswith("RNCP35609-2026-06-19.jury")
    wizard._show_step(0)
    wizard.date_edit.set_day(date(2026, 6, 26))
    wizard._show_step(3)
    assert wizard.file_edit.text().endswith("RNCP35609-2026-06-26.jury")
    wizard.file_edit.setText("jury de juin.jury")
    wizard._show_step(0)
    wizard.date_edit.set_day(date(2026, 7, 3))
    wizard._show_step(3)
    assert wizard.file_edit.text() == "jury de juin.jury"
