"""A dressed application and settings of their own for every test of the screen."""

import gc

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from jurydesk.widgets.keys.keyboard import keyboard
from jurydesk.widgets.parts import theme
from jurydesk.widgets.window import application


@pytest.fixture(scope="session")
def _dressed(qapp, tmp_path_factory):
    qapp.setOrganizationName("JuryDesk")
    qapp.setApplicationName("JuryDesk")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    application.dress(qapp)
    keyboard().listen()


@pytest.fixture(autouse=True)
def settings(_dressed):
    # As in the application: a worker that collected garbage would destroy the screen’s widgets.
    gc.disable()
    kept = QSettings()
    kept.clear()
    if theme.current() is not theme.LIGHT:
        theme.apply(theme.LIGHT)
    yield kept
    # A key typed with Ctrl or Shift leaves it held for the next test, as no hand would.
    QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
    listening = keyboard()
    if listening is not None:
        listening.is_caps_on = False
    gc.enable()


def pytest_collection_modifyitems(items):
    # Qt's offscreen platform says so for windows of a fixed size and menus; nothing is wrong.
    noise = pytest.mark.qt_log_ignore(
        "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"
    )
    for item in items:
        if "widgets" in item.path.parts:
            item.add_marker(noise)
