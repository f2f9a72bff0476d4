"""By which day each paper must have left, worked out on a calendar."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.deliberation.facts import SittingClosed, SittingOpened
from jurydesk.minutes.papers.deadlines import (
    accrochage_due,
    experience_results_due,
    months_later,
    summons_due,
)
from jurydesk.minutes.papers.mentions import load_mentions
from tests.builders import PARIS, a_candidate, a_jury, at, unruled
from tests.minutes.builders import a_story


def test_external_members_are_summoned_fifteen_days_before():
    state = a_story([a_candidate()]).state()
    assert summons_due(state) == date(2024, 4, 4)


def test_jury_without_externals_has_no_employer_to_warn():
    jury = [replace(member, external=False) for member in a_jury()]
    assert summons_due(a_story([a_candidate()], jury).state()) is None


def test_vae_results_are_due_fifteen_days_after_the_sitting():
    state = a_story([a_candidate("V1", "VAE")]).state()
    assert experience_results_due(state) == date(2024, 5, 4)


def test_delay_runs_from_the_day_the_sitting_was_closed():
    story = a_story([a_candidate("V1", "VAE")])
    story.tell(SittingOpened(at("09:00")))
    story.tell(SittingClosed(at("11:00", date(2024, 4, 20)).astimezone(PARIS)))
    assert experience_results_due(story.state()) == date(2024, 5, 5)


def test_no_delay_was_set_none_is_due():
    state = a_story([a_candidate("V1", "VAE")]).state()
    state.rulebook = unruled(state.rulebook, "vae_notification")
    assert experience_results_due(state) is None


def test_cohort_without_vae_has_no_vae_delay():
    assert experience_results_due(a_story([a_candidate()]).state()) is None


def test_holders_are_sent_within_three_months():
    assert accrochage_due(a_story([a_candidate()]).state()) == date(2024, 7, 19)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 10, 1), 3, date(2025, 1, 1)),
        (date(2024, 9, 30), 3, date(2024, 12, 30)),
    ],
)
def test_months_end_on_a_day_that_exists(day, months, then):
    assert months_later(day, months) == then


def test_every_delay_and_notice_has_its_source():
    mentions = load_mentions()
    assert "D3142-32" in mentions.summons.source
    assert "L6113-8" in mentions.holders_transmission.source
    assert "R421-1" in mentions.appeal.source
    assert mentions.appeal.to_confirm


def test_an_establishment_may_hold_its_own_mentions(tmp_path):
    own = tmp_path / "mentions.toml"
    own.write_text(
        '[delais.convocations]\njours = 21\nsource = "a"\n'
        '[delais.accrochage]\nmois = 3\nsource = "c"\n'
        '[recours]\ntexte = "t"\nsource = "d"\na_confirmer = false\n',
        encoding="utf-8",
    )
    mentions = load_mentions(own)
    assert (mentions.summons.days, mentions.appeal.to_confirm) == (21, False)
