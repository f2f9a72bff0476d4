"""All the findings together: their keys, their order, their words."""

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.certification.vocabulary import AccessRoute, Gender, Reading
from jurydesk.compliance.bench import bench_of
from jurydesk.compliance.checks import (
    candidate_findings,
    cohort_routes,
    inspect,
    inspect_candidate,
    inspect_session,
)
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from jurydesk.compliance.registry import BY_ID
from tests.builders import a_candidate, a_member, ruled
from tests.compliance.builders import (
    a_situation,
    a_vae_jury,
    everyone_present,
    ids_of,
    plain,
    shipped,
)

# FORMATS §5, « Ids for RNCP35609 and all VAE rules ».
ALL_IDS = {
    *("quorum", "president", "composition", "exterieurs", "parite", "vae_representants"),
    *("vae_rapporteur", "vae_enseignants_chercheurs", "vae_independance", "nomination"),
    *("enregistrement", "quotas", "anglais", "soutenance", "regles_publiees", "dates"),
}
# DOMAIN §5: what the chair may pass over.
OVERRIDABLE = {
    *("composition", "exterieurs", "nomination", "vae_representants", "vae_rapporteur"),
    *("vae_enseignants_chercheurs", "enregistrement", "soutenance", "dates"),
}
NEVER_BLOCKING = {"parite", "quotas", "anglais", "regles_publiees"}
FI = a_candidate("C01")
VAE = a_candidate("C02", "VAE", birth_name="Martin", employer="Airbus")
FC = a_candidate("C03", "FC", birth_name="Petit")


def a_mixed_sitting(members=None, **details):
    return a_situation(FI, VAE, FC, members=members or a_vae_jury(), **details)


def test_every_rule_has_its_finding():
    assert set(ids_of(inspect(a_mixed_sitting()))) == set(BY_ID)
    assert set(BY_ID) >= ALL_IDS


def test_each_key_occurs_once():
    situation = a_mixed_sitting(
        attendance=everyone_present(a_vae_jury(), "M5"),
        recused={"C02": frozenset({"M8"}), "C01": frozenset({"M1"})},
    )
    keys = Counter((f.id, f.route, f.candidate) for f in inspect(situation))
    assert max(keys.values()) == 1


def test_quorum_and_chair_are_listed_once_a_route_and_once_a_session():
    # M1 presides and withdrew for C01: it stops C01 now, and is no finding of the whole list.
    situation = a_mixed_sitting(
        attendance=everyone_present(a_vae_jury(), "M5"), recused={"C01": frozenset({"M1", "M2"})}
    )
    keys = [(f.id, f.route, f.candidate) for f in inspect(situation)]
    assert [key for key in keys if key[0] == "president"] == [("president", None, None)]
    assert [key[1:] for key in keys if key[0] == "quorum"] == [
        ("FI", None),
        ("FC", None),
        ("VAE", None),
    ]
    assert ("president", "C01") in {(f.id, f.candidate) for f in inspect_candidate(situation, FI)}


def test_session_and_route_findings_come_before_the_candidates():
    findings = inspect(a_mixed_sitting())
    of_candidates = [finding.candidate is not None for finding in findings]
    assert of_candidates == sorted(of_candidates)
    assert inspect_session(a_mixed_sitting()) == tuple(
        finding for finding in findings if finding.candidate is None
    )


def test_routes_come_in_the_order_of_the_vocabulary():
    situation = a_situation(VAE, FC, FI)
    assert cohort_routes(situation) == (
        AccessRoute.STUDENT,
        AccessRoute.CONTINUING,
        AccessRoute.EXPERIENCE,
    )


def test_a_candidate_gets_the_session_the_route_and_their_own():
    situation = a_mixed_sitting()
    findings = inspect_candidate(situation, VAE)
    assert {finding.route for finding in findings} == {None, AccessRoute.EXPERIENCE}
    assert {finding.candidate for finding in findings} == {None, "C02"}
    assert set(ids_of(findings)) == set(BY_ID)


def test_a_bench_kept_by_the_caller_changes_nothing():
    situation = a_mixed_sitting()
    bench = bench_of(situation, VAE.route)
    assert candidate_findings(situation, VAE, bench) == candidate_findings(situation, VAE)


