"""The balance of women and men: DOMAIN §11, a warning and never a block."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jurydesk.certification.vocabulary import Gender
from jurydesk.compliance.finding import FindingStatus
from tests.builders import a_candidate, a_jury, a_member, ruled
from tests.compliance.builders import a_situation, found, plain

GENDERS = {"F": Gender.WOMAN, "M": Gender.MAN, "?": None}


def jury(genders: str):
    return tuple(
        replace(member, gender=GENDERS[letter])
        for member, letter in zip(a_jury(), genders, strict=True)
    )


@pytest.mark.parametrize(
    ("genders", "status", "value", "missing"),
    [
        ("FFFFMMMM", FindingStatus.COMPLIANT, "4/8", None),
        # 3/8 is 37.5 %; one more woman gives 4/9 = 44.4 %.
        ("FFFMMMMM", FindingStatus.RESERVE, "3/8", 1),
        # 1/8; (1 + m)/(8 + m) ≥ 2/5 gives m = 3.67, so 4: 5/12.
        ("FFFFFFFM", FindingStatus.RESERVE, "1/8", 4),
        # Of the six known, 3 women: enough, whatever the two others.
        ("FFFMMM??", FindingStatus.COMPLIANT, "3/6", None),
        # Of the seven known, 2 women: with a third, 3/8 is still short.
        ("FFMMMMM?", FindingStatus.RESERVE, "2/7", 2),
        # Of the six known, 2 women; two more would give 4/8.
        ("FFMMMM??", FindingStatus.UNKNOWN, "2/6", None),
        ("????????", FindingStatus.UNKNOWN, "0/0", None),
    ],
)
def test_each_gender_reaches_two_fifths_of_those_known(genders, status, value, missing):
    finding = found(a_situation(members=jury(genders)), "parite")
    assert (finding.status, finding.value, finding.missing) == (status, value, missing)
    assert finding.threshold == "2/5"
    assert not finding.stops


def test_unknown_genders_show_both_bounds():
    message = plain(found(a_situation(members=jury("FFMMMM??")), "parite").message)
    assert "les femmes sont entre 2/8 et 4/8" in message
    assert "PrénomM7 NOMM7 et PrénomM8 NOMM8" in message


def test_the_gender_that_lacks_is_named():
    assert "il manque 1 femme." in plain(
        found(a_situation(members=jury("FFFMMMMM")), "parite").message
    )
    assert "il manque 1 homme." in plain(
        found(a_situation(members=jury("MMMFFFFF")), "parite").message
    )


def test_the_rapporteur_is_apart():
    members = (*jury("FFFFMMMM"), a_member("M9", "rapporteur"))
    assert found(a_situation(members=members), "parite").value == "4/8"


def test_a_share_no_addition_reaches_names_no_number():
    situation = a_situation(members=jury("FFFFFFFM"))
    rulebook = ruled(situation.rulebook, "equilibre_femmes_hommes", value=Fraction(1))
    situation = replace(situation, rulebook=rulebook)
    assert found(situation, "parite").missing is None


def test_recent_vae_paths_add_their_text_to_the_source():
    recent = a_candidate("C02", "VAE", path_start=date(2024, 4, 15))
    older = a_candidate("C02", "VAE", path_start=date(2023, 4, 15))
    undated = a_candidate("C02", "VAE", path_start=None)
    assert "D6412-6" in found(a_situation(recent), "parite").source
    assert "D6412-6" not in found(a_situation(older), "parite").source
    assert "D6412-6" not in found(a_situation(undated), "parite").source


def test_one_person_alone_is_not_balanced():
    # 1/1 on one side, 0/1 on the other: two fifths of one are missing, for certain.
    finding = found(a_situation(members=a_jury()[:1]), "parite")
    assert (finding.status, finding.value) == (FindingStatus.RESERVE, "0/1")


def test_one_unknown_person_is_a_woman_or_a_man_and_not_both():
    # Three women and one unknown: at best 1/4 of men, under two fifths whoever it is.
    four = tuple(
        replace(m, gender=gender)
        for m, gender in zip(
            a_jury()[:4], (Gender.WOMAN, Gender.WOMAN, Gender.WOMAN, None), strict=True
        )
    )
    assert found(a_situation(members=four), "parite").status is FindingStatus.RESERVE
