"""Ties with a VAE candidate, detected in the files and cured by a recusal."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.cohort.candidate import Thesis
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from jurydesk.compliance.recusal import proposed_recusals
from tests.builders import a_candidate, a_jury, a_member, unruled
from tests.compliance.builders import a_situation, a_vae_jury, everyone_present, found


def case(members=None, *, details=None, **candidate):
    candidate = a_candidate("C02", "VAE", **candidate)
    members = a_vae_jury() if members is None else members
    return a_situation(candidate, members=members, **(details or {}))


def independence(*arguments, **details):
    return found(case(*arguments, **details), "vae_independance", candidate="C02")


def proposed(situation):
    return [(p.member.identifier, p.candidate.identifier) for p in proposed_recusals(situation)]


@pytest.mark.parametrize("employer", ["Airbus", "AIRBUS SAS", "airbus  s.a.s."])
def test_a_member_of_the_candidates_company_must_withdraw(employer):
    # M8 comes from Airbus; already shown before attendance.
    finding = independence(employer=employer)
    assert finding.stops
    assert not finding.overridable
    assert finding.names == ("PrénomM8 NOMM8",)
    assert "enregistrez le déport" in finding.message
    assert proposed(case(employer=employer)) == [("M8", "C02")]


def test_the_recusal_cures_it():
    details = {"recused": {"C02": frozenset({"M8"})}}
    finding = independence(employer="Airbus", details=details)
    assert finding.status is FindingStatus.COMPLIANT
    assert "déport enregistré de PrénomM8 NOMM8" in finding.message
    assert proposed(case(employer="Airbus", details=details)) == []


def test_the_recusal_on_another_candidate_does_not():
    assert independence(employer="Airbus", details={"recused": {"C99": frozenset({"M8"})}}).stops


def test_an_absent_member_must_be_recused_too():
    details = {"attendance": everyone_present(a_vae_jury(), "M8")}
    finding = independence(employer="Airbus", details=details)
    assert finding.stops
    assert "(absent)" in finding.message


def test_a_suppleant_not_in_place_raises_nothing():
    idle = a_member("M10", "enseignant", substitute_for="M3", employer="Orange")
    members = (*a_vae_jury(), idle)
    assert independence(members, employer="Orange").status is FindingStatus.COMPLIANT
    attendance = everyone_present(members, "M3") | {"M10": Attendance.PRESENT}
    assert independence(members, employer="Orange", details={"attendance": attendance}).stops


def test_an_advisory_member_of_the_company_does_not_deliberate():
    members = (*a_vae_jury(), a_member("M10", "invite", employer="Orange"))
    assert independence(members, employer="Orange").status is FindingStatus.COMPLIANT


@pytest.mark.parametrize("companion", ["M3", "Prénomm3 NOMM3", "Nomm3 Prénomm3"])
def test_who_accompanied_the_candidate_must_withdraw(companion):
    finding = independence(employer="Orange", companion=companion)
    assert finding.stops
    assert "a accompagné le candidat" in finding.message


def test_a_thesis_director_is_not_an_accompanying_person():
    thesis = Thesis(director="NomM3 PrénomM3")
    assert independence(employer="Orange", thesis=thesis).status is FindingStatus.COMPLIANT


def test_an_unknown_company_stops_nothing():
    finding = independence()
    assert finding.status is FindingStatus.UNKNOWN
    assert not finding.stops


def test_two_unknown_companies_are_not_the_same():
    # The teachers' company is unknown as well.
    assert independence(employer="").names == ()


def test_recent_paths_ask_every_member_for_a_statement():
    # Vector 7: from 13/04/2024 the relation check replaces the majority.
    recent = independence(employer="Orange", path_start=date(2024, 4, 15))
    assert "aucune relation" in recent.message
    assert "D6412-6" in recent.source
    older = independence(employer="Orange", path_start=date(2023, 4, 15))
    assert "aucune relation" not in older.message


def test_without_a_vae_text_impartiality_still_holds():
    situation = case(employer="Airbus")
    rulebook = unruled(situation.rulebook, "vae", "vae_exclusions")
    finding = found(replace(situation, rulebook=rulebook), "vae_independance", candidate="C02")
    assert finding.stops
    assert "impartialité" in finding.source


def test_a_voting_rapporteur_is_proposed_as_a_recusal():
    assert proposed(case(rapporteur="M3", employer="Orange")) == [("M3", "C02")]
    assert proposed(case(rapporteur="M9", employer="Orange")) == []


def test_a_training_candidate_may_share_a_company_with_a_member():
    situation = a_situation(a_candidate(employer="Airbus"), members=a_jury())
    assert proposed(situation) == []


def test_each_reason_is_told_to_the_clerk():
    whys = [p.why for p in proposed_recusals(case(employer="Airbus", companion="M2"))]
    assert whys == [
        "a accompagné le candidat",
        "appartient à l’entreprise du candidat (Airbus)",
    ]


def test_a_rapporteur_who_also_accompanied_the_candidate_must_withdraw():
    # Never in a denominator, but the jury hears them: neutral they are not.
    situation = case(employer="Orange", companion="M9", rapporteur="M9")
    finding = found(situation, "vae_independance", candidate="C02")
    assert (finding.status, finding.missing) == (FindingStatus.BLOCKING, 1)
    assert finding.names == ("PrénomM9 NOMM9",)
    assert proposed(situation) == [("M9", "C02")]
    assert found(situation, "vae_rapporteur", candidate="C02").status is FindingStatus.COMPLIANT
    gone = replace(situation, recused={"C02": frozenset({"M9"})})
    cured = found(gone, "vae_independance", candidate="C02")
    assert (cured.status, cured.missing) == (FindingStatus.COMPLIANT, None)


def test_an_advisory_member_who_accompanied_the_candidate_must_withdraw_too():
    members = (*a_vae_jury(), a_member("M10", "invite"))
    assert independence(members, employer="Orange", companion="M10").names == ("PrénomM10 NOMM10",)


def test_a_rapporteur_of_the_candidates_company_does_not_deliberate():
    *eight, rapporteur = a_vae_jury()
    members = (*eight, replace(rapporteur, employer="Orange"))
    assert independence(members, employer="Orange").status is FindingStatus.COMPLIANT


def test_two_ties_are_two_recusals_and_one_recused_leaves_the_other():
    # M7 is of Thalès, the candidate’s company; M3 accompanied.
    both = case(employer="Thalès", companion="M3")
    finding = found(both, "vae_independance", candidate="C02")
    assert (finding.missing, len(finding.names)) == (2, 2)
    one_left = replace(both, recused={"C02": frozenset({"M3"})})
    finding = found(one_left, "vae_independance", candidate="C02")
    assert (finding.status, finding.missing) == (FindingStatus.BLOCKING, 1)
    assert finding.names == ("PrénomM7 NOMM7",)


def test_a_companion_is_a_tie_though_the_company_is_unknown():
    assert independence(companion="M3").stops


def test_a_tie_already_found_hides_the_statement_and_a_doubt_is_asked_for():
    stopped = independence(employer="Airbus", path_start=date(2024, 4, 15))
    assert "aucune relation" not in stopped.message
    doubt = independence(employer="Orange", companion="Mme Nomm3")
    assert doubt.status is FindingStatus.UNKNOWN
    assert doubt.names == ("PrénomM3 NOMM3",)
    recused = {"recused": {"C02": frozenset({"M3"})}}
    settled = independence(employer="Orange", companion="Mme Nomm3", details=recused)
    assert settled.status is FindingStatus.COMPLIANT
    assert settled.names == ()
