"""Civil status corrected after the opening: the papers follow, the minutes stay."""

import pytest

from jurydesk.deliberation.civil_status import (
    amended,
    amended_candidate,
    amendment,
    amendment_words,
    amendments_told,
)
from jurydesk.errors import ActRefusedError, JuryDeskError
from tests.builders import a_candidate, at
from tests.deliberation.builders import bc07_acquired, prepared, sitting


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def pair():
    return sitting(
        a_candidate("C01", **bc07_acquired()),
        a_candidate("C02", birth_name="Roy", **bc07_acquired()),
    )


def amend(session, *values, candidate="C01", clock="09:30"):
    fact, warnings = amendment(session.state, candidate, values, "Mariage", at(clock))
    session.record(fact)
    return warnings


def test_only_the_person_corrected_is_told_and_the_file_stays():
    session = pair()
    assert amended(session.state) is session.state
    assert amendments_told(session.state) == ()
    amend(session, ("nom_usage", "Martin"))
    assert session.state.candidates["C01"].used_name == ""
    assert amended_candidate(session.state, "C01").used_name == "Martin"
    assert amended(session.state).candidates["C02"] == session.state.candidates["C02"]
    (told,) = amendments_told(session.state)
    assert plain(told).startswith("LEFÈVRE Éloïse (C01) : État civil corrigé le 19 avril 2024 (")
    assert plain(told).endswith("le procès-verbal n° RNCP35609-2024-04-19-01 ne change pas.")
    assert amendment_words(session.state, "C02") == ""


def test_the_last_of_two_corrections_wins_and_each_column_is_named_once():
    session = pair()
    amend(session, ("nom_usage", "Martin"))
    amend(session, ("nom_usage", "Bernard"), clock="09:40")
    assert amended_candidate(session.state, "C01").used_name == "Bernard"
    assert plain(amendment_words(session.state, "C01")).lower().count("nom d’usage") == 1


def test_an_address_is_corrected_and_is_no_civil_status():
    session = pair()
    amend(session, ("courriel", "zoe@exemple.fr"))
    assert amended_candidate(session.state, "C01").email == "zoe@exemple.fr"
    assert amendments_told(session.state) == ()


def test_what_is_no_civil_status_or_given_twice_is_refused():
    session = pair()
    with pytest.raises(ActRefusedError, match="n’est pas de l’état civil"):
        amend(session, ("voie", "VAE"))
    with pytest.raises(ActRefusedError, match="est donné deux fois"):
        amend(session, ("nom_usage", "Martin"), ("nom_usage", "Roy"))
    with pytest.raises(JuryDeskError, match="pas ouverte"):
        amend(prepared(), ("nom_usage", "Martin"), clock="08:30")


def test_an_empty_value_erases_and_is_warned_of_and_a_dash_erases_nothing():
    session = pair()
    amend(session, ("nom_usage", "Martin"))
    with pytest.raises(ActRefusedError, match="Rien n’est corrigé"):
        amend(session, ("nom_usage", "–"), clock="09:40")
    (warning,) = amend(session, ("nom_usage", ""), clock="09:40")
    assert "effacé" in warning
    assert amended_candidate(session.state, "C01").used_name == ""
