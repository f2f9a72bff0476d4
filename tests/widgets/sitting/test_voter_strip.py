"""The voters' boxes: whose turn it is shows, and a vote redraws no more than it changes."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from jurydesk.widgets.parts import theme
from jurydesk.widgets.sitting.voter_strip import VoterBox
from tests.builders import a_member
from tests.widgets.room import an_open_room, clear_file, press, press_all

_VOTED_IN = ("ballot_card", "voter_strip", "status_bar")


class _Layouts(QObject):
    """Notes which parts of the window that a vote changes are laid out again."""

    def __init__(self):
        super().__init__()
        self.found = []

    def eventFilter(self, watched, event):  # noqa: N802 Qt’s own name
        if event.type() is QEvent.Type.LayoutRequest and watched.objectName() in _VOTED_IN:
            self.found.append(watched.objectName())
        return False


def test_vote_has_nothing_laid_out_again(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    # The first votes bring what was not on screen: the act recorded, how many votes are left.
    press_all(page.block_view, "22")
    _settle()
    layouts = _Layouts()
    QApplication.instance().installEventFilter(layouts)
    for _ in range(3):
        press(page.block_view, "2")
        _settle()
    QApplication.instance().removeEventFilter(layouts)
    assert page.ballot_hint.text() == "Encore 1\u00a0vote."
    assert window.last_act.text().startswith("Enregistré : vote de")
    assert layouts.found == []


def _settle():
    """Let each part ask the one around it for a layout, up to the window."""
    for _ in range(12):
        QApplication.processEvents()


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_turn_shows_by_a_thicker_frame_and_its_colour(qtbot, tmp_path, look):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    theme.apply(look)
    page = window.page("sitting")
    press(page.block_view, "2")
    after, turn = (_edge(page.voter_strip._boxes[member]) for member in ("M1", "M2"))
    assert turn == [look.accent, look.accent, look.accent_soft]
    assert after == [look.border, look.window, look.window]


def test_box_draws_the_vote_it_tells(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = window.page("sitting")
    box = page.voter_strip._boxes["M1"]
    press_all(page.block_view, "22")
    two = box.grab().toImage()
    page.voter_strip.choose("M1")
    press(page.block_view, "3")
    assert "niveau 3" in box.accessibleName()
    assert box.grab().toImage() != two
    page.voter_strip.choose("M1")
    press(page.block_view, "2")
    assert box.grab().toImage() == two


def _edge(box):
    """Return the first three colours from a box's left side, where neither word is."""
    image = box.grab().toImage()
    return [QColor(image.pixel(x, image.height() // 2)).name() for x in range(3)]


def test_mark_of_the_chair_stays_when_the_name_is_cut(qtbot):
    chair = a_member("M1", "president", name="Montferrand-Lacroix")
    box = VoterBox(chair, chairs=True)
    qtbot.addWidget(box)
    box.resize(90, 56)
    box.show()
    assert box._cut_name.endswith("… ◆")
    box.resize(400, 56)
    assert box._cut_name == "MONTFERRAND-LACROIX ◆"
