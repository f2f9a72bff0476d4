"""The samples that are shipped are sound, believable and ready for a sitting."""

from collections import Counter
from datetime import date

import pytest

from jurydesk.bundle import resource
from jurydesk.certification.vocabulary import Derogation, Role
from jurydesk.cohort.blank_table import blank_cohort, blank_csv
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.compliance.jury_columns import jury_fields
from jurydesk.compliance.jury_file import read_jury
from jurydesk.french.company_names import same_company
from jurydesk.french.person_names import same_person
from tests.builders import the_rulebook

RULES = the_rulebook()
COHORT = read_cohort(resource("samples", "promotion_2024.csv"), RULES)
JURY = read_jury(resource("samples", "jury_2024.csv"), RULES)


def test_twenty_eight_are_accepted_and_none_rejected():
    found = COHORT.to_json()
    assert (found["candidates"], found["accepted"], found["rejected"]) == (28, 28, 0)
    routes = Counter(candidate.route.value for candidate in COHORT.accepted())
    assert routes == {"FI": 10, "CA": 6, "FC": 5, "CQ": 4, "VAE": 3}


def test_the_workbook_says_the_same_as_the_csv():
    book = read_cohort(resource("samples", "promotion_2024.xlsx"), RULES)
    assert book.accepted() == COHORT.accepted()
    # Two title rows stand above the headings.
    assert book.rows[0].number == 4


def test_only_the_homonyms_are_pointed_out():
    assert {problem.person for problem in COHORT.problems} == {"MARTIN Camille"}


def test_the_derogations_stay_within_the_quotas():
    # 25 candidates without VAE: at most 5 VAPP, 7 M1/L3 and 10 together.
    counts = Counter(candidate.derogation for candidate in COHORT.records())
    assert (counts[Derogation.VAPP], counts[Derogation.M1_L3]) == (4, 5)


def test_every_situation_of_the_demonstration_is_there():
    records = Counter(record.state for candidate in COHORT.records() for record in candidate.blocks)
    assert records[BlockRecordState.ACQUIRED] == 3
    assert records[BlockRecordState.PENDING] == 1
    assert records[BlockRecordState.NOT_PRESENTED] == 1
    assert any(candidate.thesis.confidential for candidate in COHORT.records())
    assert COHORT.records()[0].identifier == "001"


def test_each_vae_path_began_under_another_regime():
    starts = [c.path_start for c in COHORT.records() if c.route.is_experience]
    assert starts == [date(2022, 10, 3), date(2023, 3, 6), date(2024, 4, 15)]
    keys = [tuple(regime.key for regime in RULES.regimes(start)) for start in starts]
    assert keys == [("l613-4", "r335-8"), ("r335-8",), ("d6412-6",)]


def test_nine_seats_hold_three_externals_and_a_rapporteur_sits_apart():
    assert JURY.problems == ()
    seats = [member for member in JURY.accepted() if member.role is not Role.RAPPORTEUR]
    assert len(seats) == 9
    assert sum(member.external is True for member in seats) == 3
    assert len(JURY.records()) == 10
    # A majority of the eight who vote on a VAE candidate: five.
    assert sum(member.teacher_researcher is True for member in JURY.records()) == 5
    assert Counter(member.gender.value for member in JURY.records()) == {"F": 5, "M": 5}


def test_one_vae_candidate_works_for_the_employers_representative():
    (employer,) = (member for member in JURY.records() if member.role is Role.EMPLOYER)
    concerned = [
        candidate.identifier
        for candidate in COHORT.records()
        if candidate.route.is_experience and same_company(candidate.employer, employer.employer)
    ]
    assert concerned == ["V02"]


def test_every_vae_candidate_names_the_rapporteur_and_someone_else_as_companion():
    (rapporteur,) = (member for member in JURY.records() if member.role is Role.RAPPORTEUR)
    vae = [candidate for candidate in COHORT.records() if candidate.route.is_experience]
    assert vae
    for candidate in vae:
        assert same_person(candidate.rapporteur, rapporteur.name, rapporteur.first_name)
        assert candidate.companion
        assert not any(
            same_person(candidate.companion, member.name, member.first_name)
            for member in JURY.records()
        )


@pytest.mark.parametrize(
    ("name", "contents"),
    [("modele_promotion.csv", blank_cohort(RULES)), ("modele_jury.csv", blank_csv(jury_fields()))],
)
def test_the_blank_tables_have_the_columns_that_are_read(name, contents):
    assert resource("samples", name).read_bytes() == contents
