"""A column that nobody recognised is named from the menu of its heading, and remembered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from jurydesk.widgets.importing.import_choices import ColumnMemory
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.session_wizard import SessionWizard

TEXT = "identifiant;nom_naissance;prenoms;voie;Boîte;entreprize\n01;Roy;Anne;FI;Hydrovia;X\n"


@pytest.fixture
def the_step(qtbot, tmp_path):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    path = tmp_path / "promotion.csv"
    path.write_text(TEXT, encoding="utf-8")
    step = wizard.cohort
    step.load(path)
    qtbot.waitUntil(lambda: step.preview is not None, timeout=20000)
    return step


def heading(step, column):
    return step.table_view.model().headerData(column, Qt.Orientation.Horizontal)


def choose(step, wanted):
    """Pick an action of the menu that is open, and return what the menu offers."""
    (menu,) = [each for each in step.findChildren(QMenu) if each.isVisible()]
    actions = [action for action in menu.actions() if action.text()]
    words = [action.text() for action in actions]
    next(action for action in actions if action.text().startswith(wanted)).trigger()
    menu.close()
    return words


def test_a_column_is_named_by_hand_and_remembered(qtbot, the_step):
    assert heading(the_step, 7) == "Boîte ▾"
    the_step.table_view.horizontalHeader().sectionClicked.emit(7)
    offered = choose(the_step, "Entreprise")
    qtbot.waitUntil(lambda: the_step.preview is not None, timeout=20000)
    assert the_step.preview.records()[0].employer == "Hydrovia"
    assert heading(the_step, 7) == "Boîte"
    assert "Ne pas importer cette colonne" in offered
    assert ColumnMemory("RNCP35609/cohort").recall() == (("boite", "employeur"),)
    the_step.load(the_step.path)
    qtbot.waitUntil(lambda: the_step.preview is not None, timeout=20000)
    assert the_step.preview.records()[0].employer == "Hydrovia"


def test_the_guess_comes_first_and_is_never_taken_by_itself(qtbot, the_step):
    assert the_step.preview.records()[0].employer == ""
    the_step.table_view.horizontalHeader().sectionClicked.emit(8)
    offered = choose(the_step, "Ne pas importer")
    assert offered[0] == "Entreprise (proposé)"
    qtbot.waitUntil(lambda: the_step.preview is not None, timeout=20000)
    assert heading(the_step, 8) == "entreprize"
    assert the_step.preview.records()[0].remarks == (("Boîte", "Hydrovia"),)


def test_the_menu_key_opens_the_menu_of_the_cell(the_step):
    the_step.table_view.setCurrentIndex(the_step.table_view.model().index(0, 7))
    the_step.table_view.customContextMenuRequested.emit(QPoint())
    (menu,) = [each for each in the_step.findChildren(QMenu) if each.isVisible()]
    said = menu.actions()[0]
    menu.close()
    said.trigger()
    offered = choose(the_step, "Comme le fichier")
    assert offered[-1] == "Comme le fichier le dit"


def test_what_is_no_column_of_the_file_has_no_menu(the_step):
    the_step.table_view.horizontalHeader().sectionClicked.emit(1)
    assert the_step.findChildren(QMenu) == []
