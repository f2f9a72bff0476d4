"""A rule of the rulebook is one entry, optional: files written before it existed still open."""

import pytest

from jurydesk.certification import rulebook_file
from jurydesk.certification.rule_kinds import RULE_KINDS, kind_of, value_words
from jurydesk.compliance.checks import inspect
from tests.builders import a_candidate, the_rulebook, the_second_rulebook, unruled
from tests.compliance.builders import a_situation, a_vae_jury, everyone_present

OPTIONAL = [kind for kind in RULE_KINDS if not kind.required]


@pytest.mark.parametrize("kind", RULE_KINDS, ids=lambda kind: kind.key)
def test_a_rule_is_named_and_its_key_is_documented(kind):
    assert kind.label
    for word in kind.key.split("."):
        assert f"``{word}``" in (rulebook_file.__doc__ or ""), word


@pytest.mark.parametrize("kind", OPTIONAL, ids=lambda kind: kind.key)
def test_a_rulebook_silent_on_a_rule_is_checked_all_the_same(kind):
    silent = unruled(the_rulebook(), kind.key)
    people = (a_candidate(), a_candidate("C02", "VAE"))
    situation = a_situation(*people, rulebook=silent, members=a_vae_jury())
    assert inspect(situation)
    seated = a_situation(
        *people,
        rulebook=silent,
        members=a_vae_jury(),
        attendance=everyone_present(a_vae_jury()),
        recused={"C01": frozenset({"M3"})},
    )
    assert inspect(seated)


@pytest.mark.parametrize("rulebook", [the_rulebook(), the_second_rulebook()], ids=["1", "2"])
def test_rules_print_in_the_order_of_their_kinds(rulebook):
    order = [RULE_KINDS.index(kind_of(key)) for key in rulebook.rules]
    assert order == sorted(order)
    assert all(value_words(rule) for rule in rulebook.settings())


def test_a_key_of_no_rule_is_no_rule():
    with pytest.raises(KeyError):
        kind_of("quorum.inconnu")
