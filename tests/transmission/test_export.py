"""Tables and JSON that leave: marked until official, harmless in a spreadsheet, without a vote."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from jurydesk.deliberation.facts import VoteCast
from jurydesk.errors import JuryDeskError
from jurydesk.transmission.export import ExportFormat, count_steps, export, to_json
from jurydesk.transmission.results import ResultTable, result_table
from jurydesk.transmission.spreadsheets import to_csv, to_xlsx
from tests.builders import a_candidate, at, unruled
from tests.minutes.builders import BLOCKS, HEAD, a_full_sitting, a_story
from tests.transmission.builders import a_certified_story, a_holder, certified, schema, sealed

DRAFT = "PROJET – séance non scellée"


def csv_rows(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def table(*cells):
    return ResultTable((("document", DRAFT),), ("a", "b"), (cells,))


def written(tmp_path, state, kind, **options):
    out = tmp_path / f"export.{kind}"
    warnings = export(state, ExportFormat(kind), out, **options)
    return out.read_bytes(), warnings


def test_csv_tells_levels_in_words_and_marks_the_draft(tmp_path):
    content, warnings = written(tmp_path, a_full_sitting().state(), "csv")
    first = csv_rows(content)[0]
    assert first["identifiant"] == "C01"
    assert first["BC01_statut"] == "validé"
    assert first["BC01_niveau"] == "1 – au-delà des attentes"
    # Means 13.75 and 15.625, half each: 14.6875.
    assert first["note_soutenance"] == "14,69"
    assert (first["resultat"], first["resultat_en_clair"]) == ("CERT", "certification complète")
    assert first["document"] == DRAFT
    assert [DRAFT in warning for warning in warnings] == [True]


def test_sealed_export_is_official_and_warns_of_nothing(tmp_path):
    content, warnings = written(tmp_path, sealed(a_full_sitting()), "csv")
    assert {row["document"] for row in csv_rows(content)} == {"officiel"}
    assert warnings == ()


def test_undecided_candidate_has_empty_cells():
    state = a_story([a_candidate()]).state()
    (row,) = csv_rows(to_csv(result_table(state)))
    assert row["BC01_statut"] == row["BC01_niveau"] == row["resultat"] == ""
    assert row["note_soutenance"] == ""


def test_certification_without_defence_has_no_column_for_it():
    state = a_story([a_candidate()]).state()
    state.rulebook = unruled(state.rulebook, "soutenance")
    assert "note_soutenance" not in result_table(state).headings


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cell_that_looks_like_a_formula_gets_an_apostrophe(start):
    rows = csv_rows(to_csv(table(f"{start}HYPERLINK(1)", "sûr")))
    assert rows == [{"a": f"'{start}HYPERLINK(1)", "b": "sûr"}]


def test_csv_keeps_separators_quotes_and_lines_inside_cells():
    rows = csv_rows(to_csv(table('un;deux "trois"', "ligne\nsuite")))
    assert rows == [{"a": 'un;deux "trois"', "b": "ligne\nsuite"}]


def test_csv_drops_control_characters_before_it_looks_for_formulas():
    assert csv_rows(to_csv(table("\x00=1+1", "a\x0bb"))) == [{"a": "'=1+1", "b": "ab"}]


def test_workbook_reopens_with_leading_zeros_and_no_formula(tmp_path):
    candidates = (a_holder("00123"), a_holder("00124", birth_name="=1+1", first_names="+33"))
    content, _ = written(tmp_path, certified(*candidates), "xlsx")
    sheet = book(content)["Décisions"]
    assert [sheet.cell(row, 1).value for row in (2, 3)] == ["00123", "00124"]
    assert sheet["B3"].value == "=1+1"
    assert sheet["D3"].value == "+33"
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_workbook_turns_no_text_into_a_link(tmp_path):
    content, _ = written(tmp_path, certified(a_holder(birth_name="http://exemple.fr")), "xlsx")
    sheet = book(content)["Décisions"]
    assert sheet["B2"].value == "http://exemple.fr"
    assert sheet["B2"].hyperlink is None


def test_workbook_says_what_session_it_is_of(tmp_path):
    content, _ = written(tmp_path, sealed(a_full_sitting()), "xlsx")
    sheet = book(content)["Séance"]
    about = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert about["document"] == "officiel"
    assert about["séance"] == "19/04/2024"
    assert about["procès-verbal"] == "RNCP35609-2024-04-19-01"
    assert about["empreinte"] == HEAD


def test_workbook_holds_control_characters_harmlessly():
    sheet = book(to_xlsx(table("a\x00b", "c"), at("08:00")))["Décisions"]
    assert sheet["A2"].value == "ab"


def test_workbook_of_nobody_still_opens():
    empty = ResultTable((("document", DRAFT),), ("a", "b"), ())
    assert book(to_xlsx(empty, at("08:00")))["Décisions"].max_row == 1


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_same_session_gives_the_same_bytes(tmp_path, kind):
    first, _ = written(tmp_path, sealed(a_full_sitting()), kind)
    again, _ = written(tmp_path, sealed(a_full_sitting()), kind)
    assert first == again


def test_json_marks_the_draft_and_keeps_accents(tmp_path):
    content, _ = written(tmp_path, a_full_sitting().state(), "json")
    found = json.loads(content)
    assert found["about"]["document"] == DRAFT
    assert found["about"]["empreinte"] == ""
    assert found["state"] == "close"
    assert "scellée".encode() in content
    assert len(found["candidates"]) == 9


def test_json_of_a_sealed_session_is_official():
    found = json.loads(to_json(sealed(a_full_sitting())))
    assert found["about"]["document"] == "officiel"
    assert found["state"] == "scellée"


def a_vote_in_progress():
    story = a_story([a_candidate()])
    story.votes.append(VoteCast(at("09:10"), "M3", "C01", BLOCKS[0], 4))
    return story.state()


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_no_named_vote_leaves(tmp_path, kind):
    state = a_vote_in_progress()
    content, _ = written(tmp_path, state, kind)
    if kind == "xlsx":
        text = " ".join(
            str(cell.value) for sheet in book(content) for row in sheet.iter_rows() for cell in row
        )
    else:
        text = content.decode("utf-8-sig")
    assert "M3" not in text
    assert "NOMM3" not in text.upper()
    assert "rattrapage requis" not in text  # the level that was voted, in words


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_no_member_and_no_thesis_title_leaves(tmp_path, kind):
    state = sealed(a_full_sitting())
    content, _ = written(tmp_path, state, kind)
    if kind == "xlsx":
        text = " ".join(
            str(cell.value) for sheet in book(content) for row in sheet.iter_rows() for cell in row
        )
    else:
        text = content.decode("utf-8-sig")
    assert "Aquila" not in text
    assert "auto-supervisé" not in text
    for member in state.members.values():
        assert member.name.upper() not in text.upper()


def test_accrochage_leaves_whole_and_asks_for_the_depositor(tmp_path):
    content, warnings = written(tmp_path, certified(), "cpf")
    assert b"A-COMPLETER" in content
    assert len(warnings) == 1
    assert "--client" in warnings[0]


def test_accrochage_with_its_depositor_and_schema_warns_of_nothing(tmp_path):
    content, warnings = written(
        tmp_path, certified(), "cpf", client="00AAA000", contract="MCF1", schema=schema()
    )
    assert b"MCF1" in content
    assert warnings == ()


def test_accrochage_of_an_open_session_leaves_no_file(tmp_path):
    with pytest.raises(JuryDeskError, match="scellez d’abord"):
        written(tmp_path, a_certified_story().state(), "cpf")
    assert list(tmp_path.iterdir()) == []


def test_accrochage_against_another_schema_is_refused(tmp_path):
    other = tmp_path / "autre.xsd"
    other.write_text(
        '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">'
        '<xsd:element name="autre"/></xsd:schema>',
        encoding="utf-8",
    )
    with pytest.raises(JuryDeskError, match="ne décrit aucun élément"):
        written(tmp_path, certified(), "cpf", schema=other)
    assert list(tmp_path.iterdir()) == [other]


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_an_export_stopped_at_any_step_leaves_no_file(tmp_path, kind):
    state = certified()
    steps = count_steps(state, kind)
    for stop in range(1, steps + 1):
        taken = []

        def before_step(stop=stop, taken=taken):
            taken.append(True)
            if len(taken) == stop:
                raise InterruptedError

        with pytest.raises(InterruptedError):
            export(state, kind, tmp_path / "export", before_step=before_step)
        assert list(tmp_path.iterdir()) == []
    taken = []
    export(state, kind, tmp_path / "export", before_step=lambda: taken.append(True))
    assert len(taken) == steps


def test_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(JuryDeskError, match="ne peut pas être écrit"):
        export(certified(), ExportFormat.CSV, tmp_path / "absent" / "export.csv")


def test_acquired_bloc_is_told_without_a_level():
    rows = csv_rows(to_csv(result_table(sealed(a_full_sitting()))))
    fifth = next(row for row in rows if row["identifiant"] == "C05")
    assert (fifth["BC01_statut"], fifth["BC01_niveau"]) == ("acquis", "")


def test_dates_of_the_session_are_the_sitting_s():
    state = sealed(a_full_sitting())
    assert state.session_date == date(2024, 4, 19)
    assert dict(result_table(state).about)["séance"] == "19/04/2024"
