"""Which findings are listed, and under which key: one a session, a route or a candidate."""

from collections import Counter

from tests.commands.desk import JURY, RAPPORTEUR

EARLIER = {f"BC0{n}": "acquis" for n in range(2, 8)}
ONE_A_CANDIDATE = {"enregistrement", "dates", "soutenance"}
ONE_A_VAE_CANDIDATE = {
    *("vae_representants", "vae_rapporteur", "vae_enseignants_chercheurs", "vae_independance"),
}
ONE_A_ROUTE = {"quorum", "composition", "exterieurs"}
ONE_A_SESSION = {"president", "parite", "nomination", "quotas", "anglais", "regles_publiees"}
SHAPE = {
    *("id", "status", "overridable", "route", "candidate", "value", "threshold", "missing"),
    *("names", "message", "source", "readings", "overridden"),
}


def test_every_finding_has_its_key_once_and_its_whole_shape(desk):
    desk.jury = JURY + RAPPORTEUR
    desk.candidate("C1", **EARLIER)
    desk.candidate("C2", "FC")
    desk.candidate("C3", "VAE", rapporteur="M9")
    desk.new()
    desk.open_with("M1 M2 M3 M4 M5 M6 M7 M8 M9")
    found = desk.findings()
    assert all(set(finding) == SHAPE for finding in found)
    assert all(isinstance(name, str) for finding in found for name in finding["names"])
    assert {f["id"] for f in found if f["readings"]} == {"exterieurs"}
    expected = Counter({(key, None, None): 1 for key in ONE_A_SESSION})
    expected.update((key, route, None) for key in ONE_A_ROUTE for route in ("FI", "FC", "VAE"))
    people = {"C1": "FI", "C2": "FC", "C3": "VAE"}
    expected.update((key, people[c], c) for key in ONE_A_CANDIDATE for c in people)
    expected.update((key, "VAE", "C3") for key in ONE_A_VAE_CANDIDATE)
    assert Counter((f["id"], f["route"], f["candidate"]) for f in found) == expected


def test_a_recusal_adds_the_share_of_that_candidate_and_nothing_else(desk):
    desk.candidate("C1", **EARLIER)
    desk.candidate("C2")
    desk.new()
    desk.open_with()
    before = {(f["id"], f["route"], f["candidate"]) for f in desk.findings()}
    desk.record("09:10;deport;M1 M2 M3 M4;C1;;;lien")
    after = {(f["id"], f["route"], f["candidate"]) for f in desk.findings()}
    assert after - before == {("exterieurs", "FI", "C1")}


def test_a_chair_who_withdrew_and_came_back_leaves_nothing_blocking(desk):
    desk.candidate("C1", **EARLIER)
    desk.new()
    desk.open_with()
    desk.record(
        """09:10;deport;M1;C1;;;lien
        09:11;president_seance;M2;;;;
        09:12;consensus;;C1;*;;
        09:13;adoption;;C1;*;;
        09:14;president_seance;M1;;;;
        09:20;cloture;;;;;"""
    )
    desk.findings(expect=0)


def test_a_juror_of_the_defence_may_still_withdraw(desk):
    desk.candidate("C1", **{f"BC0{n}": "acquis" for n in range(1, 7)})
    desk.new()
    desk.open_with()
    desk.record(
        """09:10;jury_soutenance;M7;C1;;entreprise;
        09:10;jury_soutenance;M3;C1;;enseignant;
        09:11;note;M7 M3;C1;;rapport=14;
        09:11;note;M7 M3;C1;;oral=15;"""
    )
    assert desk.finding("soutenance", candidate="C1")["status"] == "conforme"
    desk.record("09:12;deport;M7;C1;;;lien révélé à l’oral")
    assert desk.finding("soutenance", candidate="C1")["status"] == "bloquant"
    assert desk.decisions()["candidates"][0]["thesis"] is None
