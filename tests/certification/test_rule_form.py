"""A rule as a form: what is held fills it, what is typed makes the value the file would hold."""

from decimal import Decimal
from fractions import Fraction

import pytest

from jurydesk.certification.rule_change import (
    from_json,
    held_value,
    is_settable,
    rules_to_see,
    to_json,
    with_rule_set,
)
from jurydesk.certification.rule_form import rule_form
from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import AccessRoute, Role, Voice
from jurydesk.errors import JuryDeskError
from tests.builders import the_rulebook, unruled
from tests.certification.builders import the_second_text, the_text


def set_again(rulebook, text: str, key: str, rows=None):
    """The rulebook once a rule's form was accepted: as it stands, or with other rows."""
    form = rule_form(rulebook, key, held_value(text, key, {}))
    value = from_json(to_json(form.value(form.rows if rows is None else rows)))
    return with_rule_set(rulebook, text, key, value, source="", adoption=Adoption())


@pytest.mark.parametrize("text", [the_text(), the_second_text()], ids=["1", "2"])
def test_a_form_accepted_as_it_stands_changes_no_value(text):
    rulebook = parse_rulebook(text)
    tried = 0
    for rule in rules_to_see(rulebook):
        if is_settable(rule) and rule.key in rulebook.rules:
            assert set_again(rulebook, text, rule.key).rules[rule.key].value == rule.value, rule.key
            tried += 1
    assert tried >= 2


def test_a_text_of_law_is_confirmed_and_never_set():
    rulebook = the_rulebook()
    assert rulebook.rules["vae.transitoire-2024"].to_confirm
    assert not is_settable(rulebook.rules["vae.transitoire-2024"])


# What a title of the open data does not say is set from nothing, rule by rule, to its defence.
FROM_NOTHING = (
    ("part_exterieurs", [["50 %"]]),
    ("equilibre_femmes_hommes", [["2/5"]]),
    ("soutenance.jures", [["entreprise"]]),
    ("soutenance.poids_du_rapport", [["1/3"]]),
    ("soutenance.bareme", [["20", "16", "10", "8"]]),
    ("soutenance.pas", [["0,5"]]),
    ("soutenance.ecart_signale", [["3"]]),
    ("soutenance.pages_maximum", [["40"]]),
    ("vae_exclusions", [["entreprise"], [""]]),
    ("vae_notification", [["20", "non"]]),
    ("soutenance.bloc", [["RNCP35609BC07"]]),
)


def test_everything_is_set_from_nothing():
    rulebook = unruled(the_rulebook(), *(key for key, _ in FROM_NOTHING))
    text = the_text()
    for key, rows in FROM_NOTHING:
        assert key in {rule.key for rule in rules_to_see(rulebook)}
        form = rule_form(rulebook, key, held_value(text, key, {}))
        value = from_json(to_json(form.value(rows)))
        rulebook = with_rule_set(rulebook, text, key, value, source="", adoption=Adoption())
    assert rulebook.external_share.value == Fraction(1, 2)
    assert rulebook.gender_balance.value == Fraction(2, 5)
    defence = rulebook.defence
    assert defence is not None
    assert (defence.step, defence.report_weight.value) == (Decimal("0.5"), Fraction(1, 3))
    assert [defence.scale.value.level(Decimal(n)) for n in (16, 15, 8, 7)] == [1, 2, 3, 4]
    assert defence.pages is not None
    assert rulebook.result_notice is not None
    assert (rulebook.result_notice.days, rulebook.result_notice.copy_to_companion) == (20, False)


def test_seats_are_a_table_with_a_voice_for_vae():
    rulebook, text = the_rulebook(), the_text()
    form = rule_form(rulebook, "sieges", held_value(text, "sieges", {}))
    assert [field.label for field in form.fields] == [
        *("Siège", "Nombre au moins", "Membre statutaire", "Voix, toutes voies", "Voix en VAE"),
    ]
    assert form.grows
    rows = [
        ["president", "1", "oui", "deliberative", ""],
        ["salarie", "2", "non", "", "consultative"],
    ]
    changed = set_again(rulebook, text, "sieges", rows)
    chair, employee = changed.seats
    assert (chair.role, chair.minimum, chair.statutory) == (Role.CHAIR, 1, True)
    assert employee.voices == {AccessRoute.EXPERIENCE: Voice.ADVISORY}


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("part_exterieurs", [["130 %"]]),
        ("quorum", [["la moitié", "0", "oui"]]),
        ("quorum", [["1/2", "0", "peut-être"]]),
        ("sieges", [["president", "un", "oui", "deliberative", ""]]),
        ("soutenance.bloc", [["BC99"]]),
        ("soutenance.bareme", [["20", "8", "10", "16"]]),
    ],
)
def test_a_value_that_is_none_of_this_rule_is_refused_with_a_sentence(key, rows):
    with pytest.raises(JuryDeskError, match=key.split(".", maxsplit=1)[0]):
        set_again(the_rulebook(), the_text(), key, rows)
