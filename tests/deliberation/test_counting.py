"""Ballots counted by hand (DOMAIN §5 and §10.10), then the properties any count must have."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurydesk.deliberation.counting import Count, count

levels = st.integers(1, 6)
ballots = st.lists(levels, max_size=15)


def counted(*votes: int, abstentions: int = 0, chair: int | None = None, casting: bool = True):
    return count(Counter(votes), abstentions, chair_level=chair, casting_vote=casting)


def test_the_level_most_votes_reach_is_the_result():
    assert counted(1, 2, 2, 3) == Count(2)


def test_tie_goes_to_the_chair():
    assert counted(2, 2, 3, 3, chair=2) == Count(2, casting_vote_used=True, tie_at=2)


def test_no_casting_vote_is_reported_when_the_chair_stays_at_the_lower_level():
    assert counted(2, 2, 3, 3, chair=3) == Count(3, casting_vote_used=False, tie_at=2)


def test_a_better_vote_of_the_chair_counts_for_the_level_in_balance():
    # 1, 2 | 3, 4: half are 2 or better, and the chair voted 1.
    assert counted(1, 2, 3, 4, chair=1) == Count(2, casting_vote_used=True, tie_at=2)


def test_the_middle_vote_wins_among_three():
    assert counted(2, 3, 4) == Count(3)


def test_nothing_comes_of_abstentions_alone():
    assert counted(abstentions=6, chair=None) == Count(None)


def test_abstentions_are_not_expressed():
    # Two of three expressed votes are 1: the five abstentions weigh nothing.
    assert counted(1, 1, 4, abstentions=5) == Count(1)


def test_eight_voters_split_four_and_four_with_and_without_the_casting_vote():
    votes = (2, 2, 2, 2, 4, 4, 4, 4)
    assert counted(*votes, chair=2) == Count(2, casting_vote_used=True, tie_at=2)
    assert counted(*votes, chair=2, casting=False) == Count(4, tie_at=2)


def test_a_tie_without_the_chairs_level_falls_to_the_less_favourable_level():
    assert counted(2, 2, 3, 3) == Count(3, tie_at=2)


def test_two_levels_or_five_are_counted_alike():
    assert counted(1, 2, 2) == Count(2)
    assert counted(5, 5, 4, 1, 5) == Count(5)


def test_a_level_nobody_voted_for_is_never_the_result():
    assert count({1: 0, 2: 3, 3: 0, 4: 3}, 0, chair_level=4, casting_vote=True) == Count(
        4, tie_at=2
    )


@pytest.mark.parametrize(("tally", "abstentions"), [({1: -1, 2: 3}, 0), ({2: 3}, -2)])
def test_negative_numbers_are_no_tally(tally, abstentions):
    with pytest.raises(ValueError, match=r".*"):
        count(tally, abstentions, chair_level=None, casting_vote=False)


@given(ballots, st.integers(0, 5), st.booleans(), st.randoms())
def test_the_order_of_the_votes_changes_nothing(votes, abstentions, casting, random):
    chair = votes[0] if votes else None
    shuffled = votes[:]
    random.shuffle(shuffled)
    one = counted(*votes, abstentions=abstentions, chair=chair, casting=casting)
    other = counted(*shuffled, abstentions=abstentions, chair=chair, casting=casting)
    assert one == other


@given(ballots.filter(bool), st.data())
def test_one_better_vote_never_worsens_the_result(votes, data):
    place = data.draw(st.integers(0, len(votes) - 1))
    better = votes[:]
    better[place] = data.draw(st.integers(1, votes[place]))
    before = counted(*votes, chair=votes[0])
    after = counted(*better, chair=better[0])
    assert after.level <= before.level


@given(ballots.filter(bool), st.integers(0, 5))
def test_more_than_half_reach_the_result_and_not_the_level_before(votes, abstentions):
    level = counted(*votes, abstentions=abstentions, casting=False).level
    assert 2 * sum(vote <= level for vote in votes) > len(votes)
    assert 2 * sum(vote < level for vote in votes) <= len(votes)


@given(ballots.filter(bool))
def test_the_casting_vote_only_ever_decides_a_tie(votes):
    plain = counted(*votes, casting=False)
    cast = counted(*votes, chair=votes[0])
    assert cast.casting_vote_used == (plain.tie_at is not None and votes[0] <= plain.tie_at)
    assert cast.level == (plain.tie_at if cast.casting_vote_used else plain.level)
