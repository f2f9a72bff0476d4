"""A column that nobody recognised is named by hand, and one may be left out."""

from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.tables.how_read import HowRead
from tests.builders import the_rulebook
from tests.tables.tables import a_csv

RULES = the_rulebook()
TEXT = "Réf;nom_naissance;prenoms;voie;Boîte;Nom bis\n01;Roy;Anne;FI;Hydrovia;Petit\n"


def read(tmp_path, *columns):
    return read_cohort(a_csv(tmp_path, TEXT), RULES, HowRead(columns=columns))


def test_a_heading_named_by_hand_gives_its_field(tmp_path):
    assert not read(tmp_path).is_acceptable
    preview = read(tmp_path, ("ref", "identifiant"), ("boite", "employeur"))
    (who,) = preview.accepted()
    assert (who.identifier, who.employer) == ("01", "Hydrovia")
    assert preview.columns["Boîte"] == "employeur"
    assert who.remarks == (("Nom bis", "Petit"),)


def test_a_column_named_by_hand_wins_over_the_one_recognised(tmp_path):
    preview = read(tmp_path, ("ref", "identifiant"), ("nom bis", "nom_naissance"))
    assert preview.records()[0].birth_name == "Petit"
    assert preview.columns["nom_naissance"] is None


def test_a_column_that_is_not_to_be_imported_is_left_out_without_a_word(tmp_path):
    columns = (("ref", "identifiant"), ("boite", ""), ("nom bis", ""))
    preview = read(tmp_path, *columns)
    (who,) = preview.accepted()
    assert who.remarks == ()
    assert not [each for each in preview.problems if each.column in ("Boîte", "Nom bis")]
    (cell,) = [each for each in preview.rows[0].cells if each.column == "Boîte"]
    assert cell.understood == "colonne laissée de côté"
