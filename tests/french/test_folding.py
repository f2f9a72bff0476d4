"""Names as people write them, compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurydesk.french.folding import fold, same_company, same_person


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Éloïse  LEFÈVRE ", "eloise lefevre"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Cœur_d'Ærø", "coeur d aero"),
        ("Date de naissance *", "date de naissance"),
        ("Łukasz Đurić", "lukasz duric"),
        ("Straße", "strasse"),
        ("…", ""),
    ],
)
def test_folding_sets_accents_case_punctuation_and_spacing_aside(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "mention",
    [
        "Lefèvre Éloïse",
        "éloïse LEFEVRE",
        "Lefèvre, Éloïse",
        "Mme Éloïse Lefèvre",
        "Professeur Dr Éloïse Lefèvre",
        "Éloïse Lefèvre (Thalès)",
        "Karim Benali et Éloïse Lefèvre",
        "Benali Karim ; Lefèvre Éloïse",
    ],
)
def test_a_person_is_named_in_either_order(mention):
    assert same_person(mention, "LEFÈVRE", "Éloïse")


@pytest.mark.parametrize("mention", ["", "Lefèvre", "Éloïse", "É. Lefèvre", "Éloïse Lefèvre-Roy"])
def test_a_near_miss_names_nobody(mention):
    assert not same_person(mention, "Lefèvre", "Éloïse")


def test_a_person_without_first_name_is_never_matched():
    assert not same_person("Lefèvre", "Lefèvre", "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thalès", "THALES SA"),
        ("Thales S.A.S.", "SAS Thalès"),
        ("Groupe Safran", "safran"),
        ("Airbus SE", "Airbus"),
        ("Dupont S. A.", "Dupont"),
        ("Dupont, société par actions simplifiée", "DUPONT"),
        ("SAS", "S.A.S."),
        ("Groupe SA", "groupe"),
        ("Aérostat (site de Toulouse)", "Aerostat"),
    ],
)
def test_one_company_written_two_ways(first, second):
    assert same_company(first, second)
    assert same_company(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("Thales", ""),
        ("Thales Alenia Space", "Thales"),
        ("Airbus Defence", "Airbus Helicopters"),
        ("Société générale", "Générale"),
    ],
)
def test_two_companies_are_not_confused(first, second):
    assert not same_company(first, second)
