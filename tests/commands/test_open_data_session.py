"""A title taken from the RNCP open data goes from its fiche to its sealed minutes."""

from pathlib import Path

import pytest

from tests.commands.desk import JURY

FLOW = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "rncp_v4_1_three_fiches.xml"


@pytest.mark.skipif(not FLOW.exists(), reason="the open data are not at hand")
def test_a_session_on_a_rulebook_drawn_from_the_open_data(desk):
    rulebook = desk.folder / "RNCP40344.toml"
    code, out, err = desk.run(
        *("certification", "import", FLOW, "--code", "RNCP40344", "--out", rulebook)
    )
    assert (code, err) == (0, "")
    assert "4 blocs" in out
    cohort, jury = desk.folder / "promotion.csv", desk.folder / "jury.csv"
    cohort.write_text(
        "identifiant;nom_naissance;prenoms;voie;debut_parcours;BC01;BC02;BC03;BC04\n"
        "001;Petit;Léa;CA;2024-09-02;1;2;2;2\n"
        "002;Roy;Marc;CQ;2024-09-02;2;3;4;2\n",
        encoding="utf-8",
    )
    jury.write_text(JURY, encoding="utf-8")
    code, _, err = desk.run(
        *("new", desk.session, "--certification", rulebook, "--cohort", cohort, "--jury", jury),
        *("--date", "2025-07-04", "--place", "Lyon"),
    )
    assert (code, err) == (0, "")
    desk.record(
        """09:00;presence;*;;;present;
        09:01;ouverture;;;;;
        09:02;decompte;;001;BC01;4/4/0/0/0 prep=1;
        09:03;adoption;;001;BC01;;au vu du dossier
        09:04;consensus;;*;*;;
        09:05;adoption;;*;*;;
        09:06;cloture;;;;;"""
    )
    decisions = desk.decisions()
    assert [c["outcome"] for c in decisions["candidates"]] == ["CERT", "PART"]
    # Four to four, and no casting vote until the establishment confirms one: the less favourable.
    bloc = decisions["candidates"][0]["blocs"][0]
    assert (bloc["level"], bloc["casting_vote"], bloc["voters"]) == (2, False, 8)
    assert bloc["tally"] == {"1": 4, "2": 4, "3": 0, "4": 0, "abstention": 0}
    minutes = desk.folder / "pv.pdf"
    code, _, err = desk.run("seal", desk.session, "--out", minutes)
    assert (code, "un scellement ne se défait pas" in err) == (0, True)
    assert minutes.read_bytes().startswith(b"%PDF")
