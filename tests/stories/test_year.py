"""A whole year: a session, its letters, a correction, a refusal, the next session, an error."""

import json
from datetime import date, datetime

import pytest
from lxml import etree

from jurydesk.deliberation.facts import FollowUpPlanned
from jurydesk.storage.session_file import SessionFile
from tests.commands.desk import EVERYONE, Desk

TITLE = "RNCP35609"
FIRST, SECOND = f"{TITLE}-2024-04-19-01", f"{TITLE}-2025-04-18-01"
ACQUIRED = {"BC07": "acquis", "BC07_date": "12/05/2023"}
# Four of six voting members in person, nobody's defence: BC07 was acquired the year before.
SITTING = """09:00;presence;{members};;;present;
09:05;ouverture;;;;;
09:30;consensus;;{people};*;;
09:31;adoption;;{people};*;;
10:00;cloture;;;;;"""


def a_person(desk, key, name, first_name, born, **blocs):
    desk.candidate(
        key,
        nom_naissance=name,
        prenoms=first_name,
        sexe="F",
        date_naissance=born,
        commune_naissance="Toulouse",
        code_insee_naissance="31555",
        pays_naissance="France",
        **ACQUIRED,
        **blocs,
    )


class Year:
    """One folder, one session after the other, by commands alone."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self.first = Desk(folder / "2024", capsys)
        self.second = Desk(folder / "2025", capsys, date="2025-04-18")
        for desk in (self.first, self.second):
            desk.folder.mkdir()

    def run(self, *words, code=0):
        found, out, err = self.first.run(*words)
        assert found == code, out + err
        return out + err

    def json(self, *words):
        return json.loads(self.run(*words, "--json"))

    def seal(self, desk):
        self.run("seal", desk.session, "--out", desk.folder / "pv.pdf")


@pytest.fixture
def year(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("JURYDESK_TRACE", "1")
    return Year(tmp_path, capsys)


def hold_the_first(year):
    """C1 and C2 certified; C3 lacks BC02 (rattrapage) and C4 lacks BC05 (complément)."""
    desk = year.first
    a_person(desk, "C1", "Durand", "Zoé", "14/02/1999")
    a_person(desk, "C2", "Roux", "Inès", "03/01/1998")
    a_person(desk, "C3", "Petit", "Ana", "21/06/1997", BC02="4")
    a_person(desk, "C4", "Chen", "Lin", "30/09/1999", BC05="3")
    desk.new()
    desk.record(SITTING.format(members=EVERYONE, people="C1 C2 C3 C4"))
    with SessionFile.open(desk.session) as session:
        when = datetime.fromisoformat("2024-04-19T10:05:00+02:00")
        asked = (("C3", "BC02", "Un TP"), ("C4", "BC05", "Un rapport"))
        for who, bloc, work in asked:
            due = date(2025, 3, 31)
            session.record(FollowUpPlanned(when, who, f"{TITLE}{bloc}", work, due))
    year.seal(desk)


def send_the_holders(year):
    """Both sent, C2 refused, her commune corrected, then sent again alone."""
    session = year.first.session
    flow = year.first.folder / "flux.xml"
    sender = ("--client", "00AAA000", "--contrat", "MCFCER000000")
    year.run("export", session, "--format", "cpf", "--out", flow, *sender)
    year.run("accrochage", session, "--note", "envoyé", "--for", "C1", "C2")
    year.run("accrochage", session, "--note", "accepté", "--for", "C1")
    year.run("accrochage", session, "--note", "refusé", "--for", "C2", "--reason", "Commune fausse")
    year.run(
        *("amend", session, "--candidate", "C2", "--set", "commune_naissance=Auch"),
        *("--set", "code_insee_naissance=32013", "--reason", "Acte de naissance"),
    )
    states = {each["id"]: each for each in year.json("accrochage", session)["holders"]}
    assert {key: each["state"] for key, each in states.items()} == {
        "C1": "accepté",
        "C2": "à renvoyer",
    }
    again = year.first.folder / "renvoi.xml"
    told = year.run("export", session, "--format", "cpf", "--for", "C2", "--out", again, *sender)
    assert "État civil corrigé" in told
    first, second = (etree.fromstring(each.read_bytes()) for each in (flow, again))
    assert texts(first, "idTechnique") == [f"{FIRST}-C1", f"{FIRST}-C2"]
    assert texts(second, "idTechnique") == [f"{FIRST}-C2"]
    assert texts(second, "codeInsee") == ["32013"]
    assert texts(first, "idFlux") != texts(second, "idFlux")
    year.run("accrochage", session, "--note", "accepté", "--for", "C2")


def texts(root, tag):
    return [node.text for node in root.iter(f"{{*}}{tag}")]


def hold_the_second(year):
    """C3 and C4 come back with what they have, and are certified, C4 by an error."""
    desk = year.second
    jury = desk.folder / "jury.csv"
    jury.write_text(desk.jury, encoding="utf-8")
    told = year.run(
        *("new", desk.session, "--follows", year.first.session, "--jury", jury),
        *("--date", desk.date, "--place", "Toulouse", "--reading", "statutory"),
    )
    assert "2 personnes reviennent, 12 blocs acquis" in told
    people = {each["id"]: each["blocs"] for each in desk.decisions()["candidates"]}
    left = {
        key: [b["code"][-4:] for b in blocs if not b["status"]] for key, blocs in people.items()
    }
    assert left == {"C3": ["BC02"], "C4": ["BC05"]}
    assert desk.bloc("C3", "BC02")["earlier"]["work"] == "Un TP"
    desk.record(
        f"""09:00;presence;{EVERYONE};;;present;
        09:05;ouverture;;;;;
        09:30;consensus;;C3;BC02;2;
        09:31;adoption;;C3;BC02;;
        09:40;consensus;;C4;BC05;2;
        09:41;adoption;;C4;BC05;;
        10:00;cloture;;;;;"""
    )
    year.seal(desk)


def rectify_the_second(year):
    """C4's BC05 is judged again, and is not validated."""
    again = Desk(year.folder / "2025", year.first.capsys)
    path = again.folder / "rectificative.jury"
    year.run(
        *("new", path, "--rectifies", year.second.session, "--candidates", "C4"),
        *("--review", "C4:BC05", "--reason", "Rapport d’une autre personne"),
        *("--date", "2025-05-16", "--place", "Toulouse"),
    )
    sheet = again.sheet(
        f"""09:00;presence;{EVERYONE};;;present;
        09:05;ouverture;;;;;
        09:30;consensus;;C4;BC05;4;
        09:31;adoption;;C4;BC05;;Rapport d’une autre personne
        10:00;cloture;;;;;""",
        "rectificatif.csv",
    )
    year.run("record", path, sheet)
    year.run("seal", path, "--out", again.folder / "pv_rectificatif.pdf")


