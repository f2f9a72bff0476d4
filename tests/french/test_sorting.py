"""The order of what a table shows: numbers by value, days by time, words as French sorts them."""

import pytest

from jurydesk.french.sorting import family_order, is_nothing, shown_order


@pytest.mark.parametrize(
    "in_order",
    [
        ["−3", "0", "9,5", "10", "14,50", "1\u202f234", "12 345"],
        ["8,5\u202f%", "33,3\u202f%", "100\u202f%"],
        ["3/10", "3/8", "1/2", "6/8"],
        ["31/12/2023", "01/01/2024", "19/04/2024"],
        ["1er mars 2023", "vendredi 19 avril 2024", "le 20 avril 2024", "1er mai 2024"],
        ["19/04/2024 à 9\u00a0h\u00a005", "19/04/2024 à 10\u00a0h\u00a000"],
        ["9\u00a0h\u00a005", "10\u00a0h\u00a000"],
        ["Abadie", "Édouard", "eiffel", "Ève", "Œuvrard", "Zola"],
        ["cote", "côte", "cotes"],
        ["BC2", "BC10", "BC10.1"],
        ["2 sur 7", "10 sur 12"],
        # Numbers first, then days, then words.
        ["12", "01/01/2000", "à noter"],
    ],
)
def test_reads_from_first_to_last(in_order):
    mixed = [*in_order[1::2], *in_order[::2]]
    assert sorted(mixed, key=shown_order) == in_order


def test_impossible_day_is_words_and_nothing_is_nothing():
    assert shown_order("31/02/2024")[0] == 2
    assert shown_order("3/0")[0] == 2
    assert [is_nothing(each) for each in ("", " ", "–", "0", "sans objet")] == [
        *(True, True, True),
        *(False, False),
    ]


def test_people_are_sorted_by_their_family_name():
    names = ["Aurélien VASSEUR", "Zoé ABADIE", "Éva DE LA TOUR", "Anne Marie ÉLUARD"]
    assert sorted(names, key=family_order) == [names[1], names[2], names[3], names[0]]
