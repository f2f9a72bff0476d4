"""The next ordinary session from the command line, and our own exports read back."""

import json
import shutil
from datetime import date, datetime

import pytest

from jurydesk.__main__ import main
from jurydesk.deliberation.facts import FollowUpPlanned
from jurydesk.storage.session_file import SessionFile
from tests.commands.desk import BLOCKS, EVERYONE, Desk

FULL = "RNCP35609"


def the_first(desk):
    """C1 certified; C2 has BC02 at 4 and BC05 at 3, asked for; C3 is en attente on BC06."""
    acquis = {"BC07": "acquis", "BC07_date": "12/05/2023"}
    born = {"prenoms": "Zoé", "date_naissance": "14/02/1999"}
    desk.candidate("C1", **acquis, **born)
    desk.candidate("C2", BC02="4", BC05="3", **acquis, **born)
    desk.candidate("C3", **acquis, **born)
    desk.new()
    desk.record(
        f"""09:00;presence;{EVERYONE};;;present;
        09:05;ouverture;;;;;
        09:20;attente;;C3;BC06;;Pièce attendue
        09:30;consensus;;C1 C2 C3;*;;
        09:31;adoption;;C1 C2 C3;*;;
        10:00;cloture;;;;;"""
    )
    with SessionFile.open(desk.session) as session:
        when = datetime.fromisoformat("2024-04-19T10:05:00+02:00")
        session.record(
            FollowUpPlanned(when, "C2", f"{FULL}BC02", "Un TP de simulation", date(2024, 9, 1))
        )
    return desk


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A folder with the first session sealed, its draft exports and its official ones."""
    folder = tmp_path_factory.mktemp("première")

    class Silent:
        def readouterr(self):
            return "", ""

    desk = the_first(Desk(folder, Silent()))
    for kind in ("xlsx", "csv", "json"):
        words = ["export", str(desk.session), "--format", kind, "--out"]
        assert main([*words, str(folder / f"projet.{kind}")]) == 0
    assert main(["seal", str(desk.session), "--out", str(folder / "pv.pdf")]) == 0
    for kind in ("xlsx", "csv", "json"):
        words = ["export", str(desk.session), "--format", kind, "--out"]
        assert main([*words, str(folder / f"officiel.{kind}")]) == 0
    return folder


def follow(desk, *words, date="2025-04-18"):
    jury = desk.folder / "jury.csv"
    jury.write_text(desk.jury, encoding="utf-8")
    return desk.run(
        *("new", desk.session, "--certification", FULL, "--jury", jury, "--date", date),
        *("--place", "Toulouse", *words),
    )


def statuses(desk):
    return {
        person["id"]: [bloc["status"] for bloc in person["blocs"]]
        for person in desk.decisions()["candidates"]
    }


A, V = "acquis", None
EXPECTED = {"C2": [A, V, A, A, V, A, A], "C3": [A, A, A, A, A, V, A]}


@pytest.mark.parametrize("source", ["seance.jury", "officiel.json"])
def test_the_next_session_takes_who_is_not_certified_with_the_blocs_acquired(desk, sealed, source):
    before = (sealed / source).read_bytes()
    code, out, err = follow(desk, "--follows", sealed / source)
    assert (code, err) == (0, "")
    assert "2 personnes reviennent, 11 blocs acquis" in out
    assert statuses(desk) == EXPECTED
    assert (sealed / source).read_bytes() == before

    told = desk.bloc("C2", "BC02")["earlier"]
    assert told == {
        "minutes_number": "RNCP35609-2024-04-19-01",
        "date": "2024-04-19",
        "status": "non acquis",
        "level": 4,
        "work": "Un TP de simulation",
        "due_on": "2024-09-01",
    }
    with SessionFile.open(desk.session, read_only=True) as session:
        who = session.state.candidates["C2"]
    assert who.record(f"{FULL}BC01").acquired_on == date(2024, 4, 19)
    assert who.record(f"{FULL}BC07").acquired_on == date(2023, 5, 12)

    desk.record(f"09:00;presence;{EVERYONE};;;present;\n09:05;ouverture;;;;;")
    _, err = desk.record("09:10;consensus;;C2;BC01;2;", expect=2)
    assert "acquis" in err


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_our_own_export_read_back_as_a_cohort_gives_the_same_thing(desk, sealed, kind):
    code, out, err = follow(desk, "--cohort", sealed / f"officiel.{kind}")
    assert (code, err) == (0, ""), out
    assert statuses(desk) == EXPECTED
    assert "titulaire de toute la certification" in out
    with SessionFile.open(desk.session, read_only=True) as session:
        who = session.state.candidates["C2"]
    assert who.record(f"{FULL}BC01").acquired_on == date(2024, 4, 19)
    assert who.record(f"{FULL}BC07").acquired_on == date(2023, 5, 12)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_draft_read_back_is_told_and_its_decisions_are_not_taken(desk, sealed, kind):
    code, out, _ = follow(desk, "--cohort", sealed / f"projet.{kind}")
    assert code == 0
    assert "projet" in out
    assert "BC01 est validé dans un projet" in out
    assert statuses(desk)["C1"] == [V, V, V, V, V, V, A]


def test_the_import_says_what_it_understood_of_our_export(desk, sealed):
    code, out, _ = desk.run("import", sealed / "officiel.csv", "--json")
    read = json.loads(out)
    assert (code, read["accepted"], read["rejected"]) == (0, 2, 0)
    assert None not in read["columns"].values()
    cells = {cell["column"]: cell["understood"] for cell in read["rows"][1]["cells"]}
    assert cells["BC01_statut"] == "validé dans la séance exportée : acquis"
    assert cells["BC02_statut"] == "non acquis dans la séance exportée : à voter"


def test_what_proves_nothing_is_refused_with_what_to_do(desk, sealed):
    changed = desk.folder / "change.json"
    text = (sealed / "officiel.json").read_text(encoding="utf-8")
    changed.write_text(text.replace('"non acquis"', '"validé"', 1), encoding="utf-8")
    altered = desk.folder / "altere.jury"
    content = bytearray((sealed / "seance.jury").read_bytes())
    place = content.find(b"non acquis")
    content[place : place + 3] = b"bon"
    altered.write_bytes(bytes(content))
    unsealed = Desk(desk.folder / "autre", desk.capsys)
    unsealed.folder.mkdir()
    unsealed.candidate()
    unsealed.new()
    for source, told in (
        (changed, "modifié depuis son export"),
        (altered, "n’est pas intact"),
        (unsealed.session, "n’est pas scellée"),
        (sealed / "projet.json", "projet"),
        (sealed / "officiel.csv", "officiel.csv"),
        (desk.folder / "absente.jury", "absente.jury"),
    ):
        code, out, err = follow(desk, "--follows", source)
        assert (code, told in err) == (2, True), (source, err)
        assert err.count("\n") == 1
        assert not desk.session.exists(), out


def test_a_doubt_is_told_with_its_two_answers_and_nothing_is_prepared(desk, sealed):
    cohort = desk.folder / "promotion.csv"
    cohort.write_text(
        "identifiant;nom_naissance;prenoms;date_naissance;voie;debut_parcours\n"
        "N7;NomC2;Zoé;15/02/1999;FI;02/05/2023\n",
        encoding="utf-8",
    )
    earlier = ("--follows", sealed / "seance.jury", "--cohort", cohort)
    code, _, err = follow(desk, *earlier)
    assert (code, desk.session.exists()) == (2, False)
    assert "naissance 15/02/1999 ici, 14/02/1999 là" in err
    assert "--same C2=N7" in err
    code, _, err = follow(desk, *earlier, "--same", "C2=N7")
    assert (code, err) == (0, "")
    assert statuses(desk) == {"N7": EXPECTED["C2"], "C3": EXPECTED["C3"]}


def test_a_doubt_between_two_persons_leaves_them_apart(desk, sealed):
    cohort = desk.folder / "promotion.csv"
    cohort.write_text(
        "identifiant;nom_naissance;prenoms;date_naissance;voie;debut_parcours\n"
        "N7;NomC2;Zoé;15/02/1999;FI;02/05/2023\n",
        encoding="utf-8",
    )
    code, _, _ = follow(
        desk,
        *("--follows", sealed / "seance.jury", "--cohort", cohort, "--distinct", "C2=N7"),
        *("--candidates", "C2"),
    )
    assert code == 0
    assert statuses(desk) == {"C2": EXPECTED["C2"], "N7": [V] * len(BLOCKS)}


def test_a_protected_session_is_followed_with_its_passphrase(desk, sealed):
    secret = desk.folder / "phrase.txt"
    secret.write_text("quatre mots pas si courts", encoding="utf-8")
    shutil.copy(sealed / "seance.jury", desk.folder / "gardee.jury")
    kept = desk.folder / "gardee.jury"
    assert desk.run("protect", kept, "--passphrase-file", secret)[0] == 0
    assert follow(desk, "--follows", kept)[0] == 2
    code, _, _ = follow(desk, "--follows", kept, "--session-passphrase-file", secret)
    assert code == 0
    assert statuses(desk) == EXPECTED


def test_a_session_does_not_rectify_and_follow_at_once(desk, sealed):
    source = sealed / "seance.jury"
    code, _, err = desk.run(
        *("new", desk.session, "--rectifies", source, "--follows", source, "--candidates", "C2"),
        *("--reason", "erreur", "--date", "2024-06-03"),
    )
    assert (code, "--follows" in err) == (2, True)
    assert not desk.session.exists()


def test_answers_to_doubts_are_for_a_session_that_follows(desk):
    desk.candidate()
    desk.new()
    code, _, err = desk.run(
        *("new", desk.folder / "b.jury", "--certification", FULL, "--date", "2025-04-18"),
        *("--cohort", desk.folder / "promotion.csv", "--jury", desk.folder / "jury.csv"),
        *("--same", "C1=C2"),
    )
    assert (code, "--follows" in err) == (2, True)
