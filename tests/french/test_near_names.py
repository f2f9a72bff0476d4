"""Whom a mistyped name may mean: one person to ask about, or nobody."""

import pytest

from jurydesk.french.near_names import nearest_name

JURY = {"M1": "Aurélien VASSEUR", "M2": "Claire MARTIN", "M3": "Clément MARTIN", "M4": "Bo LI"}


@pytest.mark.parametrize("typed", ["Aurlien V", "vasseur", "VASEUR Aurelien", "aurélien vasseur"])
def test_a_hurried_typing_means_the_one_member_it_is_near(typed):
    assert nearest_name(typed, JURY) == "M1"


@pytest.mark.parametrize("typed", ["", "A. V.", "Martin", "Jeanne Vasseur", "Paul Dupont"])
def test_initials_two_namesakes_and_strangers_mean_nobody(typed):
    assert nearest_name(typed, JURY) is None


def test_one_word_of_the_name_answers_for_one_word_typed():
    assert nearest_name("Martin Martin", {"M2": "Claire MARTIN"}) is None
