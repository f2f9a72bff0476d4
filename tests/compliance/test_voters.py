"""Who votes, on each route and for each candidate, and whether they are enough."""

from dataclasses import replace
from fractions import Fraction

import pytest

from jurydesk.certification.rulebook import QuorumRule
from jurydesk.certification.vocabulary import AccessRoute, Voice
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from tests.builders import a_candidate, a_jury, a_member, ruled
from tests.compliance.builders import (
    a_situation,
    a_vae_jury,
    appointed_voters,
    everyone_present,
    found,
    plain,
    quorum_needed,
    shipped,
    voters,
)

FI = AccessRoute.STUDENT
VAE = AccessRoute.EXPERIENCE


def identifiers(members):
    return [member.identifier for member in members]


def sitting(*absent, candidates=(), members=None, **details):
    members = a_vae_jury() if members is None else members
    return a_situation(
        *candidates, members=members, attendance=everyone_present(members, *absent), **details
    )


def asking(rule: QuorumRule):
    rulebook = shipped()
    return ruled(rulebook, "quorum", value=rule)


def test_representatives_vote_on_vae_and_advise_elsewhere():
    situation = sitting()
    assert identifiers(voters(situation, a_candidate())) == ["M1", "M2", "M3", "M4", "M5", "M6"]
    assert identifiers(voters(situation, a_candidate("C02", "VAE"))) == [
        *("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8")
    ]


def test_nobody_votes_before_attendance():
    assert voters(a_situation(), a_candidate()) == ()


def test_someone_remote_votes_and_someone_gone_does_not():
    attendance = everyone_present(a_jury()) | {
        "M3": Attendance.REMOTE,
        "M4": Attendance.LEFT,
        "M5": Attendance.EXCUSED,
    }
    situation = a_situation(attendance=attendance)
    assert identifiers(voters(situation, a_candidate())) == ["M1", "M2", "M3", "M6"]


def test_a_recused_member_does_not_vote_on_that_candidate_only():
    situation = sitting(recused={"C01": frozenset({"M2"})})
    assert "M2" not in identifiers(voters(situation, a_candidate()))
    assert "M2" in identifiers(voters(situation, a_candidate("C02")))


@pytest.mark.parametrize("named", ["M3", "m3", "NomM3 PrénomM3", "PRENOMM3 nomm3"])
def test_a_voting_member_named_rapporteur_loses_that_vote(named):
    candidate = a_candidate("C02", "VAE", rapporteur=named)
    assert "M3" not in identifiers(voters(sitting(), candidate))


def test_a_suppleant_votes_only_while_replacing_an_absent_titulaire():
    members = (*a_jury(), a_member("M10", "enseignant", substitute_for="M3"))
    there = everyone_present(members) | {"M10": Attendance.PRESENT}
    both = a_situation(members=members, attendance=there)
    assert identifiers(voters(both, a_candidate())) == ["M1", "M2", "M3", "M4", "M5", "M6"]
    away = a_situation(members=members, attendance=there | {"M3": Attendance.ABSENT})
    assert identifiers(voters(away, a_candidate())) == ["M1", "M2", "M4", "M5", "M6", "M10"]
    assert identifiers(appointed_voters(away, FI)) == ["M1", "M2", "M4", "M5", "M6", "M10"]


def test_the_voice_of_the_act_wins_over_the_seat():
    members = (*a_jury(), a_member("M10", "invite", voice=Voice.VOTING))
    assert len(appointed_voters(a_situation(members=members), FI)) == 7


@pytest.mark.parametrize(("route", "needed"), [(FI, 3), (VAE, 4)])
def test_the_quorum_is_half_of_the_appointed_votes(route, needed):
    # Half of 6 is 3, half of 8 is 4.
    assert quorum_needed(a_situation(), route) == needed


def test_half_of_seven_is_four():
    members = (*a_jury(), a_member("M10", "enseignant"))
    assert quorum_needed(a_situation(members=members), FI) == 4


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        (QuorumRule(minimum=5), 5),
        (QuorumRule(share=Fraction(1)), 6),
        (QuorumRule(share=Fraction(1, 2), minimum=4), 4),
        (QuorumRule(share=Fraction(2, 3)), 4),
        (QuorumRule(), 1),
    ],
)
def test_other_certifiers_ask_for_a_number_or_full_presence(rule, needed):
    assert quorum_needed(a_situation(rulebook=asking(rule)), FI) == needed


