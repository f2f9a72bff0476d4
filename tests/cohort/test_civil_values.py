"""Civil status: a birth known in part, communes, countries; each doubt is said."""

from datetime import date, datetime

import pytest

from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.civil_values import to_birth, to_country, to_email
from jurydesk.cohort.countries import country_of
from jurydesk.cohort.insee_codes import to_insee
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


def test_no_country_is_told():
    assert country_of("Wakanda") is None
    assert to_country("Wakanda").state is CellState.WARNING
    assert to_country("NULL").value is None


def test_an_address_is_taken_from_what_a_mail_program_pastes():
    assert to_email("mailto:zoe@exemple.fr").value == "zoe@exemple.fr"
    assert to_email("zoe.exemple.fr").state is CellState.WARNING
