"""A sitting entered from its sheet: counting, guards, outcomes, undo, through the command line."""

import pytest

from tests.commands.desk import JURY, RAPPORTEUR

EARLIER = {f"BC0{n}": "acquis" for n in range(2, 8)}
DATES = {f"BC0{n}_date": "2023-06-30" for n in range(2, 8)}


@pytest.fixture
def sitting(desk):
    """One candidate of training with BC01 left to vote, the six who vote present."""
    desk.candidate(**EARLIER, **DATES)
    desk.new()
    desk.open_with()
    return desk


@pytest.mark.parametrize(
    ("tally", "level", "casting"),
    [
        # Six voters of a training route: M1 to M6.
        ("1/2/1/0/2", 2, False),  # 1,2,2,3: three of four are 2 or better
        ("0/2/2/0/2 prep=2", 2, True),  # two of four, and the chair's own is 2
        ("0/2/2/0/2 prep=3", 3, False),  # the chair stays at 3: no casting vote needed
        ("0/2/2/0/2", 3, False),  # the chair did not express: the less favourable one
        ("0/1/1/1/3", 3, False),  # 2,3,4: two of three are 3 or better
        ("6/0/0/0/0", 1, False),
        ("0/0/3/3/0 prep=3", 3, True),
    ],
)
def test_a_tally_gives_the_level_most_voters_reach(sitting, tally, level, casting):
    sitting.record(f"09:10;decompte;;C1;BC01;{tally};\n09:11;adoption;;C1;BC01;;au vu du dossier")
    bloc = sitting.bloc("C1", "BC01")
    assert (bloc["level"], bloc["casting_vote"]) == (level, casting)
    assert bloc["voters"] == 6


def test_named_votes_of_everyone_make_the_decision(sitting):
    votes = "\n".join(
        f"09:1{n};vote;M{n};C1;BC01;{value};"
        for n, value in enumerate(["2", "2", "3", "3", "abstention", "abstention"], start=1)
    )
    sitting.record(votes + "\n09:20;adoption;;C1;BC01;;")
    bloc = sitting.bloc("C1", "BC01")
    # M1 presides and voted 2: the tie at 2 falls to 2.
    assert (bloc["level"], bloc["casting_vote"], bloc["status"]) == (2, True, "validé")
    assert bloc["tally"] == {"1": 0, "2": 2, "3": 2, "4": 0, "abstention": 2}


def test_nothing_is_adopted_until_every_voter_voted(sitting):
    _, err = sitting.record("09:10;vote;M1;C1;BC01;2;\n09:11;adoption;;C1;BC01;;", expect=2)
    assert err
    assert sitting.bloc("C1", "BC01")["level"] is None


def test_abstentions_alone_give_no_result(sitting):
    sitting.record("09:10;decompte;;C1;BC01;0/0/0/0/6;\n09:11;adoption;;C1;BC01;;", expect=2)
    assert sitting.bloc("C1", "BC01")["status"] is None


@pytest.mark.parametrize(
    "row",
    [
        "09:10;decompte;;C1;BC01;1/2/1/0/1;",  # five votes for six voters
        "09:10;decompte;;C1;BC01;1/2/1/0/3;",  # seven
        "09:10;vote;M7;C1;BC01;2;",  # advisory on training routes
        "09:10;vote;M1;C1;BC01;5;",  # no such level
        "09:10;vote;M1;C1;BC02;2;",  # acquired earlier
        "09:10;vote;M1;C9;BC01;2;",  # nobody of that identifier
        "09:10;decompte;;C1;BC01;1/2/1/0/2 prep=4;",  # the chair's level is not among those counted
        "08:00;consensus;;C1;BC01;2;",  # before what is already recorded
    ],
)
def test_what_the_sitting_refuses_changes_nothing(sitting, row):
    before = sitting.session.read_bytes()
    _, err = sitting.record(row, expect=2)
    assert err.strip()
    assert sitting.session.read_bytes() == before


def test_a_departure_from_the_proposal_needs_its_reason(sitting):
    sitting.record("09:10;consensus;;C1;BC01;1;\n09:11;adoption;;C1;BC01;;", expect=2)
    sitting.record("09:10;consensus;;C1;BC01;1;\n09:11;adoption;;C1;BC01;;étude remarquable")
    bloc = sitting.bloc("C1", "BC01")
    assert (bloc["level"], bloc["proposed"], bloc["reason"]) == (1, 2, "étude remarquable")


def test_lost_quorum_stops_adoption_until_somebody_comes_back(sitting):
    sitting.record("09:10;presence;M3 M4 M5 M6;;;parti;train")
    # Two of the six appointed voters are left; three are needed.
    _, err = sitting.record("09:12;consensus;;C1;BC01;;\n09:12;adoption;;C1;BC01;;", expect=2)
    assert "quorum" in err.lower()
    sitting.record("09:13;presence;M3;;;distance;\n09:14;consensus;;C1;BC01;;")
    sitting.record("09:15;adoption;;C1;BC01;;")
    assert sitting.bloc("C1", "BC01")["voters"] == 3


def test_who_voted_in_an_open_ballot_neither_leaves_nor_withdraws(sitting):
    sitting.record("09:10;vote;M2;C1;BC01;2;")
    sitting.record("09:11;presence;M2;;;parti;", expect=2)
    sitting.record("09:11;deport;M2;C1;;;", expect=2)
    sitting.record("09:11;annuler;;;;;erreur de touche\n09:12;presence;M2;;;parti;")