def test_recusals_lose_the_quorum_without_lowering_it():
    # Three of six sit: enough for the route, no longer for the candidate who loses M2.
    situation = sitting("M4", "M5", "M6", recused={"C01": frozenset({"M2"})})
    assert found(situation, "quorum", route="FI").status is FindingStatus.COMPLIANT
    with pytest.raises(AssertionError):
        found(replace(situation, candidates=(a_candidate("C02"),)), "quorum", candidate="C02")
    finding = found(situation, "quorum", candidate="C01")
    assert (finding.value, finding.threshold, finding.missing) == ("2/6", "3/6", 1)
    assert finding.stops
    assert not finding.overridable
    assert finding.names == ("PrénomM1 NOMM1", "PrénomM3 NOMM3")


def test_a_recusal_that_leaves_the_quorum_raises_no_finding():
    situation = sitting(recused={"C01": frozenset({"M2"})})
    with pytest.raises(AssertionError):
        found(situation, "quorum", candidate="C01")


def test_the_quorum_of_a_route_is_lost_when_too_many_are_away():
    finding = found(sitting("M3", "M4", "M5", "M6"), "quorum", route="FI")
    assert (finding.value, finding.status, finding.missing) == ("2/6", FindingStatus.BLOCKING, 1)
    assert "il manque 1 votant" in plain(finding.message)


def test_the_quorum_is_unknown_before_attendance():
    finding = found(a_situation(), "quorum", route="FI")
    assert (finding.value, finding.threshold) == (None, "3/6")
    assert finding.status is FindingStatus.UNKNOWN
    assert not finding.stops


def test_full_presence_is_lost_with_one_absence():
    rulebook = asking(QuorumRule(share=Fraction(1)))
    finding = found(sitting("M6", rulebook=rulebook), "quorum", route="FI")
    assert (finding.value, finding.threshold, finding.missing) == ("5/6", "6/6", 1)


def test_the_chair_present_is_compliant():
    finding = found(sitting(), "president")
    assert (finding.status, finding.names) == (FindingStatus.COMPLIANT, ("PrénomM1 NOMM1",))


def test_before_attendance_the_chair_stops_nothing():
    assert found(a_situation(), "president").status is FindingStatus.UNKNOWN


@pytest.mark.parametrize("details", [{"chair": None}, {"chair": "M6"}, {"chair": "M99"}])
def test_an_absent_or_missing_chair_stops(details):
    finding = found(sitting("M6", **details), "president")
    assert finding.stops
    assert not finding.overridable


def test_a_recused_chair_stops_that_candidate_only():
    situation = sitting(recused={"C01": frozenset({"M1"})})
    finding = found(situation, "president", candidate="C01")
    assert finding.stops
    assert "s’est déporté" in finding.message
    assert "PrénomM2 NOMM2" in finding.message
    assert found(situation, "president").status is FindingStatus.COMPLIANT


def test_a_recused_chair_is_said_before_attendance_with_nobody_to_name_yet():
    finding = found(a_situation(recused={"C01": frozenset({"M1"})}), "president", candidate="C01")
    assert finding.message.endswith("parmi les votants présents.")


def test_another_chair_cures_it():
    situation = sitting(recused={"C01": frozenset({"M1"})}, chair="M2")
    with pytest.raises(AssertionError):
        found(situation, "president", candidate="C01")


def test_an_advisory_chair_cannot_preside_over_a_training_candidate():
    situation = sitting(candidates=(a_candidate(), a_candidate("C02", "VAE")), chair="M7")
    finding = found(situation, "president", candidate="C01")
    assert "n’a pas voix délibérative" in finding.message
    with pytest.raises(AssertionError):
        found(situation, "president", candidate="C02")


