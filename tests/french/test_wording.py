"""French in the messages: lists, numbers, percentages, dates, no-break spaces."""

from datetime import date
from fractions import Fraction

import pytest

from jurydesk.compliance.wording import provision_source, source_of
from jurydesk.french.agreement import of
from jurydesk.french.days import short_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import about_percent, counted, exact_percent, ratio
from jurydesk.french.spaces import spaced
from tests.builders import unruled
from tests.compliance.builders import shipped


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("A",), "A"), (("A", "B"), "A et B"), (("A", "B", "C"), "A, B et C")],
)
def test_a_list_ends_with_et(words, text):
    assert enumeration(words) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(3, 10), "30 %"),
        (Fraction(1, 2), "50 %"),
        (Fraction(1, 8), "12,5 %"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1), "100 %"),
    ],
)
def test_a_percentage_is_exact_or_a_fraction(share, text):
    assert exact_percent(share) == text


@pytest.mark.parametrize(
    ("number", "total", "text"),
    [(2, 8, "25 %"), (1, 7, "environ 14,3 %"), (2, 6, "environ 33,3 %"), (0, 6, "0 %")],
)
def test_a_count_is_told_to_a_tenth(number, total, text):
    assert about_percent(number, total) == text


def test_zero_and_one_take_the_singular():
    assert [counted(n, "membre", "membres") for n in (0, 1, 2)] == [
        "0 membre",
        "1 membre",
        "2 membres",
    ]


def test_thresholds_and_days_are_written_plainly():
    assert ratio(Fraction(3, 10)) == "3/10"
    assert short_day(date(2024, 4, 9)) == "09/04/2024"


def test_no_break_spaces_stand_before_double_punctuation():
    assert spaced("« oui » : 30 % ; non ? si !") == (
        "«\xa0oui\xa0»\xa0: 30\u202f%\u202f; non\u202f? si\u202f!"
    )


def test_a_source_to_confirm_says_so():
    assert source_of(shipped().quorum).endswith("(à confirmer)")
    assert "à confirmer" not in source_of(shipped().external_share)


def test_a_rule_without_provision_comes_from_the_fiche():
    assert provision_source(unruled(shipped(), "sieges"), "sieges") == "fiche RNCP35609"
    assert "Fiche RNCP35609" in provision_source(shipped(), "sieges")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Hélène CASTÉRA", "d’Hélène CASTÉRA"),
        ("Élodie", "d’Élodie"),
        ("Yves", "d’Yves"),
        ("Œuvré", "d’Œuvré"),
        ("Marc", "de Marc"),
        ("", "de "),
    ],
)
def test_de_is_elided(name, words):
    assert of(name) == words
