"""The share of external members: DOMAIN §2 and the vectors 1, 2, 3, 4 and 5 of §10."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurydesk.certification.vocabulary import Reading
from jurydesk.compliance.finding import FindingStatus
from tests.builders import a_candidate, a_jury, a_member, ruled
from tests.compliance.builders import (
    a_situation,
    a_vae_jury,
    everyone_present,
    found,
    plain,
    shipped,
)

VAE = a_candidate("C02", "VAE", birth_name="Martin", employer="Orange")


def readings_of(finding):
    return {reading.value: value for reading, value in finding.readings.items()}


def asking(share: Fraction):
    """The fiche's rulebook with another threshold."""
    rulebook = shipped()
    return ruled(rulebook, "part_exterieurs", value=share)


def test_training_route_counts_the_advisory_externals_in_seats_only():
    # Vector 1: six internal voting members, two advisory externals.
    finding = found(a_situation(), "exterieurs", route="FI")
    assert readings_of(finding) == {
        "seats": "2/8",
        "statutory": "2/6",
        "voting": "0/6",
        "present": "0/0",
    }
    assert finding.status is FindingStatus.BLOCKING
    assert (finding.value, finding.threshold, finding.missing) == ("2/8", "3/10", 1)
    assert finding.names == ("PrénomM7 NOMM7", "PrénomM8 NOMM8")
    assert finding.overridable
    assert "il manque 1 membre extérieur : 3/9 conviendrait" in plain(finding.message)


def test_vae_counts_the_same_two_among_eight_votes_and_leaves_the_rapporteur_apart():
    # Vector 2: the rapporteur miscounted would give 2/9.
    finding = found(a_situation(VAE, members=a_vae_jury()), "exterieurs", route="VAE")
    assert readings_of(finding) == {
        "seats": "2/8",
        "statutory": "2/6",
        "voting": "2/8",
        "present": "0/0",
    }


@pytest.mark.parametrize(
    ("reading", "route", "status", "missing"),
    [
        ("seats", "FI", FindingStatus.BLOCKING, 1),  # 2/8, then 3/9
        ("statutory", "FI", FindingStatus.COMPLIANT, None),  # 2/6
        ("voting", "FI", FindingStatus.BLOCKING, 3),  # 0/6: 2/8 is 25 %, 3/9 is enough
        ("voting", "VAE", FindingStatus.BLOCKING, 1),  # 2/8, then 3/9
        ("present", "FI", FindingStatus.UNKNOWN, None),  # nobody has come yet
    ],
)
def test_the_chosen_reading_decides(reading, route, status, missing):
    situation = a_situation(a_candidate("C02", route), reading=Reading(reading))
    finding = found(situation, "exterieurs", route=route)
    assert (finding.status, finding.missing) == (status, missing)


def test_one_more_external_is_enough():
    members = (*a_jury(), a_member("M10", "invite", external=True))
    finding = found(a_situation(members=members), "exterieurs")
    assert (finding.value, finding.status) == ("3/9", FindingStatus.COMPLIANT)
    assert finding.missing is None


def test_an_outside_professional_on_a_teachers_seat_is_enough():
    members = tuple(
        replace(member, external=True) if member.identifier == "M3" else member
        for member in a_jury()
    )
    finding = found(a_situation(members=members), "exterieurs")
    assert (finding.value, finding.status) == ("3/8", FindingStatus.COMPLIANT)
    assert finding.readings[Reading.VOTING] == "1/6"


def test_three_of_ten_is_thirty_percent():
    # Vector 5.
    guests = (a_member("M10", "invite", external=True), a_member("M11", "invite"))
    finding = found(a_situation(members=(*a_jury(), *guests)), "exterieurs")
    assert (finding.value, finding.status) == ("3/10", FindingStatus.COMPLIANT)


def test_absence_alone_cures_the_share_and_it_is_said():
    # Vector 4: four internals and two externals present.
    members = a_jury()
    situation = a_situation(members=members, attendance=everyone_present(members, "M5", "M6"))
    finding = found(situation, "exterieurs")
    assert (finding.value, finding.status) == ("2/8", FindingStatus.BLOCKING)
    assert finding.readings[Reading.PRESENT] == "2/6"
    message = plain(finding.message)
    assert "parmi les présents la part est de 2/6, contre 2/8 pour le jury nommé" in message
    assert "que par l’absence de PrénomM5 NOMM5 et de PrénomM6 NOMM6" in message


def test_the_present_reading_passes_thanks_to_absences_and_says_so():
    members = a_jury()
    situation = a_situation(
        members=members,
        attendance=everyone_present(members, "M5", "M6"),
        reading=Reading.PRESENT,
    )
    finding = found(situation, "exterieurs")
    assert (finding.value, finding.status) == ("2/6", FindingStatus.COMPLIANT)
    assert "que par l’absence de" in finding.message


