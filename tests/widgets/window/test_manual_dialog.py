"""The manual opens from the help, offline; each page is reached, and its pictures fit."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QPushButton

from jurydesk.bundle import manual
from jurydesk.widgets.window.manual_dialog import ManualDialog, manual_pages
from tests.widgets.room import a_window, when_asked


@pytest.fixture
def dialog(qtbot):
    dialog = ManualDialog()
    qtbot.addWidget(dialog)
    dialog.resize(900, 600)
    dialog.show()
    return dialog


def test_every_page_of_the_manual_is_named_by_the_first(dialog):
    names = {each.name for each in manual().glob("*.md")}
    assert set(manual_pages()) == names
    assert dialog.pages_list.count() == len(names) >= 8
    assert dialog.pages_list.item(0).text() == "Le manuel de JuryDesk"


def test_a_page_is_opened_by_the_list_by_a_link_and_back(dialog, qtbot):
    qtbot.keyClick(dialog.pages_list, Qt.Key.Key_Down)
    assert dialog.text_view.source().fileName() == "secretaire.md"
    assert "Pour le ou la secrétaire du jury" in dialog.text_view.toPlainText()
    dialog.text_view.anchorClicked.emit(QUrl("tableurs-reconnus.md"))
    assert dialog.pages_list.currentItem().text() == "Tableurs reconnus"
    qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert dialog.text_view.source().fileName() == "secretaire.md"
    assert dialog.pages_list.currentRow() == 1


def test_pictures_are_shown_and_never_wider_than_the_view(dialog, qtbot):
    qtbot.keyClick(dialog.pages_list, Qt.Key.Key_Down)
    for width in (700, 1000):
        dialog.resize(width, 600)
        QApplication.processEvents()
        picture = dialog.text_view.loadResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl("images/jury.png")
        )
        assert 200 < picture.deviceIndependentSize().width() < dialog.text_view.viewport().width()
        assert not dialog.text_view.horizontalScrollBar().isVisible()


def test_no_page_leads_to_the_network(dialog, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "jurydesk.widgets.window.manual_dialog.QDesktopServices.openUrl", opened.append
    )
    before = dialog.text_view.source()
    dialog.text_view.anchorClicked.emit(QUrl("https://example.org/aide"))
    assert (opened, dialog.text_view.source()) == ([], before)


def test_the_help_of_a_page_offers_the_manual(qtbot):
    window, seen = a_window(qtbot), []

    def read_the_manual(manual_window) -> None:
        seen.append(manual_window.windowTitle())
        manual_window.close()

    def press_manual(help_window) -> None:
        (button,) = [b for b in help_window.findChildren(QPushButton) if "anuel" in b.text()]
        when_asked(read_the_manual)
        button.click()
        help_window.close()

    when_asked(press_manual)
    window.help_action.trigger()
    assert seen == ["JuryDesk – manuel"]
