"""A rule is one record: each says what it is called, what it stops, who checks it, and is told."""

import pytest

from jurydesk.bundle import resource
from jurydesk.compliance.registry import BY_ID, RULES, finding_title
from jurydesk.compliance.rule import Cure, Stops
from tests.certification.builders import plain

HELP = plain(
    " ".join(page.read_text(encoding="utf-8") for page in resource("help").glob("*.html"))
).replace("&nbsp;", " ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule):
    assert rule.title
    assert rule.subject
    assert rule.source
    assert rule.session or rule.route or rule.candidate
    # What only stops may be passed over; what never stops needs no waiver.
    assert not (rule.overridable and rule.stops is Stops.NOTHING)
    assert bool(rule.counts) is (rule.cure is Cure.COMPOSITION)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_told_in_the_help(rule):
    assert plain(rule.title) in HELP, f"resources/help ne dit rien de « {rule.title} »"


def test_a_rule_is_written_once():
    assert len(BY_ID) == len(RULES)
    assert len({rule.title for rule in RULES}) == len(RULES)
    ranks = [rule.card for rule in RULES if rule.card is not None]
    assert len(set(ranks)) == len(ranks)


def test_a_finding_of_a_newer_program_keeps_its_identifier():
    assert finding_title("vae_nouveau") == "Vae nouveau"