def test_the_present_reading_blocks_when_an_external_leaves():
    members = (*a_jury(), a_member("M10", "invite", external=True))
    situation = a_situation(
        members=members, attendance=everyone_present(members, "M7"), reading=Reading.PRESENT
    )
    finding = found(situation, "exterieurs")
    # 2/8 of those who sit: one more, 3/9.
    assert (finding.value, finding.status, finding.missing) == ("2/8", FindingStatus.BLOCKING, 1)
    assert "1 membre extérieur en séance" in finding.message


def test_nobody_left_in_the_room_is_unknown_on_the_present_reading():
    members = a_jury()
    everyone = tuple(member.identifier for member in members)
    situation = a_situation(
        members=members, attendance=everyone_present(members, *everyone), reading=Reading.PRESENT
    )
    finding = found(situation, "exterieurs")
    assert (finding.value, finding.status) == ("0/0", FindingStatus.UNKNOWN)
    assert "personne n’entre dans ce décompte" in finding.message


def test_an_absence_turns_a_good_share_into_a_reserve():
    # 3/9 appointed; without one external, 2/8 of those who sit.
    members = (*a_jury(), a_member("M10", "invite", external=True))
    situation = a_situation(members=members, attendance=everyone_present(members, "M7"))
    finding = found(situation, "exterieurs")
    assert (finding.value, finding.status) == ("3/9", FindingStatus.RESERVE)
    assert "la part tombe à 2/8" in finding.message
    assert not finding.stops


@pytest.mark.parametrize(("reading", "left"), [("statutory", "1/6"), ("voting", "1/7")])
def test_an_absence_is_counted_in_the_chosen_reading(reading, left):
    # VAE with a threshold of one quarter: 2/6 and 2/8 hold; without M7, 1/6 and 1/7 do not.
    members = a_vae_jury()
    situation = a_situation(
        VAE,
        members=members,
        attendance=everyone_present(members, "M7"),
        reading=Reading(reading),
        rulebook=asking(Fraction(1, 4)),
    )
    finding = found(situation, "exterieurs", route="VAE")
    assert finding.status is FindingStatus.RESERVE
    assert f"la part tombe à {left}" in finding.message


def test_the_voting_reading_is_cured_by_absences_too():
    # VAE, two internals away: 2/8 of the votes appointed, 2/6 of those who sit.
    members = a_vae_jury()
    situation = a_situation(
        VAE,
        members=members,
        attendance=everyone_present(members, "M5", "M6"),
        reading=Reading.VOTING,
    )
    finding = found(situation, "exterieurs", route="VAE")
    assert (finding.value, finding.status) == ("2/8", FindingStatus.BLOCKING)
    assert "parmi les présents la part est de 2/6, contre 2/8" in finding.message


def test_a_suppleant_in_place_counts_instead_of_the_titulaire():
    substitute = a_member("M10", "enseignant", external=True, substitute_for="M3")
    members = (*a_jury(), substitute)
    before = found(a_situation(members=members), "exterieurs")
    assert before.value == "2/8"
    attendance = everyone_present(members, "M3") | everyone_present(
        [replace(substitute, substitute_for="")]
    )
    after = found(a_situation(members=members, attendance=attendance), "exterieurs")
    assert (after.value, after.status) == ("3/8", FindingStatus.COMPLIANT)


def test_one_recusal_counts_the_share_again_for_that_candidate_only():
    # Vector 3: VAE, one external recused, voting reading: 1/7 = 14.3 %.
    members = a_vae_jury()
    other = a_candidate("C03", "VAE", birth_name="Petit")
    situation = a_situation(
        VAE,
        other,
        members=members,
        reading=Reading.VOTING,
        recused={"C02": frozenset({"M8"}), "C03": frozenset()},
    )
    finding = found(situation, "exterieurs", candidate="C02")
    assert (finding.value, finding.status) == ("1/7", FindingStatus.RESERVE)
    # 2/8 is 25 %, 3/9 is enough: two more.
    assert finding.missing == 2
    assert not finding.overridable
    assert "environ 14,3 %" in plain(finding.message)
    assert "sans PrénomM8 NOMM8" in plain(finding.message)
    assert readings_of(finding) == {
        "seats": "1/7",
        "statutory": "1/6",
        "voting": "1/7",
        "present": "0/0",
    }
    with pytest.raises(AssertionError):
        found(situation, "exterieurs", candidate="C03")


def test_a_share_that_survives_the_recusal_is_compliant():
    # Four externals of ten; without one, 3/9.
    guests = tuple(a_member(f"M{n}", "invite", external=True) for n in (10, 11))
    members = (*a_jury(), *guests)
    situation = a_situation(members=members, recused={"C01": frozenset({"M7"})})
    finding = found(situation, "exterieurs", candidate="C01")
    assert (finding.value, finding.status) == ("3/9", FindingStatus.COMPLIANT)


