"""The room by keys alone: voting, adopting, departures, ties, recusals, undo, veil."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.cases import Case, case_of
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.facts import BallotWay
from jurydesk.deliberation.state import Phase
from jurydesk.deliberation.words.candidate_words import closing_question, facts
from tests.widgets.room import (
    BLOCKS,
    a_file,
    a_session,
    a_window,
    an_open_room,
    clear_file,
    press,
    press_all,
    when_asked,
)


def test_clear_candidate_takes_two_keys(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page = window.page("sitting")
    press(page.block_view, "U")
    press(page.block_view, "A")
    state = window.bridge.state
    assert outcome(state, "C01") is Outcome.CERTIFIED
    assert page.candidate == "C02"


def test_contested_bloc_takes_one_key_a_voter(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    # FI: six voters; 2,2,2,2,1,0 gives level 2, as proposed for the first bloc.
    press_all(page.block_view, "222210a")
    ballot = window.bridge.state.ballot("C01", BLOCKS[0])
    assert ballot.decision is not None
    assert ballot.decision.level == 2
    assert ballot.count is not None
    assert dict(ballot.count.tally) == {1: 1, 2: 4}
    assert ballot.count.abstentions == 1
    assert page.block_view.block == BLOCKS[1]


def test_french_top_row_votes_without_shift(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "é&à")
    votes = window.bridge.state.ballot("C01", BLOCKS[0]).votes
    assert votes == {"M1": 2, "M2": 1, "M3": None}


def test_named_votes_leave_the_screen_once_adopted(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "222222")
    assert "niveau 2" in page.voter_strip._boxes["M1"].accessibleName()
    press(page.block_view, "a")
    page.block_view.choose(BLOCKS[0])
    told = [box.accessibleName() for box in page.voter_strip._boxes.values()]
    assert all(words.endswith("a voté, vote dépouillé") for words in told)


def test_departure_from_the_proposal_asks_for_its_reason(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "333333")

    def write(dialog):
        assert not dialog.accept_button.isEnabled()
        dialog.reason_edit.setPlainText("Étude de cas incomplète")
        dialog.accept_button.click()

    when_asked(write)
    press(page.block_view, "a")
    decision = window.bridge.state.ballot("C01", BLOCKS[0]).decision
    assert decision is not None
    assert decision.level == 3
    assert decision.reason == "Étude de cas incomplète"


def test_giving_up_the_reason_adopts_nothing(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "333333")
    when_asked(lambda dialog: dialog.cancel_button.click())
    press(page.block_view, "a")
    assert window.bridge.state.ballot("C01", BLOCKS[0]).decision is None


def test_consensus_takes_a_letter_and_a_digit(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    when_asked(lambda dialog: press(dialog, "1"))
    press(page.block_view, "c")
    count = window.bridge.state.ballot("C01", BLOCKS[0]).count
    assert count is not None
    assert count.way is BallotWay.CONSENSUS
    assert count.level == 1


def test_tied_tally_asks_the_chair(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")

    def enter(dialog):
        assert not dialog.chair_frame.isVisible()
        dialog._boxes[2].setValue(3)
        dialog._boxes[3].setValue(3)
        assert dialog.chair_frame.isVisible()
        assert not dialog.accept_button.isEnabled()
        dialog.chair_box.setCurrentIndex(dialog.chair_box.findData(2))
        dialog.accept_button.click()

    when_asked(enter)
    press(page.block_view, "t")
    count = window.bridge.state.ballot("C01", BLOCKS[0]).count
    assert count is not None
    assert count.level == 2
    assert count.casting_vote


def test_tally_that_does_not_add_up_is_not_accepted(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")

    def enter(dialog):
        dialog._boxes[2].setValue(5)
        assert not dialog.accept_button.isEnabled()
        assert "1\u00a0voix" in dialog.balance_label.text()
        dialog._abstentions.setValue(1)
        assert dialog.accept_button.isEnabled()
        dialog.accept_button.click()

    when_asked(enter)
    press(page.block_view, "s")
    count = window.bridge.state.ballot("C01", BLOCKS[0]).count
    assert count is not None
    assert count.way is BallotWay.SECRET


def test_arrows_choose_the_voter_and_backspace_withdraws(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "22")
    qtbot.keyClick(page.block_view, Qt.Key.Key_Left)
    assert page.voter_strip.member == "M2"
    qtbot.keyClick(page.block_view, Qt.Key.Key_Backspace)
    assert window.bridge.state.ballot("C01", BLOCKS[0]).votes == {"M1": 2}


def test_ctrl_z_undoes_the_adoption_it_names(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "ua")
    assert "adoption du bloc BC01" in window.undo_action.text()
    window.undo_action.trigger()
    assert window.bridge.state.ballot("C01", BLOCKS[0]).decision is None


def test_recusal_takes_two_keys_and_changes_the_voters_at_once(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    assert len(page.voter_strip._boxes) == 6

    when_asked(lambda dialog: press(dialog.member_view, "3"))
    press(page.block_view, "d")
    assert window.bridge.state.recused["C01"] == frozenset({"M3"})
    assert len(page.voter_strip._boxes) == 5
    assert "M3" not in page.voter_strip._boxes


def test_lost_quorum_stops_adoption_and_says_how_to_go_on(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page, bridge = window.page("sitting"), window.bridge
    bridge.perform(
        lambda: acts.attend(
            bridge.state, ("M2", "M3", "M4", "M5"), Attendance.LEFT, bridge.now(), "train"
        )
    )
    voters = page.live_band._cards[0]
    assert "Votants" in voters.accessibleName()
    assert "Rien ne s’adopte" in voters.accessibleName()
    press_all(page.block_view, "ua")
    assert window.bridge.state.ballot("C01", BLOCKS[0]).decision is None
    assert window.notice.isVisible()
    assert "quorum" in window.notice_label.text()


def test_pending_and_not_presented_have_their_keys(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    when_asked(lambda dialog: dialog.accept_button.click())
    press(page.block_view, "e")
    when_asked(lambda dialog: dialog.accept_button.click())
    press(page.block_view, "n")
    state = window.bridge.state
    assert block_status(state, "C01", BLOCKS[0]) is BlockStatus.PENDING
    assert block_status(state, "C01", BLOCKS[1]) is BlockStatus.NOT_PRESENTED


def test_clear_cases_are_named_and_one_can_be_taken_out(qtbot, tmp_path):
    files = (clear_file("C01"), clear_file("C02"), a_file("232222a", "C03"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page = window.page("sitting")

    def take_first_out(dialog):
        assert dialog.case_view.count() == 2
        qtbot.keyClick(dialog.case_view, Qt.Key.Key_Space)
        assert dialog.chosen == ("C02",)
        dialog.accept_button.click()

    when_asked(take_first_out)
    press(page.block_view, "l")
    state = window.bridge.state
    assert outcome(state, "C02") is Outcome.CERTIFIED
    assert outcome(state, "C01") is None
    assert outcome(state, "C03") is None


def test_search_and_filters_shorten_the_list(qtbot, tmp_path):
    files = (
        clear_file("C01"),
        a_file("232222a", "C02", birth_name="Nguyên", first_names="Lê"),
        a_file("222222a", "C03", "VAE"),
    )
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page = window.page("sitting")
    press(page.block_view, "/")
    assert window.focusWidget() is page.search_edit
    qtbot.keyClicks(page.search_edit, "nguyen")
    assert page.candidate_view.candidates.rowCount() == 1
    qtbot.keyClick(page.search_edit, Qt.Key.Key_Return)
    assert page.candidate == "C02"
    assert window.focusWidget() is page.block_view
    page.search_edit.clear()
    page._filters["vae"].click()
    assert page.candidate_view.candidates.key(0) == "C03"


def test_a_bloc_pending_in_the_file_leaves_the_others_to_vote(qtbot, tmp_path):
    waiting = BlockRecord(BLOCKS[3], BlockRecordState.PENDING)
    known = a_file("222222a", "C02")
    late = replace(
        known, blocks=tuple(waiting if b.block == BLOCKS[3] else b for b in known.blocks)
    )
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), late)
    page, state = window.page("sitting"), window.bridge.state
    assert case_of(state, "C02") is Case.DISCUSS
    assert late.name in closing_question(state)
    press_all(page.block_view, "UA")
    assert page.candidate == "C02"
    press_all(page.block_view, "UA")
    assert case_of(window.bridge.state, "C02") is Case.PENDING
    assert late.name not in closing_question(window.bridge.state)


def test_quorum_before_opening_says_to_record_who_is_there(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("sitting")
    voters = window.page("sitting").live_band._cards[0]
    assert "Notez les présences (P)" in voters.accessibleName()
    assert "attendez une arrivée" not in voters.accessibleName()


def test_list_shows_the_candidate_found_once_the_search_is_cleared(qtbot, tmp_path):
    many = [clear_file(f"C{number:02}", birth_name=f"Nom{number:02}") for number in range(1, 41)]
    window = an_open_room(qtbot, tmp_path / "s.jury", *many)
    page = window.page("sitting")
    page.search_edit.setText("nom39")
    qtbot.keyClick(page.search_edit, Qt.Key.Key_Return)
    page.search_edit.clear()
    view = page.candidate_view
    index = view.candidates.index(view.candidates.row_of("C39"))
    assert view.currentIndex().row() == index.row()
    assert view.viewport().rect().contains(view.visualRect(index).center())


def test_veil_hides_votes_company_and_remarks(qtbot, tmp_path):
    who = clear_file("C01", employer="Thalès", remarks=(("remarques", "dossier tardif"),))
    window = an_open_room(qtbot, tmp_path / "s.jury", who)
    page = window.page("sitting")
    press(page.block_view, "2")
    assert "Thalès" in page.facts_label.text()
    window.veil_action.trigger()
    assert "Thalès" not in page.facts_label.text()
    assert "dossier tardif" not in page.facts_label.text()
    assert "niveau 2" not in page.voter_strip._boxes["M1"].accessibleName()
    window.veil_action.trigger()
    assert "Thalès" in page.facts_label.text()


def test_live_outcome_tells_what_the_ballots_would_give(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    assert page.outcome_label.text() == "Certification complète (prévue)"
    when_asked(lambda dialog: press(dialog, "4"))
    press(page.block_view, "c")
    assert page.outcome_label.text().startswith("Validation partielle")


def test_buttons_follow_the_course_of_the_sitting(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    page.suspend_button.click()
    assert window.bridge.state.phase is Phase.SUSPENDED
    assert page.resume_button.isVisible()
    assert not page.unanimous_button.isEnabled()
    page.resume_button.click()
    press_all(page.block_view, "UA")

    def agree(box):
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if "Clore" in b.text()).click()

    when_asked(agree)
    page.close_button.click()
    assert window.bridge.state.phase is Phase.CLOSED


def test_attendance_letters_record_and_a_departure_asks_why(qtbot, tmp_path):
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    window = a_window(qtbot, path)
    window.show_page("sitting")
    page = window.page("sitting")

    def note(dialog):
        press(dialog.member_view, "p")
        press(dialog.member_view, "d")
        dialog.all_present_button.click()
        dialog.member_view.selectRow(0)

        def reason(asked):
            assert not asked.accept_button.isEnabled()
            asked.reason_edit.setPlainText("train à 16 h")
            asked.accept_button.click()

        when_asked(reason)
        press(dialog.member_view, "l")
        dialog.close_button.click()

    when_asked(note)
    page.attendance_button.click()
    there = window.bridge.state.attendance
    assert there["M1"] is Attendance.LEFT
    assert there["M2"] is Attendance.REMOTE
    assert there["M8"] is Attendance.PRESENT


def test_defence_marks_propose_the_level(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"))
    page = window.page("sitting")

    def mark(dialog):
        dialog.juror_box.setCurrentText("Mme Aubry, Safran")
        dialog.add_button.click()
        dialog.juror_box.setCurrentIndex(2)
        dialog.capacity_box.setCurrentIndex(1)
        dialog.add_button.click()
        for row, marks in enumerate((("12,5", "15"), ("14", "abc"))):
            for column, text in enumerate(marks):
                dialog.juror_view.item(row, column + 2).setText(text)
        assert "14,5" in dialog.problem_label.text()
        dialog.juror_view.item(1, 3).setText("16.5")
        # Rapport (12,5 + 14)/2 = 13,25 ; oral (15 + 16,5)/2 = 15,75 ; note 14,50 : niveau 2.
        assert "14,50/20" in dialog.mark_label.text()
        dialog.close_button.click()

    when_asked(mark)
    press(page.block_view, "m")
    assert "14,50/20" in page.thesis_label.text()


def test_recommendations_are_kept(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("222222a", "C01", "VAE"))
    page = window.page("sitting")

    def write(dialog):
        dialog.reason_edit.setPlainText("Compléter la monographie.")
        dialog.accept_button.click()

    when_asked(write)
    press(page.block_view, "R")
    assert window.bridge.state.recommendations == {"C01": "Compléter la monographie."}


def test_question_mark_shows_the_keys(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    seen = []

    def read(dialog):
        seen.append(dialog.text_view.toPlainText())
        dialog.close_button.click()

    when_asked(read)
    press(window.page("sitting").block_view, "?")
    assert "unanimité sur la proposition" in seen[0]


def test_veil_leaves_only_names_blocs_and_decisions(qtbot, tmp_path):
    who = a_file("2322222", "C01", employer="Thalès", remarks=(("remarques", "tardif"),))
    window = an_open_room(qtbot, tmp_path / "s.jury", who)
    page = window.page("sitting")
    press_all(page.block_view, "ua")
    window.veil_action.trigger()
    row = [page.block_view.model().cell(0, column).text for column in range(1, 5)]
    assert row == ["●", "●", "2 – validé", "●"]
    assert page.outcome_label.text() == "Masqué (F9)"
    assert all(
        "LEFÈVRE" not in card.accessibleName() for card in page.live_band._cards if card.isVisible()
    )
    shown = (page.facts_label, page.remarks_label, page.warning_label, page.evaluation_label)
    assert "Thalès" not in "".join(label.text() for label in shown)
    assert "tardif" not in "".join(label.text() for label in shown)
    window.veil_action.trigger()
    assert "Thalès" in page.facts_label.text()


def test_outcome_names_the_blocs_that_would_be_obtained(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("232222a", "C01"))
    page = window.page("sitting")
    expected = "Validation partielle\u00a0: BC01, BC03, BC04, BC05, BC06, BC07 (prévue)"
    assert page.outcome_label.text() == expected
    # All six vote level 2 on the bloc proposed at 3: the outcome follows at once.
    page.block_view.choose(BLOCKS[1])
    press_all(page.block_view, "222222")
    assert page.outcome_label.text() == "Certification complète (prévue)"


def test_named_votes_split_in_two_say_whose_voice_decides(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "222333")
    hint = page.ballot_hint.text()
    assert "3–3" in hint
    assert "voix prépondérante de PrénomM1 NOMM1, niveau 2" in hint


def test_complement_is_asked_without_stopping_the_keys(qtbot, tmp_path):
    files = (a_file("232242a", "C01", birth_name="Abadie"), clear_file("C02"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page = window.page("sitting")
    press_all(page.block_view, "UA")
    # The next candidate is there already, and the strip still names the one before.
    assert page.candidate == "C02"
    assert page.follow_frame.isVisible()
    assert "ABADIE" in page.follow_label.text()
    assert "complément (BC02)" in page.follow_label.text()
    assert "rattrapage (BC05)" in page.follow_label.text()

    def write(dialog):
        (work, due), (other, _) = dialog._rows.values()
        work.setText("Reprendre l’étude de cas")
        due.line.setText("31/02/2024")
        dialog.accept_button.click()
        assert "février 2024 n’a pas de jour 31" in dialog.problem_label.text()
        due.line.setText("14/06/2024")
        other.setText("Nouvelle épreuve")
        dialog.accept_button.click()

    when_asked(write)
    press(page.block_view, "f")
    planned = window.bridge.state.ballot("C01", BLOCKS[1]).follow_up
    assert planned is not None
    assert (planned.work, planned.due_on) == ("Reprendre l’étude de cas", date(2024, 6, 14))
    assert not page.follow_frame.isVisible()


def test_recommendations_are_asked_of_a_vae_short_of_the_title(qtbot, tmp_path):
    who = a_file("242222a", "C01", "VAE", path_start=date(2024, 4, 15))
    files = (who, clear_file("C02"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page, bridge = window.page("sitting"), window.bridge
    bridge.perform(
        lambda: acts.override(bridge.state, "vae_rapporteur", bridge.now(), "Avis lu en séance.")
    )
    press_all(page.block_view, "UA")
    assert "recommandations du jury" in page.follow_label.text()

    def write(dialog):
        dialog.advice_edit.setPlainText("Reprendre le plan d’action.")
        dialog.accept_button.click()

    when_asked(write)
    press(page.block_view, "f")
    assert bridge.state.recommendations == {"C01": "Reprendre le plan d’action."}


def test_file_of_the_candidate_tells_every_assessment(qtbot, tmp_path):
    who = a_file("232222a", "C01", remarks=(("remarques", "dossier tardif"),))
    records = tuple(
        replace(each, assessments=(Decimal(1), Decimal(2))) if each.block == BLOCKS[0] else each
        for each in who.blocks
    )
    window = an_open_room(qtbot, tmp_path / "s.jury", replace(who, blocks=records))
    page = window.page("sitting")
    assert "étude de cas" in page.evaluation_label.text()
    told = []

    def read(dialog):
        told.append(dialog.text_view.toPlainText())
        dialog.close_button.click()

    when_asked(read)
    press(page.block_view, "i")
    assert "dossier tardif" in told[0]
    assert "acquis le 20/06/2023" in told[0]
    assert "étude de cas" in told[0]


def test_checks_are_reached_by_a_key_and_explained_by_another(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press(page.block_view, "v")
    card = window.focusWidget()
    assert card is page.live_band._cards[0]
    assert card.accessibleName().startswith("Votants : 6 sur 6")
    told = []

    def read(dialog):
        told.append(dialog.text_view.toPlainText())
        dialog.close_button.click()

    qtbot.keyClick(card, Qt.Key.Key_Down)
    when_asked(read)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    assert "Les quatre lectures" in told[0]
    assert "3/8" in told[0]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is page.block_view


def test_small_window_shows_one_panel_at_a_time_and_every_bloc(qtbot, tmp_path):
    who = a_file("2322222", "C01", employer="Thalès", remarks=(("remarques", "tardif"),))
    window = an_open_room(qtbot, tmp_path / "s.jury", who)
    page = window.page("sitting")
    window.resize(960, 540)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (960, 540)
    assert page.block_view.isVisible()
    assert not page.candidate_view.isVisible()
    rows = page.block_view.verticalHeader().length()
    assert rows <= page.block_view.viewport().height()
    press(page.block_view, "/")
    assert page.candidate_view.isVisible()
    qtbot.keyClick(page.search_edit, Qt.Key.Key_Return)
    assert page.block_view.isVisible()
    window.resize(1366, 768)
    QApplication.processEvents()
    assert page.candidate_view.isVisible()
    assert page.live_band.isVisible()


def test_acquisitions_of_one_day_are_told_together(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2aaa22a", "C01"))
    state = window.bridge.state
    told = facts(state, state.candidates["C01"], private=True)
    assert "BC02, BC03, BC04 et BC07 acquis le 20/06/2023" in told
