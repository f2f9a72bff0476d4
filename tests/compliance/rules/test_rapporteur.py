"""The VAE candidate's rapporteur: DOMAIN §11."""

import pytest

from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from tests.builders import a_candidate, a_jury, a_member
from tests.compliance.builders import a_situation, a_vae_jury, everyone_present, found, plain


def rapporteur(mention: str = "", members=None, **details):
    candidate = a_candidate("C02", "VAE", rapporteur=mention)
    members = a_vae_jury() if members is None else members
    return found(
        a_situation(candidate, members=members, **details), "vae_rapporteur", candidate="C02"
    )


@pytest.mark.parametrize("mention", ["", "M9", "NOMM9 Prénomm9", "prenomM9 nomm9"])
def test_the_person_named_is_an_appointed_rapporteur(mention):
    finding = rapporteur(mention)
    assert finding.status is FindingStatus.COMPLIANT
    assert finding.names == ("PrénomM9 NOMM9",)


def test_someone_who_was_not_appointed_stops():
    finding = rapporteur("Jean Inconnu")
    assert finding.stops
    assert finding.overridable
    assert "« Jean Inconnu »" in plain(finding.message)


def test_a_voting_member_named_rapporteur_stops_and_is_told_to_lose_the_vote():
    finding = rapporteur("M3")
    assert finding.stops
    assert "ne vote pas sur ce candidat" in finding.message


def test_no_rapporteur_at_all_stops():
    assert rapporteur(members=a_jury()).stops


def test_two_rapporteurs_and_no_name_is_unknown():
    finding = rapporteur(members=(*a_vae_jury(), a_member("M10", "rapporteur")))
    assert finding.status is FindingStatus.UNKNOWN


def test_two_rapporteurs_and_a_name_is_clear():
    members = (*a_vae_jury(), a_member("M10", "rapporteur"))
    assert rapporteur("M10", members=members).names == ("PrénomM10 NOMM10",)


def test_an_absent_rapporteur_is_a_reserve():
    finding = rapporteur(attendance=everyone_present(a_vae_jury(), "M9"))
    assert finding.status is FindingStatus.RESERVE


def test_a_present_rapporteur_is_compliant():
    attendance = everyone_present(a_vae_jury())
    assert rapporteur(attendance=attendance).status is FindingStatus.COMPLIANT


def test_a_suppleant_replaces_an_absent_rapporteur():
    members = (*a_vae_jury(), a_member("M10", "rapporteur", substitute_for="M9"))
    attendance = everyone_present(members, "M9") | {"M10": Attendance.PRESENT}
    finding = rapporteur(members=members, attendance=attendance)
    assert finding.status is FindingStatus.COMPLIANT
    assert "PrénomM10 NOMM10 remplace en séance" in finding.message
