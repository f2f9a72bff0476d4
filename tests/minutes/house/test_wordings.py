"""The establishment's own words: checked before use, with the place of each fault."""

import pytest

from jurydesk.deliberation.facts import EstablishmentDescribed
from jurydesk.errors import JuryDeskError
from jurydesk.minutes.house.fields import faults
from jurydesk.minutes.house.wordings import WORDINGS, said, wording, wording_faults
from tests.builders import a_candidate, a_member, at
from tests.minutes.builders import a_story
from tests.minutes.house.builders import a_house
from tests.minutes.papers.builders import plain


@pytest.mark.parametrize("each", WORDINGS, ids=lambda each: each.key)
def test_every_original_text_may_be_used(each):
    assert wording_faults(each.key, each.original) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Le texte est vide"),
        ("Le {date_seance}, {prenom}", "Signe 19 : le champ {prenom} n’existe pas ici"),
        ("Le {date_seance", "Signe 4 : l’accolade ouverte n’est pas fermée"),
        ("Le {date_{seance}", "Signe 4 : l’accolade ouverte n’est pas fermée"),
        ("Le date_seance}", "Signe 15 : une accolade se ferme sans être ouverte"),
        ("Bonjour\nle {jour} {date_seance}", "Ligne 2, signe 4 : le champ {jour}"),
        ("Bonjour {nom}", "Le champ {date_seance} manque"),
        ("{date_seance}" + "x" * 1500, "1500 au plus"),
        ("{date_seance} {}", "le champ {} n’existe pas"),
        ("{date_seance} { nom }", "le champ { nom } n’existe pas"),
    ],
)
def test_a_fault_is_told_with_its_place(text, told):
    assert told in " ".join(wording_faults("notification-ouverture", text))


def test_every_fault_is_told_at_once():
    assert len(faults("{a} {b} }", ("c",), ("c",))) == 4


def test_a_paragraph_that_is_not_there_is_named():
    with pytest.raises(JuryDeskError, match="« bidon »"):
        wording("bidon")


def test_own_words_take_the_place_of_the_original_and_agree():
    words = "{civilite} {nom}, vous êtes convoqué{e} : {code}, {date_seance} !"
    house = a_house(("notification-ouverture", words))
    story = a_story([a_candidate(gender="F")])
    story.tell(EstablishmentDescribed(at("08:00"), house))
    state = story.state()
    told = plain(said(state, "notification-ouverture", a_candidate(gender="F")))
    assert told.startswith("Madame Éloïse LEFÈVRE, vous êtes convoquée : RNCP35609, vendredi 19")
    assert "convoqué :" in plain(said(state, "notification-ouverture", a_candidate(gender="M")))
    unknown = plain(said(state, "notification-ouverture", a_candidate(gender=None)))
    assert "Madame, Monsieur Éloïse LEFÈVRE, vous êtes convoqué(e)" in unknown


def test_a_juror_is_named_as_in_the_minutes():
    state = a_story([a_candidate()]).state()
    member = a_member("M2", "directeur")
    told = said(state, "attestation-jury", member, {"horaires": "de 9 h à 10 h"})
    assert told.startswith(member.full_name)
