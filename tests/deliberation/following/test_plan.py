"""Who comes back to the next session: nobody twice, nobody by guess, no acquired bloc to vote."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState
from jurydesk.deliberation.decisions import open_blocks
from jurydesk.deliberation.earlier_decisions import BlockBroughtIn
from jurydesk.deliberation.facts import CohortImported
from jurydesk.deliberation.following.earlier import EarlierPerson, EarlierSession
from jurydesk.deliberation.following.following_words import earlier_blocks, left_there
from jurydesk.deliberation.following.plan import FollowingPlan, gather
from jurydesk.deliberation.inspection import findings
from jurydesk.errors import ActRefusedError
from tests.builders import a_candidate, a_jury, at, the_rulebook
from tests.deliberation.builders import BC01, BC02, BC03, BLOCKS, RNCP35609, MemorySession

FIRST, SECOND, NEXT = date(2024, 4, 19), date(2024, 10, 11), date(2025, 4, 18)
BORN = BirthDate(1999, 2, 14)
ZOE = a_candidate("0012", birth_name="Durand", first_names="Zoé", birth_date=BORN)
LIN = a_candidate("0031", birth_name="Chen", first_names="Lin", birth_date=BirthDate(1998, 1, 3))


def left(*words, day=FIRST):
    """Blocs as a session left them, BC01 first: « v » validé, « a » acquis, « 3 », « 4 », « ? »."""
    status = {
        "v": (BlockStatus.VALIDATED, 2, day),
        "3": (BlockStatus.IN_PROGRESS, 3, None),
        "4": (BlockStatus.NOT_ACQUIRED, 4, None),
        "?": (BlockStatus.PENDING, None, None),
        "n": (BlockStatus.NOT_PRESENTED, None, None),
    }
    return tuple(
        BlockBroughtIn(code, *status[word]) for code, word in zip(BLOCKS, words, strict=True)
    )


def person(file, words, day=FIRST):
    blocks = left(*words, day=day)
    obtained = [block.status.is_obtained for block in blocks]
    return EarlierPerson(file, Outcome.CERTIFIED if all(obtained) else Outcome.PARTIAL, blocks)


def session(*people, day=FIRST, number="PV-1", **details):
    told = EarlierSession(
        minutes_number=number,
        certification="RNCP35609",
        session_date=day,
        sealed_at=at("17:00", day),
        head=number * 8,
        entries=120,
        people=people,
    )
    return replace(told, **details)


def gathered(*sessions, **plan):
    return gather(FollowingPlan(day=NEXT, sessions=sessions, **plan), the_rulebook())


def acquired(candidate):
    return {
        record.block[-4:]: record.acquired_on
        for record in candidate.blocks
        if record.state is BlockRecordState.ACQUIRED
    }


def test_who_is_not_wholly_certified_comes_back_with_the_blocs_acquired():
    found = gathered(session(person(ZOE, "vvvvvvv"), person(LIN, "vv4v3vv")))
    assert [who.identifier for who in found.candidates] == ["0031"]
    back = found.candidates[0]
    assert acquired(back) == dict.fromkeys(("BC01", "BC02", "BC04", "BC06", "BC07"), FIRST)
    assert (back.record(BC03).state, back.record(BC03).proposed) == (BlockRecordState.TO_VOTE, None)
    assert (found.doubts, found.notices) == ((), ())


def test_a_bloc_en_attente_keeps_its_proposal_and_one_judged_does_not():
    file = replace(
        LIN,
        blocks=(
            BlockRecord(BC01, BlockRecordState.PENDING, 2),
            BlockRecord(BC02, BlockRecordState.TO_VOTE, 4),
        ),
    )
    back = gathered(session(person(file, "?4vvvvv"))).candidates[0]
    assert back.record(BC01) == BlockRecord(BC01, BlockRecordState.TO_VOTE, 2)
    assert back.record(BC02) == BlockRecord(BC02)


def test_two_sessions_make_one_file_and_the_first_day_stands():
    first = session(person(LIN, "v444444"))
    blocks = (
        BlockBroughtIn(BC01, BlockStatus.ACQUIRED, None, FIRST),
        *left("v", "v", "4", "4", "4", "4", "4", day=SECOND)[1:],
    )
    second = session(EarlierPerson(LIN, Outcome.PARTIAL, blocks), day=SECOND, number="PV-2")
    found = gathered(second, first)
    assert len(found.candidates) == 1
    assert acquired(found.candidates[0]) == {"BC01": FIRST, "BC02": SECOND}


def test_certified_in_any_of_them_nobody_comes_back():
    found = gathered(
        session(person(LIN, "v444444"), person(ZOE, "4444444")),
        session(person(LIN, "vvvvvvv", SECOND), day=SECOND, number="PV-2"),
    )
    assert [who.identifier for who in found.candidates] == ["0012"]


def test_a_bloc_validated_then_judged_again_stays_acquired_and_it_is_told():
    found = gathered(
        session(person(LIN, "v444444")),
        session(person(LIN, "4444444", SECOND), day=SECOND, number="PV-2"),
    )
    assert acquired(found.candidates[0]) == {"BC01": FIRST}
    assert len(found.notices) == 1
    assert "BC01" in found.notices[0]
    assert "PV-2" in found.notices[0]


def test_a_rectifying_session_stands_in_place_of_what_it_rectifies():
    first = session(person(LIN, "vv44444"), person(ZOE, "v444444"))
    again = session(
        person(LIN, "v444444", SECOND), day=SECOND, number="PV-1-R", rectifies=first.head
    )
    found = gathered(first, again)
    assert {who.identifier: acquired(who) for who in found.candidates} == {
        "0012": {"BC01": FIRST},
        "0031": {"BC01": SECOND},
    }
    assert found.notices == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"birth_name": "Durant"}, "nom de naissance « Durant » ici, « Durand » là"),
        ({"first_names": "Zoé Marie"}, "prénoms « Zoé Marie » ici, « Zoé » là"),
        ({"birth_date": BirthDate(1999, 2, 15)}, "naissance 15/02/1999 ici, 14/02/1999 là"),
        ({"birth_date": BirthDate(1999)}, "naissance 1999 ici, 14/02/1999 là"),
        ({"birth_date": None}, "naissance inconnue ici, 14/02/1999 là"),
    ],
)
def test_one_of_the_three_that_differs_is_a_doubt_and_is_never_decided_alone(row, told):
    there = session(person(ZOE, "v444444"))
    cohort = (replace(ZOE, **row),)
    found = gathered(there, cohort=cohort)
    assert [doubt.key for doubt in found.doubts] == ["0012=0012"]
    assert told in found.doubts[0].sentence
    with pytest.raises(ActRefusedError, match="même personne"):
        found.facts(at("09:00", NEXT))

    same = gathered(there, cohort=cohort, same=frozenset({"0012=0012"}))
    assert [acquired(who) for who in same.candidates] == [{"BC01": FIRST}]
    assert same.doubts == ()
    with pytest.raises(ActRefusedError, match="L’identifiant 0012 serait celui de"):
        gathered(there, cohort=cohort, distinct=frozenset({"0012=0012"}))

    other = (replace(cohort[0], identifier="0099"),)
    apart = gathered(there, cohort=other, distinct=frozenset({"0012=0099"}))
    assert [(who.identifier, acquired(who)) for who in apart.candidates] == [
        ("0012", {"BC01": FIRST}),
        ("0099", {}),
    ]


def test_accents_case_and_hyphens_are_no_difference():
    row = replace(ZOE, identifier="Z-9", birth_name="DURAND", first_names="ZOE")
    found = gathered(session(person(ZOE, "v444444")), cohort=(row,))
    assert [(who.identifier, acquired(who)) for who in found.candidates] == [
        ("Z-9", {"BC01": FIRST})
    ]
    assert found.followed[0][1][0].candidate == "Z-9"
    assert found.followed[0][1][0].earlier == "0012"


def test_two_of_the_three_make_two_persons():
    row = replace(ZOE, identifier="Z-9", birth_name="Durant", birth_date=BirthDate(2000, 1, 1))
    assert gathered(session(person(ZOE, "v444444")), cohort=(row,)).doubts == ()


def test_without_any_birth_date_names_are_enough_only_under_one_identifier():
    bare = replace(ZOE, birth_date=None)
    there = session(person(bare, "v444444"))
    assert gathered(there, cohort=(bare,)).doubts == ()
    found = gathered(there, cohort=(replace(bare, identifier="Z-9"),))
    assert "n’est connue d’aucun côté" in found.doubts[0].sentence


def test_an_identifier_of_two_persons_is_refused_and_named():
    other = replace(LIN, identifier="0012")
    with pytest.raises(ActRefusedError, match=r"DURAND Zoé .*CHEN Lin"):
        gathered(session(person(ZOE, "v444444")), cohort=(other,))


def test_what_the_table_says_of_an_acquired_bloc_is_left_aside_and_told():
    row = replace(ZOE, blocks=(BlockRecord(BC01, proposed=3), BlockRecord(BC02, proposed=2)))
    found = gathered(session(person(ZOE, "v444444")), cohort=(row,))
    who = found.candidates[0]
    assert acquired(who) == {"BC01": FIRST}
    assert who.record(BC02).proposed == 2
    assert ["BC01" in notice and "voté" in notice for notice in found.notices] == [True]


def test_a_row_of_somebody_already_certified_is_left_aside_and_told():
    found = gathered(session(person(ZOE, "vvvvvvv")), cohort=(ZOE, LIN))
    assert [who.identifier for who in found.candidates] == ["0031"]
    assert "titulaire" in found.notices[0]


def test_the_table_completes_the_file():
    row = replace(ZOE, email="zoe@exemple.fr", employer="")
    there = session(person(replace(ZOE, employer="Onera"), "v444444"))
    who = gathered(there, cohort=(row,)).candidates[0]
    assert (who.email, who.employer) == ("zoe@exemple.fr", "Onera")


@pytest.mark.parametrize(
    ("sessions", "plan", "told"),
    [
        ([session(person(ZOE, "vvvvvvv"))], {}, "Personne ne revient"),
        ([session(person(ZOE, "v444444"), certification="RNCP1")], {}, "même titre"),
        ([session(person(ZOE, "v444444"), day=date(2025, 5, 1))], {}, "précède"),
        ([session(person(ZOE, "v444444"))] * 2, {}, "deux fois"),
        ([session(person(ZOE, "v444444"))], {"coming": frozenset({"77"})}, "77"),
        ([session(person(ZOE, "v444444"))], {"same": frozenset({"1=2"})}, "aucun doute"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_words(sessions, plan, told):
    with pytest.raises(ActRefusedError, match=told):
        gathered(*sessions, **plan)


def test_only_those_asked_for_come_back():
    there = session(person(ZOE, "v444444"), person(LIN, "v444444"))
    found = gathered(there, coming=frozenset({"0031"}))
    assert [who.identifier for who in found.candidates] == ["0031"]


def following(found):
    made = MemorySession(found.candidates, a_jury(), RNCP35609.read_text(encoding="utf-8"))
    made.record(*found.facts(at("08:00")))
    return made


def test_what_was_asked_comes_with_the_bloc_and_the_quotas_leave_who_comes_back_alone():
    blocks = (
        BlockBroughtIn(BC01, BlockStatus.VALIDATED, 2, FIRST),
        BlockBroughtIn(
            BC02, BlockStatus.NOT_ACQUIRED, 4, None, "un TP de simulation", date(2024, 9, 1)
        ),
        *left(*"4444444")[2:],
    )
    made = following(gathered(session(EarlierPerson(ZOE, Outcome.PARTIAL, blocks))))
    state = made.state
    assert BC01 not in open_blocks(state, "0012")
    assert earlier_blocks(state, "0012")[BC02].words == (
        "non acquis, niveau 4 ; rattrapage\u00a0: un TP de simulation, avant le 01/09/2024"
    )
    assert left_there(state, "0012", BC02).startswith("Séance du 19/04/2024")
    quotas = next(each for each in findings(state) if each.id == "quotas")
    assert quotas.status.value == "sans_objet"


def test_the_cohort_of_a_session_that_follows_is_not_imported_over():
    made = following(gathered(session(person(ZOE, "v444444"))))
    with pytest.raises(ActRefusedError, match="blocs acquis"):
        made.record(CohortImported(at("08:10"), "autre.csv", "3" * 64, (ZOE,)))
    with pytest.raises(ActRefusedError, match="suit déjà"):
        made.record(*gathered(session(person(ZOE, "v444444"))).facts(at("08:20")))


def test_a_day_of_the_table_other_than_the_sessions_is_told_and_the_session_wins():
    def told(day):
        given = BlockRecord(BC01, BlockRecordState.ACQUIRED, acquired_on=day)
        found = gathered(session(person(ZOE, "v444444")), cohort=(replace(ZOE, blocks=(given,)),))
        assert acquired(found.candidates[0]) == {"BC01": FIRST}
        return found.notices

    assert told(FIRST) == told(None) == ()
    (notice,) = told(date(2024, 4, 20))
    assert "acquis le 19/04/2024 d’après la séance antérieure" in notice
    assert "le 20/04/2024 d’après la table ; la séance l’emporte" in notice


def test_a_bloc_refused_first_and_validated_later_is_no_question():
    found = gathered(
        session(person(ZOE, "4444444")),
        session(person(ZOE, "v444444", day=SECOND), day=SECOND, number="PV-2"),
        cohort=(ZOE,),
    )
    assert acquired(found.candidates[0]) == {"BC01": SECOND}
    assert not [notice for notice in found.notices if "jugé de nouveau" in notice]


def test_what_the_table_leaves_empty_is_kept_of_the_earlier_file():
    row = replace(ZOE, blocks=(BlockRecord(BC02, proposed=2),))
    found = gathered(session(person(ZOE, "v444444")), cohort=(row,))
    kept = [each.block for each in found.candidates[0].blocks]
    assert kept == [BC01, BC02]


def test_a_bloc_acquired_without_its_day_is_told():
    undated = session(person(ZOE, "v444444", day=None))
    assert (
        "est acquis sans date dans la séance antérieure" in gathered(undated, cohort=()).notices[0]
    )
    assert gathered(session(person(ZOE, "v444444")), cohort=()).notices == ()
