"""The second screen follows the room, on the projector, and hides on one key."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jurydesk.deliberation.words.projection_content import ProjectionOptions, candidate_screen
from jurydesk.widgets.parts import theme
from jurydesk.widgets.projection.projected_row import (
    ProjectedOutcome,
    ProjectedRow,
    cut_at_word,
    in_two_lines,
)
from jurydesk.widgets.projection.projection_window import ProjectionWindow
from tests.builders import a_candidate
from tests.widgets.room import (
    BLOCKS,
    a_file,
    a_session,
    a_window,
    an_open_room,
    clear_file,
    press,
    press_all,
)


def key(window, which):
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, which)


def action(window, name):
    return window.findChild(QAction, name)


def said(projected):
    """Everything a reader of the screen, or of its accessibility tree, finds there."""
    labels = projected.findChildren(QLabel)
    painted = (*projected.findChildren(ProjectedRow), *projected.findChildren(ProjectedOutcome))
    texts = [label.text() for label in labels if label.isVisible()]
    return " | ".join((*texts, *(each.accessibleName() for each in painted if each.isVisible())))


@pytest.fixture
def room(qtbot, tmp_path):
    files = (clear_file("C01"), a_file("2222222", "C02", birth_name="Nguyen", employer="Airbus"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    yield window
    window.close()


def test_one_key_projects_the_candidate_and_takes_them_off(room):
    assert room.projection.window is None
    key(room, Qt.Key.Key_F5)
    projected = room.projection.window
    assert projected.isVisible()
    assert "LEFÈVRE Éloïse" in said(projected)
    assert "BC01" in said(projected)
    key(room, Qt.Key.Key_F5)
    assert not projected.isVisible()


def test_screen_follows_the_candidate_chosen_in_the_room(room):
    key(room, Qt.Key.Key_F5)
    press(room.page("sitting").block_view, "", Qt.Key.Key_PageDown)
    assert "NGUYEN Éloïse" in said(room.projection.window)


def test_decision_appears_once_adopted_and_not_before(room):
    key(room, Qt.Key.Key_F5)
    page, projected = room.page("sitting"), room.projection.window
    press_all(page.block_view, "222222")
    assert "Validé" not in said(projected)
    press(page.block_view, "a")
    assert "Validé" in said(projected)


def test_room_reads_the_outcome_before_the_next_candidate_comes(qtbot, room):
    key(room, Qt.Key.Key_F5)
    room.projection._reading.setInterval(60)
    page, projected = room.page("sitting"), room.projection.window
    press_all(page.block_view, "UA")
    assert page.candidate == "C02"
    assert "LEFÈVRE" in said(projected)
    assert "Certification complète" in said(projected)
    qtbot.waitUntil(lambda: "NGUYEN" in said(projected), timeout=5000)


def test_choosing_a_third_candidate_does_not_wait(qtbot, tmp_path):
    files = (clear_file(f"C0{n}", birth_name=f"Nom{n}") for n in range(1, 4))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    key(window, Qt.Key.Key_F5)
    page = window.page("sitting")
    press_all(page.block_view, "UA")
    press(page.block_view, "", Qt.Key.Key_PageDown)
    assert page.candidate == "C03"
    assert "NOM3" in said(window.projection.window)


def test_undoing_the_last_adoption_stops_announcing_the_outcome(room):
    key(room, Qt.Key.Key_F5)
    page, projected = room.page("sitting"), room.projection.window
    press_all(page.block_view, "UA")
    room.bridge.undo()
    page.choose_candidate("C01")
    assert "Certification complète" not in said(projected)
    assert "à décider" in said(projected)


def test_one_key_blanks_everything_and_brings_it_back(room):
    key(room, Qt.Key.Key_F5)
    projected = room.projection.window
    key(room, Qt.Key.Key_F6)
    assert "LEFÈVRE" not in said(projected)
    assert "Chef de Projets" in said(projected)
    assert "BC01" not in said(projected)
    press(room.page("sitting").block_view, "", Qt.Key.Key_PageDown)
    assert "NGUYEN" not in said(projected)
    key(room, Qt.Key.Key_F6)
    assert "NGUYEN" in said(projected)


def test_neutral_key_alone_opens_on_the_neutral_screen(room):
    key(room, Qt.Key.Key_F6)
    projected = room.projection.window
    assert projected.isVisible()
    assert "LEFÈVRE" not in said(projected)


def test_number_instead_of_the_name(room):
    key(room, Qt.Key.Key_F5)
    action(room, "by_number_action").trigger()
    shown = said(room.projection.window)
    assert "n°\u00a0C01" in shown
    assert "LEFÈVRE" not in shown


def test_veil_hides_the_proposals_from_the_room_too(room):
    key(room, Qt.Key.Key_F5)
    action(room, "proposals_action").trigger()
    assert "Proposé" in said(room.projection.window)
    key(room, Qt.Key.Key_F9)
    assert "Proposé" not in said(room.projection.window)


def test_another_session_starts_with_nothing_switched_on(room, tmp_path):
    for name in ("proposals_action", "mark_action", "by_number_action"):
        action(room, name).trigger()
    key(room, Qt.Key.Key_F6)
    other = a_session(tmp_path / "other.jury", clear_file("C07"))
    assert room.open_session(other)
    switched = ("proposals_action", "mark_action", "by_number_action", "neutral_action")
    assert [name for name in switched if action(room, name).isChecked()] == []


def test_nothing_of_the_projection_is_written_in_the_session(room):
    before = room.bridge.file.entries_count
    key(room, Qt.Key.Key_F5)
    for name in ("proposals_action", "mark_action", "by_number_action", "neutral_action"):
        action(room, name).trigger()
    assert room.bridge.file.entries_count == before


def test_closing_the_session_takes_the_projection_away(room):
    key(room, Qt.Key.Key_F5)
    projected = room.projection.window
    room.bridge.close()
    assert not projected.isVisible()
    assert not action(room, "projection_action").isEnabled()


def test_closing_the_second_window_unchecks_the_menu(room):
    key(room, Qt.Key.Key_F5)
    room.projection.window.close()
    assert not action(room, "projection_action").isChecked()


def test_without_a_session_there_is_nothing_to_project(qtbot):
    window = a_window(qtbot)
    key(window, Qt.Key.Key_F5)
    key(window, Qt.Key.Key_F6)
    assert window.projection.window is None


def test_ground_is_its_own_and_kept_for_this_computer(room):
    key(room, Qt.Key.Key_F5)
    action(room, "dark_projection_action").trigger()
    assert room.projection.window.palette().window().color().name() == theme.DARK.surface
    assert theme.current() is theme.LIGHT
    assert QSettings().value("projection_theme") == "dark"


def test_keys_of_the_second_window_leave_full_screen_and_go_back(qtbot):
    window = ProjectionWindow(theme.LIGHT)
    qtbot.addWidget(window)
    window.showFullScreen()
    key(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    key(window, Qt.Key.Key_F11)
    assert window.isFullScreen()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 768), (640, 1000)])
def test_letters_are_large_and_nothing_is_wider_than_the_screen(qtbot, room, size):
    long_name = a_candidate("C01", birth_name="de La Rochefoucauld-Montmorency", first_names="Anne")
    room.bridge.state.candidates["C01"] = long_name
    window = ProjectionWindow(theme.LIGHT)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    shown = candidate_screen(room.bridge.state, "C01", BLOCKS[0], ProjectionOptions())
    window.show_screen(shown)
    qtbot.waitExposed(window)
    name = window.name_label
    assert QFontMetrics(name.font()).horizontalAdvance(name.text()) <= size[0]
    assert (window.width(), window.height()) == size
    # At 8 m of a screen 1.35 m high, 1/30 of the height is 45 mm: 19 minutes of arc.
    rows = window.findChildren(ProjectedRow)
    assert len(rows) == 7
    assert all(row.height() >= window.unit * 100 / 14 for row in rows)


def test_long_title_is_cut_after_a_word_that_means_something(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    text = "Manager des projets intégrant l’IA et la valorisation des données"
    room = metrics.horizontalAdvance("Manager des projets intégrant l’IA et la valor")
    assert cut_at_word(text, metrics, room) == "Manager des projets intégrant l’IA…"
    assert cut_at_word(text, metrics, 10_000) == text
    assert cut_at_word("Anticonstitutionnellement", metrics, 60).endswith("…")


def test_long_title_takes_two_lines_before_anything_is_cut(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    text = "Industrialiser les processus à base d’IA"
    assert in_two_lines(text, metrics, 10_000) == [text]
    half = metrics.horizontalAdvance("Industrialiser les processus")
    assert in_two_lines(text, metrics, half) == ["Industrialiser les processus", "à base d’IA"]
    narrow = metrics.horizontalAdvance("les processus…")
    assert in_two_lines(text, metrics, narrow) == ["Industrialiser", "les processus…"]


def test_keyboard_goes_back_to_the_room_once_projected(qtbot, room):
    projected = ProjectionWindow(theme.LIGHT)
    qtbot.addWidget(projected)
    projected._room, projected._opening = room, True
    projected.show()
    projected.activateWindow()
    qtbot.waitUntil(room.isActiveWindow, timeout=5000)


_TWO_SCREENS = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from jurydesk.widgets.parts import theme
from jurydesk.widgets.projection.projection_window import ProjectionWindow
app = QApplication([])
room = QWidget()
room.setGeometry(20, 20, 400, 300)
room.show()
projected = ProjectionWindow(theme.LIGHT)
projected.open_beside(room)
app.processEvents()
print(room.screen().name(), projected.screen().name(), projected.isFullScreen())
"""


def test_projection_fills_the_other_screen_when_there_is_one(tmp_path):
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, "y": 0}
    desk = {"name": "bureau", "x": 0, "width": 1366, "height": 768, **dots}
    projector = {"name": "projecteur", "x": 1366, "width": 1920, "height": 1080, **dots}
    for screens, expected in (
        ([desk, projector], "bureau projecteur True"),
        ([desk], "bureau bureau False"),
    ):
        layout = tmp_path / "screens.json"
        layout.write_text(json.dumps({"screens": screens}), encoding="utf-8")
        platform = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout}"}
        run = subprocess.run(
            [sys.executable, "-c", _TWO_SCREENS],
            env=platform,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == expected
