"""A whole sitting of thirty candidates, from the spreadsheets to the closing, by keys alone."""

import pytest

from tests.stories.room import Room
from tests.stories.spreadsheets import write_cohort, write_jury
from tests.stories.typist import SPACE, Key


@pytest.fixture
def room(qtbot, tmp_path):
    room = Room(qtbot)
    cohort = write_cohort(tmp_path / "promotion 2024.xlsx")
    room.prepares(cohort, write_jury(tmp_path / "jury.csv"), place="Toulouse, salle des conseils")
    return room


def test_thirty_candidates_by_keys_alone(room):
    the_jury_arrives_and_the_sitting_opens(room)
    clear_candidates_take_two_keys_each(room)
    a_departure_breaks_the_quorum_and_a_late_arrival_cures_it(room)
    the_others_arrive(room)
    a_contested_bloc_is_voted_by_name(room)
    the_chair_withdraws_for_one_candidate(room)
    a_tally_ties_and_the_chair_is_asked(room)
    a_secret_count_fails_a_bloc(room)
    the_sitting_is_suspended_and_resumed(room)
    an_adoption_is_undone_and_voted_again(room)
    a_missing_piece_puts_a_bloc_off(room)
    eight_voters_contest_a_bloc(room)
    a_company_representative_must_withdraw(room)
    nothing_was_presented_for_the_thesis(room)
    the_clear_cases_are_adopted_together(room)
    nobody_is_forgotten(room)
    a_defence_is_marked(room)
    the_sitting_closes(room)


def the_jury_arrives_and_the_sitting_opens(room):
    room.says("En préparation", "VAE, indépendance | LE GOFF Solenn")
    room.goes_to_the_sitting()
    room.says("En préparation : notez les présences, puis ouvrez.", "Quorum : 3 requis.")
    room.arrives("M1", "M2", "M3", "M7", "M8", "M9")
    room.opens()
    room.says("Séance ouverte", "Préside : Claire AUBERT.", "0 sur 30 décidés")
    assert room.decisions()["state"] == "ouverte"


def clear_candidates_take_two_keys_each(room):
    for number in ("01", "02"):
        assert room.candidate == number
        room.says("Certification complète (prévue)")
        with room.counting() as spent:
            room.agrees_on_everything()
        assert spent.keys <= 4
        assert room.outcome(number) == "CERT"
        assert room.bloc(number, "BC01")["tally"] == votes(level_2=3)
    room.says("2 sur 30 décidés", "BARTHÉLÉMY Maxence")


def a_departure_breaks_the_quorum_and_a_late_arrival_cures_it(room):
    room.leaves("M2", because="appelé par l’astreinte")
    room.says("Rien ne s’adopte : passez à un autre candidat ou attendez une arrivée.")
    room.agrees()
    room.adopts()
    room.says("quorum")
    assert room.bloc("03", "BC01")["status"] is None
    room.arrives("M4")
    room.does_not_say("Rien ne s’adopte")
    room.agrees_on_everything()
    assert room.outcome("03") == "CERT"
    assert room.bloc("03", "BC01")["voters"] == 3


def the_others_arrive(room):
    room.arrives("M2", "M5", "M6")
    room.says("Enregistré : arrivée d’Hugo FAURE")


def a_contested_bloc_is_voted_by_name(room):
    room.chooses("nguyen")
    room.says("NGUYÊN Thi Mai")
    room.agrees()
    room.adopts()
    assert room.block == "BC02"
    # Three for level 2, the chair among them, three for level 3: the chair carries level 2.
    room.votes("222333")
    room.says("voix prépondérante de Claire AUBERT, niveau 2")
    room.adopts(because="Le plan IA remis en séance comble l’écart.")
    bloc = room.bloc("21", "BC02")
    assert (bloc["level"], bloc["proposed"], bloc["casting_vote"]) == (2, 3, True)
    assert bloc["reason"] == "Le plan IA remis en séance comble l’écart."
    room.agrees_on_everything()
    assert room.outcome("21") == "CERT"


def the_chair_withdraws_for_one_candidate(room):
    room.chooses("aubert")
    assert room.candidate == "22"
    room.recuses("M1", because="même famille")
    room.says("Déport : Claire AUBERT.")
    room.agrees()
    room.adopts()
    room.says("président")
    assert room.bloc("22", "BC01")["status"] is None
    room.presides("M2")
    room.says("Préside : Denis BONNET.")
    room.agrees_on_everything()
    assert room.outcome("22") == "PART"
    assert room.bloc("22", "BC01")["tally"] == votes(level_2=5)
    room.presides("M1")


def a_tally_ties_and_the_chair_is_asked(room):
    room.chooses("roussel")
    room.chooses_block("BC03")
    room.counts(0, 3, 3, 0, 0, chair=2, glimpses=(room.sees("Partage des voix", "Claire AUBERT"),))
    room.speaks("voix prépondérante")
    room.adopts(because="Le projet applicatif a été revu avec l’entreprise.")
    bloc = room.bloc("23", "BC03")
    assert (bloc["level"], bloc["casting_vote"]) == (2, True)
    assert bloc["tally"] == votes(level_2=3, level_3=3)
    room.agrees_on_everything()
    assert room.outcome("23") == "CERT"


