"""A title that says another sex than its row is told; nothing is deduced from it."""

import pytest

from jurydesk.certification.vocabulary import Gender
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.compliance.jury_file import read_jury
from tests.builders import the_rulebook
from tests.tables.tables import a_csv

RULES = the_rulebook()
HEADS = "identifiant;nom_naissance;prenoms;voie;sexe"


def told(tmp_path, heads, cells):
    """What is said of the sex of one row, and the sex that is kept."""
    preview = read_cohort(a_csv(tmp_path, f"{heads}\n{cells}"), RULES)
    (candidate,) = preview.records()
    return [p.message for p in preview.problems if "dit «" in p.message], candidate.gender


@pytest.mark.parametrize(
    ("name", "first", "sex", "kept"),
    [
        ("Mme Roy", "Léa", "M", Gender.MAN),
        ("Roy", "Mme Léa", "H", Gender.MAN),
        ("M. Roy", "Paul", "F", Gender.WOMAN),
        ("Monsieur Roy", "Paul", "Féminin", Gender.WOMAN),
        ("Roy (Mme)", "Léa", "M", Gender.MAN),
        ("Mlle Roy", "Léa", "", None),
    ],
)
def test_title_in_a_name_that_says_another_sex_is_told(tmp_path, name, first, sex, kept):
    sentences, gender = told(tmp_path, HEADS, f"01;{name};{first};FI;{sex}")
    assert len(sentences) == 1
    assert gender is kept


@pytest.mark.parametrize(
    ("name", "sex"),
    [("Mme Roy", "F"), ("M. Roy", "M"), ("Dr Roy", "F"), ("Pr Roy", "M"), ("Roy", "F")],
)
def test_title_that_agrees_or_says_no_sex_is_not(tmp_path, name, sex):
    assert told(tmp_path, HEADS, f"01;{name};Camille;FI;{sex}")[0] == []


def test_column_of_titles_left_aside_is_compared_too(tmp_path):
    heads = f"{HEADS};civilité"
    assert told(tmp_path, heads, "01;Roy;Léa;FI;F;Mme")[0] == []
    sentences, gender = told(tmp_path, heads, "01;Roy;Léa;FI;M;Mme")
    assert "« civilité »" in sentences[0]
    assert gender is Gender.MAN
    assert len(told(tmp_path, heads, "01;Roy;Léa;FI;;Monsieur")[0]) == 1


def test_the_jury_s_table_is_compared_likewise(tmp_path):
    lines = "identifiant;nom;prenom;role;sexe\nM1;Mme Roy;Anne;president;M\nM2;M. Li;Bo;directeur;M"
    preview = read_jury(a_csv(tmp_path, lines), RULES)
    assert [p.row for p in preview.problems if "dit «" in p.message] == [2]
