"""L6113-9: two tests, two dates. The entry by the registration’s end, the sitting by the limit."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.compliance.finding import FindingStatus
from tests.builders import a_candidate
from tests.compliance.builders import a_situation, found, plain, shipped

AUTUMN = date(2024, 10, 1)
IN_TIME, LATE = date(2023, 9, 1), date(2024, 9, 1)


def situation_of(on: date, candidate, **dates):
    rulebook = shipped()
    rulebook = replace(rulebook, title=replace(rulebook.title, **dates))
    return a_situation(candidate, on=on, rulebook=rulebook)


def registration(on: date, began: date | None, **dates):
    situation = situation_of(on, a_candidate(path_start=began), **dates)
    return found(situation, "enregistrement", candidate="C01")


def vae_registration(on: date, admitted: date | None, began: date | None = IN_TIME, **dates):
    candidate = a_candidate("C01", "VAE", path_start=began, admissible_on=admitted)
    return found(situation_of(on, candidate, **dates), "enregistrement", candidate="C01")


@pytest.mark.parametrize(
    ("began", "status"),
    [
        # Vector 8: registered until 19/05/2024, sitting on 01/10/2024.
        (IN_TIME, FindingStatus.COMPLIANT),
        (LATE, FindingStatus.BLOCKING),
        (date(2024, 5, 19), FindingStatus.COMPLIANT),
        (date(2024, 5, 20), FindingStatus.BLOCKING),
        (date(2021, 5, 18), FindingStatus.COMPLIANT),
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


@pytest.mark.parametrize(
    ("admitted", "status"),
    [
        (date(2024, 5, 19), FindingStatus.COMPLIANT),
        (date(2024, 5, 20), FindingStatus.BLOCKING),
        (None, FindingStatus.UNKNOWN),
    ],
)
def test_a_vae_enters_by_the_day_it_was_declared_admissible(admitted, status):
    # The day the path began does not count: late paths with an early recevabilité pass.
    assert vae_registration(AUTUMN, admitted, began=LATE).status is status
    assert vae_registration(AUTUMN, admitted, began=IN_TIME).status is status


def test_an_unknown_recevabilite_is_asked_for_once_the_end_is_past_only():
    asked = plain(vae_registration(AUTUMN, None).message)
    assert "renseignez la date de recevabilité de la demande de VAE" in asked
    assert vae_registration(date(2024, 5, 19), None).status is FindingStatus.COMPLIANT


@pytest.mark.parametrize("began", [IN_TIME, LATE])
def test_a_limit_never_makes_up_for_a_late_entry(began):
    finding = registration(AUTUMN, began, delivery_deadline=date(2025, 5, 19))
    assert finding.stops is (began is LATE)


@pytest.mark.parametrize(
    ("on", "stops"), [(date(2025, 5, 19), False), (date(2025, 5, 20), True)], ids=["on it", "after"]
)
def test_after_the_limit_nobody_is_delivered_whatever_the_entry(on, stops):
    finding = registration(on, IN_TIME, delivery_deadline=date(2025, 5, 19))
    assert finding.stops is stops
    message = plain(finding.message)
    assert "le 01/09/2023" in message
    assert "19/05/2024" in message
    assert f"séance du {on:%d/%m/%Y}" in message
    assert "date limite de délivrance du 19/05/2025" in message
    if stops:
        assert (finding.value, finding.threshold) == ("20/05/2025", "19/05/2025")


def test_a_limit_alone_bounds_the_sitting_and_leaves_the_entry_unknown():
    dates = {"expiry_date": None, "delivery_deadline": date(2024, 5, 19)}
    assert registration(AUTUMN, IN_TIME, **dates).stops
    in_time = registration(date(2024, 5, 19), IN_TIME, **dates)
    assert in_time.status is FindingStatus.UNKNOWN


def test_a_sitting_before_the_registration_is_too_early():
    assert registration(date(2021, 5, 18), date(2020, 9, 1)).stops
    assert not registration(date(2021, 5, 19), date(2020, 9, 1)).stops


def test_an_unknown_registration_stops_nothing():
    dates = {"expiry_date": None, "decision_date": None, "registration_start": None}
    assert registration(AUTUMN, None, **dates).status is FindingStatus.UNKNOWN


@pytest.mark.parametrize(
    ("began", "admitted", "status"),
    [
        (AUTUMN, None, FindingStatus.COMPLIANT),
        (date(2024, 10, 2), None, FindingStatus.BLOCKING),
        (IN_TIME, date(2024, 10, 2), FindingStatus.BLOCKING),
        (None, None, FindingStatus.UNKNOWN),
    ],
)
def test_a_path_never_begins_after_the_day_of_the_sitting(began, admitted, status):
    candidate = a_candidate("C01", "VAE", path_start=began, admissible_on=admitted)
    finding = found(a_situation(candidate, on=AUTUMN), "dates", candidate="C01")
    assert finding.status is status
    assert finding.overridable
    if status is FindingStatus.BLOCKING:
        assert (finding.value, finding.threshold) == ("02/10/2024", "01/10/2024")
