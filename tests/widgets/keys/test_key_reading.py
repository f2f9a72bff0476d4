"""A key press read: digits by the place of the key, letters by their character."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from jurydesk.widgets.keys.key_reading import Stroke, digit, is_typed, read_key
from jurydesk.widgets.keys.room_keys import Action
from tests.widgets.strokes import CAPS, CONTROL, KEYPAD, NONE, SHIFT, TOP_ROW

# What the ten keys of the top row give without Shift, as the layouts of X11 have them.
ROWS = {
    "fr": "&é\"'(-è_çà",
    "be": "&é\"'(§è!çà",
    "fr(bepo)": '"«»()@+-/*',
    "fr(afnor)": "àéèê()‘’«»",
    "fr(dvorak)": '/+-*=\\(`)"',
    "ch(fr)": "1234567890",
    "us": "1234567890",
    "cz": "+ěščřžýáíé",
}
# With Shift.
SHIFTED = {
    "fr": "1234567890",
    "us": "!@#$%^&*()",
    "gb": '!"£$%^&*()',
    "de": '!"§$%&/()=',
    "ch(fr)": '+"*ç%&/()=',
    "es": '!"·$%&/()=',
    "it": '!"£$%&/()=',
}
DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]


def a_press(text="", place=0, key=Qt.Key.Key_unknown, held=NONE, locks=0):
    return QKeyEvent(QEvent.Type.KeyPress, key.value, held, place, 0, locks, text)


@pytest.mark.parametrize("layout", ROWS)
def test_top_row_is_read_by_its_place(layout):
    pressed = zip(ROWS[layout], TOP_ROW, strict=True)
    assert [digit(a_press(text, place)) for text, place in pressed] == DIGITS


@pytest.mark.parametrize("layout", SHIFTED)
def test_shift_changes_no_digit_of_the_top_row(layout):
    pressed = zip(SHIFTED[layout], TOP_ROW, strict=True)
    assert [digit(a_press(text, place, held=SHIFT)) for text, place in pressed] == DIGITS


def test_caps_lock_changes_no_digit_of_an_azerty_row():
    pressed = zip("&É\"'(-È_ÇÀ", TOP_ROW, strict=True)
    assert [digit(a_press(text, place, locks=CAPS)) for text, place in pressed] == DIGITS


def test_without_a_place_the_characters_of_azerty_stand_for_their_digits():
    assert [digit(a_press(text)) for text in "&é\"'(-è_çà"] == DIGITS
    assert [digit(a_press(text)) for text in "ÉÈÇÀ"] == [2, 7, 9, 0]
    # Shift+2 somewhere, 3 elsewhere: nobody knows.
    assert digit(a_press('"', held=SHIFT)) is None


def test_accent_elsewhere_than_on_the_top_row_is_no_digit():
    # « é » of a Canadian, « è » of a Swiss and « à » of an Italian keyboard.
    assert [digit(a_press(*each)) for each in (("é", 61), ("è", 34), ("à", 48))] == [None] * 3
    assert is_typed(a_press("é", 61))


def test_keypad_gives_digits_whatever_num_lock():
    keys = ["Insert", "End", "Down", "PageDown", "Left", "Clear", "Right", "Home", "Up", "PageUp"]
    off = [digit(a_press(key=Qt.Key[f"Key_{key}"], held=KEYPAD)) for key in keys]
    assert off == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [digit(a_press(str(n), held=KEYPAD)) for n in off] == off
    point = a_press(key=Qt.Key.Key_Delete, held=KEYPAD)
    assert read_key(point) is None
    assert is_typed(point)
    assert read_key(a_press(key=Qt.Key.Key_Down)) == Stroke(Action.NEXT_BLOCK)


@pytest.mark.parametrize(
    ("text", "held", "act"),
    [
        ("u", NONE, Action.UNANIMOUS),
        ("U", NONE, Action.UNANIMOUS),
        ("U", SHIFT, Action.UNANIMOUS_ALL),
        ("u", SHIFT, Action.UNANIMOUS_ALL),
        ("A", NONE, Action.ADOPT),
        ("a", SHIFT, Action.ADOPT_ALL),
        ("E", SHIFT, Action.PENDING),
    ],
)
def test_only_a_held_shift_means_all(text, held, act):
    assert read_key(a_press(text, 30, held=held, locks=CAPS)) == Stroke(act)


def test_search_sign_of_the_top_row_is_no_vote():
    # bépo has « / » on 9; German, Swiss, Spanish and Italian on Shift+7; Canadian on Shift+3.
    pressed = (("/", 18, NONE), ("/", 16, SHIFT), ("/", 12, SHIFT))
    acts = [read_key(a_press(text, place, held=held)) for text, place, held in pressed]
    assert acts == [Stroke(Action.SEARCH)] * 3
    assert read_key(a_press("/", 10)) == Stroke(Action.LEVEL, 1)


def test_ctrl_alt_and_altgr_are_for_somebody_else():
    assert read_key(a_press("é", 11, held=CONTROL)) is None
    assert digit(a_press("~", 11, locks=0x80)) is None
    assert digit(a_press("~", 11, held=Qt.KeyboardModifier.AltModifier)) is None


def test_dead_key_of_the_top_row_is_the_digit_of_its_place():
    dead = Qt.Key.Key_Dead_Circumflex
    assert digit(a_press(key=dead, place=13)) == 4
    assert digit(a_press(key=dead, place=34)) is None
    assert is_typed(a_press(key=dead, place=34))


@pytest.mark.parametrize(
    ("system", "codes"),
    [("windows", range(2, 12)), ("cocoa", (18, 19, 20, 21, 23, 22, 26, 28, 25, 29))],
)
def test_other_systems_have_codes_of_their_own(monkeypatch, system, codes):
    monkeypatch.setattr(
        "jurydesk.widgets.keys.key_reading.QGuiApplication.platformName", lambda: system
    )
    found = []
    for code in codes:
        scan, virtual = (code, 0) if system == "windows" else (1, code)
        press = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, scan, virtual, 0, "§")
        found.append(digit(press))
    assert found == DIGITS
