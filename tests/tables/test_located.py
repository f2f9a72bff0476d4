"""Which sheets and rows are meant is told, asked, and obeyed once a person has said."""

import pytest
import xlsxwriter

from jurydesk.cohort.identifiers import to_identifier
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.tables.converters import to_text
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HiddenRows, HowRead
from jurydesk.tables.located import Located, Matter, locate
from jurydesk.tables.notices import file_notices
from jurydesk.tables.row_reading import read_rows
from jurydesk.tables.spreadsheet import read_workbook
from jurydesk.tables.table import Field
from tests.tables.tables import a_csv

FIELDS = [
    Field("identifiant", to_identifier, required=True),
    Field("nom", to_text, required=True, plain=True),
    Field("note", to_text, plain=True),
]
HEADS = ["identifiant", "nom", "note"]


def a_book(folder, hidden_rows=(), hidden_sheets=(), hidden_columns=(), **sheets):
    path = folder / "table.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for number in hidden_rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            for column in hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            if name in hidden_sheets:
                sheet.hide()
    return path


def located(path, how: HowRead = AS_THE_FILE_SAYS) -> Located:
    return locate(read_workbook(path, how), FIELDS, how)


def names(found: Located) -> list[str]:
    return [row.values["nom"] for table in found.tables for row in read_rows(table)]


def asked(found: Located) -> list[Matter]:
    return [question.matter for question in found.questions]


def test_one_table_asks_nothing(tmp_path):
    found = located(a_book(tmp_path, A=[HEADS, ["1", "Roy"]], Notice=[["lisez-moi"]]))
    assert asked(found) == []
    assert [(sheet.name, sheet.rows, sheet.is_read) for sheet in found.sheets] == [
        ("A", 1, True),
        ("Notice", 1, False),
    ]


def test_two_sheets_alike_are_asked_until_named(tmp_path):
    path = a_book(tmp_path, A=[HEADS, ["1", "Roy"]], B=[HEADS[:2], ["2", "Vidal"]], Modele=[HEADS])
    found = located(path)
    assert asked(found) == [Matter.SHEETS]
    assert (
        "« A » (1\N{NO-BREAK SPACE}ligne) et « B » (1\N{NO-BREAK SPACE}ligne)"
        in found.questions[0].sentence
    )
    assert "Modele" not in found.questions[0].sentence
    with pytest.raises(JuryDeskError, match="dites lesquelles"):
        found.require_answers()
    assert names(located(path, HowRead(sheets=("B",)))) == ["Vidal"]
    joined = located(path, HowRead(sheets=("A", "B")))
    assert (asked(joined), names(joined)) == ([], ["Roy", "Vidal"])
    assert [row.place for table in joined.tables for row in read_rows(table)] == [
        "2 de « A »",
        "2 de « B »",
    ]


def test_a_sheet_with_other_headings_is_no_rival(tmp_path):
    path = a_book(tmp_path, A=[HEADS, ["1", "Roy"]], Bilan=[["identifiant", "note"], ["1", "12"]])
    assert asked(located(path)) == []


def test_a_hidden_sheet_alike_is_asked_and_may_be_left(tmp_path):
    path = a_book(
        tmp_path, hidden_sheets=("B",), A=[HEADS, ["1", "Roy"]], B=[HEADS, ["2", "Vidal"]]
    )
    assert "masquée" in located(path).questions[0].sentence
    left = located(path, HowRead(hidden=HiddenRows.SKIP))
    assert (asked(left), names(left)) == ([], ["Roy"])


def test_the_only_table_in_a_hidden_sheet_is_asked(tmp_path):
    path = a_book(
        tmp_path, hidden_sheets=("B",), A=[["lisez-moi"]], B=[HEADS, ["2", "Vidal"], ["3", "Roy"]]
    )
    assert asked(located(path)) == [Matter.SHEETS]
    assert asked(located(path, HowRead(sheets=("B",)))) == []


def test_hidden_rows_are_asked_then_read_or_left(tmp_path):
    rows = [HEADS, ["1", "Roy"], ["2", "Vidal"], [], ["3", "Petit"]]
    path = a_book(tmp_path, hidden_rows=(1, 3, 4, 900), A=rows)
    found = located(path)
    assert (asked(found), found.hidden_rows) == ([Matter.HIDDEN_ROWS], (3,))
    assert "La ligne 3" in found.questions[0].sentence
    (flaw,) = [flaw for table in found.tables for row in read_rows(table) for flaw in row.flaws]
    assert "masquée" in flaw.message
    kept = located(path, HowRead(hidden=HiddenRows.KEEP))
    assert (asked(kept), names(kept)) == ([], ["Roy", "Vidal", "Petit"])
    left = located(path, HowRead(hidden=HiddenRows.SKIP))
    assert (asked(left), names(left)) == ([], ["Roy", "Petit"])
    assert any("laissées de côté" in notice.message for notice in file_notices(left))


