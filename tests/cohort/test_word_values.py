"""The words of closed lists as people write them; a doubt is said, nothing is guessed."""

import pytest

from jurydesk.certification.vocabulary import AccessRoute, Derogation, Gender
from jurydesk.cohort.cohort_words import DEROGATIONS, route_converter
from jurydesk.cohort.word_values import to_choice, to_gender, to_yes_no
from jurydesk.tables.converters import CellState
from tests.builders import the_rulebook

RULES = the_rulebook()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("oui", True),
        ("OUI", True),
        ("x", True),
        (True, True),
        (1.0, True),
        ("1", True),
        ("non", False),
        (False, False),
        (0.0, False),
        ("N", False),
        ("inconnu", None),
    ],
)
def test_yes_and_no_as_people_write_them(written, value):
    found = to_yes_no(written)
    assert found.value is value
    assert found.state is CellState.OK


def test_a_perhaps_is_refused():
    assert to_yes_no("peut-être").state is CellState.ERROR


@pytest.mark.parametrize(("box", "value"), [("✓", True), ("☑", True), ("☐", False), ("✗", False)])
def test_a_box_is_an_answer_and_never_unknown(box, value):
    assert to_yes_no(box).value is value


@pytest.mark.parametrize(
    ("written", "route"),
    [
        ("V.A.E.", "VAE"),
        ("v.a.e", "VAE"),
        ("F.I.", "FI"),
        ("F. C.", "FC"),
        ("C.A.", "CA"),
        ("Formation continue (F.C.)", "FC"),
        ("VAE – validation des acquis de l’expérience", "VAE"),
        ("contrat de professionnalisation", "CQ"),
        ("formation continue hors contrat de professionnalisation", "FC"),
    ],
)
def test_a_route_is_read_with_its_dots_and_its_words(written, route):
    found = route_converter(RULES)(written)
    assert (found.value, found.state) == (AccessRoute(route), CellState.OK)


@pytest.mark.parametrize(("written", "route"), [("VAE collective", "VAE"), ("apprenti CFA", "CA")])
def test_a_route_among_other_words_is_a_doubt(written, route):
    found = route_converter(RULES)(written)
    assert (found.value, found.state) == (AccessRoute(route), CellState.WARNING)


@pytest.mark.parametrize("written", ["alternance", "FI ou FC", "hors VAE", "C.L.", "CA VAE"])
def test_no_route_or_two_are_refused(written):
    assert route_converter(RULES)(written).state is CellState.ERROR


@pytest.mark.parametrize(
    ("written", "gender", "state"),
    [
        ("Femme", Gender.WOMAN, "ok"),
        ("Homme", Gender.MAN, "ok"),
        ("H", Gender.MAN, "ok"),
        ("M.", Gender.MAN, "ok"),
        ("Mme", Gender.WOMAN, "ok"),
        ("Mademoiselle", Gender.WOMAN, "ok"),
        ("1", Gender.MAN, "warning"),
        (2.0, Gender.WOMAN, "warning"),
        ("Non binaire", None, "ok"),
        ("garçonne", None, "error"),
        (True, None, "error"),
    ],
)
def test_a_gender_as_people_write_it(written, gender, state):
    found = to_gender(written)
    assert (found.value, found.state) == (gender, state)


def test_a_derogation_is_read_with_its_dots():
    convert = to_choice(DEROGATIONS, "VAPP ou M1_L3")
    assert convert("V.A.P.P.").value is Derogation.VAPP
    assert convert("M1/L3").value is Derogation.M1_L3
