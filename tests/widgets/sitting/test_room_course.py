"""The course of the room: closing, coming back, undoing, presiding, with real keys."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence

from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import Part, SessionSealed
from jurydesk.deliberation.state import Phase
from tests.widgets.room import (
    BLOCKS,
    a_file,
    a_session,
    an_open_room,
    clear_file,
    press_all,
    when_asked,
)


def alt(qtbot, window, key):
    """Press a letter with Alt, as the keyboard does in the active window."""
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)


def test_closing_tells_who_is_undecided_before_it_asks(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    alt(qtbot, window, Qt.Key.Key_C)
    qtbot.waitUntil(window.notice.isVisible)
    assert "n’a pas statué" in window.notice_label.text()
    assert window.bridge.state.phase is Phase.OPEN


def test_closing_names_whose_attendance_is_missing_and_takes_it_afterwards(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page, bridge = window.page("sitting"), window.bridge
    bridge.undo()
    bridge.undo()
    there = tuple(member for member in bridge.state.members if member != "M8")
    bridge.perform(lambda: acts.attend(bridge.state, there, Attendance.PRESENT, bridge.now()))
    bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    press_all(page.block_view, "UA")
    asked = []

    def answer(box):
        asked.append(box.text() + box.informativeText())
        next(each for each in box.buttons() if "Clore" in each.text()).click()

    when_asked(answer)
    alt(qtbot, window, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: bridge.state.phase is Phase.CLOSED)
    assert bridge.state.members["M8"].full_name in asked[0]
    assert page.attendance_button.isEnabled()
    assert "page Procès-verbal" in page.sitting_label.text()

    alt(qtbot, window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.page("minutes"))


def test_suspending_and_resuming_have_their_letters(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    alt(qtbot, window, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: window.bridge.state.phase is Phase.SUSPENDED)
    alt(qtbot, window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.bridge.state.phase is Phase.OPEN)
    menus = {QKeySequence.mnemonic(each.text()) for each in window.menuBar().actions()}
    for button in (page.open_button, page.suspend_button, page.resume_button, page.close_button):
        assert QKeySequence.mnemonic(button.text()) not in menus


def test_leaving_a_search_brings_the_whole_list_back(qtbot, tmp_path):
    files = (clear_file("C01"), clear_file("C02", birth_name="Nguyên"), clear_file("C03"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page = window.page("sitting")
    rows = page.candidate_view.candidates.rowCount
    for leave in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        press_all(page.block_view, "/")
        qtbot.keyClicks(page.search_edit, "nguyen")
        assert rows() == 1
        qtbot.keyClick(window.focusWidget(), leave)
        assert rows() == 3
        assert page.search_edit.text() == ""
        assert window.focusWidget() is page.block_view
    assert page.candidate == "C02"
    press_all(page.block_view, "UA")
    assert page.candidate == "C03"
    assert page.candidate_view.candidates.key(page.candidate_view.currentIndex().row()) == "C03"


def test_undoing_shows_the_bloc_that_was_undone(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page = window.page("sitting")
    qtbot.keyClick(page.block_view, Qt.Key.Key_Down)
    press_all(page.block_view, "ua")
    qtbot.keyClick(page.block_view, Qt.Key.Key_PageDown)
    assert page.candidate == "C02"
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(page.block_view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (page.candidate, page.block_view.block) == ("C01", BLOCKS[1])
    assert window.bridge.state.ballot("C01", BLOCKS[1]).decision is None


def test_another_session_starts_on_its_own_first_undecided_candidate(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page = window.page("sitting")
    qtbot.keyClick(page.block_view, Qt.Key.Key_PageDown)
    assert page.candidate == "C02"
    assert window.open_session(a_session(tmp_path / "t.jury", clear_file("C01"), clear_file("C02")))
    window.show_page("sitting")
    assert page.candidate == "C01"


def test_window_and_room_word_the_progress_alike(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page = window.page("sitting")
    press_all(page.block_view, "UA")
    assert window.progress_label.text() == "1 sur 2\u00a0décidés"
    assert page.pace_label.text().startswith(window.progress_label.text())


def spoken(page):
    """Return what a screen reader says of each voter."""
    return [box.accessibleName() for box in page.voter_strip._boxes.values()]


def test_voters_are_not_said_to_be_waited_for_once_the_ballot_is_over(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    assert "n’a pas voté, à son tour" in spoken(page)[0]
    press_all(page.block_view, "u")
    assert all(words.endswith("compris dans le consensus") for words in spoken(page))

    page.block_view.choose(BLOCKS[1])
    press_all(page.block_view, "222222a")
    page.block_view.choose(BLOCKS[1])
    assert all(words.endswith("a voté, vote dépouillé") for words in spoken(page))

    page.block_view.choose(BLOCKS[6])
    assert all(words.endswith("ne vote pas, bloc acquis") for words in spoken(page))


def test_voters_do_not_vote_while_the_sitting_is_suspended(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    page.suspend_button.click()
    assert all(words.endswith("séance non ouverte") for words in spoken(page))


def test_casting_vote_is_written_in_words_on_the_bloc(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")

    def enter(dialog):
        dialog._boxes[2].setValue(3)
        dialog._boxes[3].setValue(3)
        dialog.chair_box.setCurrentIndex(dialog.chair_box.findData(2))
        dialog.accept_button.click()

    when_asked(enter)
    press_all(page.block_view, "t")
    row = page.block_view.model().index(0, 2)
    assert "voix prépondérante" in row.data()
    assert all(words.endswith("compris dans le décompte") for words in spoken(page))


def test_proposal_and_decision_are_whole_at_1366_by_768(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page = window.page("sitting")
    window.resize(1366, 768)
    press_all(page.block_view, "U")
    qtbot.waitUntil(lambda: page.block_view.viewport().width() > 600)
    press_all(page.block_view, "A")
    page.choose_candidate("C01")
    view = page.block_view
    metrics = QFontMetrics(view.font())
    for row in range(view.model().rowCount()):
        for column in (1, 3):
            words = view.model().index(row, column).data()
            assert metrics.horizontalAdvance(words) < view.columnWidth(column) - 8, words
    assert sum(view.columnWidth(each) for each in range(5)) <= view.viewport().width()


def test_unanimity_on_the_file_leaves_out_the_bloc_without_a_proposal_and_names_it(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("222-22a"))
    page, state = window.page("sitting"), lambda: window.bridge.state
    press_all(page.block_view, "U")
    counted = [block for block in BLOCKS if state().ballot("C01", block).count is not None]
    assert counted == [*BLOCKS[:3], *BLOCKS[4:6]]
    assert window.notice.isVisible()
    told = window.notice_label.text().replace("\u00a0", " ").replace("\u202f", " ")
    assert "Unanimité notée" in told
    assert "BC04 (aucun niveau proposé)" in told
    press_all(page.block_view, "A")
    assert page.block_view.block == BLOCKS[3]


def test_unanimity_on_the_file_says_that_the_defence_is_still_to_be_marked(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("222122-"))
    press_all(window.page("sitting").block_view, "U")
    assert "BC07 (soutenance à noter, touche M)" in window.notice_label.text()


def test_a_tallied_bloc_refuses_another_count_before_any_form(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "u")
    for key in "tsc":
        window.notice.hide()
        # A form would wait here for ever: nobody answers it.
        press_all(page.block_view, key)
        assert "Un décompte est déjà enregistré" in window.notice_label.text()
        assert window.notice.isVisible()


def test_a_departure_is_refused_before_its_reason_is_asked(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page, bridge = window.page("sitting"), window.bridge
    bridge.perform(lambda: acts.agree(bridge.state, "C01", BLOCKS[0], 3, bridge.now()))
    bridge.perform(lambda: acts.suspend_sitting(bridge.state, bridge.now()))
    press_all(page.block_view, "a")
    assert window.notice.isVisible()
    assert bridge.state.ballot("C01", BLOCKS[0]).decision is None


def test_an_adopted_bloc_is_not_set_aside_and_no_reason_is_asked(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    press_all(page.block_view, "ua")
    page.block_view.choose(BLOCKS[0])
    press_all(page.block_view, "e")
    assert "déjà adopté" in window.notice_label.text()


def test_clear_cases_go_on_to_whoever_is_left_to_decide(qtbot, tmp_path):
    files = (clear_file("C01"), a_file("222422a", "C02"), clear_file("C03"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page = window.page("sitting")
    assert page.candidate == "C01"
    when_asked(lambda dialog: dialog.accept_button.click())
    press_all(page.block_view, "l")
    assert page.candidate == "C02"
    assert page.block_view.block == BLOCKS[0]


def test_a_sealed_session_offers_no_complement_and_opens_no_form(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("222322a"))
    page, bridge = window.page("sitting"), window.bridge
    press_all(page.block_view, "UA")
    assert page.follow_frame.isVisible()
    bridge.perform(lambda: acts.close_sitting(bridge.state, bridge.now()))
    assert page.follow_frame.isVisible()
    bridge.record(SessionSealed(bridge.now(), "PV-1", "0" * 64, 1, "1" * 64))
    assert bridge.state.phase is Phase.SEALED
    assert not page.follow_frame.isVisible()
    for key in "fR":
        window.notice.hide()
        press_all(page.block_view, key)
        assert "scellée" in window.notice_label.text()
    assert not page.more_button.isEnabled()
    window.show_page("jury")
    assert not window.page("jury").act_button.isEnabled()


def test_the_text_asked_for_is_named_as_what_it_is(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    asked = []

    def read(dialog):
        asked.append((dialog.reason_label.text(), dialog.reason_edit.accessibleName()))
        dialog.cancel_button.click()

    when_asked(read)
    press_all(window.page("sitting").block_view, "R")
    when_asked(read)
    window.incident_action.trigger()
    assert asked == [
        ("&Recommandations\u00a0:", "Recommandations"),
        ("&Incident\u00a0:", "Incident"),
    ]


def test_recusal_keeps_the_numbers_of_the_attendance_and_enter_alone_recuses_no_one(
    qtbot, tmp_path
):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page, bridge = window.page("sitting"), window.bridge
    bridge.perform(lambda: acts.recuse(bridge.state, ("M3",), ("C01",), bridge.now()))

    def enter(dialog):
        assert dialog.member_view.item(2).text().endswith("déjà noté")
        assert not dialog.accept_button.isEnabled()
        qtbot.keyClick(dialog.member_view, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.member_view, "3")
        assert dialog.isVisible()
        qtbot.keyClicks(dialog.member_view, "7")

    when_asked(enter)
    press_all(page.block_view, "d")
    assert bridge.state.recused == {"C01": frozenset({"M3", "M7"})}


def test_tie_says_what_the_chair_made_of_it(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    told = []

    def enter(dialog):
        told.append(dialog.windowTitle())
        dialog._boxes[2].setValue(3)
        dialog._boxes[3].setValue(3)
        for level in (0, 2, 3):
            dialog.chair_box.setCurrentIndex(dialog.chair_box.findData(level))
            told.append(dialog.balance_label.text().replace("\u00a0", " "))
        dialog.cancel_button.click()

    when_asked(enter)
    press_all(window.page("sitting").block_view, "s")
    title, asked, better, worse = told
    assert title == "JuryDesk – scrutin secret"
    assert "choisissez ci-dessus" in asked
    # Exactly half of the votes are 2 or better: the chair's 2 makes it 2, the chair's 3 leaves 3.
    assert better.startswith("Résultat : 2")
    assert better.endswith("(voix prépondérante).")
    assert worse.startswith("Résultat : 3")
    assert worse.endswith("(sans voix prépondérante).")


def test_follow_up_of_a_homonym_says_which_one(qtbot, tmp_path):
    same = {"birth_name": "Bernard", "first_names": "Lucas"}
    files = (a_file("222322a", "C01", **same), clear_file("C02", **same))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page = window.page("sitting")
    press_all(page.block_view, "UA")
    assert page.candidate == "C02"
    assert page.follow_label.text().startswith("BERNARD Lucas (n°\u00a0C01)")


def test_marks_asked_from_the_room_begin_at_the_first_that_is_missing(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222"))
    bridge, seen = window.bridge, []
    for juror, capacity in (("M7", JurorCapacity.COMPANY), ("M3", JurorCapacity.TEACHER)):
        bridge.record(*acts.appoint_jurors(bridge.state, "C01", (juror,), capacity, bridge.now()))
    mark = acts.mark_defence(bridge.state, "C01", "M7", Part.REPORT, Decimal(14), bridge.now())
    bridge.record(*mark)

    def read(dialog):
        seen.append((dialog.juror_view.currentRow(), dialog.juror_view.currentColumn()))
        dialog.close_button.click()

    when_asked(read)
    press_all(window.page("sitting").block_view, "m")
    assert seen == [(0, 3)]


def test_what_the_chair_may_pass_over_says_where(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222"))
    page, bridge = window.page("sitting"), window.bridge
    page.block_view.choose(BLOCKS[6])
    bridge.perform(lambda: acts.agree(bridge.state, "C01", BLOCKS[6], 3, bridge.now()))
    press_all(page.block_view, "a")
    assert "page Jury" in window.notice_label.text()


def test_room_says_what_comes_next_once_everyone_is_decided(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    assert "Préside" in page.sitting_label.text()
    press_all(page.block_view, "UA")
    assert "Tous sont décidés" in page.sitting_label.text()
    assert "Clore" in page.sitting_label.text()


def test_first_arrow_of_a_recusal_chooses_the_first_member_left(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    bridge = window.bridge
    bridge.perform(lambda: acts.recuse(bridge.state, ("M1",), ("C01",), bridge.now()))

    def enter(dialog):
        qtbot.keyClick(dialog.member_view, Qt.Key.Key_Down)
        assert dialog.member == "M2"
        qtbot.keyClick(dialog.member_view, Qt.Key.Key_Down)
        assert dialog.member == "M3"
        dialog.cancel_button.click()

    when_asked(enter)
    press_all(window.page("sitting").block_view, "d")
    assert bridge.state.recused == {"C01": frozenset({"M1"})}


def test_r_reopens_the_bloc_on_screen_and_leaves_the_others(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page, bridge = window.page("sitting"), window.bridge
    for who in ("C01", "C02"):
        page.choose_candidate(who)
        press_all(page.block_view, "UA")
    page.choose_candidate("C01")
    first = bridge.state.rulebook.certification.blocks[0].code
    page.block_view.choose(first)
    assert page.ballot_hint.text() == "Adopté. R pour rouvrir."

    def answer(dialog):
        assert not dialog.accept_button.isEnabled()
        dialog.reason_edit.setPlainText("Erreur de report")
        dialog.accept_button.click()

    when_asked(answer)
    press_all(page.block_view, "r")
    assert bridge.state.ballot("C01", first).decision is None
    assert outcome(bridge.state, "C01") is None
    assert outcome(bridge.state, "C02") is not None
    press_all(page.block_view, "ua")
    page.block_view.choose(first)
    assert page.ballot_hint.text() == "Adopté. Ctrl+Z annule."


def test_an_undo_is_told_and_taken_back_by_its_notice(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page, bridge = window.page("sitting"), window.bridge
    first = bridge.state.rulebook.certification.blocks[0].code
    press_all(page.block_view, "ua")
    window.undo_action.trigger()
    assert "Annulé : adoption du bloc BC01" in plain(window.notice_label.text())
    assert window.redo_button.isVisibleTo(window)
    assert plain(window.redo_action.text()).startswith("Rétablir : adoption du bloc BC01")
    window.redo_button.click()
    assert bridge.state.ballot("C01", first).decision.level == 2
    assert not window.notice.isVisible()
    assert not window.redo_action.isEnabled()
    window.undo_action.trigger()
    press_all(page.block_view, "u")
    assert not window.redo_action.isEnabled()


def test_what_one_button_recorded_is_one_act(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page, bridge = window.page("sitting"), window.bridge
    when_asked(lambda dialog: dialog.accept_button.click())
    press_all(page.block_view, "l")
    assert [outcome(bridge.state, who) for who in ("C01", "C02")] != [None, None]
    window.undo_action.trigger()
    assert [outcome(bridge.state, who) for who in ("C01", "C02")] == [None, None]
    window.redo_action.trigger()
    assert None not in [outcome(bridge.state, who) for who in ("C01", "C02")]


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")
