"""Whom a mention names, may name, or does not name."""

import pytest

from jurydesk.french.person_names import Naming, naming, same_person


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
    ("mention", "last", "first"),
    [
        ("Işıl Yıldız", "YILDIZ", "Işıl"),
        ("YILDIZ ISIL", "Yıldız", "Işıl"),
        ("Nazlı Kılıç", "KILIC", "Nazli"),
        ("Jean LE GOFF", "Legoff", "Jean"),
        ("Jean Le-Goff", "LE GOFF", "Jean"),
        ("Anne OʼBrien", "O’Brien", "Anne"),
        ("Mme Nadège Kervella / M. Paul Dupont", "Kervella", "Nadège"),
        ("Dupont Paul ou Kervella Nadège", "Kervella", "Nadège"),
    ],
)
def test_letters_hyphens_and_spaces_do_not_hide_a_person(mention, last, first):
    assert naming(mention, last, first) is Naming.NAMED


@pytest.mark.parametrize(
    "mention",
    [
        "Kervella",
        "Mme Kervella",
        "M. Kervella",
        "N. Kervella",
        "Kervella N",
        "Kervella / Dupont",
        "Dupont & Kervella",
        "Kervella-Roy Nadège",
        "Nadège Kervella Jr",
        "Nadege Kervela",
        "Nadège",
        "de Kervella Nadège",
        "la formatrice (Mme Kervella)",
        "Kervella-Dupont",
        "Mme Dupont-Kervella",
    ],
)
def test_what_may_be_a_person_is_a_doubt(mention):
    assert naming(mention, "Kervella", "Nadège") is Naming.DOUBTFUL


@pytest.mark.parametrize(
    ("mention", "last", "first"),
    [
        ("Hugues Montalbon", "de Montalbon", "Hugues"),
        ("J.-P. Roy", "Roy", "Jean-Paul"),
        ("JP Roy", "Roy", "Jean Paul"),
        ("Marie Roy", "Roy", "Marie-Hélène"),
        ("Roy", "Roy-Durand", "Anne"),
    ],
)
def test_a_part_of_a_name_is_a_doubt(mention, last, first):
    assert naming(mention, last, first) is Naming.DOUBTFUL


@pytest.mark.parametrize(
    "mention",
    [
        "",
        "Paul Dupont",
        "P. Kervella",
        "Paul Kervella",
        "Mme Roy",
        "Odile Marsan",
        "?",
        "Paul Kervella-Dupont",
    ],
)
def test_another_person_is_nobody(mention):
    assert naming(mention, "Kervella", "Nadège") is Naming.NOBODY
