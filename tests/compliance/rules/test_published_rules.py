"""Rules not adopted and published in time cannot be opposed: told, never stopping."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.certification.rulebook import Adoption
from jurydesk.compliance.finding import FindingStatus
from tests.builders import ruled
from tests.compliance.builders import SITTING_DAY, a_situation, found, shipped

IN_TIME = Adoption(date(2023, 9, 12), "Conseil de la formation", date(2023, 9, 15))


def published(adoption: Adoption):
    rulebook = shipped()
    for setting in tuple(rulebook.settings()):
        rulebook = rulebook.with_adoption(setting.key, adoption)
    return found(a_situation(rulebook=rulebook), "regles_publiees")


def test_settings_to_confirm_are_listed_by_label():
    finding = found(a_situation(), "regles_publiees")
    asked = [setting for setting in shipped().settings() if setting.to_confirm]
    assert finding.status is FindingStatus.RESERVE
    assert finding.value == f"0/{len(asked)}"
    assert "Quorum" in finding.names
    assert not finding.stops


def test_adopted_and_published_settings_are_compliant():
    finding = published(IN_TIME)
    assert finding.status is FindingStatus.COMPLIANT
    assert finding.names == ()


@pytest.mark.parametrize(
    "adoption",
    [
        replace(IN_TIME, published_on=date(2024, 4, 20)),
        replace(IN_TIME, adopted_on=date(2024, 4, 20)),
        replace(IN_TIME, published_on=None),
        replace(IN_TIME, adopted_by=""),
    ],
)
def test_a_rule_published_after_the_sitting_is_late(adoption):
    assert published(adoption).status is FindingStatus.RESERVE


def test_published_on_the_day_is_in_time():
    assert published(replace(IN_TIME, published_on=SITTING_DAY)).status is FindingStatus.COMPLIANT


def test_a_rulebook_with_nothing_to_confirm_asks_nothing():
    rulebook = shipped()
    for key in shipped().rules:
        rulebook = ruled(rulebook, key, to_confirm=False)
    finding = found(a_situation(rulebook=rulebook), "regles_publiees")
    assert finding.status is FindingStatus.NOT_APPLICABLE