def test_a_chair_unknown_to_the_jury_and_recused_is_named_by_identifier():
    situation = sitting(chair="M99", recused={"C01": frozenset({"M99"})})
    assert found(situation, "president", candidate="C01").names == ("M99",)


def test_three_of_eight_voters_is_a_quorum_lost_for_one_vae_candidate():
    # Eight votes ask for four. Four sit; M2 withdraws for C01, nobody for C03.
    candidates = (a_candidate("C01", "VAE"), a_candidate("C03", "VAE"))
    situation = sitting(
        *("M5", "M6", "M7", "M8"), candidates=candidates, recused={"C01": frozenset({"M2"})}
    )
    assert found(situation, "quorum", route="VAE").value == "4/8"
    finding = found(situation, "quorum", candidate="C01")
    assert (finding.value, finding.threshold, finding.missing) == ("3/8", "4/8", 1)
    assert finding.stops
    with pytest.raises(AssertionError):
        found(situation, "quorum", candidate="C03")


def test_exactly_the_quorum_left_for_one_candidate_is_enough():
    candidates = (a_candidate("C01", "VAE"),)
    situation = sitting("M6", "M7", "M8", candidates=candidates, recused={"C01": frozenset({"M2"})})
    with pytest.raises(AssertionError):
        found(situation, "quorum", candidate="C01")


def test_a_voting_member_named_rapporteur_may_cost_the_quorum_too():
    # Nobody is recused: M2 loses that vote because the file names M2 as rapporteur.
    candidates = (a_candidate("C01", "VAE", rapporteur="M2"),)
    finding = found(
        sitting("M5", "M6", "M7", "M8", candidates=candidates), "quorum", candidate="C01"
    )
    assert (finding.value, finding.names) == (
        "3/8",
        ("PrénomM1 NOMM1", "PrénomM3 NOMM3", "PrénomM4 NOMM4"),
    )


def test_a_quorum_lost_by_the_route_is_told_once():
    # Three of eight sit already: the route says it, the candidate adds nothing.
    candidates = (a_candidate("C01", "VAE"),)
    situation = sitting(
        *("M4", "M5", "M6", "M7", "M8"), candidates=candidates, recused={"C01": frozenset({"M2"})}
    )
    assert found(situation, "quorum", route="VAE").missing == 1
    with pytest.raises(AssertionError):
        found(situation, "quorum", candidate="C01")


def test_before_attendance_no_candidate_lost_a_quorum():
    situation = a_situation(recused={"C01": frozenset({"M2"})})
    with pytest.raises(AssertionError):
        found(situation, "quorum", candidate="C01")


def test_quorum_reached_misses_nobody():
    finding = found(sitting("M4", "M5", "M6"), "quorum", route="FI")
    assert (finding.value, finding.status, finding.missing) == (
        "3/6",
        FindingStatus.COMPLIANT,
        None,
    )
    assert finding.names == ("PrénomM1 NOMM1", "PrénomM2 NOMM2", "PrénomM3 NOMM3")


def test_a_suppleant_who_votes_for_two_routes_never_stands_beside_the_titulaire():
    members = (*a_vae_jury(), a_member("M10", "employeur", substitute_for="M7"))
    there = everyone_present(members) | {"M10": Attendance.PRESENT}
    both = a_situation(members=members, attendance=there)
    assert identifiers(appointed_voters(both, VAE)) == [f"M{n}" for n in range(1, 9)]


def test_a_chair_who_never_came_is_the_sittings_matter_and_no_candidates():
    situation = sitting("M1")
    assert found(situation, "president").stops
    with pytest.raises(AssertionError):
        found(situation, "president", candidate="C01")


def test_a_recused_chair_is_not_proposed_to_preside_again():
    candidates = (a_candidate("C01"),)
    situation = sitting(candidates=candidates, recused={"C01": frozenset({"M1", "M2"})})
    finding = found(situation, "president", candidate="C01")
    assert plain(finding.message).endswith(
        "parmi les votants présents : Prénomm3 NOMM3, Prénomm4 NOMM4, Prénomm5 NOMM5 et "
        "Prénomm6 NOMM6.".replace("Prénomm", "PrénomM")
    )
    assert finding.names == ("PrénomM1 NOMM1",)
