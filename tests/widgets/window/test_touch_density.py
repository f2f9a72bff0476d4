"""The « Tactile » density: chosen in the menu, kept, and no target smaller than a finger."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QTableView

from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.style import child
from tests.widgets.room import a_file, an_open_room

FINGER = 44
PAGES = ("certification", "cohort", "jury", "defence", "sitting", "minutes", "handover")
TARGETS = (QAbstractButton, QCheckBox, QComboBox, QLineEdit)


@pytest.fixture
def window(qtbot, tmp_path, settings):
    made = an_open_room(qtbot, tmp_path / "s.jury", a_file("2-3142a"), a_file("222222a", "C02"))
    child(made, QAction, "touch_action").trigger()
    yield made
    theme.set_touch(settings, wanted=False)
    theme.apply(theme.LIGHT)


def too_small(window):
    return [
        f"{each.objectName() or each.text()} {each.width()}×{each.height()}"
        for kind in TARGETS
        for each in window.findChildren(kind)
        if each.isVisible() and each.isEnabled() and min(each.width(), each.height()) < FINGER
    ]


def test_every_target_and_row_is_as_large_as_a_finger(window, settings):
    window.resize(1366, 768)
    for page in PAGES:
        window.show_page(page)
        window.grab()
        assert too_small(window) == [], page
        for table in window.findChildren(QTableView):
            if table.isVisible() and table.model().rowCount():
                assert table.rowHeight(0) >= FINGER, f"{page}: {table.objectName()}"
    theme.load_density(settings)
    assert theme.is_touch()
    window.show_page("sitting")
    blocs_left_out_are_reached_by_scrolling(window)
    usual_rows_come_back(window, settings)


def blocs_left_out_are_reached_by_scrolling(window):
    window.resize(1280, 720)
    window.grab()
    page = window.page("sitting")
    page.block_view.choose("RNCP35609BC06")
    shown = page.block_view.visualRect(page.block_view.currentIndex())
    assert page.block_view.viewport().rect().contains(shown.center())
    assert shown.height() >= FINGER
    for button in (page.adopt_button, page.secret_button):
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))


def usual_rows_come_back(window, settings):
    jury = window.page("jury").member_view
    before = jury.verticalHeader().defaultSectionSize()
    child(window, QAction, "touch_action").trigger()
    assert jury.verticalHeader().defaultSectionSize() < before
    theme.load_density(settings)
    assert not theme.is_touch()
