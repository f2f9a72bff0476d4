"""Addresses as secretaries type them, and as an envelope shows them."""

import pytest

from jurydesk.minutes.house.postal import address_doubt, address_lines


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", ()),
        ("3 rue des Lilas, 65000 Tarbes", ("3 rue des Lilas", "65000 TARBES")),
        ("12, rue des Lilas, 31000 Toulouse", ("12 rue des Lilas", "31000 TOULOUSE")),
        ("12 bis, rue Haute, 31000 Toulouse", ("12 bis rue Haute", "31000 TOULOUSE")),
        ("3 rue des Lilas 65000 Tarbes", ("3 rue des Lilas", "65000 TARBES")),
        ("3 rue des Lilas - 65000 Tarbes", ("3 rue des Lilas", "65000 TARBES")),
        (
            "Bât. B, appt 12\n3 rue de l’Église\n42000 Saint-Étienne\nFrance",
            ("Bât. B, appt 12", "3 rue de l’Église", "42000 SAINT-ETIENNE"),
        ),
        (
            "Calle Mayor 5\n28013 Madrid\nEspagne",
            ("Calle Mayor 5", "28013 MADRID", "Espagne"),
        ),
        ("BP 54032, 31055 Toulouse Cedex 4", ("BP 54032", "31055 TOULOUSE CEDEX 4")),
        (
            "chez M. Roy ; 1 place du Pin ; F-31000 Toulouse",
            ("chez M. Roy", "1 place du Pin", "31000 TOULOUSE"),
        ),
    ],
)
def test_an_address_is_set_line_by_line(typed, lines):
    assert address_lines(typed) == lines


def test_what_would_not_reach_its_person_is_told():
    assert address_doubt("Léa ROY", ()) == "sans adresse"
    assert address_doubt("Léa ROY", ("3 rue Haute", "31000 TOULOUSE")) == ""
    assert "6 lignes" in address_doubt("Léa ROY", ("a", "b", "c", "d", "e", "31000 TOULOUSE"))
    assert "38 signes" in address_doubt("Léa ROY", ("x" * 39, "31000 TOULOUSE"))
