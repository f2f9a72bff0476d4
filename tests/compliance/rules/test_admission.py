"""Quotas and English of the cohort, VAE apart: DOMAIN §1 and the vector 9 of §10."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from jurydesk.certification.vocabulary import Derogation
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState
from jurydesk.compliance.finding import FindingStatus
from tests.builders import (
    a_candidate,
    ruled,
    unruled,
)
from tests.compliance.builders import a_situation, found, plain, shipped


def cohort(size: int, vapp: int = 0, m1_l3: int = 0):
    derogations = [Derogation.VAPP] * vapp + [Derogation.M1_L3] * m1_l3
    derogations += [None] * (size - len(derogations))
    return tuple(
        a_candidate(f"C{number:02}", derogation=derogation)
        for number, derogation in enumerate(derogations)
    )


def english(test: str, score: str | None, **details):
    mark = None if score is None else Decimal(score)
    candidate = a_candidate(english_test=test, english_score=mark, **details)
    return found(a_situation(candidate), "anglais")


@pytest.mark.parametrize(
    ("vapp", "m1_l3", "status", "value", "threshold"),
    [
        # Vector 9, a cohort of twenty: 4 VAPP are 20 %, 5 are 25 %; 6 M1/L3 are 30 %.
        (4, 0, FindingStatus.COMPLIANT, "4/20", "1/5"),
        (5, 0, FindingStatus.RESERVE, "5/20", "1/5"),
        (0, 6, FindingStatus.COMPLIANT, "6/20", "3/10"),
        (0, 7, FindingStatus.RESERVE, "7/20", "3/10"),
        # 4 + 5 = 45 % over 40 %, though each is within its own ceiling.
        (4, 5, FindingStatus.RESERVE, "9/20", "2/5"),
        (4, 4, FindingStatus.COMPLIANT, "4/20", "1/5"),
    ],
)
def test_derogations_stay_within_their_quotas(vapp, m1_l3, status, value, threshold):
    finding = found(a_situation(*cohort(20, vapp, m1_l3)), "quotas")
    assert (finding.status, finding.value, finding.threshold) == (status, value, threshold)
    assert not finding.stops


def test_the_ceiling_is_told():
    message = plain(found(a_situation(*cohort(20, 5)), "quotas").message)
    assert "5/20, au-delà de 20 % (4 admissions au plus)" in message
    assert "0/20, dans la limite de 30 %" in message


def test_vae_candidates_are_apart_from_the_quotas():
    vae = tuple(a_candidate(f"V{n}", "VAE", derogation=Derogation.VAPP) for n in range(5))
    finding = found(a_situation(*cohort(20, 4), *vae), "quotas")
    assert (finding.status, finding.value) == (FindingStatus.COMPLIANT, "4/20")
    only_vae = a_situation(*vae)
    assert found(only_vae, "quotas").status is FindingStatus.NOT_APPLICABLE
    assert found(only_vae, "anglais").status is FindingStatus.NOT_APPLICABLE


def test_a_rulebook_without_quota_nor_english_asks_nothing():
    situation = a_situation(rulebook=unruled(shipped(), "quotas", "anglais"))
    for rule in ("quotas", "anglais"):
        assert found(situation, rule).status is FindingStatus.NOT_APPLICABLE
        assert "non réglé" in found(situation, rule).message


@pytest.mark.parametrize(
    ("test", "score", "status"),
    [
        ("TOEFL", "85", FindingStatus.COMPLIANT),
        ("TOEFL iBT", "85", FindingStatus.COMPLIANT),
        ("toefl", "84", FindingStatus.RESERVE),
        ("TOEIC", "785", FindingStatus.COMPLIANT),
        ("TOEIC", "784", FindingStatus.RESERVE),
        ("IELTS", "6.5", FindingStatus.COMPLIANT),
        ("IELTS", "6", FindingStatus.RESERVE),
        ("CAE/FCE", "170", FindingStatus.COMPLIANT),
        ("FCE", "169", FindingStatus.RESERVE),
        ("C1 Advanced", "170", FindingStatus.COMPLIANT),
        ("Cambridge C1 Advanced", "185", FindingStatus.COMPLIANT),
        ("B2 First", "169", FindingStatus.RESERVE),
        # Since 21/01/2026 the TOEFL iBT goes from 1 to 6 by half points: the value tells.
        ("TOEFL", "4.5", FindingStatus.COMPLIANT),
        ("TOEFL iBT", "5", FindingStatus.COMPLIANT),
        ("TOEFL", "6", FindingStatus.COMPLIANT),
        ("TOEFL", "4", FindingStatus.RESERVE),
        ("TOEFL", "1", FindingStatus.RESERVE),
        ("TOEFL", "7", FindingStatus.RESERVE),
        ("TOEFL", "120", FindingStatus.COMPLIANT),
        # No test gives these: never reached, low where they are below the minimum anyway.
        ("TOEFL", "121", FindingStatus.UNKNOWN),
        ("TOEFL", "670", FindingStatus.UNKNOWN),
        ("TOEFL", "85.5", FindingStatus.UNKNOWN),
        ("TOEFL", "4.3", FindingStatus.RESERVE),
        ("TOEFL", "4.7", FindingStatus.UNKNOWN),
        ("TOEIC", "0.85", FindingStatus.UNKNOWN),
        ("TOEIC", "990", FindingStatus.COMPLIANT),
        ("TOEIC", "995", FindingStatus.UNKNOWN),
        ("TOEIC", "786", FindingStatus.UNKNOWN),
        ("IELTS", "9", FindingStatus.COMPLIANT),
        ("IELTS", "65", FindingStatus.UNKNOWN),
        ("IELTS", "6.7", FindingStatus.UNKNOWN),
        ("CAE", "231", FindingStatus.UNKNOWN),
        ("CAE", "79", FindingStatus.UNKNOWN),
        ("Linguaskill", "180", FindingStatus.UNKNOWN),
        ("TOEIC", None, FindingStatus.UNKNOWN),
        ("", "900", FindingStatus.UNKNOWN),
    ],
)
def test_each_english_score_meets_its_own_floor(test, score, status):
    assert english(test, score).status is status


def test_a_score_outside_every_scale_is_told_and_not_counted():
    finding = english("TOEIC", "1200")
    assert finding.value == "0/1"
    assert "hors de toute échelle du test, à vérifier : LEFÈVRE Éloïse (TOEIC 1200)" in plain(
        finding.message
    )


def test_the_scale_understood_is_said():
    told = "échelle de 1 à 6 par 0,5 depuis le 21/01/2026"
    assert told in plain(english("TOEFL", "4.5").message)
    assert told in plain(english("TOEFL", "4").message)
    assert told not in plain(english("TOEFL", "85").message)


def test_quotas_are_counted_on_the_promotion_when_it_is_known():
    # 5 VAPP of 20 candidates are 25 %; of a promotion of 25, exactly 20 %.
    finding = found(a_situation(*cohort(20, 5), promotion_size=25), "quotas")
    assert (finding.status, finding.value) == (FindingStatus.COMPLIANT, "5/25")
    assert "promotion de 25" in plain(finding.message)
    short = found(a_situation(*cohort(20, 5), promotion_size=24), "quotas")
    assert (short.status, short.value) == (FindingStatus.RESERVE, "5/24")


def test_people_who_all_come_back_have_no_quota():
    acquired = BlockRecord("RNCP35609BC01", BlockRecordState.ACQUIRED)
    back = tuple(replace(c, blocks=(acquired,)) for c in cohort(4, 4))
    finding = found(a_situation(*back), "quotas")
    assert finding.status is FindingStatus.NOT_APPLICABLE
    with_one_new = found(a_situation(*back, *cohort(1)), "quotas")
    assert with_one_new.status is FindingStatus.RESERVE


def test_quotas_of_nothing_are_not_set():
    rulebook = shipped()
    for key in ("quotas.vapp", "quotas.m1_l3", "quotas.derogations"):
        quota = rulebook.rules[key].value
        rulebook = ruled(rulebook, key, value=replace(quota, share=Fraction(0)))
    finding = found(a_situation(*cohort(4), rulebook=rulebook), "quotas")
    assert finding.status is FindingStatus.NOT_APPLICABLE
    assert "non réglé" in finding.message


def test_a_low_score_is_named_with_its_figures():
    finding = english("IELTS", "6")
    assert finding.names == ("LEFÈVRE Éloïse",)
    assert "sous le seuil : LEFÈVRE Éloïse (IELTS 6)" in plain(finding.message)


def test_a_low_score_wins_over_an_unknown_one():
    situation = a_situation(
        a_candidate(english_test="TOEIC", english_score=Decimal(700)), a_candidate("C02")
    )
    finding = found(situation, "anglais")
    assert (finding.status, finding.value) == (FindingStatus.RESERVE, "0/2")
    assert "à renseigner" in finding.message
