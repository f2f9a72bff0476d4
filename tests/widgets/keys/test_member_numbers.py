"""A member's number in a jury of any size: one digit where one is enough, never more than two."""

import pytest

from jurydesk.widgets.keys.member_numbers import MemberNumbers


def typed(total, *digits):
    numbers = MemberNumbers(total)
    return [numbers.take(digit) for digit in digits]


def test_nine_members_take_one_digit_each():
    assert typed(9, *range(1, 10)) == list(range(1, 10))


@pytest.mark.parametrize("total", [10, 12, 19, 20, 25])
def test_everyone_beyond_nine_takes_two_digits(total):
    for number in range(10, total + 1):
        assert typed(total, *divmod(number, 10)) == [None, number]


def test_a_digit_that_begins_no_other_number_is_a_member_at_once():
    assert typed(12, 2) == [2]
    assert typed(19, 9) == [9]
    assert typed(20, 3) == [3]


def test_the_first_ones_end_by_enter_or_begin_by_zero():
    numbers = MemberNumbers(20)
    assert numbers.take(2) is None
    assert numbers.question() == ("2 : Entrée pour ce membre, ou un deuxième chiffre pour 20.")
    assert numbers.end() == 2
    assert numbers.end() is None
    assert typed(20, 0, 1) == [None, 1]


def test_another_key_forgets_what_was_begun():
    numbers = MemberNumbers(12)
    numbers.take(1)
    numbers.forget()
    assert numbers.take(5) == 5


def test_a_number_that_nobody_has_is_returned_for_a_sentence():
    assert typed(12, 1, 9) == [None, 19]
    assert typed(12, 0, 0) == [None, 0]
