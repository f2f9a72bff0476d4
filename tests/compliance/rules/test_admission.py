"""Quotas and English of the cohort, VAE apart: DOMAIN §1 and the vector 9 of §10."""

from decimal import Decimal

import pytest

from jurydesk.certification.vocabulary import Derogation
from jurydesk.compliance.finding import FindingStatus
from tests.builders import (
    a_candidate,
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
        ("Linguaskill", "180", FindingStatus.UNKNOWN),
        ("TOEIC", None, FindingStatus.UNKNOWN),
        ("", "900", FindingStatus.UNKNOWN),
    ],
)
def test_each_english_score_meets_its_own_floor(test, score, status):
    assert english(test, score).status is status


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