def test_a_whole_year(year):
    hold_the_first(year)
    letters = year.first.folder / "courriers"
    year.run("documents", year.first.session, "--out", letters)
    assert any(letters.iterdir())
    send_the_holders(year)
    assert year.run("verify", year.first.session).count("VALIDE") == 1
    hold_the_second(year)
    rectify_the_second(year)

    ics = year.folder / "echeances.ics"
    found = year.json("register", year.folder, "--ics", ics)
    people = {each["name"]: each for each in found["people"]}
    assert {name: each["outcome"] for name, each in people.items()} == {
        "DURAND Zoé": "CERT",
        "ROUX Inès": "CERT",
        "PETIT Ana": "CERT",
        "CHEN Lin": "PART",
    }
    blocs = {bloc["code"][-4:]: bloc for bloc in people["PETIT Ana"]["blocs"]}
    assert (blocs["BC02"]["since"], blocs["BC02"]["minutes_number"]) == ("2025-04-18", SECOND)
    assert (blocs["BC01"]["since"], blocs["BC01"]["minutes_number"]) == ("2024-04-19", FIRST)
    assert blocs["BC07"]["since"] == "2023-05-12"
    lin = {bloc["code"][-4:]: bloc for bloc in people["CHEN Lin"]["blocs"]}
    assert (lin["BC05"]["status"], lin["BC01"]["minutes_number"]) == ("non acquis", FIRST)

    due = {(each["kind"], each["minutes_number"]): each["done"] for each in found["deadlines"]}
    assert due["accrochage", FIRST] is True
    assert due["accrochage", SECOND] is False
    assert due["rattrapage", FIRST] is True
    assert due["complément", FIRST] is False
    assert ics.read_bytes().count(b"BEGIN:VEVENT") == len(
        [d for d in found["deadlines"] if not d["done"]]
    )
