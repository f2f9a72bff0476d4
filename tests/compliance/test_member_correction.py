"""A member's name, quality or employer is corrected; what is counted on is not."""

import pytest

from jurydesk.compliance.member_correction import CORRECTABLE, correct_member
from jurydesk.errors import JuryDeskError
from tests.builders import a_member

ROY = a_member("M1", "president", name="Roy", first_name="Anne", quality="Directrice")


def test_only_what_nothing_is_counted_on_may_be_corrected():
    assert set(CORRECTABLE) == {"nom", "prenom", "qualite", "employeur"}


def test_a_name_is_corrected_and_both_texts_are_kept():
    found = correct_member(ROY, "nom", "  Le   Roy ")
    assert found.member.name == "Le Roy"
    assert (found.before, found.after, found.words, found.warning) == (
        *("Roy", "Le Roy", "Le Roy", ""),
    )


def test_an_empty_quality_erases_it_and_an_empty_name_is_refused():
    found = correct_member(ROY, "qualite", " ")
    assert (found.member.quality, found.words, found.warning) == ("", "(vide)", "")
    with pytest.raises(JuryDeskError, match="cette rubrique ne peut pas rester vide"):
        correct_member(ROY, "nom", " ")


def test_a_title_in_a_name_is_set_aside_and_told():
    found = correct_member(ROY, "nom", "Mme Vidal")
    assert found.member.name == "Vidal"
    assert "civilité" in found.warning


def test_what_is_no_name_or_changes_nothing_is_refused():
    with pytest.raises(JuryDeskError, match="n’est pas un nom"):
        correct_member(ROY, "nom", "0,5")
    with pytest.raises(JuryDeskError, match="Rien ne change"):
        correct_member(ROY, "nom", "Roy")
