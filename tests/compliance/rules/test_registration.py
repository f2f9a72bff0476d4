"""L6113-9: delivered while registered, or to those whose path began while it was."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.compliance.finding import FindingStatus
from tests.builders import a_candidate
from tests.compliance.builders import a_situation, found, shipped

AUTUMN = date(2024, 10, 1)


def registration(on: date, began: date | None, **dates):
    rulebook = shipped()
    rulebook = replace(rulebook, certification=replace(rulebook.certification, **dates))
    situation = a_situation(a_candidate(path_start=began), on=on, rulebook=rulebook)
    return found(situation, "enregistrement", candidate="C01")


@pytest.mark.parametrize(
    ("began", "status"),
    [
        # Vector 8: registered from 19/05/2021 to 19/05/2024, sitting on 01/10/2024.
        (date(2023, 9, 1), FindingStatus.COMPLIANT),
        (date(2024, 9, 1), FindingStatus.BLOCKING),
        (date(2024, 5, 19), FindingStatus.COMPLIANT),
        (date(2024, 5, 20), FindingStatus.BLOCKING),
        (date(2021, 5, 19), FindingStatus.COMPLIANT),
        (date(2021, 5, 18), FindingStatus.BLOCKING),
        (None, FindingStatus.UNKNOWN),
    ],
)
def test_after_the_last_day_the_path_must_have_begun_in_time(began, status):
    finding = registration(AUTUMN, began)
    assert finding.status is status
    assert finding.overridable
    assert finding.threshold == "19/05/2024"


@pytest.mark.parametrize("began", [date(2024, 5, 1), date(2020, 1, 1), None])
def test_on_the_last_day_everyone_may_be_certified(began):
    assert registration(date(2024, 5, 19), began).status is FindingStatus.COMPLIANT


def test_the_delivery_deadline_wins_over_the_expiry():
    late = registration(AUTUMN, date(2024, 9, 1), delivery_deadline=date(2025, 5, 19))
    assert late.status is FindingStatus.COMPLIANT
    # A path begun after the registration is not saved by the later deadline once that is over.
    over = registration(date(2025, 10, 1), date(2024, 9, 1), delivery_deadline=date(2025, 5, 19))
    assert over.status is FindingStatus.BLOCKING


def test_a_deadline_alone_bounds_the_paths():
    dates = {"expiry_date": None, "delivery_deadline": date(2024, 5, 19)}
    assert registration(AUTUMN, date(2024, 5, 1), **dates).status is FindingStatus.COMPLIANT


def test_a_sitting_before_the_registration_is_too_early():
    assert registration(date(2021, 5, 18), date(2020, 9, 1)).stops


def test_an_unknown_registration_stops_nothing():
    dates = {"expiry_date": None, "decision_date": None, "registration_start": None}
    assert registration(AUTUMN, None, **dates).status is FindingStatus.UNKNOWN


def test_without_a_first_day_an_early_path_is_fine():
    dates = {"decision_date": None, "registration_start": None}
    finding = registration(AUTUMN, date(2019, 1, 1), **dates)
    assert (finding.status, finding.value) == (FindingStatus.COMPLIANT, "01/01/2019")
