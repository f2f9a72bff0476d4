"""« Rectifier… » on a sealed session: who is touched, what is voted again, and the new session."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.clear_cases import clear_cases
from jurydesk.deliberation.decisions import open_blocks
from jurydesk.deliberation.facts import SessionSealed
from jurydesk.deliberation.state import Phase
from jurydesk.deliberation.words.candidate_file import file_html
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.window.rectification_dialog import RectificationDialog
from tests.builders import at
from tests.commands.desk import JURY
from tests.widgets.room import (
    BLOCKS,
    a_file,
    a_session,
    a_window,
    clear_file,
    press,
    when_asked,
)
from tests.widgets.window.test_window import doubled_mnemonics, nameless

REASON = "Niveau saisi pour un autre candidat"


@pytest.fixture
def sealed(tmp_path):
    """C01 LEFÈVRE is wholly certified, C02 ZOLA has level 3 on BC04; BC07 was acquired before."""
    zola = a_file("222322a", "C02", birth_name="Zola", first_names="Jean")
    path = a_session(tmp_path / "première.jury", clear_file("C01"), zola)
    with SessionFile.open(path) as session:
        state = session.state
        session.record(*acts.attend(state, tuple(state.members), Attendance.PRESENT, at("09:00")))
        session.record(*acts.open_sitting(session.state, at("09:00")))
        for who in ("C01", "C02"):
            for block in BLOCKS[:6]:
                session.record(*acts.agree(session.state, who, block, None, at("09:10")))
                session.record(*acts.adopt(session.state, who, block, at("09:10")))
        session.record(*acts.close_sitting(session.state, at("10:00")))
        number = session.state.minutes_number
        head, entries = session.head, session.entries_count
        session.record(SessionSealed(at("11:00"), number, head, entries, "0" * 64))
    return path


@pytest.fixture
def window(qtbot, sealed):
    return a_window(qtbot, sealed)


@pytest.fixture
def dialog(window):
    made = RectificationDialog(window.bridge, window.bridge.state, window)
    made.show()
    return made


def lines(view):
    return [view.item(row).text() for row in range(view.count()) if not view.item(row).isHidden()]


def ticks(view, row):
    view.setCurrentRow(row)
    press(view, " ", Qt.Key.Key_Space)


def test_every_control_has_a_name_and_a_letter_of_its_own(dialog):
    assert nameless(dialog) == []
    assert doubled_mnemonics(dialog) == []


def test_candidates_are_found_by_name_number_or_result(qtbot, dialog):
    assert lines(dialog.candidate_view) == [
        "LEFÈVRE Éloïse (C01, FI) – certification complète",
        "ZOLA Jean (C02, FI) – validation partielle",
    ]
    for words in ("zola", "c02", "partielle"):
        dialog.search_edit.clear()
        qtbot.keyClicks(dialog.search_edit, words)
        assert len(lines(dialog.candidate_view)) == 1
        assert dialog.block_view.item(3).text().startswith("BC04 – en voie de validation, niveau 3")


def test_what_is_voted_again_is_said_bloc_by_bloc(dialog):
    dialog.candidate_view.setCurrentRow(1)
    told = lines(dialog.block_view)
    assert told[0].endswith("reste acquis")
    assert told[3].endswith("voté de nouveau")
    assert told[6] == "BC07 – acquis le 20/06/2023\u00a0: avant ce jury, non voté"
    # Only what the first jury validated may be put in question, or not.
    for row in (3, 6):
        before = dialog.block_view.item(row).checkState()
        ticks(dialog.block_view, row)
        assert dialog.block_view.item(row).checkState() is before


def test_a_bloc_put_in_question_takes_its_candidate_along(dialog):
    ticks(dialog.block_view, 0)
    assert dialog.block_view.item(0).text().endswith("à revoir")
    assert dialog.candidate_view.item(0).checkState() is Qt.CheckState.Checked
    ticks(dialog.block_view, 0)
    assert dialog.block_view.item(0).text().endswith("reste acquis")
    assert "cochez ceux qui sont à revoir" in dialog.problem_label.text()


def test_what_is_missing_is_said_until_nothing_is(qtbot, dialog):
    assert dialog.problem_label.text() == "Cochez chaque candidat touché par l’erreur."
    ticks(dialog.candidate_view, 0)
    assert "tous ses blocs sont validés" in dialog.problem_label.text()
    ticks(dialog.candidate_view, 0)
    ticks(dialog.candidate_view, 1)
    assert dialog.problem_label.text() == "Indiquez le motif de la rectification."
    assert dialog.count_label.text().replace("\u00a0", " ") == "1 candidat choisi sur 2"
    qtbot.keyClicks(dialog.reason_edit, "Erreur")
    assert dialog.problem_label.text() == ""
    assert dialog.accept_button.isEnabled()
    dialog.date_edit.set_day(date(2024, 4, 18))
    assert "Avant la première séance" in dialog.problem_label.text()
    dialog.date_edit.set_day(date(2024, 4, 19))
    dialog.file_edit.clear()
    assert dialog.problem_label.text() == "Indiquez le fichier de la séance."


def test_past_four_months_warns_without_refusing(qtbot, dialog):
    ticks(dialog.candidate_view, 1)
    qtbot.keyClicks(dialog.reason_edit, "Erreur")
    dialog.date_edit.line.selectAll()
    qtbot.keyClicks(dialog.date_edit.line, "19/8/24")
    assert dialog.date_edit.day == date(2024, 8, 19)
    assert not dialog.late_label.isVisible()
    dialog.date_edit.set_day(date(2024, 8, 20))
    assert dialog.late_label.isVisible()
    assert "quatre mois" in dialog.late_label.text()
    assert dialog.accept_button.isEnabled()


def test_the_first_jury_is_proposed_and_another_may_be_taken(dialog, tmp_path, monkeypatch):
    assert "Jury de la première séance, 8\u00a0membres" in dialog.jury_label.text()
    table = tmp_path / "jury_juin.csv"
    table.write_text(JURY.rsplit("M8", 1)[0], encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    dialog.jury_button.click()
    assert dialog.jury_label.text().startswith("jury_juin.csv, 7\u00a0membres")
    dialog.jury_button.click()
    assert "première séance" in dialog.jury_label.text()


def test_a_jury_with_a_refused_line_is_not_taken(dialog, tmp_path, monkeypatch):
    table = tmp_path / "jury.csv"
    table.write_text(JURY.replace("directeur", "capitaine"), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    said = []
    when_asked(lambda box: (said.append(box.informativeText()), box.accept()))
    dialog.jury_button.click()
    assert "1\u00a0ligne refusée" in said[0]
    assert "première séance" in dialog.jury_label.text()


def test_a_file_that_exists_is_never_replaced(qtbot, dialog, sealed):
    before = sealed.read_bytes()
    ticks(dialog.candidate_view, 1)
    qtbot.keyClicks(dialog.reason_edit, "Erreur")
    dialog.file_edit.setText(str(sealed))
    dialog.accept_button.click()
    assert dialog.path is None
    assert "existe déjà" in dialog.problem_label.text()
    assert sealed.read_bytes() == before


def test_the_new_session_opens_and_the_first_stays_as_it_is(qtbot, window, sealed):
    before = sealed.read_bytes()
    page = window.page("minutes")
    assert page.rectify_button.isVisible()

    def answers(asked):
        ticks(asked.candidate_view, 1)
        ticks(asked.block_view, 1)
        qtbot.keyClicks(asked.reason_edit, REASON)
        asked.date_edit.set_day(date(2024, 6, 3))
        asked.place_edit.setText("Toulouse")
        asked.accept_button.click()

    when_asked(answers)
    page.rectify_button.click()
    state = window.bridge.state
    assert window.bridge.path.name == "première-rectification.jury"
    assert (state.phase, state.session_date) == (Phase.PREPARATION, date(2024, 6, 3))
    assert list(state.candidates) == ["C02"]
    assert open_blocks(state, "C02") == (BLOCKS[1], BLOCKS[3])
    assert state.rectification.reason == REASON
    assert state.attendance == {}
    assert window.session_label.text().startswith("Rectifie le n°\u00a0RNCP35609-2024-04-19-01")
    assert not page.rectify_button.isVisibleTo(page)
    assert not window.rectify_action.isEnabled()
    assert sealed.read_bytes() == before

    window.show_page("sitting")
    sitting = window.page("sitting")
    assert sitting.facts_label.text().startswith(
        "Premier procès-verbal\u00a0: validation partielle"
    )
    assert "Premier procès-verbal\u00a0: validé, niveau 2" in sitting.evaluation_label.text()
    told = file_html(state, state.candidates["C02"])
    assert "Premier procès-verbal, rectifié" in told
    assert "en voie de validation, niveau 3" in told
    # What a jury is asked to look at again is never adopted in a row.
    assert clear_cases(state) == ()
    everyone = tuple(state.members)
    bridge = window.bridge
    bridge.record(*acts.attend(state, everyone, Attendance.PRESENT, bridge.now()))
    bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    assert bridge.state.phase is Phase.OPEN
    assert not sitting.clear_cases_button.isEnabled()
    window.show_page("cohort")
    assert not window.page("cohort").import_button.isEnabled()


def test_only_a_sealed_session_offers_it(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("minutes")
    assert not window.page("minutes").rectify_button.isVisible()
    assert not window.rectify_action.isEnabled()


def test_the_menu_opens_it_from_any_page(window):
    window.show_page("jury")
    asked = []
    when_asked(lambda dialog: (asked.append(type(dialog)), dialog.reject()))
    window.rectify_action.trigger()
    assert asked == [RectificationDialog]
    assert window.bridge.state.phase is Phase.SEALED


@pytest.mark.parametrize("name", ["suite.jury", "suite"])
def test_the_file_chosen_ends_as_a_session(dialog, tmp_path, monkeypatch, name):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    dialog.file_browse.click()
    assert dialog.file_edit.text() == str(tmp_path / "suite.jury")
