"""What an official fiche says against itself is told, and nothing of a sound one."""

from dataclasses import replace

import pytest

from jurydesk.certification.fiche import Fiche, FicheBlock, FicheCode, FicheRoute
from jurydesk.certification.fiche_doubts import fiche_doubts
from jurydesk.certification.vocabulary import AccessRoute

SOUND = Fiche(
    code="RNCP35609",
    title="Chef de projets",
    abbreviation="MS",
    level="NIV7",
    is_active=True,
    state="Publiée",
    certifiers=(FicheCode("13000254800017", "École"),),
    nsf=(),
    formacodes=(),
    rome=(),
    decision="19/05/2021",
    effect="",
    duration="3",
    expiry="19/05/2024",
    delivery_deadline="19/05/2028",
    routes=(FicheRoute(AccessRoute.STUDENT, is_open=True, composition="Six membres."),),
    blocks=(FicheBlock("RNCP35609BC01", "Concevoir", "", ""),),
)


def said(**changes):
    return [each.replace("\u00a0", " ") for each in fiche_doubts(replace(SOUND, **changes))]


def test_a_sound_fiche_raises_no_doubt():
    assert said() == []
    assert said(effect="01/09/2021", decision="", expiry="31/08/2024") == []
    assert said(code="RS5001", level="") == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"is_active": False, "successors": ("RNCP42005",)}, "remplacée par RNCP42005"),
        ({"successors": ("RNCP35609",)}, "par elle-même"),
        ({"decision": "31/02/2021"}, "la date de décision est illisible"),
        ({"expiry": "2024"}, "la fin de l’enregistrement est illisible"),
        ({"expiry": "19/05/2020"}, "précède la décision ou l’effet"),
        ({"delivery_deadline": "19/05/2020"}, "la date limite de délivrance (19 mai 2020) précède"),
        ({"delivery_deadline": "19/05/2023"}, "précède la fin de l’enregistrement"),
        ({"duration": "5"}, "l’enregistrement est de 5 ans"),
        ({"level": "Niveau 7"}, "n’est pas lisible"),
        ({"code": "RS5001"}, "n’a pas de niveau"),
        ({"certifiers": ()}, "aucun certificateur"),
        ({"certifiers": (FicheCode("1234", "École"),)}, "n’a pas 14 chiffres"),
        ({"title": "x" * 501}, "coupé"),
        ({"blocks": SOUND.blocks * 2}, "décrit 2 fois"),
        ({"blocks": (FicheBlock("", "A", "", ""),)}, "pas de code"),
        ({"routes": (FicheRoute(AccessRoute.EXPERIENCE, False, "Un jury."),)}, "ferme VAE"),
    ],
)
def test_what_contradicts_itself_is_told(changes, told):
    assert any(told in each for each in said(**changes)), said(**changes)


def test_a_date_that_cannot_be_is_told_once_for_each():
    assert len(said(expiry="19/05/2020", delivery_deadline="", duration="")) == 1
