"""One cell, what is understood of it, and what the clerk is told."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from jurydesk.tables.converters import (
    CellState,
    decimal_of,
    shown,
    text_of,
    to_clock,
    to_date,
    to_decimal,
    to_pages,
    to_score,
    to_text,
)

BORN = date(1998, 4, 3)


@pytest.mark.parametrize(
    "written",
    [
        "03/04/1998",
        "3/4/1998",
        "3-4-1998",
        "03.04.1998",
        "1998-04-03",
        "1998-04-03T00:00:00",
        "03/04/1998 00:00:00",
        "3 avril 1998",
        "vendredi 3 avril 1998",
        "le 3 AVR. 1998",
        "  3\u00a0avril  1998 ",
        BORN,
        datetime(1998, 4, 3, 0, 0),  # noqa: DTZ001 a spreadsheet's dates have no zone
    ],
)
def test_a_date_is_read_as_people_write_it(written):
    assert to_date(written) == (BORN, "3 avril 1998", CellState.OK, "")


def test_the_first_of_a_month_is_said_premier():
    assert to_date("1er mai 2024").words == "1er mai 2024"


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("03/04/98", date(1998, 4, 3)),
        ("3 avril 24", date(2024, 4, 3)),
        ("1/1/40", date(2040, 1, 1)),
    ],
)
def test_a_short_year_is_guessed_and_shown(written, understood):
    found = to_date(written)
    assert found.value == understood
    assert found.state is CellState.WARNING
    assert found.words in found.message


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31/02/2024", "février 2024 n’a pas de jour 31"),
        ("29/02/2023", "février 2023 n’a pas de jour 29"),
        ("04/19/1998", "il n’y a pas de mois 19"),
        ("3 brumaire 1998", "« brumaire » est inconnu"),
        ("bientôt", "écrivez JJ/MM/AAAA"),
        ("1998", "écrivez JJ/MM/AAAA"),
        (45401.0, "ce nombre serait le 19 avril 2024"),
        (1998.5, "n’est pas une date"),
        (True, "n’est pas une date"),
        (time(9, 30), "n’est pas une date"),
    ],
)
def test_what_is_no_date_is_refused_in_words(written, why):
    found = to_date(written)
    assert found.value is None
    assert found.state is CellState.ERROR
    assert why in found.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("14,5", "14.5"),
        ("14.5", "14.5"),
        (14.5, "14.5"),
        ("100", "100"),
        (0.1, "0.1"),
        (7.0, "7"),
        ("7,0", "7"),
    ],
)
def test_a_decimal_takes_a_comma_or_a_point(written, number):
    found = to_decimal(written)
    assert found.value == Decimal(number)
    assert found.words == number.replace(".", ",")


@pytest.mark.parametrize("written", ["1/2", "douze", True, float("inf"), "9" * 40, BORN])
def test_what_is_no_number_is_refused(written):
    assert to_decimal(written).state is CellState.ERROR
    assert decimal_of(written) is None


@pytest.mark.parametrize("written", ["785", 785.0, "785 points", "785 / 990"])
def test_a_score_may_carry_its_unit(written):
    assert to_score(written).value == 785


@pytest.mark.parametrize("written", ["58", 58.0, "58 pages", "58 p."])
def test_pages_are_a_whole_number(written):
    assert to_pages(written)[:2] == (58, "58 pages")


@pytest.mark.parametrize("written", ["0", "-3", "58,5", "beaucoup", BORN])
def test_other_pages_are_refused(written):
    assert to_pages(written).state is CellState.ERROR


def test_one_page_is_singular():
    assert to_pages("1").words == "1 page"


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("09:30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("9 H 30", time(9, 30)),
        ("09:30:15", time(9, 30, 15)),
        (time(9, 30), time(9, 30)),
        (timedelta(hours=9, minutes=30), time(9, 30)),
    ],
)
def test_an_hour_is_read(written, clock):
    assert to_clock(written).value == clock


@pytest.mark.parametrize("written", ["9", "25:00", "09:61", "midi", 9.5, timedelta(days=2), BORN])
def test_what_is_no_hour_is_refused(written):
    assert to_clock(written).state is CellState.ERROR


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12.0, "12"),
        (12.5, "12,5"),
        (True, "oui"),
        (False, "non"),
        (BORN, "03/04/1998"),
        (time(9, 30), "09:30"),
        (time(9, 30, 5), "09:30:05"),
        (" a ", "a"),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_is_shown_as_the_spreadsheet_does(cell, text):
    assert shown(cell) == text


def test_what_disarms_a_formula_is_taken_off():
    assert text_of("'=1+1") == "=1+1"
    assert text_of('="007"') == "007"
    assert text_of("=1+1") == "=1+1"
    assert text_of("l'été") == "l'été"
    assert to_text("  Jean\n Paul ").value == "Jean Paul"
