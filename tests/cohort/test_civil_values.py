"""Civil status: a birth known in part, communes, countries; each doubt is said."""

from datetime import date, datetime

import pytest

from jurydesk.bundle import resource
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.civil_values import to_birth, to_commune, to_country, to_email
from jurydesk.cohort.countries import country_of
from jurydesk.cohort.insee_codes import to_insee
from jurydesk.tables.cell import Formatted, NumberKind
from jurydesk.tables.converters import CellState


@pytest.mark.parametrize(
    "written",
    ["1985", 1985, 1985.0, "00/00/1985", "//1985", "année 1985", "xx/xx/1985", "1985-00-00",
     "né en 1985", "??/??/1985", "--/--/1985"],
)  # fmt: skip
def test_a_birth_known_by_its_year_is_taken(written):
    found = to_birth(written)
    assert (found.value, found.state) == (BirthDate(1985), CellState.OK)
    assert "1985" in found.words
    assert "ne sont connus" in found.words


@pytest.mark.parametrize(
    "written",
    ["06/1985", "00/06/1985", "juin 1985", "6/1985", "1985-06", "Juin 1985", "xx/06/1985"],
)
def test_a_birth_known_by_its_month_is_taken(written):
    found = to_birth(written)
    assert (found.value, found.state) == (BirthDate(1985, 6), CellState.OK)
    assert "juin 1985" in found.words


@pytest.mark.parametrize("written", ["31/12/1985", "1985-12-31", date(1985, 12, 31),
                                     datetime(1985, 12, 31), "31 décembre 1985"])  # fmt: skip  # noqa: DTZ001
def test_a_whole_birth_is_a_day(written):
    assert to_birth(written).value == BirthDate(1985, 12, 31)


@pytest.mark.parametrize("written", ["31/02/1985", "13/1985", "85", 31120.0, True, "0000", "9999"])
def test_what_is_no_birth_is_refused(written):
    assert to_birth(written).state is CellState.ERROR


def test_a_birth_is_said_as_far_as_it_is_known():
    assert BirthDate(1985).words == "en 1985"
    assert BirthDate(1985, 6).words == "en juin\u00a01985"
    assert BirthDate(1985, 6, 1).words == "le 1er\u00a0juin\u00a01985"
    assert (BirthDate(1984, 2).earliest, BirthDate(1984, 2).latest) == (
        date(1984, 2, 1),
        date(1984, 2, 29),
    )
    assert BirthDate(1984).latest == date(1984, 12, 31)
    with pytest.raises(ValueError, match="no month"):
        BirthDate(1985, None, 3)


@pytest.mark.parametrize(
    ("written", "code", "state"),
    [
        ("01053", "01053", "ok"),
        ("2a004", "2A004", "ok"),
        ("75115", "75115", "ok"),
        ("99139", "99139", "ok"),
        ("97411", "97411", "ok"),
        ("98818", "98818", "ok"),
        ("1065", "01065", "warning"),
        (1065.0, "01065", "warning"),
        (1065, "01065", "warning"),
        ("35000", "35000", "warning"),
        ("75015", "75015", "warning"),
        ("92100", "92100", "warning"),
        ("97400", "97400", "warning"),
        ("96001", "96001", "warning"),
        ("99999", "99999", "warning"),
        ("99", None, "warning"),
        ("NULL", None, "warning"),
        ("154640", None, "warning"),
        ("Toulouse", None, "warning"),
        (True, None, "warning"),
    ],
)
def test_a_code_of_a_commune_is_read_or_doubted(written, code, state):
    found = to_insee(written)
    assert (found.value, found.state) == (code, state)


def test_a_code_abroad_says_its_country():
    assert "Portugal" in to_insee("99139").words


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("PORTUGAL", "139"),
        ("Royaume Uni", "132"),
        ("UK", "132"),
        ("U.K.", "132"),
        ("USA", "404"),
        ("Côte d'Ivoire", "326"),
        ("Kosovo", "157"),
        ("BELGIQUE", "131"),
        ("France métropolitaine", "100"),
        ("Monaco", "138"),
        ("216", "216"),
        ("99216", "216"),
        ("Allemagne", "109"),
        ("Les Comores", "397"),
        ("Congo (Brazzaville)", "324"),
    ],
)
def test_a_country_has_the_code_of_insee(written, code):
    assert country_of(written).code == code
    assert to_country(written).state is CellState.OK


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("La Réunion", "100"),
        ("Nouvelle-Calédonie", "100"),
        ("RDA", "109"),
        ("Algérie (française)", "352"),
        ("URSS", ""),
        ("Yougoslavie", ""),
        ("Tchécoslovaquie", ""),
    ],
)
def test_a_territory_or_a_state_that_is_no_more_is_told(written, code):
    assert country_of(written).code == code
    assert to_country(written).state is CellState.WARNING


@pytest.mark.parametrize(
    ("written", "code"),
    [("Jersey", "161"), ("Canaries", "313"), ("Porto Rico", "432"), ("Curaçao", "444")],
)
def test_a_territory_with_a_code_of_its_own_has_it(written, code):
    """Insee, pays et territoires étrangers, edition of 2025."""
    assert country_of(written).code == code


@pytest.mark.parametrize(
    ("former", "code"),
    [("99141", "109"), ("99143", "254"), ("99233", "251"), ("99244", "243"), ("99115", "")],
)
def test_a_code_of_the_past_is_told_with_that_of_today(former, code):
    assert country_of(former).code == code
    assert to_insee(former).state is CellState.WARNING
    assert "ancien code" in to_insee(former).message or "n’est plus" in to_insee(former).message


def test_no_code_nor_name_of_the_list_means_two_countries():
    lines = resource("countries", "insee.csv").read_text("utf-8").splitlines()
    assert len(lines) == 202 + 26
    codes = [line.split(";")[0] for line in lines]
    assert len(set(codes)) == len(codes)
    for line in lines:
        code, name, others = line.split(";")
        for each in (name, *filter(None, others.split("|"))):
            assert country_of(each).code == code, each


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Tarbes", "Tarbes"),
        ("Tarbes (65)", "Tarbes (65)"),
        ("Lyon 3e", "Lyon 3e"),
        ("75001 Paris", "Paris"),
        ("PARIS 75001", "PARIS"),
        ("Ajaccio (20 000)", "Ajaccio"),
        ("F-31000 Toulouse", "Toulouse"),
        ("75001", None),
        ("75 001", None),
        ("2A004", None),
        (75001.0, None),
        ("31555", None),
    ],
)
def test_a_code_is_no_name_of_a_commune(written, name):
    found = to_commune(written)
    assert found.value == name
    changed = name != written
    assert (found.state is CellState.WARNING) == changed


def test_no_country_is_told():
    assert country_of("Wakanda") is None
    assert to_country("Wakanda").state is CellState.WARNING
    assert to_country("NULL").value is None


def test_an_address_is_taken_from_what_a_mail_program_pastes():
    assert to_email("mailto:zoe@exemple.fr").value == "zoe@exemple.fr"
    assert to_email("zoe.exemple.fr").state is CellState.WARNING


def test_a_date_of_the_spreadsheet_is_no_guess_and_an_amount_is_no_birth():
    assert to_birth(date(1985, 3, 4)) == (BirthDate(1985, 3, 4), *to_birth("04/03/1985")[1:])
    assert to_birth(date(1985, 3, 4)).state is CellState.OK
    assert to_birth(Formatted(1985.0, "1985 €", NumberKind.CURRENCY)).state is CellState.ERROR
