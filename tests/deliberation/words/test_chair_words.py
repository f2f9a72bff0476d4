"""What the room proposes about the chair: nothing while it is where it should be."""

from jurydesk.deliberation import acts
from jurydesk.deliberation.words.chair_words import chair_words, proposed_chair
from tests.builders import at
from tests.deliberation.builders import prepared, recuse, sitting


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def hand_over(session, member, clock):
    session.record(*acts.name_acting_chair(session.state, member, at(clock)))


def test_nothing_is_proposed_while_the_president_presides():
    state = sitting().state
    assert proposed_chair(state, "C01") is None
    assert chair_words(state, "C01") == ""
    assert chair_words(prepared().state, "C01") == ""


def test_a_recused_president_hands_over_to_the_first_voter_and_takes_the_chair_back():
    session = sitting()
    recuse(session, "M1")
    assert proposed_chair(session.state, "C01") == "M2"
    assert plain(chair_words(session.state, "C01")) == (
        "PrénomM1 NOMM1 préside sans délibérer sur ce dossier : nommer PrénomM2 NOMM2 ?"
    )
    hand_over(session, "M2", "09:06")
    assert chair_words(session.state, "C01") == ""
    assert plain(chair_words(session.state, "C02")) == (
        "PrénomM2 NOMM2 préside encore : rendre la présidence à PrénomM1 NOMM1 ?"
    )


def test_an_acting_chair_who_withdraws_gives_way_to_the_president():
    session = sitting()
    hand_over(session, "M3", "09:05")
    recuse(session, "M3", clock="09:06")
    assert proposed_chair(session.state, "C01") == "M1"


def test_nothing_is_proposed_during_a_suspension():
    session = sitting()
    recuse(session, "M1")
    session.record(*acts.suspend_sitting(session.state, at("09:10")))
    assert proposed_chair(session.state, "C01") is None
