"""A whole sitting that is heard: the real program, real keys, and what a real Orca speaks of it."""

import pytest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.stories.heard_screen import HeardScreen
from tests.stories.room import decisions_of
from tests.stories.test_real_screen import outcomes
from tests.widgets.room import a_session, clear_file

HERE = ("M1", "M2", "M3", "M5")
ON_LEVEL = "niveau 2, au niveau des attentes"


@pytest.fixture
def path(tmp_path):
    """A session in preparation: four members are present, of the three that the quorum asks."""
    path = a_session(
        tmp_path / "seance.jury",
        clear_file("C01"),
        clear_file("C02", birth_name="Abadie", first_names="Zoé"),
    )
    with SessionFile.open(path) as session:
        session.record(*acts.attend(session.state, HERE, Attendance.PRESENT, at("08:55")))
        away = tuple(session.state.members.keys() - set(HERE))
        session.record(*acts.attend(session.state, away, Attendance.EXCUSED, at("08:56"), "congé"))
    return path


def test_a_sitting_that_is_heard(tmp_path, path):
    with HeardScreen(tmp_path) as screen:
        screen.start(path)
        screen.faces("seance")
        screen.hears("Membres du jury", "PrénomM1 NOMM1 (M1)", "présidence, préside")
        the_sitting_opens(screen)
        four_members_vote_and_the_bloc_is_adopted(screen)
        a_key_without_a_meaning_is_refused(screen)
        a_member_withdraws_and_another_leaves(screen)
        the_departure_is_undone(screen)
        the_first_candidate_is_certified(screen)
        another_candidate_is_gone_to_and_certified(screen, path)
        the_sitting_closes_and_is_sealed(screen, path)


def the_sitting_opens(screen):
    screen.presses_and_hears(
        "ctrl+5",
        "Page Séance",
        "LEFÈVRE Éloïse, formation initiale (élève ou étudiant), candidat 1 sur 2",
        "Ouvrez la séance pour voter.",
    )
    screen.presses_and_hears("alt+r", "alerte", "Ouvrir à une autre date")
    screen.faces("^JuryDesk$")
    screen.leaves_and_hears(
        *("alt+o", "^JuryDesk$", "seance"), "Ouverture de la séance.", "Au tour de PrénomM1 NOMM1."
    )


def four_members_vote_and_the_bloc_is_adopted(screen):
    screen.presses_and_hears("2", f"PrénomM1 NOMM1 : {ON_LEVEL}. Au tour de PrénomM2 NOMM2.")
    screen.presses_and_hears("1", "PrénomM2 NOMM2 : niveau 1, au-delà des attentes.")
    screen.presses_and_hears("0", "PrénomM3 NOMM3 : abstention. Au tour de PrénomM5 NOMM5.")
    screen.presses_and_hears("2", "Tous ont voté : A pour adopter.")
    screen.presses_and_hears(
        "a", f"BC01 adopté : validé, {ON_LEVEL}.", f"BC02, proposition : {ON_LEVEL}."
    )


def a_key_without_a_meaning_is_refused(screen):
    screen.presses_and_hears("7", "Il n’y a pas de niveau 7 : les niveaux sont 1, 2, 3 et 4.")
    screen.presses_and_hears("Right", "Au tour de PrénomM2 NOMM2.")


def a_member_withdraws_and_another_leaves(screen):
    screen.presses_and_hears("d", "Membre qui se déporte")
    screen.faces("port$")
    screen.leaves_and_hears("5", "port$", "seance", "Déport de PrénomM5 NOMM5")
    screen.presses_and_hears("p", "Membres et présences")
    screen.faces("sences$")
    screen.presses_and_hears("Down", "PrénomM2 NOMM2")
    screen.presses_and_hears("l", "Motif")
    screen.faces("parti")
    screen.presses("t", "r", "a", "i", "n")
    screen.leaves_and_hears(
        *("ctrl+Return", "parti", "sences$"),
        "Départ de PrénomM2 NOMM2.",
        "Quorum perdu : 2 votants, 3 requis.",
    )
    screen.leaves_and_hears("Return", "sences$", "seance", "Blocs du candidat")


def the_departure_is_undone(screen):
    screen.presses_and_hears(
        "ctrl+z", "Annulé : départ de PrénomM2 NOMM2", "Quorum atteint : 3 votants, 3 requis."
    )
    screen.presses_and_hears("ctrl+shift+z", "Rétabli : départ de PrénomM2 NOMM2", "Quorum perdu")
    screen.presses_and_hears("u", "consensus")
    screen.presses_and_hears("a", "quorum")
    screen.presses_and_hears("ctrl+z", "Annulé")
    screen.presses_and_hears("ctrl+z", "Annulé : départ", "Quorum atteint")


def the_first_candidate_is_certified(screen):
    screen.presses_and_hears("shift+u", "BC02 à BC06 : consensus sur la proposition.")
    screen.presses_and_hears(
        "shift+a",
        f"BC02, BC03, BC05 et BC06 adoptés : validé, {ON_LEVEL}.",
        "LEFÈVRE Éloïse : certification complète.",
        "ABADIE Zoé, formation initiale (élève ou étudiant), candidat 2 sur 2.",
    )


def another_candidate_is_gone_to_and_certified(screen, path):
    screen.presses_and_hears("Prior", "LEFÈVRE Éloïse", "candidat 1 sur 2", "Adopté.")
    screen.presses_and_hears("Next", "ABADIE Zoé", f"BC01, proposition : {ON_LEVEL}.")
    screen.presses_and_hears("shift+u", "consensus sur la proposition")
    screen.presses_and_hears("shift+a", "ABADIE Zoé : certification complète.")
    assert outcomes(path) == ["CERT", "CERT"]


def the_sitting_closes_and_is_sealed(screen, path):
    screen.presses_and_hears("alt+c", "alerte")
    screen.faces("^JuryDesk$")
    screen.leaves_and_hears("alt+c", "^JuryDesk$", "seance", "Clôture de la séance.")
    screen.presses_and_hears("ctrl+6", "Page Procès-verbal.")
    assert decisions_of(path)["state"] == "close"
    screen.presses_and_hears("alt+s", "Sceller le procès-verbal ?")
    screen.faces("sceller$")
    screen.presses_and_hears("alt+s", "un scellement ne se défait pas")
    # The day of this computer is not the session’s: it asks to be told again.
    screen.presses("alt+s")
    screen.faces("officiel")
    screen.leaves_and_hears(
        *("Return", "officiel", "seance"), "Enregistré : scellement du procès-verbal."
    )
    assert decisions_of(path)["state"] == "scellée"