def test_a_recused_chair_hands_over_before_anything_is_adopted(sitting):
    sitting.record("09:10;deport;M1;C1;;;lien personnel")
    sitting.record("09:11;consensus;;C1;BC01;2;\n09:12;adoption;;C1;BC01;;", expect=2)
    sitting.record("09:11;president_seance;M2;;;;")
    sitting.record("09:12;decompte;;C1;BC01;0/2/2/0/1 prep=2;\n09:13;adoption;;C1;BC01;;")
    bloc = sitting.bloc("C1", "BC01")
    assert (bloc["level"], bloc["casting_vote"], bloc["voters"]) == (2, True, 5)


def test_an_undone_adoption_waits_for_a_new_vote(sitting):
    sitting.record("09:10;consensus;;C1;BC01;;\n09:11;adoption;;C1;BC01;;\n09:12;annuler;;;;;")
    assert sitting.bloc("C1", "BC01")["status"] is None
    sitting.record("09:13;adoption;;C1;BC01;;", expect=2)
    sitting.record("09:13;decompte;;C1;BC01;0/0/0/6/0;\n09:14;adoption;;C1;BC01;;revu")
    assert sitting.bloc("C1", "BC01")["status"] == "non acquis"


def test_outcomes_and_counts(desk):
    desk.jury = JURY + RAPPORTEUR
    desk.candidate("CERT")
    desk.candidate("PART", BC02="4")
    desk.candidate("AJOU", **{f"BC0{n}": "3" for n in range(1, 8)})
    desk.candidate(
        "REFU", "VAE", rapporteur="Karine IMBERT", **{f"BC0{n}": "4" for n in range(1, 8)}
    )
    desk.candidate("ATT", BC03="attente")
    desk.candidate("NP", **{f"BC0{n}": "np" for n in range(1, 8)})
    desk.new()
    desk.open_with("M1 M2 M3 M4 M5 M6 M7 M8 M9")
    desk.record("09:06;passer_outre;;;;soutenance;notes remises sur papier")
    for n, key in enumerate(["CERT", "PART", "AJOU", "REFU", "ATT"]):
        desk.record(f"09:1{n};consensus;;{key};*;;\n09:1{n};adoption;;{key};*;;")
    desk.record("09:40;recommandation;;REFU;;;reprendre le dossier")
    _, err = desk.record("09:50;cloture;;;;;", expect=2)
    assert "statué sur NOMNP Camille" in err
    desk.record("09:49;non_presente;;NP;*;;absence constatée\n09:50;cloture;;;;;")
    result = desk.decisions()
    assert {c["id"]: c["outcome"] for c in result["candidates"]} == {
        key: key for key in ("CERT", "PART", "AJOU", "REFU", "ATT", "NP")
    }
    assert result["state"] == "close"
    assert result["counts"] == {
        "registered": 6,
        "presented": 5,
        "certified": 1,
        "partial": 1,
        "adjourned": 1,
        "refused": 1,
        "pending": 1,
    }


def test_a_defence_is_marked_to_the_hundredth(desk):
    earlier = {f"BC0{n}": "acquis" for n in range(1, 7)}
    dates = {f"BC0{n}_date": "2023-06-30" for n in range(1, 7)}
    desk.candidate(**earlier, **dates, BC07="4")
    desk.new()
    desk.open_with()
    desk.record("09:06;consensus;;C1;BC07;2;\n09:07;adoption;;C1;BC07;;x", expect=2)
    desk.record(
        """09:10;jury_soutenance;M3;C1;;enseignant;
        09:10;jury_soutenance;X1;C1;;entreprise;
        09:11;note;M3;C1;;rapport=14,5;
        09:11;note;M3;C1;;oral=15;
        09:11;note;X1;C1;;rapport=16;
        09:11;note;X1;C1;;oral=17,25;"""
    )
    # Report (14.5 + 16) / 2 = 15.25, oral (15 + 17.25) / 2 = 16.125, mark 15.6875, so 15.69.
    thesis = desk.decisions()["candidates"][0]["thesis"]
    assert (thesis["mark"], thesis["level"]) == ("15.69", 2)
    assert desk.bloc("C1", "BC07")["proposed"] == 2  # the mark wins over the file's 4
    desk.record("09:12;consensus;;C1;BC07;;\n09:13;adoption;;C1;BC07;;\n09:14;cloture;;;;;")
    assert desk.decisions()["candidates"][0]["outcome"] == "CERT"


def test_who_never_came_may_still_be_noted_after_the_closing(desk):
    desk.candidate(**{f"BC0{n}": "np" for n in range(1, 8)})
    desk.new()
    desk.open_with("M1 M2 M3 M4 M5 M6 M7")
    desk.record("09:29;non_presente;;*;*;;\n09:30;cloture;;;;;")
    desk.record("09:31;presence;M8;;;present;", expect=2)
    code, _, err = desk.run("seal", desk.session, "--out", desk.folder / "pv.pdf")
    assert (code, "HENRY" in err) == (2, True)
    desk.record("09:31;presence;M8;;;excuse;retenu par ailleurs")
    desk.record("09:32;presence;M7;;;absent;", expect=2)
    code, _, err = desk.run("seal", desk.session, "--out", desk.folder / "pv.pdf")
    assert code == 0, err
