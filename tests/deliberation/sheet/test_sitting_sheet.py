"""A « bordereau de séance » read row by row, every problem of form at once."""

from datetime import date, time
from decimal import Decimal

import pytest

from jurydesk.deliberation.facts import Part
from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.sheet.sitting_sheet import read_sheet
from jurydesk.deliberation.sheet.values import WrittenMark, WrittenTally
from jurydesk.errors import JuryDeskError, UnreadableFileError
from tests.tables.tables import a_csv, an_xlsx

HEADS = "heure;acte;membre;candidat;bloc;valeur;motif"


def the_sheet(tmp_path, *lines: str):
    return read_sheet(a_csv(tmp_path, "\n".join([HEADS, *lines])))


def the_act(tmp_path, line: str) -> SheetRow:
    (row,) = the_sheet(tmp_path, line).accepted()
    return row


def problems(preview) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.column) for problem in preview.errors]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (
            "09:00;présence;M1 M2;;;Présent;",
            SheetRow(2, time(9), "presence", ("M1", "M2"), (), "", "present"),
        ),
        (
            "9h05;presence;*;;;à distance;réseau",
            SheetRow(2, time(9, 5), "presence", ("*",), (), "", "distance", "réseau"),
        ),
        ("09:10:30;Ouverture;;;;;", SheetRow(2, time(9, 10, 30), "ouverture")),
        ("12:00;clôture;;;;;", SheetRow(2, time(12), "cloture")),
        (
            "10:00;Président de séance;M2;;;;",
            SheetRow(2, time(10), "president_seance", ("M2",)),
        ),
        (
            "10:00;déport;M7;V02 V03;;;même entreprise",
            SheetRow(2, time(10), "deport", ("M7",), ("V02", "V03"), "", "", "même entreprise"),
        ),
        (
            "10:00;passer outre;;;;Extérieurs;décidé",
            SheetRow(2, time(10), "passer_outre", (), (), "", "exterieurs", "décidé"),
        ),
        (
            "10:00;note;J1;001;;Rapport = 14,5;",
            SheetRow(
                2,
                time(10),
                "note",
                ("J1",),
                ("001",),
                "",
                WrittenMark(Part.REPORT, Decimal("14.5")),
            ),
        ),
        (
            "10:00;jury_soutenance;J1,J2;001;;Entreprise;",
            SheetRow(2, time(10), "jury_soutenance", ("J1", "J2"), ("001",), "", "entreprise"),
        ),
        (
            "10:00;vote;M1;001;bc03;2.0;",
            SheetRow(2, time(10), "vote", ("M1",), ("001",), "BC03", 2),
        ),
        (
            "10:00;vote;M1;001;BC03;Abstention;",
            SheetRow(2, time(10), "vote", ("M1",), ("001",), "BC03", "abstention"),
        ),
        (
            "10:00;décompte;;001;BC03;0/4/4/0/0  prép=2;",
            SheetRow(
                2, time(10), "decompte", (), ("001",), "BC03", WrittenTally((0, 4, 4, 0, 0), 2)
            ),
        ),
        ("10:00;consensus;;*;*;;", SheetRow(2, time(10), "consensus", (), ("*",), "*")),
        (
            "10:00;adoption;;001;*;;écart motivé",
            SheetRow(2, time(10), "adoption", (), ("001",), "*", "", "écart motivé"),
        ),
        (
            "10:00;non présenté;;001;RNCP35609BC06;;",
            SheetRow(2, time(10), "non_presente", (), ("001",), "RNCP35609BC06"),
        ),
        (
            "10:00;recommandation;;V01;;;reprendre le bloc 2",
            SheetRow(2, time(10), "recommandation", (), ("V01",), "", "", "reprendre le bloc 2"),
        ),
        (
            "10:00;incident;;;;;panne",
            SheetRow(2, time(10), "incident", (), (), "", "", "panne"),
        ),
        (
            "10:00;annuler;;;;;erreur",
            SheetRow(2, time(10), "annuler", (), (), "", "", "erreur"),
        ),
    ],
)
def test_an_act_is_read_as_it_is_written(tmp_path, line, row):
    assert the_act(tmp_path, line) == row


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("10:00;applaudir;;;;;", "acte"),
        ("25:00;ouverture;;;;;", "heure"),
        (";ouverture;M1;;;;", "heure"),
        ("10:00;presence;;;;present;", "membre"),
        ("10:00;presence;M1;;;endormi;", "valeur"),
        ("10:00;presence;M1 *;;;present;", "membre"),
        ("10:00;presence;M1 M1;;;present;", "membre"),
        ("10:00;president_seance;*;;;;", "membre"),
        ("10:00;passer_outre;;;;exterieurs;", "motif"),
        ("10:00;note;J1;001;;14,5;", "valeur"),
        ("10:00;jury_soutenance;J1;001;;voisin;", "valeur"),
        ("10:00;vote;M1;001;BC03;bien;", "valeur"),
        ("10:00;vote;M1;001;;2;", "bloc"),
        ("10:00;decompte;;001;BC03;8;", "valeur"),
        pytest.param(f"10:00;vote;M1;001;BC03;{'9' * 5000};", "valeur", id="endless level"),
        pytest.param(f"10:00;decompte;;001;BC03;{'9' * 5000}/0/0/0/0;", "valeur", id="endless"),
        pytest.param(f"10:00;decompte;;001;BC03;8/0/0/0/0 prep={'9' * 5000};", "valeur", id="prep"),
        ("10:00;consensus;;;BC03;2;", "candidat"),
        ("10:00;incident;M1;;;;", "motif"),
    ],
)
def test_a_row_without_the_form_of_its_act_is_refused(tmp_path, line, column):
    assert problems(the_sheet(tmp_path, line)) == [(2, column)]


