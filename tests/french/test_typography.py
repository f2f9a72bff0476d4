"""French as it is printed."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from jurydesk.certification.vocabulary import Gender
from jurydesk.french import agreement, days, lists, numbers, spaces
from tests.builders import at

NB, THIN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'avis", "l’avis"),
        ("« mot »", f"«{NB}mot{NB}»"),
        (f"« {NB}mot{NB} »", f"«{NB}mot{NB}»"),
        ("motif : retard", f"motif{NB}: retard"),
        ("à 10:30", "à 10:30"),
        ("oui ; non", f"oui{THIN}; non"),
        ("vraiment?", f"vraiment{THIN}?"),
        ("https://exemple.fr/?a=1", "https://exemple.fr/?a=1"),
        ("30 %", f"30{THIN}%"),
        ("1 – au-delà ; 3 – en voie – écarts", f"1{NB}– au-delà{THIN}; 3{NB}– en voie – écarts"),
        ("2024 – RNCP 5", "2024 – RNCP 5"),
        ("30%", f"30{THIN}%"),
    ],
)
def test_typed_text_gets_french_spaces(typed, printed):
    assert spaces.typeset(typed) == printed


def test_decomposed_accents_are_composed():
    assert spaces.clean("Le\u0301a") == "Léa"


def test_control_and_invisible_characters_vanish_and_line_breaks_become_spaces():
    assert spaces.clean("A\x00B\x1b[0m\u200bC\u202eD\r\nE\tF\u2028G") == "AB[0mCD E F G"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 membre"), (1, "1 membre"), (2, "2 membres"), (21, "21 membres")]
)
def test_plural_begins_at_two(number, words):
    assert numbers.plural(number, "membre").replace(NB, " ") == words


def test_irregular_plural_is_given():
    assert numbers.plural(3, "mise aux voix", "mises aux voix") == f"3{NB}mises aux voix"


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A et B"), (["A", "B", "C"], "A, B et C")],
)
def test_lists_end_with_et(items, words):
    assert lists.enumeration(items) == words


def test_long_lists_tell_how_many_more():
    assert lists.shortened(["A", "B", "C", "D"], 2) == f"A, B et 2{NB}autres"
    assert lists.shortened(["A", "B"], 2) == "A et B"


def test_days_are_written_in_full():
    assert days.day(date(2024, 4, 19)) == f"vendredi 19{NB}avril{NB}2024"
    assert days.unbroken_day(date(2024, 5, 1)) == f"1er{NB}mai{NB}2024"
    assert days.short_day(date(2024, 5, 1)) == "01/05/2024"


def test_hours_keep_the_offset_they_were_noted_with():
    assert days.clock(datetime.fromisoformat("2024-04-19T09:05:00+02:00")) == f"9{NB}h{NB}05"


def test_hour_of_another_day_names_the_day():
    moment = at("01:10", date(2024, 4, 20))
    assert days.clock_on(moment, date(2024, 4, 19)) == f"le 20{NB}avril{NB}2024 à 1{NB}h{NB}10"
    assert days.clock_on(at("09:00"), date(2024, 4, 19)) == f"9{NB}h{NB}00"


def test_decimals_take_a_comma():
    assert numbers.decimal(Decimal("14.5"), 2) == "14,50"
    assert numbers.decimal(Decimal("0.25")) == "0,25"
    assert numbers.decimal(Decimal("1E+1")) == "10"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(1, 4), "25"),
        (Fraction(1, 3), "33,3"),
        (Fraction(1, 7), "14,3"),
        (Fraction(1), "100"),
    ],
)
def test_percentages_are_rounded_to_a_tenth(share, words):
    assert numbers.percent(share) == f"{words}{THIN}%"


def test_counted_fractions_are_never_reduced():
    assert numbers.counted_share("2/8") == f"2/8 (25{THIN}%)"
    assert numbers.counted_share("0/0") == "0/0"
    assert numbers.counted_share("01/09/2022") == "01/09/2022"


def test_sentence_has_a_capital_and_one_full_stop():
    assert spaces.sentence("la salle a changé") == "La salle a changé."
    assert spaces.sentence("Fini.") == "Fini."
    assert spaces.sentence("  ") == ""


def test_agreement_knows_an_unknown_gender():
    forms = ("né", "née", "nom de naissance")
    assert agreement.agree(Gender.WOMAN, *forms) == "née"
    assert agreement.agree(Gender.MAN, *forms) == "né"
    assert agreement.agree(None, *forms) == "nom de naissance"
