"""What is announced: together, once, in words; nothing at all when nobody listens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListWidget, QPushButton, QVBoxLayout

from jurydesk.widgets.heard import announcing, readers
from jurydesk.widgets.parts.record_table import Cell, spoken

Text = QAccessible.Text


@pytest.fixture
def window(qtbot, monkeypatch):
    """A window with a button, a label and a list; a reader that only knows descriptions listens."""
    monkeypatch.setattr(readers, "hears_announcements", lambda: False)
    monkeypatch.setattr(announcing, "SETTLING_MS", 0)
    QAccessible.setActive(True)
    dialog = QDialog()
    dialog.label, dialog.button, dialog.list = QLabel(), QPushButton("Lire"), QListWidget()
    column = QVBoxLayout(dialog)
    for each in (dialog.label, dialog.button, dialog.list):
        column.addWidget(each)
    dialog.list.addItems(["un", "deux"])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    dialog.button.setFocus()
    QApplication.processEvents()
    yield dialog
    QAccessible.setActive(False)


@pytest.fixture
def said(window):  # noqa: ARG001 once it is on screen
    """The announcements, in their order."""
    heard = []
    announcing.announcer().said.connect(heard.append)
    yield heard
    announcing.announcer().said.disconnect(heard.append)


def test_one_turn_is_one_announcement_and_what_changed_comes_last(said):
    announcing.announce_later(lambda: "Au tour de PAUL.")
    announcing.announce("3/8 · voté")
    announcing.announce("3/8 · voté")
    QApplication.processEvents()
    assert said == ["3 sur 8, voté Au tour de PAUL."]


def test_nothing_is_worked_out_when_nobody_listens(said):
    QAccessible.setActive(False)
    announcing.announce("Voté")
    announcing.announce_later(lambda: pytest.fail("worked out for nobody"))
    QApplication.processEvents()
    assert said == []


def test_a_label_is_said_each_time_another_text_shows(window, said):
    announcing.watch(window.label)
    for text in ("Il manque un nom.", "Il manque un nom.", "<p>Bon</p>", ""):
        window.label.setText(text)
        QTest.qWait(0)
        window.label.repaint()
        QApplication.processEvents()
    assert said == ["Il manque un nom.", "Bon"]


def test_a_label_hidden_then_shown_again_is_said_again(window, said):
    announcing.watch(window.label)
    window.label.setText("Refusé")
    window.label.repaint()
    QApplication.processEvents()
    window.label.hide()
    window.label.show()
    window.label.repaint()
    QApplication.processEvents()
    assert said == ["Refusé", "Refusé"]


def test_the_control_with_the_keyboard_keeps_its_own_description(window, said):
    window.button.setAccessibleDescription("Relit le fichier")
    announcing.announce("Lu")
    QApplication.processEvents()
    assert window.button.accessibleDescription() == "Lu"
    window.list.setFocus()
    assert window.button.accessibleDescription() == "Relit le fichier"
    assert said == ["Lu"]


def test_a_cell_is_described_for_an_instant(window, said):
    window.list.setCurrentRow(1)
    window.list.setFocus()
    announcing.announce("Voté")
    QApplication.processEvents()
    assert said == ["Voté"]
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert window.list.currentItem().data(role) is None
    assert window.list.accessibleDescription() == ""


def test_what_is_said_while_no_window_is_active_waits_for_one(qtbot, window, said):
    window.hide()
    QApplication.processEvents()
    announcing.announce("Séance ouverte")
    QApplication.processEvents()
    assert said == []
    another = QPushButton("Suite")
    qtbot.addWidget(another)
    another.show()
    another.setFocus()
    qtbot.waitUntil(lambda: said == ["Séance ouverte"])


@pytest.mark.parametrize(
    ("cell", "heard"),
    [
        (Cell("2 – validé", tip="validé, niveau 2 – acquis"), "validé, niveau 2 – acquis"),
        (Cell("LEROY Anne", tip="signe en dernier"), "LEROY Anne, signe en dernier"),
        (Cell("●", tip="Masqué (F9)"), "Masqué (F9)"),
        (Cell("–"), "–"),
        (Cell("3/8"), "3 sur 8"),
        (Cell("Titre", lead="BC01", tip="BC01  Titre"), "BC01 Titre"),
        (Cell("4×2", spoken="quatre voix"), "quatre voix"),
    ],
)
def test_a_cell_is_said_with_its_own_text(cell, heard):
    assert spoken(cell) == heard
