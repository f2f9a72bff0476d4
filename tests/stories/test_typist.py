"""The hands of the stories: they must be able to fail, and never leave a dialog behind."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QVBoxLayout

from tests.stories.typist import ENTER, TAB, Key, Typist


@pytest.fixture
def desk(qtbot):
    """A window with one field; Enter in it asks for a second text."""
    window = QMainWindow()
    field = QLineEdit(window)
    window.setCentralWidget(field)
    window.asked = []
    field.returnPressed.connect(lambda: _ask(window))
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    return window


def _ask(window):
    dialog = QDialog(window)
    first, second = QLineEdit(dialog), QLineEdit(dialog)
    column = QVBoxLayout(dialog)
    column.addWidget(first)
    column.addWidget(second)
    second.returnPressed.connect(dialog.accept)
    if dialog.exec():
        window.asked.append((first.text(), second.text()))


def test_accents_capitals_and_dialogs_are_typed_and_counted(desk):
    hands = Typist()
    hands.type("Éloïse", ENTER, "ça", TAB, "l’été", ENTER, " !")
    assert desk.centralWidget().text() == "Éloïse !"
    assert desk.asked == [("ça", "l’été")]
    assert hands.keys == 6 + 1 + 2 + 1 + 5 + 1 + 2


def test_dialog_left_open_fails_and_is_closed(desk):
    with pytest.raises(AssertionError, match="left open"):
        Typist().type("x", ENTER, "y")
    assert QApplication.activeModalWidget() is None
    assert desk.asked == []


def test_what_a_glimpse_finds_wrong_fails_the_story(desk):
    def look():
        assert desk.asked, "nothing was asked"

    with pytest.raises(AssertionError, match="nothing was asked"):
        Typist().type("x", ENTER, look, TAB, ENTER)
    assert QApplication.activeModalWidget() is None


def test_shortcut_goes_to_the_field_that_has_the_focus(desk):
    Typist().type("faute", Key("Ctrl+A"), "juste")
    assert desk.centralWidget().text() == "juste"