def test_recusal_and_absence_together_leave_a_reserve():
    guests = tuple(a_member(f"M{n}", "invite", external=True) for n in (10, 11))
    members = (*a_jury(), *guests)
    situation = a_situation(
        members=members,
        recused={"C01": frozenset({"M7"})},
        attendance=everyone_present(members, "M8"),
    )
    finding = found(situation, "exterieurs", candidate="C01")
    assert (finding.value, finding.status) == ("3/9", FindingStatus.RESERVE)
    assert "la part tombe à 2/8" in finding.message


def test_the_recusal_of_someone_who_is_not_seated_still_reads():
    situation = a_situation(recused={"C01": frozenset({"M99"})})
    assert "la personne déportée" in found(situation, "exterieurs", candidate="C01").message


def test_a_voting_member_named_rapporteur_is_apart_for_that_candidate():
    # Without M8 (recused) and M3 (rapporteur): 1 external of 6.
    candidate = replace(VAE, rapporteur="M3")
    situation = a_situation(candidate, members=a_vae_jury(), recused={"C02": frozenset({"M8"})})
    assert found(situation, "exterieurs", candidate="C02").value == "1/6"


@pytest.mark.parametrize(
    ("externals", "unknown", "status", "bounds"),
    [
        (2, 1, FindingStatus.UNKNOWN, "entre 2/8 et 3/8"),  # 25 % or 37.5 %
        (3, 1, FindingStatus.COMPLIANT, "entre 3/8 et 4/8"),  # already 37.5 %
        (1, 1, FindingStatus.BLOCKING, "entre 1/8 et 2/8"),  # 25 % at best
    ],
)
def test_an_unknown_member_is_counted_on_neither_side(externals, unknown, status, bounds):
    known = [True] * externals + [None] * unknown + [False] * (8 - externals - unknown)
    members = tuple(
        replace(member, external=external) for member, external in zip(a_jury(), known, strict=True)
    )
    finding = found(a_situation(members=members), "exterieurs")
    assert finding.status is status
    assert bounds in finding.message
    assert finding.value == f"{externals}/8"


def test_several_unknown_members_are_asked_for_by_name():
    members = tuple(
        replace(member, external=None if member.identifier in ("M3", "M4") else member.external)
        for member in a_jury()
    )
    message = found(a_situation(members=members), "exterieurs").message
    assert "précisez si PrénomM3 NOMM3 et PrénomM4 NOMM4 viennent de l’extérieur" in message


def test_another_certifier_asks_for_half():
    # From 2/8 to 50 %: three more give 5/11, four give 6/12.
    finding = found(a_situation(rulebook=asking(Fraction(1, 2))), "exterieurs")
    assert (finding.threshold, finding.missing) == ("1/2", 4)
    message = plain(finding.message)
    assert "sous le seuil de 50 %" in message
    assert "6/12 conviendrait" in message
    assert "100 %" not in message


def test_a_jury_of_externals_only_asks_to_replace_the_internals():
    finding = found(a_situation(rulebook=asking(Fraction(1))), "exterieurs")
    assert finding.missing is None
    assert "il faut remplacer 6 membres internes" in finding.message


def test_the_statutory_reading_does_not_grow_with_the_persons_added():
    # 2/6 against one half: one more beside the statutory seats gives 3/6.
    situation = a_situation(rulebook=asking(Fraction(1, 2)), reading=Reading.STATUTORY)
    finding = found(situation, "exterieurs")
    assert (finding.value, finding.missing) == ("2/6", 1)
    assert "hors sièges statutaires : 3/6 conviendrait" in plain(finding.message)


def test_each_route_of_the_cohort_has_its_finding():
    situation = a_situation(a_candidate(), VAE, a_candidate("C03", "FC"), members=a_vae_jury())
    assert {found(situation, "exterieurs", route=r).route for r in ("FI", "FC", "VAE")} == {
        "FI",
        "FC",
        "VAE",
    }


def test_a_jury_of_nobody_is_unknown():
    finding = found(a_situation(members=()), "exterieurs")
    assert (finding.value, finding.status) == ("0/0", FindingStatus.UNKNOWN)


@given(
    externals=st.integers(0, 12),
    internals=st.integers(0, 12),
    threshold=st.fractions(min_value=0, max_value=Fraction(9, 10), max_denominator=20),
)
def test_the_number_missing_is_the_smallest_that_does(externals, internals, threshold):
    members = tuple(
        a_member(f"M{n}", "invite", external=n <= externals)
        for n in range(1, externals + internals + 1)
    )
    finding = found(a_situation(members=members, rulebook=asking(threshold)), "exterieurs")
    if finding.missing is None:
        assert not members or Fraction(externals, len(members)) >= threshold
    else:
        more, fewer = finding.missing, finding.missing - 1
        assert Fraction(externals + more, len(members) + more) >= threshold
        assert Fraction(externals + fewer, len(members) + fewer) < threshold


def test_one_unknown_member_is_asked_for_in_the_singular():
    members = tuple(replace(m, external=None) if m.identifier == "M6" else m for m in a_jury())
    finding = found(a_situation(members=members), "exterieurs", route="FI")
    assert plain(finding.message).endswith("précisez si PrénomM6 NOMM6 vient de l’extérieur.")
