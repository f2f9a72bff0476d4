"""A whole sitting held without one key: by mouse, then by touch in the « Tactile » density."""

import pytest
from PySide6.QtWidgets import QPushButton

from jurydesk.widgets.parts import theme
from tests.stories.hands import Finger, Mouse
from tests.stories.room import decisions_of
from tests.widgets.room import BLOCKS, a_file, a_session, a_window, clear_file


@pytest.fixture(params=[Mouse, Finger], ids=["mouse", "touch"])
def room(request, qtbot, tmp_path):
    path = a_session(tmp_path / "s.jury", a_file("222222a", "C01"), clear_file("C02"))
    window = a_window(qtbot, path)
    if request.param is Finger:
        window.appearance.set_touch(True)
    window.show_page("sitting")
    yield Sitting(window, request.param())
    theme.set_touch(window._settings, wanted=False)


class Sitting:
    """What one hand does in the room."""

    def __init__(self, window, hand):
        self.window, self.hand = window, hand
        self.page = window.page("sitting")
        self.path = window.bridge.path

    def press(self, name, within=None):
        self.hand.presses((within or self.page).findChild(QPushButton, name))

    def votes(self, *levels):
        for level in levels:
            self.press("abstain_button" if level == 0 else f"level_{level}_button")

    def gives_the_turn(self, member):
        self.hand.presses(self.page.voter_strip._boxes[member])

    def bloc(self, place, candidate="C01"):
        told = decisions_of(self.path)["candidates"]
        return next(each for each in told if each["id"] == candidate)["blocs"][place]


def test_a_sitting_is_held_by_hand_alone(room):
    everybody_comes_and_it_opens(room)
    the_members_vote_one_by_one(room)
    the_turn_is_given_back_and_a_vote_changed(room)
    the_others_are_counted_in_secret_and_agreed_on(room)
    an_adoption_is_undone_and_taken_again(room)
    the_second_candidate_is_unanimous_and_the_sitting_closes(room)


def everybody_comes_and_it_opens(room):
    def attend(dialog):
        room.press("all_present_button", dialog)
        room.press("close_button", dialog)

    room.hand.answers(attend)
    room.press("attendance_button")
    room.press("open_button")
    assert decisions_of(room.path)["state"] == "ouverte"


def the_members_vote_one_by_one(room):
    room.votes(2, 2, 1, 2, 2, 0)
    room.press("adopt_button")
    first = room.bloc(0)
    assert first["tally"] == {"1": 1, "2": 4, "3": 0, "4": 0, "abstention": 1}
    assert (first["status"], first["voters"]) == ("validé", 6)


def the_turn_is_given_back_and_a_vote_changed(room):
    room.votes(2, 3, 2, 2, 2, 2)
    room.gives_the_turn("M2")
    room.votes(1)
    room.gives_the_turn("M4")
    room.hand.chooses(room.page.more_button, "Retirer le vote")
    assert not room.page.adopt_button.isEnabled()
    room.gives_the_turn("M4")
    room.votes(0)
    room.press("adopt_button")
    assert room.bloc(1)["tally"] == {"1": 1, "2": 4, "3": 0, "4": 0, "abstention": 1}


def the_others_are_counted_in_secret_and_agreed_on(room):
    def count(dialog):
        plus = [b for b in dialog.findChildren(QPushButton) if b.text() == "+"]
        for button, times in zip(plus, (0, 5, 0, 0, 1), strict=True):
            for _ in range(times):
                room.hand.presses(button)
        room.press("accept_button", dialog)

    def agree(dialog):
        levels = [b for b in dialog.findChildren(QPushButton) if b.property("kind") == "row"]
        room.hand.presses(levels[1])

    room.hand.answers(count)
    room.press("secret_button")
    room.press("adopt_button")
    assert room.bloc(2)["tally"] == {"1": 0, "2": 5, "3": 0, "4": 0, "abstention": 1}
    room.hand.answers(agree)
    room.press("consensus_button")
    room.press("adopt_button")
    assert room.bloc(3)["status"] == "validé"
    room.hand.answers(count)
    room.press("tally_button")
    room.press("adopt_button")
    assert room.bloc(4)["status"] == "validé"


def an_adoption_is_undone_and_taken_again(room):
    room.hand.presses_row(room.page.block_view, BLOCKS.index("RNCP35609BC06"))
    room.press("unanimous_button")
    room.press("adopt_button")
    room.hand.presses(room.window.undo_button)
    assert room.bloc(5)["status"] is None
    assert room.page.candidate == "C01"
    room.votes(2, 2, 2, 2, 2, 2)
    room.press("adopt_button")
    assert room.bloc(5)["status"] == "validé"


def the_second_candidate_is_unanimous_and_the_sitting_closes(room):
    room.press("previous_button")
    assert room.page.candidate == "C01"
    room.press("next_button")
    assert room.page.candidate == "C02"
    room.hand.chooses(room.page.more_button, "Unanimité sur tous")
    room.hand.chooses(room.page.more_button, "Adopter tous")
    told = decisions_of(room.path)
    assert [each["outcome"] for each in told["candidates"]] == ["CERT", "CERT"]

    def agree(dialog):
        wanted = [b for b in dialog.findChildren(QPushButton) if "Clore" in b.text()]
        room.hand.presses(wanted[0])

    room.hand.answers(agree)
    room.press("close_button")
    assert decisions_of(room.path)["state"] == "close"
