"""The window never exceeds the screen, comes back as it was, and scrolls where it must."""

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from jurydesk.widgets.parts import theme
from jurydesk.widgets.window.main_window import MainWindow
from tests.widgets.room import a_session, a_window, an_open_room, clear_file


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)


def a_new_window(qtbot, settings):
    window = MainWindow(settings)
    qtbot.addWidget(window)
    return window


def test_first_window_is_no_larger_than_the_screen(qtbot, settings):
    window = a_new_window(qtbot, settings)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.width() <= min(1366, room.width())
    assert window.height() <= min(768, room.height())


def test_window_comes_back_as_it_was_left(qtbot, settings):
    window = a_new_window(qtbot, settings)
    window.setGeometry(QRect(40, 50, 640, 500))
    window.show()
    window.close()
    again = a_new_window(qtbot, settings)
    assert (again.width(), again.height()) == (640, 500)
    assert again.geometry().topLeft() == window.geometry().topLeft()


@pytest.mark.parametrize(
    "left", [(3000, 100, 700, 500), (-2000, -900, 700, 500), (0, 0, 3000, 2000)]
)
def test_window_left_beyond_the_screens_comes_back_whole_on_one(qtbot, settings, left):
    window = a_new_window(qtbot, settings)
    window.setGeometry(QRect(*left))
    settings.setValue("window/geometry", window.saveGeometry())
    again = a_new_window(qtbot, settings)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(again.geometry())


def test_settings_that_are_no_geometry_give_the_usual_window(qtbot, settings):
    settings.setValue("window/geometry", "abîmé")
    assert a_new_window(qtbot, settings).width() > 480


def test_every_button_of_the_room_is_reached_on_the_smallest_screen(qtbot, tmp_path):
    """A 1366×768 screen at 200 % leaves 683×384 to the whole window."""
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    window.resize(683, 384)
    page = window.page("sitting")
    area = window.scroll_area
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert len(buttons) > 5
    for button in buttons:
        area.ensureWidgetVisible(button, 0, 0)
        seen = button.mapTo(area.viewport(), button.rect().center())
        assert area.viewport().rect().contains(seen), button.objectName()
    assert window.status_bar.isVisible()
    assert window.rect().contains(window.status_bar.geometry())


def cut_buttons(page):
    """The buttons on screen that have less room than their words and their own margins take."""
    return [
        (each.text(), each.width(), needed)
        for each in page.findChildren(QPushButton)
        if each.isVisible()
        and each.width()
        < (needed := each.fontMetrics().horizontalAdvance(each.text().replace("&", "")))
    ]


@pytest.mark.parametrize(
    ("size", "panels"),
    [
        ((1024, 600), {"candidate"}),
        ((1280, 720), {"candidate", "list"}),
        ((1366, 768), {"candidate", "list", "band"}),
        ((960, 540), {"candidate"}),
    ],
)
def test_panels_fold_before_they_are_cramped(qtbot, tmp_path, size, panels):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    window.resize(*size)
    page = window.page("sitting")
    qtbot.waitUntil(lambda: page.width() == size[0] - window.rail.width())
    shown = {
        name
        for name in ("candidate", "list", "band")
        if getattr(page, f"{name}_panel", page.findChild(object, f"{name}_panel")).isVisible()
    }
    assert shown == panels
    qtbot.waitUntil(lambda: cut_buttons(page) == [])


def test_before_the_opening_the_course_of_the_sitting_is_beside_the_candidate(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.resize(1280, 720)
    window.show_page("sitting")
    assert window.page("sitting").open_button.isVisible()


def test_letters_grow_and_shrink_and_are_remembered(qtbot, settings):
    window = a_new_window(qtbot, settings)
    usual = theme.font().pointSizeF()
    try:
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        window.appearance.zoom_by(1)
        assert theme.font().pointSizeF() == pytest.approx(usual * 1.1)
        theme.load_zoom(settings)
        assert theme.font().pointSizeF() == pytest.approx(usual * 1.1)
        for _ in range(20):
            window.appearance.zoom_by(1)
        assert theme.font().pointSizeF() == pytest.approx(usual * 2)
    finally:
        window.appearance.zoom_by(0)
    assert theme.font().pointSizeF() == usual


def test_desktop_font_does_not_come_back_over_ours(qapp):
    theme.apply(theme.LIGHT)
    assert qapp.font().family() == theme.font().family()
    assert QPushButton("Voter").font().family() == theme.font().family()
