"""A title that expired: its successor takes blocs one for one, and says so."""

from dataclasses import replace

import pytest

from jurydesk.certification.title import BlockMatch
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.deliberation.following.plan import FollowingPlan, gather
from jurydesk.errors import ActRefusedError
from tests.builders import the_rulebook
from tests.deliberation.builders import BC01, BC02, BC03
from tests.deliberation.following.test_plan import LIN, NEXT, person, session

OLD = "RNCP31000"


def successor(*pairs, predecessors=(OLD,)):
    """RNCP35609 as the successor of another fiche, its blocs standing for those of the pairs."""
    rulebook = the_rulebook()
    matches = tuple(BlockMatch(here, OLD, there) for here, there in pairs)
    title = replace(rulebook.certification, predecessors=predecessors, matches=matches)
    return replace(rulebook, title=title)


def an_old_session():
    """Lin validated the first two blocs of the old title, and not the third."""
    old = session(person(LIN, "vv44444"), certification=OLD)
    people = tuple(
        replace(
            each,
            blocks=tuple(
                replace(block, block=block.block.replace("RNCP35609", OLD)) for block in each.blocks
            ),
        )
        for each in old.people
    )
    return replace(old, people=people)


def gathered(rulebook):
    return gather(FollowingPlan(NEXT, (an_old_session(),)), rulebook)


def acquired(candidate):
    return [each.block for each in candidate.blocks if each.state is BlockRecordState.ACQUIRED]


def test_a_bloc_that_stands_for_one_is_acquired_and_it_is_told():
    found = gathered(successor((BC02, f"{OLD}BC01"), (BC03, f"{OLD}BC03")))
    assert acquired(found.candidates[0]) == [BC02]
    assert f"{OLD}BC01 → {BC02}" in found.notices[0]
    assert found.followed[0][1][0].block(BC03).level == 4


def test_a_bloc_that_stands_for_two_is_left_to_the_jury():
    found = gathered(successor((BC01, f"{OLD}BC01"), (BC01, f"{OLD}BC02"), (BC03, f"{OLD}BC03")))
    assert acquired(found.candidates[0]) == []


def test_a_successor_without_correspondence_says_what_to_do():
    with pytest.raises(ActRefusedError, match="sans dire quel bloc tient lieu de quel bloc"):
        gathered(successor())


def test_another_title_is_refused():
    with pytest.raises(ActRefusedError, match="même titre"):
        gathered(successor(predecessors=()))


def test_a_bloc_the_rulebook_has_no_more_is_refused():
    other = an_old_session()
    same = replace(other, certification="RNCP35609")
    with pytest.raises(ActRefusedError, match=f"{OLD}BC01"):
        gather(FollowingPlan(NEXT, (same,)), the_rulebook())
