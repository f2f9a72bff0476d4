"""What a row says against itself, or against the day of the sitting, is a doubt and is told."""

from datetime import date

import pytest

from jurydesk.cohort.cohort_file import read_cohort
from tests.builders import the_rulebook

RULES = the_rulebook()
SITTING = date(2024, 4, 19)
HEADS = "identifiant;nom_naissance;prenoms;voie;sexe;date_naissance"


def the_rows(tmp_path, heads, *rows, on=SITTING):
    path = tmp_path / "promotion.csv"
    text = "\n".join(
        (f"{HEADS};{heads}", *(f"{n};Roy{n};Anne;FI;{row}" for n, row in enumerate(rows)))
    )
    path.write_text(text, encoding="utf-8")
    return read_cohort(path, RULES, on=on).rows


def told(row, column):
    (cell,) = [each for each in row.cells if each.column == column]
    return str(cell.state), cell.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("born", "state", "why"),
    [
        ("19/04/2010", "ok", ""),
        ("20/04/2010", "warning", "moins de 14 ans"),
        ("19/04/1924", "ok", ""),
        ("18/04/1923", "warning", "plus de 100 ans"),
        ("1890", "warning", "plus de 100 ans"),
        ("01/01/1900", "warning", "cellule vide"),
        ("17/04/2098", "warning", "après le 19 avril 2024"),
        ("07/06/1905", "warning", "l’année 1985"),
        ("14/02/1999", "ok", ""),
    ],
)
def test_a_birth_is_weighed_against_the_sitting(tmp_path, born, state, why):
    (row,) = the_rows(tmp_path, "BC01", f"F;{born};2")
    found, message = told(row, "date_naissance")
    assert found == state
    assert why in message


@pytest.mark.parametrize(
    ("column", "day", "state"),
    [
        ("debut_parcours", "19/04/2024", "ok"),
        ("debut_parcours", "20/04/2024", "warning"),
        ("debut_parcours", "04/09/1923", "warning"),
        ("recevabilite", "20/04/2024", "warning"),
        ("BC01_date", "18/04/2024", "ok"),
        ("BC01_date", "30/06/2099", "warning"),
        ("BC01_date", "30/12/1899", "warning"),
    ],
)
def test_a_day_after_the_sitting_or_of_another_age_is_doubted(tmp_path, column, day, state):
    (row,) = the_rows(tmp_path, f"BC01;{column}", f"F;14/02/1920;acquis;{day}", on=SITTING)
    assert told(row, column)[0] == state


@pytest.mark.parametrize(
    ("place", "state", "why"),
    [
        ("Lisbonne;99139;Portugal", "ok", ""),
        ("Lisbonne;99134;Portugal", "warning", "Espagne"),
        ("Lisbonne;75056;Portugal", "warning", "99139"),
        ("Tarbes;65440;France", "ok", ""),
        ("Paris;75056;France", "ok", ""),
        ("PARIS 15;75115;France", "ok", ""),
        ("Paris 15e;65440;France", "warning", "code postal"),
        ("Marseille;13001;France", "warning", "code postal"),
        ("Parisot;81202;France", "ok", ""),
    ],
)
def test_a_commune_a_code_and_a_country_go_together(tmp_path, place, state, why):
    heads = "commune_naissance;code_insee_naissance;pays_naissance"
    (row,) = the_rows(tmp_path, heads, f"F;14/02/1999;{place}")
    found, message = told(row, "code_insee_naissance")
    assert found == state
    assert why in message


def test_a_commune_has_one_code_in_a_departement(tmp_path):
    heads = "commune_naissance;code_insee_naissance"
    rows = the_rows(
        tmp_path,
        heads,
        "F;14/02/1999;Buellas;01065",
        "F;14/02/1999;BUELLAS;01310",
        "F;14/02/1999;Saint-Denis;93066",
        "F;14/02/1999;Saint-Denis;97411",
    )
    states = [told(row, "code_insee_naissance")[0] for row in rows]
    assert states == ["ok", "warning", "ok", "ok"]


def test_what_certificates_and_the_accrochage_will_lack_is_said_of_each_person(tmp_path):
    heads = "commune_naissance;pays_naissance"
    first, second = the_rows(tmp_path, heads, ";;;", "F;1985;Tarbes;France")
    assert [told(first, name)[0] for name in ("sexe", "date_naissance", "commune_naissance")] == [
        "warning",
        "warning",
        "warning",
    ]
    assert second.state == "ok"
