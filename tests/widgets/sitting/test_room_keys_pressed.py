"""The room under real keyboards: Caps Lock, held keys, no Num Lock, keys that mean nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.state import Phase
from jurydesk.storage.session_file import SessionFile
from tests.stories.screen import plain, reads
from tests.widgets.room import BLOCKS, an_open_room, clear_file, press, press_all, when_asked
from tests.widgets.strokes import CAPS, CONTROL, KEYPAD, NONE, repeat, strike

Key = Qt.Key


@pytest.fixture
def window(qtbot, tmp_path):
    return an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))


@pytest.fixture
def blocks(window):
    window.activateWindow()
    view = window.page("sitting").block_view
    view.setFocus()
    return view


def votes(window, block=BLOCKS[0], candidate="C01"):
    return window.bridge.state.ballot(candidate, block).votes


def test_caps_lock_votes_and_adopts_one_bloc_alone(window, blocks):
    strike(blocks, "U", 30, locks=CAPS)
    strike(blocks, "A", 24, locks=CAPS)
    state = window.bridge.state
    decided = [code for code in BLOCKS if state.ballot("C01", code).decision is not None]
    assert decided == [BLOCKS[0]]
    assert state.ballot("C01", BLOCKS[1]).count is None


def test_caps_lock_is_told_on_the_page_until_it_is_off(window, blocks):
    page = window.page("sitting")
    assert not page.caps_frame.isVisible()
    strike(blocks, "É", 11, locks=CAPS)
    assert page.caps_frame.isVisible()
    assert "Verr. Maj est activé" in plain(page.caps_label.text())
    assert "tenez Maj" in reads(window)
    strike(blocks, "é", 11)
    assert not page.caps_frame.isVisible()


def test_caps_lock_key_turns_the_strip_on_and_off(window, blocks):
    page = window.page("sitting")
    strike(blocks, key=Key.Key_CapsLock)
    assert page.caps_frame.isVisible()
    strike(blocks, key=Key.Key_CapsLock)
    assert not page.caps_frame.isVisible()


def test_azerty_with_caps_lock_gives_each_vote_to_its_member(window, blocks):
    for text, place in (("É", 11), ("É", 11), ("&", 10), ("À", 19), ('"', 12), ("'", 13)):
        strike(blocks, text, place, locks=CAPS)
    assert list(votes(window).values()) == [2, 2, 1, None, 3, 4]


def test_key_that_means_nothing_is_told_and_the_votes_wait(window, blocks):
    strike(blocks, "é", 11)
    strike(blocks, "§", 49)
    assert "La touche « § » n’a pas d’usage ici" in plain(window.notice_label.text())
    strike(blocks, "&", 10)
    assert votes(window) == {"M1": 2}
    assert "donnez le tour" in plain(window.notice_label.text())
    strike(blocks, key=Key.Key_Right)
    strike(blocks, "&", 10)
    assert votes(window) == {"M1": 2, "M3": 1}


def test_letter_that_means_nothing_is_told_and_the_vote_goes_on(window, blocks):
    strike(blocks, "k", 45)
    assert "La touche « k »" in plain(window.notice_label.text())
    strike(blocks, "é", 11)
    assert votes(window) == {"M1": 2}


def test_level_that_does_not_exist_is_told_and_the_votes_wait(window, blocks):
    strike(blocks, "(", 14)
    assert "Il n’y a pas de niveau 5 : les niveaux sont 1, 2, 3 et 4" in plain(
        window.notice_label.text()
    )
    strike(blocks, "é", 11)
    assert votes(window) == {}
    window.page("sitting").voter_strip._boxes["M1"].taken.emit("M1")
    strike(blocks, "é", 11)
    assert votes(window) == {"M1": 2}


def test_keypad_without_num_lock_votes_and_moves_nothing(window, blocks):
    page = window.page("sitting")
    for name in ("Down", "End", "PageDown", "Insert"):
        strike(blocks, key=Key[f"Key_{name}"], held=KEYPAD)
    assert list(votes(window).values()) == [2, 1, 3, None]
    assert (page.candidate, page.block_view.block) == ("C01", BLOCKS[0])


def test_held_key_votes_once(window, blocks):
    strike(blocks, "é", 11, repeats=20)
    assert votes(window) == {"M1": 2}


@pytest.mark.parametrize(("letter", "place"), [("u", 30), ("a", 24)])
def test_held_letter_acts_once(window, blocks, letter, place):
    press(blocks, "u")
    strike(blocks, letter, place, repeats=20)
    state = window.bridge.state
    decided = [code for code in BLOCKS if state.ballot("C01", code).decision is not None]
    assert len(decided) == (1 if letter == "a" else 0)


def test_held_move_goes_on(window, blocks):
    strike(blocks, key=Key.Key_Down, repeats=3)
    assert window.page("sitting").block_view.block == BLOCKS[4]


def test_held_ctrl_z_undoes_one_act(window, blocks):
    press_all(blocks, "22")
    undone = []
    window.bridge.done.connect(undone.append)
    QTest.keyPress(blocks, Key.Key_Z, CONTROL)
    assert len(undone) == 1
    for _ in range(14):
        repeat(blocks, "\x1a", 52, Key.Key_Z, CONTROL, as_shortcut=True)
    assert len(undone) == 1
    assert votes(window) == {"M1": 2}


def test_held_p_opens_attendance_and_marks_nobody(window, blocks):
    def look(dialog):
        strike(dialog.member_view, "p", 33, repeats=0)
        for _ in range(10):
            repeat(dialog.member_view, "p", 33)
        dialog.accept()

    before = dict(window.bridge.state.attendance)
    when_asked(look)
    press(blocks, "p")
    assert window.bridge.state.attendance == before
    assert all(each is Attendance.PRESENT for each in before.values())


def test_recusal_key_held_recuses_and_does_not_vote(window, blocks):
    def choose(dialog):
        strike(dialog.member_view, "é", 11)
        repeat(blocks, "é", 11)

    when_asked(choose)
    press(blocks, "d")
    repeat(blocks, "é", 11)
    assert window.bridge.state.recused["C01"] == frozenset({"M2"})
    assert votes(window) == {}


def test_letter_that_opens_a_text_is_not_written_in_it(blocks):
    def write(dialog):
        repeat(dialog.reason_edit, "e", 26)
        assert dialog.reason == ""
        strike(dialog.reason_edit, "o", 32, repeats=0)
        repeat(dialog.reason_edit, "o", 32)
        assert dialog.reason == "oo"
        dialog.reject()

    when_asked(write)
    press(blocks, "e")


def test_held_enter_presses_a_button_once(window):
    page = window.page("sitting")
    page.suspend_button.setFocus()
    strike(page.suspend_button, "\r", 36, key=Key.Key_Return, repeats=0)
    for _ in range(5):
        repeat(page.resume_button, "\r", 36, Key.Key_Return)
    assert window.bridge.state.phase in (Phase.OPEN, Phase.SUSPENDED)
    page.suspend_button.click()
    repeat(page.resume_button, "\r", 36, Key.Key_Return)
    assert window.bridge.state.phase is Phase.SUSPENDED


def test_tally_takes_the_digits_of_the_page(blocks):
    def enter(dialog):
        for number, (text, place, key) in {
            1: ("à", 19, Key.Key_unknown),
            2: ("É", 11, Key.Key_unknown),
            3: ("", 89, Key.Key_PageDown),
        }.items():
            box = dialog._boxes[number]
            box.setFocus()
            box.selectAll()
            strike(box, text, place, key=key, held=KEYPAD if not text else NONE)
        dialog._abstentions.setValue(1)
        assert dialog.tally.counts == {1: 0, 2: 2, 3: 3, 4: 0}
        dialog.reject()

    when_asked(enter)
    press(blocks, "t")


def test_dialogs_tell_a_number_that_nobody_has(blocks):
    def look(dialog):
        strike(dialog.member_view, "ç", 18)
        assert "numéro 9" in plain(dialog.problem_label.text())
        strike(dialog.member_view, "§", 49)
        assert "« § »" in plain(dialog.problem_label.text())
        dialog.accept()

    when_asked(look)
    press(blocks, "p")

    def recuse(dialog):
        strike(dialog.member_view, "ç", 18)
        assert "numéro 9" in plain(dialog.hint_label.text())
        dialog.reject()

    when_asked(recuse)
    press(blocks, "d")


def test_leaving_an_open_sitting_is_asked_whichever_the_way(window):
    ways = {
        window.home_action.trigger: "Fermer",
        window.quit_action.trigger: "Quitter",
        # The cross of the window, and Alt+F4.
        window.windowHandle().close: "Quitter",
    }
    for leave, title in ways.items():
        asked = []

        def stay(box, asked=asked):
            asked.append(plain(box.text()))
            box.reject()

        when_asked(stay)
        leave()
        assert len(asked) == 1
        assert title in asked[0]
        assert window.bridge.state is not None
        assert window.isVisible()


def press_button(box, words):
    next(each for each in box.buttons() if words in plain(each.text()).replace("&", "")).click()


def test_sitting_is_suspended_or_left_open_with_the_window(window):
    path = window.bridge.path
    when_asked(lambda box: press_button(box, "Suspendre et fermer"))
    window.home_action.trigger()
    assert window.bridge.state is None
    with SessionFile.open(path, read_only=True) as session:
        assert session.state.phase is Phase.SUSPENDED
    assert window.open_session(path)
    assert window.bridge.perform(
        lambda: acts.resume_sitting(window.bridge.state, window.bridge.now())
    )
    when_asked(lambda box: press_button(box, "laissant ouverte"))
    window.quit_action.trigger()
    assert not window.isVisible()
    with SessionFile.open(path, read_only=True) as session:
        assert session.state.phase is Phase.OPEN


def test_ctrl_and_a_key_of_an_azerty_row_goes_to_its_page(window, blocks):
    # « ' » is the fourth key: Ctrl+4 without Shift, that no shortcut knows.
    strike(blocks, "'", 13, key=Key.Key_Apostrophe, held=CONTROL)
    assert window.pages.currentWidget() is window.page("defence")
    assert votes(window) == {}