def test_hours_never_go_back(tmp_path):
    preview = the_sheet(
        tmp_path,
        "09:00;presence;*;;;present;",
        "08:59;ouverture;;;;;",
        "09:00;incident;;;;;panne",
        "08:30:00;incident;;;;;reprise",
    )
    assert problems(preview) == [(3, "heure"), (5, "heure")]
    assert [row.row for row in preview.rows] == [2, 4]


def test_every_problem_is_listed_and_nothing_is_taken(tmp_path):
    preview = the_sheet(tmp_path, "9;ouverture;;;;;", "", "10:00;voter;;;;;")
    assert problems(preview) == [(2, "heure"), (4, "acte")]
    with pytest.raises(JuryDeskError) as refusal:
        preview.accepted()
    assert "Ligne 2" in str(refusal.value)
    assert "Ligne 4" in str(refusal.value)


def test_a_field_the_act_does_not_use_is_left_aside_and_told(tmp_path):
    preview = the_sheet(tmp_path, "09:00;ouverture;M1;;BC01;;")
    assert preview.is_acceptable
    assert preview.accepted() == (SheetRow(2, time(9), "ouverture"),)
    assert [problem.column for problem in preview.problems] == ["membre", "bloc"]


def test_a_workbook_gives_times_and_numbers(tmp_path):
    path = an_xlsx(
        tmp_path,
        Bordereau=[
            ["Bordereau de séance du 19 avril 2024"],
            [],
            HEADS.split(";"),
            [time(9, 30), "vote", "M1", 12, "BC01", 2, None],
        ],
    )
    preview = read_sheet(path)
    assert preview.accepted() == (SheetRow(4, time(9, 30), "vote", ("M1",), ("12",), "BC01", 2),)
    assert preview.source.kind == "XLSX"


def test_an_empty_sheet_and_a_table_of_something_else_are_told(tmp_path):
    assert not the_sheet(tmp_path).is_acceptable
    with pytest.raises(UnreadableFileError, match="heure, acte"):
        read_sheet(a_csv(tmp_path, "nom;prénom\nRoy;Anne\n"))


def test_a_row_without_a_day_is_of_the_day_of_the_row_before(tmp_path):
    rows = ("23:50;incident;Un", "20/04/2024 00:10;incident;Deux", "00:20;incident;Trois")
    text = "\n".join(("heure;acte;motif", *rows))
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    days = [row.day for row in read_sheet(tmp_path / "b.csv").accepted()]
    assert days == [None, date(2024, 4, 20), date(2024, 4, 20)]


def test_a_day_that_does_not_exist_is_refused_and_never_taken_for_the_sitting_s(tmp_path):
    text = "heure;acte;motif\n31/02/2024 09:30;incident;Un\n"
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    with pytest.raises(JuryDeskError, match="31/02/2024"):
        read_sheet(tmp_path / "b.csv").accepted()
