"""The files of a hurried secretary, through the command line."""

import json
import re
from datetime import date, datetime, time

import openpyxl
import pytest

HEADINGS = "identifiant;nom_naissance;prenoms;voie;BC01"


def imported(desk, *lines: str, name: str = "essai.csv") -> dict:
    """Import a table given line by line and return what the program says of it."""
    path = desk.folder / name
    path.write_text("\n".join([HEADINGS, *lines]) + "\n", encoding="utf-8")
    code, out, err = desk.run("import", path, "--json")
    assert err == ""
    content = json.loads(out)
    assert code == (1 if content["rejected"] or not content["candidates"] else 0)
    return content


def states(content: dict) -> dict[str, str]:
    return {row["id"]: row["state"] for row in content["rows"]}


@pytest.mark.parametrize("written", ["-1", "+2", "2,5", "2-3", "0", "5", "II", "2/4"])
def test_what_is_no_level_is_refused(desk, written):
    content = imported(desk, f"001;Roy;Léa;FI;{written}")
    cell = next(c for c in content["rows"][0]["cells"] if c["column"] == "BC01")
    assert (cell["state"], cell["understood"]) == ("error", "")
    assert "n’est pas un niveau" in cell["message"]


@pytest.mark.parametrize("written", ["N.P.", "np", "NP", "Non présenté"])
def test_not_presented_is_written_in_several_ways(desk, written):
    content = imported(desk, f"001;Roy;Léa;FI;{written}")
    cell = next(c for c in content["rows"][0]["cells"] if c["column"] == "BC01")
    assert (cell["state"], cell["understood"]) == ("ok", "non présenté")


@pytest.mark.parametrize("total", ["Total;1;;;", ";Total;;;1", "TOTAUX;;;1;", "Effectif : 1;;;;"])
def test_a_row_of_totals_is_nobody(desk, total):
    content = imported(desk, "001;Roy;Léa;FI;2", ";;;;", total, "002;Total;Luc;FI;2")
    assert states(content) == {"001": "ok", "002": "ok"}
    assert content["accepted"] == 2


def test_a_comma_in_an_identifier_is_pointed_out(desk):
    assert states(imported(desk, "A,1;Roy;Léa;FI;2")) == {"A,1": "warning"}


def test_an_identifier_that_is_a_formula_without_a_value_is_refused(desk):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS.split(";"))
    sheet.append(["=1+1", "Roy", "Léa", "FI", 2])
    sheet.append(["002", "Petit", "Luc", "FI", "=1+1"])
    path = desk.folder / "classeur.xlsx"
    book.save(path)
    code, out, _ = desk.run("import", path, "--json")
    content = json.loads(out)
    assert (code, content["accepted"], content["rejected"]) == (1, 1, 1)
    assert states(content) == {"": "error", "002": "warning"}


def test_a_sheet_typed_in_haste_is_understood(desk):
    desk.candidate("001")
    desk.new()
    path = desk.folder / "Bordereau de séance.csv"
    text = (
        "Bordereau du 19 avril;;;;;;\r\n;;;;;;\r\n"
        "Heure;Acte;Membres;Candidats;Bloc;Valeur;Motif\r\n"
        "9h00;Présence;M1, M2 M3;;;Présent;\r\n"
        "9:00:30;présence;*;;;present;\r\n"
        "09h05;OUVERTURE;;;;;\r\n"
        ";;;;;;\r\n"
        "09:10;Décompte;;001;bc01;6 / 0 / 0 / 0 / 0;\r\n"
        "09:11;adoption;;001;RNCP35609BC01;;  au vu\u00a0du dossier \r\n"
    )
    path.write_bytes(text.encode("cp1252"))
    code, out, err = desk.run("record", desk.session, path)
    assert (code, err) == (0, ""), out
    bloc = desk.bloc("001", "BC01")
    assert (bloc["level"], bloc["reason"]) == (1, "au vu du dossier")
    assert bloc["adopted_at"] == "2024-04-19T09:11:00+02:00"


def test_a_sheet_of_a_workbook_keeps_real_times_and_numbers(desk):
    desk.candidate("001")
    desk.new()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["heure", "acte", "membre", "candidat", "bloc", "valeur", "motif"])
    sheet.append([time(9, 0), "presence", "*", None, None, "present"])
    sheet.append([time(9, 5), "ouverture"])
    sheet.append(
        [datetime.combine(date(2024, 4, 19), time(9, 6)), "consensus", None, "001", "BC01", 2]
    )
    sheet.append(["09:07", "adoption", None, "001", "BC01"])
    path = desk.folder / "bordereau.xlsx"
    book.save(path)
    code, out, err = desk.run("record", desk.session, path)
    assert (code, err) == (0, ""), out
    assert desk.bloc("001", "BC01")["level"] == 2


def test_every_problem_of_a_sheet_is_listed_with_its_row(desk):
    desk.candidate("001")
    desk.new()
    desk.open_with()
    before = desk.session.read_bytes()
    out, err = desk.record(
        """09:10;consensus;;001;BC01;9;
        25:00;adoption;;001;BC01;;
        09:09;vote;M1;001;BC01;2;
        09:11;applaudir;;001;BC01;;
        09:12;vote;M99;001;BC01;2;
        09:13;incident;;;;;""",
        expect=2,
    )
    told = [re.match(r"Ligne (\d+)", line) for line in out.splitlines()]
    assert [int(match[1]) for match in told if match] == [2, 3, 4, 5, 6, 7]
    assert err.count("\n") == 1
    assert desk.session.read_bytes() == before


def test_a_new_session_says_once_what_is_true_of_everybody(desk):
    for number in range(1, 7):
        desk.candidate(f"C{number}")
    out, _ = desk.new()
    assert out.count("soutenance (") == 1
    assert "De même pour 5 autres candidats" in out


def test_a_new_session_names_each_of_a_few_candidates(desk):
    for number in range(1, 4):
        desk.candidate(f"C{number}")
    out, _ = desk.new()
    assert out.count("soutenance (") == 3