def a_secret_count_fails_a_bloc(room):
    room.chooses("saidi")
    room.chooses_block("BC03")
    room.counts(0, 0, 2, 3, 1, secretly=True)
    room.adopts()
    assert room.bloc("24", "BC03")["tally"] == votes(level_3=2, level_4=3, abstention=1)
    room.agrees_on_everything()
    assert room.bloc("24", "BC03")["status"] == "non acquis"
    assert room.outcome("24") == "PART"


def the_sitting_is_suspended_and_resumed(room):
    room.suspends()
    room.says("Séance suspendue")
    assert room.decisions()["state"] == "suspendue"
    room.resumes()
    room.says("Séance ouverte")


def an_adoption_is_undone_and_voted_again(room):
    room.chooses("vidal")
    room.chooses_block("BC02")
    room.votes("333322")
    room.adopts()
    assert room.bloc("25", "BC02")["level"] == 3
    assert "adoption du bloc BC02" in room.window.undo_action.text()
    room.undoes()
    room.says("à revoter")
    assert room.bloc("25", "BC02")["status"] is None
    room.chooses_block("BC02")
    room.votes("222233")
    room.adopts(because="Les pièces complémentaires ont été relues.")
    bloc = room.bloc("25", "BC02")
    assert (bloc["level"], bloc["tally"]) == (2, votes(level_2=4, level_3=2))
    room.agrees_on_everything()
    assert room.outcome("25") == "CERT"


def a_missing_piece_puts_a_bloc_off(room):
    room.chooses("weber")
    room.chooses_block("BC03")
    room.puts_off("Attestation de l’entreprise attendue")
    room.agrees_on_everything()
    assert room.bloc("26", "BC03")["status"] == "en attente"
    assert room.outcome("26") == "ATT"


def eight_voters_contest_a_bloc(room):
    room.chooses("cazenave")
    room.chooses_block("BC04")
    with room.counting() as spent:
        # The top row of a French keyboard without shift: five 3, two 2, one abstention.
        room.votes('"""""ééà')
        room.adopts()
    assert spent.keys <= 12
    bloc = room.bloc("28", "BC04")
    assert (bloc["level"], bloc["voters"]) == (3, 8)
    assert bloc["tally"] == votes(level_2=2, level_3=5, abstention=1)
    room.agrees_on_everything()
    assert room.outcome("28") == "PART"
    room.type("R", "Compléter la partie « données » du dossier.", Key("Ctrl+Return"))


def a_company_representative_must_withdraw(room):
    room.chooses("le goff")
    room.agrees()
    room.adopts()
    room.says("Inès GIRARD")
    assert room.bloc("29", "BC01")["status"] is None
    with room.counting() as spent:
        # The member of the candidate's company is proposed: Enter is enough.
        room.type("d", Key("Return"))
    assert spent.keys == 2
    room.says("Déport : Inès GIRARD.")
    room.agrees_on_everything()
    assert room.outcome("29") == "CERT"
    assert room.bloc("29", "BC01")["voters"] == 7


def nothing_was_presented_for_the_thesis(room):
    room.chooses("yvon")
    room.chooses_block("BC07")
    room.says_not_presented("Thèse non déposée")
    room.agrees_on_everything()
    assert room.bloc("30", "BC07")["status"] == "non présenté"
    assert room.outcome("30") == "AJOU"


def the_clear_cases_are_adopted_together(room):
    named = room.sees("BELKACEM Inès", "TRAORÉ Aïssata", "17 candidats sur 17")
    room.adopts_clear_cases(named, Key("End"), SPACE, room.sees("16 candidats sur 17"))
    assert room.outcome("20") is None
    assert {room.outcome(f"{number:02}") for number in range(1, 20)} == {"CERT"}
    room.chooses("traore")
    room.agrees_on_everything()
    assert room.outcome("20") == "CERT"


def nobody_is_forgotten(room):
    room.closes()
    room.says("Le jury n’a pas statué sur ZIMMER Jules")
    assert room.decisions()["state"] == "ouverte"


def a_defence_is_marked(room):
    room.chooses("zimmer")
    room.says("soutenance à noter (M)")
    room.marks_the_defence(
        ("Inès GIRARD", "entreprise", "14,5", "15"), ("Élise CARON", "enseignant", "13", "16,5")
    )
    # Report (14,5 + 13)/2 = 13,75; oral (15 + 16,5)/2 = 15,75; half of each: 14,75, level 2.
    room.says("soutenance 14,75/20 (rapport 13,75, oral 15,75)")
    room.type("c", "2")
    room.adopts(because="La monographie complétée répond aux attentes.")
    assert room.bloc("27", "BC01")["reason"] == "La monographie complétée répond aux attentes."
    room.agrees_on_everything()
    assert room.bloc("27", "BC07")["level"] == 2
    assert room.outcome("27") == "CERT"


def the_sitting_closes(room):
    room.closes(room.sees("Clore la séance ?"))
    room.says("Séance close", "30 sur 30 décidés")
    decisions = room.decisions()
    assert decisions["state"] == "close"
    assert decisions["counts"] == {
        "registered": 30,
        "presented": 30,
        "certified": 25,
        "partial": 3,
        "adjourned": 1,
        "refused": 0,
        "pending": 1,
    }


def votes(level_1=0, level_2=0, level_3=0, level_4=0, abstention=0):
    """Return a tally as the file writes it."""
    return {
        "1": level_1,
        "2": level_2,
        "3": level_3,
        "4": level_4,
        "abstention": abstention,
    }
