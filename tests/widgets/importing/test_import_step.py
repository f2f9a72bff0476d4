"""An import on screen: read, corrected in the spreadsheet, read again; one thing is said once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from jurydesk.cohort.blank_table import blank_cohort, blank_csv
from jurydesk.compliance.jury_columns import jury_fields
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.session_wizard import SessionWizard
from tests.builders import the_rulebook
from tests.widgets.room import when_asked

HEADINGS = "identifiant;nom_naissance;prenoms;voie;debut_parcours;BC01;BC07\n"


def a_row(number, bc01="2", bc07=""):
    return f"{number:03};Nom{number};Prénom;FI;04/09/2023;{bc01};{bc07}\n"


def read(qtbot, path):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    wizard.cohort.load(path)
    wait(qtbot, wizard)
    return wizard


def wait(qtbot, wizard):
    qtbot.waitUntil(lambda: wizard.cohort.preview is not None, timeout=20000)


def problems(wizard):
    view = wizard.cohort.problem_view
    return [view.item(row).text().replace("\u00a0", " ") for row in range(view.count())]


def test_corrected_file_is_read_again_with_one_button(qtbot, tmp_path):
    path = tmp_path / "promotion.csv"
    path.write_text(HEADINGS + a_row(1, bc01="7"), encoding="utf-8")
    wizard = read(qtbot, path)
    assert not wizard.next_button.isEnabled()
    assert "Relire" in wizard.cohort.summary_label.text()
    path.write_text(HEADINGS + a_row(1, bc01="2"), encoding="utf-8")
    wizard.cohort.reload_button.click()
    wait(qtbot, wizard)
    assert wizard.next_button.isEnabled()


def test_nothing_is_read_again_before_a_file_is_chosen(qtbot):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    assert not wizard.cohort.reload_button.isEnabled()


def test_the_same_thing_said_of_many_rows_is_said_once_with_the_rows(qtbot, tmp_path):
    path = tmp_path / "promotion.csv"
    rows = "".join(a_row(number, bc07="14,5") for number in range(1, 6))
    path.write_text(HEADINGS + rows + a_row(6, bc01="8"), encoding="utf-8")
    told = problems(read(qtbot, path))
    marks = [text for text in told if "BC07" in text and "colonne" in text]
    assert len(marks) == 1
    assert "Ligne 2" in marks[0]
    assert "4 autres lignes (3, 4, 5, 6)" in marks[0]
    assert any("Ligne 7" in text and "BC01" in text for text in told)


def test_the_jury_is_sought_beside_the_cohort(qtbot, tmp_path):
    path = tmp_path / "promotion.csv"
    path.write_text(HEADINGS + a_row(1), encoding="utf-8")
    assert read(qtbot, path).jury.folder == tmp_path


@pytest.mark.parametrize(
    ("step", "name", "made"),
    [
        ("cohort", "modele_promotion.csv", blank_cohort(the_rulebook())),
        ("jury", "modele_jury.csv", blank_csv(jury_fields())),
    ],
)
def test_empty_table_with_its_columns_is_saved_from_the_assistant(
    qtbot, tmp_path, step, name, made
):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard.show()
    wizard._show_step(1 if step == "cohort" else 2)
    place = getattr(wizard, step)
    seen = []

    def answer(asked):
        seen.append(asked.findChild(QLineEdit).text())
        asked.findChild(QLineEdit).setText(str(tmp_path / "vide.csv"))
        asked.accept()

    when_asked(answer)
    place.blank_button.click()
    assert seen == [name]
    assert (tmp_path / "vide.csv").read_bytes() == made
    assert "vide.csv" in place.hint_label.text()


def test_long_title_of_a_certification_is_whole_under_the_pointer(qtbot):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    box = wizard.rulebook_box
    assert "Chef de Projets en Intelligence Artificielle" in box.toolTip()
    assert box.itemData(0, Qt.ItemDataRole.ToolTipRole) == box.itemText(0)
