"""A quota that no fiche gives may be set by its name, on any title."""

from fractions import Fraction
from pathlib import Path

import pytest

from jurydesk.certification.rule_change import rules_to_see, setting_named, with_rule_set
from jurydesk.certification.rule_kinds import value_words
from jurydesk.certification.rule_values import Adoption
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import Derogation
from jurydesk.errors import JuryDeskError
from tests.builders import the_rulebook

TEXT = (Path(__file__).parent / "rulebooks" / "second.toml").read_text(encoding="utf-8")
NAMES = ("quotas.vapp", "quotas.m1_l3", "quotas.derogations")


def quota_set(rulebook, name, value):
    return with_rule_set(rulebook, TEXT, name, value, source="", adoption=Adoption())


def silent():
    """The second rulebook, its own quotas taken away if it has any."""
    rulebook = parse_rulebook(TEXT)
    assert not rulebook.quotas
    return rulebook


def test_quotas_that_the_fiche_does_not_give_are_shown_as_not_set():
    seen = {setting.key: value_words(setting) for setting in rules_to_see(silent())}
    assert {name: seen[name] for name in NAMES} == dict.fromkeys(NAMES, "non réglé")
    # A fiche that gives them shows them once.
    given = [each.key for each in rules_to_see(the_rulebook()) if each.key in NAMES]
    assert sorted(given) == sorted(NAMES)


def test_a_quota_is_set_by_its_name_and_counts_its_derogations():
    rulebook = quota_set(silent(), "quotas.derogations", "40 %")
    (quota,) = rulebook.quotas
    assert quota.value.share == Fraction(2, 5)
    assert quota.value.derogations == (Derogation.VAPP, Derogation.M1_L3)
    again = quota_set(rulebook, "quotas.derogations", "1/4")
    assert [each.value.share for each in again.quotas] == [Fraction(1, 4)]
    assert setting_named(again, "quotas.derogations").to_confirm


@pytest.mark.parametrize("value", ["140 %", "beaucoup", -1])
def test_a_share_that_cannot_be_is_refused(value):
    with pytest.raises(JuryDeskError, match=r"quotas\.vapp"):
        quota_set(silent(), "quotas.vapp", value)
