"""The figures as a workbook, and read from sessions on disk: typed, nameless, right."""

import io
import json
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from shutil import which

import openpyxl
import pytest

from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.figures.people import session_figures
from jurydesk.errors import JuryDeskError
from jurydesk.replacing import is_ours
from jurydesk.transmission.earlier_figures import read_figures
from jurydesk.transmission.export import ExportFormat, export
from jurydesk.transmission.figures_workbook import ROWS, TOTALS, figures_workbook
from tests.builders import at
from tests.deliberation.figures.builders import a_count, a_defence, a_person
from tests.minutes.builders import a_full_sitting

WHEN = at("12:00")


def five():
    """Three of FI, two of VAE; marks 9.75, 10 and 20."""
    return a_count(
        a_person("FI", "CERT", "12", a_defence("10", "10", "10", ("1", "0.5")), "3"),
        a_person("FI", "PART", "24", a_defence("9.5", "10", "9.75", ("0", "0")), "4.5"),
        a_person("FI", "CERT", "2a", a_defence("20", "20", "20")),
        a_person("VAE", "REFU", "43"),
        a_person("VAE", None, "--"),
    )


def cells(content, **options):
    return openpyxl.load_workbook(io.BytesIO(content), **options)


def table(sheet, title):
    """The rows of one table of totals: its headings first."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(rows) if row[0] == title) + 1
    end = next((n for n in range(start, len(rows)) if rows[n][0] is None), len(rows))
    return [[cell for cell in row if cell is not None] for row in rows[start:end]]


def test_rows_have_typed_cells_and_name_nobody():
    book = cells(figures_workbook(five(), (), WHEN))
    rows = list(book[ROWS].iter_rows(values_only=True))
    heads, people = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert heads[:6] == ("seance", "date", "titre", "voie", "resultat", "BC01_statut")
    assert not {"identifiant", "nom_naissance", "prenoms"} & set(heads)
    best = next(each for each in people if each["note_soutenance"] == 20)
    assert best["date"].date() == date(2024, 4, 19)
    assert (best["BC01_niveau"], best["BC02_niveau"], best["BC02_statut"]) == (2, None, "acquis")
    assert [each["minutes"] for each in people if each["minutes"] is not None] == [3, 4.5]
    assert [each["resultat"] for each in people] == ["CERT", "CERT", "PART", "REFU", "à décider"]


def test_totals_are_formulas_with_the_values_counted_by_hand():
    content = figures_workbook(five(), (), WHEN)
    sheet = cells(content, data_only=True)[TOTALS]
    assert table(sheet, "Résultats par voie") == [
        ["Voie", "CERT", "PART", "REFU", "à décider", "Total"],
        ["FI", 2, 1, 0, 0, 3],
        ["VAE", 0, 0, 1, 1, 2],
        ["Ensemble", 2, 1, 1, 1, 5],
    ]
    heads = ["Bloc", *(f"niveau {n}" for n in (1, 2, 3, 4)), "acquis", "en attente"]
    assert table(sheet, "Niveaux par bloc") == [
        [*heads, "non présenté", "à décider"],
        ["BC01", 1, 2, 0, 1, 0, 0, 0, 1],
        ["BC02", 0, 1, 1, 1, 1, 0, 0, 1],
    ]
    marks = table(sheet, "Notes de soutenance")[1:]
    assert {tuple(row) for row in marks if row[2]} == {(9, 10, 1), (10, 11, 1), (19, 20, 1)}
    # 39.5 over 3, 40 over 3, 39.75 over 3, 7.5 over 2.
    means = {row[0]: row[1:] for row in table(sheet, "Temps et notes")[1:]}
    assert means["minutes"] == [2, 3.75]
    assert means["note_soutenance"] == [3, pytest.approx(13.25)]
    formulas = cells(content)[TOTALS]
    # Counts alone are coloured where they are small: not the bounds beside them.
    coloured = {str(each.sqref) for each in formulas.conditional_formatting}
    counts = {c.coordinate for row in formulas for c in row if str(c.value).startswith("=SUMPR")}
    assert coloured == counts
    assert str(formulas["B8"].value).startswith("=SUMPRODUCT(")


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not here")
def test_another_program_counts_the_same_and_another_choice_counts_again(tmp_path):
    other = a_count(a_person("VAE", "REFU", "44"), label="PV-2023", day=date(2023, 4, 21))
    for choice, outcomes in (
        (None, [["FI", 2, 1, 0, 0, 3], ["VAE", 0, 0, 1, 1, 2]]),
        ("toutes", [["FI", 2, 1, 0, 0, 3], ["VAE", 0, 0, 2, 1, 3]]),
        ("PV-2023", [["FI", 0, 0, 0, 0, 0], ["VAE", 0, 0, 1, 0, 1]]),
    ):
        book = cells(figures_workbook(five(), (other,), WHEN))
        if choice is not None:
            book[TOTALS]["B3"] = choice
        path = tmp_path / "bilan.xlsx"
        book.save(path)
        counted = recalculated(path, tmp_path)
        assert table(counted, "Résultats par voie")[1:3] == outcomes


def recalculated(path, folder):
    """The totals as LibreOffice counts them, from formulas without a value."""
    profile = f"-env:UserInstallation=file://{folder}/profil"
    out = folder / "compte"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return openpyxl.load_workbook(out / path.name, data_only=True)[TOTALS]


def test_what_looks_like_a_formula_stays_text_and_there_is_no_macro():
    session = a_count(
        a_person(),
        label='=HYPERLINK("http://x")\x07',
        code="+RNCP",
        blocks=(("=1+1", "a"), ("@b", "b")),
    )
    content = figures_workbook(session, (), WHEN)
    with zipfile.ZipFile(io.BytesIO(content)) as pages:
        assert not [name for name in pages.namelist() if "vba" in name.lower()]
        raw = pages.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in raw
    assert cells(content)[ROWS]["A2"].value == '=HYPERLINK("http://x")'
    assert cells(content)[ROWS]["A2"].data_type == "s"


@pytest.mark.parametrize("people", [0, 1, 3000])
def test_empty_single_and_huge_sessions_are_counted(people):
    content = figures_workbook(a_count(*(a_person() for _ in range(people))), (), WHEN)
    sheet = cells(content, data_only=True)[TOTALS]
    rows = table(sheet, "Résultats par voie")
    assert rows[-1] == ["Ensemble", *([people] if people else []), people]


def test_two_runs_give_the_same_bytes_and_the_file_is_known_as_ours(tmp_path):
    one = figures_workbook(five(), (), WHEN)
    assert one == figures_workbook(five(), (), WHEN)
    path = tmp_path / "bilan.xlsx"
    path.write_bytes(one)
    assert is_ours(path)


def test_blocs_of_another_title_are_not_taken_for_those_of_this_one():
    other = a_count(a_person(blocks="44"), label="B", code="RNCP1")
    rows = cells(figures_workbook(five(), (other,), WHEN))[ROWS]
    heads = [cell.value for cell in rows[1]]
    assert "RNCP1BC01_niveau" in heads
    last = dict(zip(heads, [cell.value for cell in rows[7]], strict=True))
    assert (last["BC01_statut"], last["RNCP1BC01_niveau"]) == ("sans objet", 4)


def test_figures_of_an_export_and_of_the_decisions_are_those_of_the_session(tmp_path):
    state = a_full_sitting().state()
    here = session_figures(state)
    exported, told = tmp_path / "export.json", tmp_path / "decisions.json"
    export(state, ExportFormat.JSON, exported)
    told.write_text(json.dumps(decisions_json(state)), encoding="utf-8")
    for path in (exported, told):
        read = read_figures(path)
        assert (read.certification, read.held_on) == (here.certification, here.held_on)
        assert [each[0] for each in read.blocks] == [each[0] for each in here.blocks]
        for mine, its in zip(here.people, read.people, strict=True):
            assert (mine.route, mine.outcome, mine.blocks) == (its.route, its.outcome, its.blocks)
            mark, other = mine.defence, its.defence
            assert (mark and mark.mark) == (other and other.mark)
    assert read_figures(exported).label == state.minutes_number
    assert not read_figures(exported).is_sealed


def a_told(person):
    """Decisions of one person."""
    head = '{"certification": "R", "date": "2024-02-01", "state": "close", "candidates": ['
    return f"{head}{person}]}}"


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        "{",
        '{"certification": "R", "date": "2024-02-31", "state": "close", "candidates": []}',
        '{"certification": "R", "date": "2024-02-01", "state": "finie", "candidates": []}',
        '{"certification": "R", "date": "2024-02-01", "state": "close", "candidates": [{}]}',
        a_told('{"route": "ZZ", "outcome": null, "blocs": [], "thesis": null}'),
        a_told('{"route": "FI", "outcome": null, "blocs": [], "thesis": {"report": "NaN"}}'),
        a_told('{"route": "FI", "outcome": "OUI", "blocs": [], "thesis": null}'),
        '{"certification": "R", "date": "2024-02-01", "state": "close", "candidates": 3}',
    ],
)
def test_json_that_is_no_decisions_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "autre.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(JuryDeskError) as refused:
        read_figures(path)
    assert re.fullmatch(r"« autre\.json ».*\.", str(refused.value))


def test_export_changed_since_is_refused(tmp_path):
    path = tmp_path / "export.json"
    export(a_full_sitting().state(), ExportFormat.JSON, path)
    changed = path.read_text("utf-8").replace('"level": 2', '"level": 1', 1)
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(JuryDeskError, match="modifié"):
        read_figures(path)


def test_missing_file_is_told(tmp_path):
    with pytest.raises(JuryDeskError):
        read_figures(Path(tmp_path / "absent.jury"))