@pytest.mark.parametrize("absent", [(), ("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M9")])
def test_only_what_the_table_says_may_be_passed_over_or_block(absent):
    situation = a_mixed_sitting(
        members=tuple(replace(m, act="", gender=Gender.MAN) for m in a_vae_jury()),
        attendance=everyone_present(a_vae_jury(), *absent),
        recused={"C01": frozenset({"M1"})},
    )
    findings = inspect(situation)
    assert any(finding.status is FindingStatus.BLOCKING for finding in findings)
    for finding in findings:
        blocking = finding.status is FindingStatus.BLOCKING
        assert not (blocking and finding.id in NEVER_BLOCKING), finding
        if blocking:
            assert finding.overridable == (finding.id in OVERRIDABLE), finding


def test_messages_are_typeset_in_french():
    situation = a_mixed_sitting(
        attendance=everyone_present(a_vae_jury(), "M5"), recused={"C02": frozenset({"M8"})}
    )
    findings = inspect(situation)
    assert findings
    for finding in findings:
        assert finding.message.endswith((".", "!")), finding.message
        assert not re.search(r" [:;?!%»]|« ", finding.message), finding.message
        assert "'" not in finding.message
        assert finding.source


def test_the_second_rulebook_is_checked_by_the_same_code():
    path = Path(__file__).parents[1] / "certification" / "rulebooks" / "second.toml"
    rulebook = load_rulebook(path)
    members = (
        a_member("M1", "president"),
        a_member("M2", "enseignant"),
        a_member("M3", "employeur", external=True),
        a_member("M4", "salarie", external=True),
    )
    situation = a_situation(
        FI,
        rulebook=rulebook,
        members=members,
        reading=Reading.VOTING,
        attendance=everyone_present(members),
    )
    findings = {finding.id: finding for finding in inspect(situation)}
    assert findings["exterieurs"].value == "2/4"
    assert findings["exterieurs"].status is FindingStatus.COMPLIANT
    assert "50 %" in plain(findings["exterieurs"].message)
    assert findings["quorum"].threshold == "4/4"
    assert findings["composition"].value == "4/4"
    assert "soutenance" not in findings
    assert not any(finding.stops for finding in findings.values() if finding.id != "enregistrement")
    one_away = replace(situation, attendance=everyone_present(members, "M4"))
    stopping = [finding.id for finding in inspect(one_away) if finding.stops]
    assert "quorum" in stopping


ATTENDANCE = st.sampled_from(Attendance)
PERSON = st.tuples(
    st.sampled_from(["president", "directeur", "enseignant", "employeur", "rapporteur", "invite"]),
    st.sampled_from([True, False, None]),
    st.sampled_from([Gender.WOMAN, Gender.MAN, None]),
    st.sampled_from([True, False, None]),
    st.one_of(st.none(), ATTENDANCE),
)


@settings(max_examples=60)
@given(
    people=st.lists(PERSON, max_size=9),
    recused=st.frozensets(st.sampled_from([f"M{n}" for n in range(1, 10)])),
    reading=st.sampled_from(Reading),
    threshold=st.sampled_from([Fraction(0), Fraction(3, 10), Fraction(1, 2), Fraction(1)]),
    data=st.data(),
)
def test_any_jury_is_judged_and_the_order_of_members_counts_for_nothing(
    people, recused, reading, threshold, data
):
    members, attendance = [], {}
    for number, (role, external, gender, researcher, there) in enumerate(people, start=1):
        members.append(
            a_member(
                f"M{number}",
                role,
                external=external,
                gender=gender,
                teacher_researcher=researcher,
            )
        )
        if there is not None:
            attendance[f"M{number}"] = there
    rulebook = shipped()
    rulebook = ruled(rulebook, "part_exterieurs", value=threshold)
    situation = a_situation(
        FI,
        VAE,
        members=members,
        attendance=attendance,
        recused={"C02": recused},
        reading=reading,
        rulebook=rulebook,
    )
    shuffled = replace(situation, members=tuple(data.draw(st.permutations(members))))

    def judged(at):
        return [(f.id, f.route, f.candidate, f.status, f.value, f.missing) for f in inspect(at)]

    assert judged(situation) == judged(shuffled)
