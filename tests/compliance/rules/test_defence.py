"""The defence of the thesis: who judged it, and how; only its own bloc waits for it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.cohort.candidate import Thesis
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.situation import DefenceSitting
from tests.builders import a_candidate, unruled
from tests.compliance.builders import a_situation, found, plain, shipped

COMPANY = JurorCapacity.COMPANY
TEACHER = JurorCapacity.TEACHER
JURORS = {"M7": COMPANY, "M3": TEACHER}


def marks(**given: str):
    return {juror: Decimal(mark) for juror, mark in given.items()}


JUDGED = DefenceSitting(JURORS, marks(M7="14.5", M3="15"), marks(M7="12", M3="13"))


def defence(sitting: DefenceSitting | None, *, thesis=None, **details):
    situation = a_situation(
        a_candidate(thesis=thesis),
        defences={} if sitting is None else {"C01": sitting},
        **details,
    )
    return found(situation, "soutenance", candidate="C01")


def test_a_company_representative_and_a_teacher_make_a_defence():
    finding = defence(JUDGED)
    assert finding.status is FindingStatus.COMPLIANT
    assert finding.names == ("PrénomM7 NOMM7", "PrénomM3 NOMM3")
    assert finding.value == "4/4"


def test_a_juror_from_outside_the_jury_is_named_as_declared():
    sitting = DefenceSitting(
        {"Paul Roy": COMPANY, "M3": TEACHER},
        {"Paul Roy": Decimal(14), "M3": Decimal(14)},
        {"Paul Roy": Decimal(14), "M3": Decimal(14)},
    )
    assert defence(sitting).names == ("Paul Roy", "PrénomM3 NOMM3")


@pytest.mark.parametrize(
    ("sitting", "words"),
    [
        (None, "aucun juré de soutenance"),
        (DefenceSitting({"M7": COMPANY}), "il manque au jury de soutenance un enseignant"),
        (DefenceSitting({"M3": TEACHER}), "un représentant d’entreprise"),
        (replace(JUDGED, oral={}), "oral de PrénomM7 NOMM7 et oral de PrénomM3 NOMM3"),
        (replace(JUDGED, report=marks(M7="14.5")), "rapport de PrénomM3 NOMM3"),
    ],
)
def test_a_defence_that_is_not_complete_stops(sitting, words):
    finding = defence(sitting)
    assert finding.stops
    assert finding.overridable
    assert words in finding.message


def test_a_recused_juror_is_no_longer_one():
    finding = defence(JUDGED, recused={"C01": frozenset({"M7"})})
    assert finding.stops
    assert "un représentant d’entreprise" in finding.message


def test_a_bloc_not_to_decide_needs_no_defence():
    finding = defence(None, defence_excused=frozenset({"C01"}))
    assert finding.status is FindingStatus.NOT_APPLICABLE


def test_a_rulebook_without_defence_has_no_finding():
    with pytest.raises(AssertionError):
        defence(None, rulebook=unruled(shipped(), "soutenance"))


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [
        # Four points are allowed, more are told.
        ("10", "14", FindingStatus.COMPLIANT),
        ("10", "14.25", FindingStatus.RESERVE),
    ],
)
def test_a_wide_gap_between_two_jurors_is_told(low, high, status):
    sitting = replace(JUDGED, oral=marks(M7=low, M3=high))
    assert defence(sitting).status is status


def test_the_gap_is_told_in_points():
    sitting = replace(JUDGED, report=marks(M7="10", M3="14.25"))
    message = plain(defence(sitting).message)
    assert "les notes du rapport s’écartent de 4,25 points (plus de 4)" in message


@pytest.mark.parametrize(
    ("pages", "status"),
    [
        (60, FindingStatus.COMPLIANT),
        (61, FindingStatus.RESERVE),
        (None, FindingStatus.COMPLIANT),
    ],
)
def test_a_report_beyond_sixty_pages_is_told(pages, status):
    assert defence(JUDGED, thesis=Thesis(pages=pages)).status is status


def test_a_rulebook_may_not_count_pages():
    rulebook = unruled(shipped(), "soutenance.pages_maximum")
    finding = defence(JUDGED, thesis=Thesis(pages=90), rulebook=rulebook)
    assert finding.status is FindingStatus.COMPLIANT
