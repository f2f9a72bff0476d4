"""Who sat on one candidate, at the minute of adoption and no other."""

from jurydesk.certification.vocabulary import Reading
from jurydesk.deliberation import acts
from jurydesk.minutes.papers.bench_at import adoptions
from jurydesk.minutes.papers.composition import composition_proof, proven
from jurydesk.minutes.papers.leaf import to_text
from tests.builders import a_candidate, a_member, at
from tests.deliberation.builders import (
    BC01,
    BC07,
    adopt,
    arrive,
    bc07_acquired,
    consensus,
    leave,
    prepared,
    recuse,
    regular_jury,
    sitting,
    vote,
)
from tests.minutes.papers.builders import plain


def proof(session, candidate="C01"):
    state = session.state
    return plain(to_text(composition_proof(state, state.candidates[candidate])))


def bench(session, candidate="C01"):
    (group,) = adoptions(session.state, session.state.candidates[candidate])
    return group.bench


def ids(members):
    return [member.identifier for member in members]


def decided(session, candidate="C01", clock="09:15"):
    consensus(session, "*", 2, candidate, clock)
    adopt(session, candidate=candidate, clock=clock)


def test_whole_jury_is_told_with_quorum_and_shares():
    # Nine appointed, three of them external: M7 and M8 advise, M9 is a fifth teacher who votes.
    session = sitting()
    decided(session)
    found = bench(session)
    assert ids(found.voters) == ["M1", "M2", "M3", "M4", "M5", "M6", "M9"]
    assert ids(found.advising) == ["M7", "M8"]
    assert (found.quorum, found.appointed) == (4, 7)
    assert found.shares[Reading.SEATS].value == "3/9"
    text = proof(session)
    assert "7 votants, il en faut 4 sur 7 membres nommés à voix délibérative : atteint" in text
    assert "3/9 (33,3 %)" in text
    assert "seuil de 30 % atteint" in text


def test_who_left_later_still_sat_at_that_minute():
    session = sitting()
    decided(session, clock="09:15")
    leave(session, "M6", "M7", clock="09:30")
    found = bench(session)
    assert "M6" in ids(found.voters)
    assert "M7" in ids(found.advising)
    assert found.away == ()


def test_who_arrived_later_did_not_sit():
    session = prepared()
    arrive(session, "M1", "M2", "M3", "M4", "M5", "M9")
    session.record(*acts.open_sitting(session.state, at("09:00")))
    decided(session, clock="09:15")
    arrive(session, "M6", "M7", "M8", clock="09:40")
    found = bench(session)
    assert ids(found.voters) == ["M1", "M2", "M3", "M4", "M5", "M9"]
    assert ids(found.away) == ["M6", "M7", "M8"]
    assert found.shares[Reading.PRESENT].value == "1/6"
    assert "Absences : PrénomM6 NOMM6, PrénomM7 NOMM7 et PrénomM8 NOMM8" in proof(session)


def test_departure_in_the_same_minute_gives_way_to_the_ballot():
    session = sitting()
    decided(session, clock="09:15")
    leave(session, "M6", clock="09:15")
    found = bench(session)
    assert "M6" in ids(found.voters)
    assert found.shares[Reading.PRESENT].value == "3/9"


def test_recusal_is_told_without_its_reason_and_for_one_candidate():
    session = sitting(a_candidate(**bc07_acquired()), a_candidate("C02", **bc07_acquired()))
    recuse(session, "M9", "C01")
    decided(session, "C01")
    decided(session, "C02")
    mine, other = proof(session, "C01"), proof(session, "C02")
    assert "Déport : PrénomM9 NOMM9, sans participer à la décision" in mine
    assert "lien" not in mine
    assert "Déport" not in other
    found = bench(session)
    assert "M9" not in ids(found.voters + found.advising)
    # Nine appointed, three external; without M9, two of eight: a reserve and no more.
    assert found.shares[Reading.SEATS].value == "3/9"
    assert found.own_shares[Reading.SEATS].value == "2/8"
    assert "Extérieurs après déport : 2/8 (25 %)" in mine
    assert "réserve portée au procès-verbal sans arrêter la décision" in mine
    assert found.quorum == 4  # a recusal never reduces it


