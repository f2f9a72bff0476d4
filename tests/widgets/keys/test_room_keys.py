"""The one table of keys: complete, and what the help, the menu, the window and README read."""

import re

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton

from jurydesk.compliance.member import Attendance
from jurydesk.widgets.keys.room_keys import (
    KEYS,
    ROOM,
    Action,
    Group,
    acts_by_stroke,
    keys_of,
    readme_rows,
)
from jurydesk.widgets.window.help_texts import keys_html
from tests.stories.real_screen import ROOT
from tests.stories.screen import plain
from tests.widgets.room import a_window, an_open_room, clear_file


def test_every_act_of_the_room_has_its_key_and_no_two_share_one():
    assert {key.action for key in keys_of(*ROOM)} == set(Action)
    for groups in (tuple(ROOM), (Group.ATTENDANCE,), (Group.WINDOW,)):
        strokes = [stroke for key in keys_of(*groups) for stroke in key.strokes.split()]
        assert strokes
        assert len(strokes) == len(set(strokes))


def test_every_attendance_has_its_letter():
    acts = set(acts_by_stroke(Group.ATTENDANCE).values())
    assert acts == {each.value for each in Attendance} | {"chair"}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.group.name} {key.caption}")
def test_help_and_readme_tell_every_key(key):
    shown = plain(keys_html())
    assert f"<b>{key.caption}</b>" in shown
    assert plain(key.words) in shown
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme_rows()[KEYS.index(key)] in readme


def test_window_has_the_shortcuts_of_the_table_and_no_other(qtbot):
    window = a_window(qtbot)
    given = {
        action.objectName(): action.shortcut().toString()
        for action in window.findChildren(QAction)
        if action.objectName() and not action.shortcut().isEmpty()
    }
    keys = keys_of(Group.WINDOW)
    assert given == {key.action: QKeySequence(key.strokes.split()[0]).toString() for key in keys}
    told = [action for action in window.findChildren(QAction) if not action.shortcut().isEmpty()]
    assert len(told) == len(given)
    assert not any(action.autoRepeat() for action in told)


def test_buttons_of_the_room_name_the_keys_of_the_table(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    captions = {key.caption for key in keys_of(*ROOM)}
    buttons = [button.text() for button in page.findChildren(QAbstractButton)]
    named = [found[1] for text in buttons if (found := re.search(r"\(\s?(\S{1,2})\s?\)$", text))]
    assert len(named) >= 10
    assert set(named) <= captions
    entries = [entry.text() for entry in page.more_button.menu().actions()]
    assert entries == [f"{key.menu}\t{key.caption}" for key in KEYS if key.menu]
    assert len(entries) == 9