def test_a_hidden_column_is_told_and_read(tmp_path):
    found = located(a_book(tmp_path, hidden_columns=(1,), A=[HEADS, ["1", "Roy"]]))
    assert asked(found) == []
    assert [notice.column for notice in file_notices(found)] == ["nom"]


@pytest.mark.parametrize("sheet", ["C", ""])
def test_an_unknown_sheet_is_refused_with_the_names(tmp_path, sheet):
    path = a_book(tmp_path, A=[HEADS, ["1", "Roy"]])
    with pytest.raises(UnreadableFileError, match="choisissez « A »"):
        located(path, HowRead(sheets=(sheet,)))


def test_a_sheet_without_headings_is_refused(tmp_path):
    path = a_book(tmp_path, A=[HEADS, ["1", "Roy"]], Notice=[["lisez-moi"]])
    with pytest.raises(UnreadableFileError, match="en-têtes"):
        located(path, HowRead(sheets=("Notice",)))


def test_a_csv_has_no_sheet(tmp_path):
    path = a_csv(tmp_path, "identifiant;nom\n1;Roy\n")
    assert located(path).sheets == ()
    with pytest.raises(UnreadableFileError, match="CSV"):
        located(path, HowRead(sheets=("A",)))


def test_errors_stop_where_the_column_is_required(tmp_path):
    path = a_csv(tmp_path, "identifiant;nom;note\n1;#N/A;3\n2;Roy;#REF!\n")
    rows = [row for table in located(path).tables for row in read_rows(table)]
    assert [[(flaw.field, str(flaw.state)) for flaw in row.flaws] for row in rows] == [
        [("nom", "error")],
        [("note", "warning")],
    ]


def test_a_title_over_merged_columns_is_a_title(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("A")
        sheet.merge_range(0, 0, 0, 2, "Promotion 2024")
        sheet.write_row(1, 0, HEADS)
        sheet.merge_range(2, 0, 2, 2, "Groupe du matin")
        sheet.write_row(3, 0, ["1", "Roy", "3"])
    found = located(path)
    assert names(found) == ["Roy"]
    assert found.table.asides == [(3, "Groupe du matin")]


def test_a_value_merged_over_several_persons_is_told_for_each(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("A")
        sheet.write_row(0, 0, HEADS)
        for row in (1, 2, 3):
            sheet.write_row(row, 0, [str(row), f"Nom{row}"])
        sheet.merge_range(1, 2, 3, 2, "3")
    rows = [row for table in located(path).tables for row in read_rows(table)]
    assert [row.values.get("note") for row in rows] == ["3", None, None]
    assert [len(row.flaws) for row in rows] == [0, 1, 1]
    assert "C2" in rows[1].flaws[0].message


def test_a_formula_that_left_zero_gives_no_name(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("A")
        sheet.write_row(0, 0, [*HEADS, "compte"])
        sheet.write_row(1, 0, ["1"])
        for column in (1, 2, 3):
            sheet.write_formula(1, column, "=Z1")
    (row,) = [row for table in located(path).tables for row in read_rows(table)]
    assert [(flaw.field, str(flaw.state)) for flaw in row.flaws] == [
        ("nom", "error"),
        ("note", "warning"),
    ]
    # A column kept aside keeps its 0, which may be a count.
    assert row.raw[3] == 0


def test_a_row_of_noughts_is_a_row_and_an_empty_one_is_none(tmp_path):
    table = located(a_book(tmp_path, A=[HEADS, ["1", "Roy"], [], [0, 0, 0], ["", ""]])).tables[0]
    assert [row.number for row in read_rows(table)] == [2, 4]


def test_only_the_sheets_that_hide_rows_are_named(tmp_path):
    people = [HEADS, ["1", "Roy"], ["2", "Vidal"]]
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("A", "B"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(people):
                sheet.write_row(number, 0, [f"{name}{cell}" if number else cell for cell in row])
            if name == "B":
                sheet.set_row(2, None, None, {"hidden": True})
    found = located(path, HowRead(sheets=("A", "B")))
    (question,) = found.questions
    assert question.sentence.startswith("La ligne 3 de « B » est masquée")


def test_what_is_read_of_two_sheets_alike_is_told_once_nothing_is_asked(tmp_path):
    path = a_book(tmp_path, A=[HEADS, ["1", "Roy"]], B=[HEADS, ["2", "Vidal"]])
    chosen = located(path, HowRead(sheets=("A",)))
    told = [each.message for each in file_notices(chosen) if each.message.startswith("Lu dans")]
    assert len(told) == 1
    assert "laissé de côté" in told[0]
    still = [each.message for each in file_notices(located(path))]
    assert not any(each.startswith("Lu dans") for each in still)