def test_recusal_after_the_adoption_changes_nothing():
    session = sitting(a_candidate(**bc07_acquired()), a_candidate("C02", **bc07_acquired()))
    consensus(session, "BC01", 2)
    adopt(session, "BC01", clock="09:15")
    recuse(session, "M9", clock="09:40")
    consensus(session, "*", 2, clock="09:45")
    adopt(session, clock="09:45")
    state = session.state
    before, after = adoptions(state, state.candidates["C01"])
    assert before.blocks == (BC01,)
    assert before.bench.withdrawn == ()
    assert ids(after.bench.withdrawn) == ["M9"]


def test_blocs_of_the_same_bench_make_one_table():
    session = sitting()
    consensus(session, "BC01", 2, clock="09:15")
    adopt(session, "BC01", clock="09:15")
    consensus(session, "*", 2, clock="09:25")
    adopt(session, clock="09:25")
    (group,) = adoptions(session.state, session.state.candidates["C01"])
    assert len(group.blocks) == 6  # BC07 was acquired before
    assert BC07 not in group.blocks
    assert "Adoption entre 9 h 15 et 9 h 25." in proof(session)


def test_substitute_in_place_is_told_and_the_absent_titulaire_too():
    jury = (*regular_jury(), a_member("M11", "enseignant", substitute_for="M5"))
    session = prepared(members=jury)
    arrive(session, "M1", "M2", "M3", "M4", "M6", "M7", "M8", "M9", "M11")
    leave(session, "M5", clock="08:50", how="excuse")
    session.record(*acts.open_sitting(session.state, at("09:00")))
    decided(session)
    found = bench(session)
    assert "M11" in ids(found.voters)
    assert ids(found.away) == ["M5"]
    assert "enseignement, suppléance de PrénomM5 NOMM5" in proof(session)


def test_substitute_not_called_is_not_missed():
    jury = (*regular_jury(), a_member("M11", "enseignant", substitute_for="M5"))
    session = sitting(members=jury)
    decided(session)
    assert ids(bench(session).away) == []


def test_acting_chair_presides_where_the_chair_withdrew():
    session = sitting()
    recuse(session, "M1")
    session.record(*acts.name_acting_chair(session.state, "M2", at("09:10")))
    decided(session, clock="09:15")
    assert bench(session).chair == "M2"
    assert "Présidence : PrénomM2 NOMM2" in proof(session)


def test_votes_are_nowhere_in_the_proof():
    session = sitting()
    members = ("M1", "M2", "M3", "M4", "M5", "M6", "M9")
    vote(session, dict.fromkeys(members[:4], 4) | dict.fromkeys(members[4:], 3))
    adopt(session, "BC01", reason="écarts majeurs", clock="09:20")
    text = proof(session)
    for secret in ("non acquis", "0/0/3/4", "écarts", "abst"):
        assert secret not in text
    assert "ne porte aucun vote" in text


def test_only_candidates_with_a_decision_have_a_proof():
    session = sitting(a_candidate(**bc07_acquired()), a_candidate("C02", **bc07_acquired()))
    decided(session, "C02")
    assert [c.identifier for c in proven(session.state)] == ["C02"]


def test_unknown_externals_show_both_bounds():
    jury = [
        a_member(m.identifier, m.role.value, external=None if m.identifier == "M3" else m.external)
        for m in regular_jury()
    ]
    session = sitting(members=jury)
    decided(session)
    # 3/9 are known to be external, a fourth may be.
    assert "entre 3/9 et 4/9" in proof(session)


def test_recusal_of_an_internal_member_keeps_the_threshold_met():
    session = sitting()
    recuse(session, "M3")
    decided(session)
    # Three externals of the eight who remain.
    assert bench(session).own_shares[Reading.SEATS].value == "3/8"
    assert "réserve" not in proof(session)


def test_what_the_chair_passed_over_is_told_with_its_reason():
    jury = tuple(m for m in regular_jury() if m.identifier != "M9")
    session = prepared(members=jury)
    arrive(session, "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8")
    session.record(
        *acts.override(session.state, "exterieurs", at("08:50"), "jury renouvelé en mai")
    )
    session.record(*acts.open_sitting(session.state, at("09:00")))
    decided(session)
    text = proof(session)
    assert "2/8 (25 %)" in text
    assert "seuil de 30 % non atteint" in text
    assert (
        "Passé outre : Membres extérieurs, par PrénomM1 NOMM1 à 8 h 50 : jury renouvelé en mai."
        in text
    )
