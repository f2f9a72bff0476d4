"""Elision before names as they are, articles of offices, and words that agree with a person."""

import pytest

from jurydesk.french.agreement import agreed, by, of, of_each, that


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Aurélien VASSEUR", "d’Aurélien VASSEUR"),
        ("Élodie", "d’Élodie"),
        ("Hélène", "d’Hélène"),
        ("Œuvrard", "d’Œuvrard"),
        ("Yves", "d’Yves"),
        ("Yanis", "de Yanis"),
        ("Hassan", "de Hassan"),
        ("ISAE-SUPAERO", "d’ISAE-SUPAERO"),
        ("UE", "d’UE"),
        ("RNCP35609", "de RNCP35609"),
        ("onze membres", "de onze membres"),
        ("11 membres", "de 11 membres"),
        ("Paul", "de Paul"),
        ("", "de "),
    ],
)
def test_de_before_a_name(name, told):
    assert of(name) == told
    assert that(name) == told.replace("d’", "qu’").replace("de ", "que ")


def test_each_name_of_a_list_has_its_own():
    assert of_each(["Anne ROY", "Luc VIDAL", "Éric ZAY"]) == (
        "d’Anne ROY, de Luc VIDAL et d’Éric ZAY"
    )
    assert of_each([]) == ""


@pytest.mark.parametrize(
    ("whom", "told"),
    [
        ("Conseil de l’école", "par le Conseil de l’école"),
        ("conseil d’administration", "par le conseil d’administration"),
        ("le conseil de la formation", "par le conseil de la formation"),
        ("Commission de la formation", "par la Commission de la formation"),
        ("Assemblée générale", "par l’Assemblée générale"),
        ("l’assemblée", "par l’assemblée"),
        ("Mme Roy", "par Mme Roy"),
        ("DGESIP", "(DGESIP)"),
    ],
)
def test_who_adopted_has_an_article(whom, told):
    assert by(whom) == told


def test_participle_agrees_with_a_woman_a_man_and_an_unknown():
    assert [agreed(each, "déporté") for each in ("F", "M", None)] == [
        *("déportée", "déporté", "déporté·e"),
    ]
