"""One company written two ways, and two companies that look alike."""

import pytest

from jurydesk.french.company_names import same_company


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
        ("Yapı Kredi", "YAPI KREDI SA"),
        ("Dupont & Fils", "Dupont et Fils"),
        ("Société Dupont", "Dupont"),
        ("La Sté Dupont", "DUPONT SARL"),
        ("S.A.R.L. Dupont", "Dupont"),
        ("Dupont & Cie", "Dupont et compagnie"),
        ("Maersk A/S", "Maersk"),
        ("Bosch GmbH & Co KG", "BOSCH"),
        ("Ets. Martin", "Martin"),
        ("YapıKredi", "Yapi Kredi"),
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
        ("Dupont & Fils", "Dupont"),
        ("Saint-Gobain", "Gobain"),
    ],
)
def test_two_companies_are_not_confused(first, second):
    assert not same_company(first, second)
