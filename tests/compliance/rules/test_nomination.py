"""The act that appoints the members: case law annuls a jury without one."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import NominationAct
from tests.builders import a_jury
from tests.compliance.builders import a_situation, found, plain

ACT = NominationAct("2024-017", date(2024, 3, 11), "Claire Aubert", "délégation du 04/01/2024")


def described(act: NominationAct):
    return a_situation(acts={act.number: act})


def test_a_described_act_is_compliant():
    finding = found(described(ACT), "nomination")
    assert (finding.status, finding.value) == (FindingStatus.COMPLIANT, "8/8")
    message = plain(finding.message)
    assert "acte 2024-017 du 11/03/2024, signé par Claire Aubert" in message
    assert "8 membres" in message


def test_a_missing_delegation_is_only_told():
    finding = found(described(replace(ACT, delegation="")), "nomination")
    assert finding.status is FindingStatus.COMPLIANT
    assert "délégation non indiquée" in finding.message


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (replace(ACT, signatory=""), "il manque à l’acte 2024-017 le signataire"),
        (replace(ACT, signed_on=None), "il manque à l’acte 2024-017 la date"),
        (replace(ACT, signed_on=date(2024, 4, 20)), "après la séance"),
    ],
)
def test_an_act_half_described_is_a_reserve(act, words):
    finding = found(described(act), "nomination")
    assert finding.status is FindingStatus.RESERVE
    assert words in finding.message


def test_an_act_never_described_is_a_reserve():
    finding = found(a_situation(), "nomination")
    assert finding.status is FindingStatus.RESERVE
    assert "la date et le signataire" in finding.message


def test_a_member_without_an_act_stops():
    members = tuple(replace(m, act="" if m.identifier == "M4" else m.act) for m in a_jury())
    finding = found(a_situation(members=members), "nomination")
    assert finding.stops
    assert finding.overridable
    assert (finding.value, finding.missing, finding.names) == ("7/8", 1, ("PrénomM4 NOMM4",))


def test_a_jury_of_nobody_stops():
    assert found(a_situation(members=()), "nomination").stops


def test_a_suppleant_who_replaces_nobody_needs_no_act_yet():
    idle = replace(a_jury()[2], identifier="M10", act="", substitute_for="M3")
    finding = found(a_situation(members=(*a_jury(), idle)), "nomination")
    assert finding.value == "8/8"
