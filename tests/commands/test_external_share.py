"""The 30 % through the command line: DOMAIN vectors 1 to 5, worked out by hand."""

from tests.commands.desk import EVERYONE, JURY, RAPPORTEUR


def test_two_representatives_beside_six_internals_are_a_quarter_of_the_seats(desk):
    desk.candidate()
    desk.reading = "seats"
    desk.new()
    share = desk.finding("exterieurs", route="FI")
    # 2 externals of 8 persons appointed; 3/9 would be a third, so one more would do.
    assert (share["status"], share["value"], share["threshold"]) == ("bloquant", "2/8", "3/10")
    assert share["missing"] == 1
    assert share["overridable"] is True
    assert share["readings"] == {
        "seats": "2/8",
        "statutory": "2/6",
        "voting": "0/6",
        "present": "0/0",
    }


def test_the_chosen_reading_decides(desk):
    desk.candidate()
    desk.new()
    share = desk.finding("exterieurs", route="FI")
    assert (share["status"], share["value"]) == ("conforme", "2/6")


def test_representatives_vote_for_vae_and_the_rapporteur_is_never_counted(desk):
    desk.jury = JURY + RAPPORTEUR
    desk.candidate(voie="VAE", rapporteur="Karine Imbert")
    desk.reading = "voting"
    desk.new()
    share = desk.finding("exterieurs", route="VAE")
    assert share["readings"] == {
        "seats": "2/8",
        "statutory": "2/6",
        "voting": "2/8",
        "present": "0/0",
    }
    quarter = desk.finding("vae_representants", candidate="C1")
    assert (quarter["status"], quarter["value"], quarter["threshold"]) == ("conforme", "2/8", "1/4")
    assert desk.finding("vae_rapporteur", candidate="C1")["status"] == "conforme"


def test_a_representative_of_the_candidates_company_must_withdraw(desk):
    desk.jury = JURY + RAPPORTEUR
    desk.candidate(voie="VAE", employeur="THALES", rapporteur="Imbert Karine")
    desk.candidate("C2", voie="VAE", employeur="Renault", rapporteur="Imbert Karine")
    desk.reading = "voting"
    desk.new()
    assert desk.finding("vae_independance", candidate="C1")["status"] == "bloquant"
    assert desk.finding("vae_independance", candidate="C1")["overridable"] is False
    assert desk.finding("vae_independance", candidate="C2")["status"] == "conforme"
    desk.open_with(f"{EVERYONE} M9")
    _, err = desk.record("09:10;consensus;;C1;BC01;2;\n09:11;adoption;;C1;BC01;;", expect=2)
    assert "Girard" in err or "GIRARD" in err
    desk.record("09:10;deport;M7;C1;;;même entreprise")
    desk.record("09:10;passer_outre;;;;exterieurs;désistement tardif")
    assert desk.finding("vae_independance", candidate="C1")["status"] == "conforme"
    # M7 withdrawn: one external (M8) of the seven who vote on C1; a reserve for C1 alone.
    share = desk.finding("exterieurs", candidate="C1")
    assert (share["status"], share["readings"]["voting"]) == ("reserve", "1/7")
    desk.record("09:12;consensus;;C1;BC01;2;\n09:13;adoption;;C1;BC01;;")
    assert desk.bloc("C1", "BC01")["voters"] == 7


def test_absence_that_cures_the_share_is_said_so(desk):
    desk.candidate()
    desk.reading = "present"
    desk.new()
    desk.open_with("M1 M2 M3 M4 M7 M8")
    share = desk.finding("exterieurs", route="FI")
    # Four internals and two externals are there: 2/6, whereas 2/8 were appointed.
    assert (share["status"], share["value"]) == ("conforme", "2/6")
    assert share["readings"]["seats"] == "2/8"
    assert "absen" in share["message"]


def test_a_guest_from_outside_makes_three_of_nine(desk):
    desk.jury = JURY + "M9;Imbert;Karine;F;invite;oui;non;;2024-017\n"
    desk.candidate()
    desk.reading = "seats"
    desk.new()
    share = desk.finding("exterieurs", route="FI")
    assert (share["status"], share["value"], share["missing"] or 0) == ("conforme", "3/9", 0)


def test_three_of_ten_is_thirty_per_cent(desk):
    desk.jury = (
        JURY
        + "M9;Imbert;Karine;F;invite;oui;non;;2024-017\n"
        + "M10;Joly;Luc;M;invite;non;non;;2024-017\n"
    )
    desk.candidate()
    desk.reading = "seats"
    desk.new()
    share = desk.finding("exterieurs", route="FI")
    assert (share["status"], share["value"]) == ("conforme", "3/10")


def test_an_unknown_status_is_shown_with_both_bounds_and_never_stops(desk):
    desk.jury = JURY.replace("M6;Faure;Hugo;M;enseignant;non", "M6;Faure;Hugo;M;enseignant;")
    desk.candidate()
    desk.reading = "seats"
    desk.new()
    share = desk.finding("exterieurs", route="FI")
    # Between 2/8 and 3/8: below the threshold if M6 is internal, above if external.
    assert share["status"] == "inconnu"
    assert "2/8" in share["message"]
    assert "3/8" in share["message"]
