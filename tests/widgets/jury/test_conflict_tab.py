"""The tab « Déports »: what a file may say of a member is settled there, cell by cell."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from jurydesk.compliance.recusal import doubts
from jurydesk.deliberation.inspection import situation_of
from jurydesk.widgets.jury.conflict_tab import ConflictTab
from tests.widgets.room import a_file, a_session, a_window


@pytest.fixture
def the_tab(qtbot, tmp_path):
    who = a_file("222122a", "V01", "VAE", companion="Mme NomM3", employer="Hydrovia")
    window = a_window(qtbot, a_session(tmp_path / "s.jury", who))
    window.show_page("jury")
    tab = window.findChild(ConflictTab)
    window.findChild(QWidget, "jury_page").tabs.setCurrentWidget(tab)
    return window, tab


def pressed(tab, name):
    tab.findChild(QPushButton, name).click()


def words(tab):
    return tab.findChild(QLabel, "conflict_text").text().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("settle_same_button", "a accompagné le candidat"),
        ("settle_other_button", "Aucun lien dans les dossiers"),
    ],
)
def test_a_doubt_is_shown_first_and_settled_by_a_button(the_tab, button, said):
    window, tab = the_tab
    row = tab.findChild(QWidget, "settle_row")
    assert row.isVisible()
    assert "« Mme NomM3 », accompagnateur selon le dossier, peut désigner" in words(tab)
    pressed(tab, button)
    assert doubts(situation_of(window.bridge.state)) == ()
    assert said in words(tab)
    assert not row.isVisible()


def test_only_a_doubt_offers_to_settle(the_tab):
    _, tab = the_tab
    view = tab.findChild(QTableView, "conflict_view")
    view.setCurrentIndex(view.model().index(0, 0))
    assert not tab.findChild(QWidget, "settle_row").isVisible()
