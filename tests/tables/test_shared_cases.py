"""The small inputs of the trade, where they are beside the project: each gives its right value."""

from pathlib import Path

import pytest

from jurydesk.bundle import resource
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.tables.how_read import HiddenRows, HowRead

CASES = Path(__file__).parents[2].parent / "shared" / "data" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")


def read(name, how=HowRead()):  # noqa: B008 it is frozen
    return read_cohort(CASES / name, load_rulebook(resource("rulebooks", "rncp35609.toml")), how)


def told(preview, words):
    return [
        problem.row for row in preview.rows for problem in row.problems if words in problem.message
    ]


def test_errors_are_told_where_they_are():
    assert sorted(set(told(read("erreurs_libreoffice.ods"), "cellule en erreur"))) == [
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_errors_are_seen_whatever_the_order_of_attributes():
    preview = read("erreurs_ordre_attributs.xlsx")
    assert len(told(preview, "cellule en erreur")) == 2
    assert len(told(preview, "formule sans valeur")) == 1


@pytest.mark.parametrize("name", ["formules_si_vide.xlsx", "formules_si_vide.ods"])
def test_computed_empty_texts_are_empty(name):
    preview = read(name)
    assert [row.problems for row in preview.rows] == [(), ()]
    assert preview.is_acceptable


def test_hidden_rows_are_asked():
    preview = read("lignes_masquees.xlsx")
    assert preview.located.hidden_rows == (3, 5)
    assert not preview.is_acceptable
    assert len(read("lignes_masquees.xlsx", HowRead(hidden=HiddenRows.SKIP)).accepted()) == 2


def test_two_sheets_are_asked():
    preview = read("deux_feuilles.xlsx")
    names = tuple(sheet.name for sheet in preview.located.sheets)
    assert not preview.is_acceptable
    assert len(read("deux_feuilles.xlsx", HowRead(sheets=names)).accepted()) == 3


def test_names_are_whole():
    assert read("gras_gnumeric.xlsx").rows[0].record.birth_name == "DE LA FONTAINE ROY"
    names = [row.record.birth_name for row in read("tabulation.ods").rows if row.record]
    assert "DUPONT DURAND" in names
    assert len(read("sheetjs.ods").rows) == 3
    macs = " ".join(row.person for row in read("mac.csv").rows)
    assert "ABBÉ" in macs
    assert "Andréa" in macs


def test_what_a_merge_hides_is_told():
    preview = read("cellules_couvertes.ods")
    assert sorted(set(told(preview, "caché sous une cellule fusionnée"))) == [3, 4]
