"""An XLSX gives what a person reads on the sheet, whatever program wrote it and however."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from jurydesk.tables import openxml_worksheet
from jurydesk.tables.cell import Formatted, LossKind, NumberKind
from jurydesk.tables.spreadsheet import read_workbook
from tests.tables.tables import SHEET_FOOT, SHEET_HEAD, a_raw_xlsx, some_styles, some_texts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def the_sheet(folder, cells, **parts):
    return read_workbook(a_raw_xlsx(folder, cells, **parts)).sheets[0]


def a_row(*cells: str) -> str:
    return '<row r="1">' + "".join(cells) + "</row>"


def of_texts(folder, *items):
    cells = [f'<c r="{"ABCDEF"[at]}1" t="s"><v>{at}</v></c>' for at in range(len(items))]
    texts = some_texts(*items)
    (row,) = the_sheet(folder, a_row(*cells), **{"xl/sharedStrings.xml": texts}).rows
    return row


def test_runs_of_bold_keep_their_spaces(tmp_path):
    bold = "<r><t>DE </t></r><r><rPr><b/></rPr><t>LA FONTAINE</t></r><r><t> ROY</t></r>"
    glued = "<r><t>DU</t></r><r><t>PONT</t></r>"
    assert of_texts(tmp_path, bold, glued) == ["DE LA FONTAINE ROY", "DUPONT"]


def test_what_helps_to_pronounce_is_no_part_of_a_name(tmp_path):
    item = '<t>NGUYEN</t><rPh sb="0" eb="6"><t>ウェン</t></rPh><phoneticPr fontId="1"/>'
    assert of_texts(tmp_path, item) == ["NGUYEN"]


def test_escaped_and_indented_texts_are_read(tmp_path):
    assert of_texts(tmp_path, "<t>A_x000D_\nB</t>", "\n  <t>C&amp;A</t>\n", "<t/>", "<t>D</t>") == [
        "A \nB",
        "C&A",
        "",
        "D",
    ]


def test_a_run_inside_the_cell_itself_is_read_alike(tmp_path):
    cell = '<c r="A1" t="inlineStr"><is><r><t>DE </t></r><r><t>LA</t></r></is></c>'
    assert the_sheet(tmp_path, a_row(cell)).rows == [["DE LA"]]


def test_a_computed_empty_text_is_empty_and_well(tmp_path):
    cells = a_row(
        '<c r="A1" t="str"><f>IF(1,"","")</f><v></v></c>',
        '<c r="B1" t="str"><f>""</f><v/></c>',
        '<c r="C1" t="str"><f>""</f></c>',
        '<c r="D1"><v>1</v></c>',
    )
    sheet = the_sheet(tmp_path, cells)
    assert sheet.rows == [["", "", "", 1.0]]
    assert sheet.lost == {}


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ('<c r="A1"><f>1</f></c>', LossKind.UNCOMPUTED),
        ('<c r="A1"><f>1</f><v></v></c>', LossKind.UNCOMPUTED),
        ('<c r="A1" t="e"><f>1</f></c>', LossKind.UNCOMPUTED),
        ('<c r="A1"><f>B1</f><v>0</v></c>', LossKind.ZERO),
        ('<c r="A1" t="n"><f>B1</f><v>0.0</v></c>', LossKind.ZERO),
        ('<c r="A1"><f t="shared" si="0"/><v>0</v></c>', LossKind.ZERO),
        ('<c r="A1" s="1"><f>B1</f><v>0</v></c>', LossKind.ZERO),
        ('<c r="A1" t="e"><v>#N/A</v></c>', LossKind.ERROR),
        ('<c t="e" r="A1"><v>#REF!</v></c>', LossKind.ERROR),
        ("<c t='e' r='A1'><v>#NAME?</v></c>", LossKind.ERROR),
        ('<c r="A1" cm="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', LossKind.ERROR),
        ('<c r="A1" t="str"><f>NA()</f><v>#N/A</v></c>', LossKind.ERROR),
        ('<c r="A1" t="inlineStr"><is><t>#N/A</t></is></c>', LossKind.ERROR),
        ('<c r="A1" t="inlineStr"><is><t>Err:508</t></is></c>', LossKind.ERROR),
        ('<c r="A1"><v>douze</v></c>', LossKind.ERROR),
        ('<c r="A1"><v>nan</v></c>', LossKind.ERROR),
        ('<c r="A1" t="s"><v>7</v></c>', LossKind.ERROR),
        ('<c r="A1" t="b"><v>peut-être</v></c>', LossKind.ERROR),
        ('<c r="A1" t="d"><v>2023-02-31</v></c>', LossKind.ERROR),
        ('<c r="A1" s="1"><v>99999999</v></c>', LossKind.ERROR),
    ],
)
def test_what_is_no_value_is_told(tmp_path, cell, kind):
    sheet = the_sheet(tmp_path, a_row(cell), **{"xl/styles.xml": some_styles("dd/mm/yyyy")})
    assert sheet.lost[1, 0].kind is kind
    assert sheet.lost[1, 0].sentence.endswith(".")


def test_the_words_of_a_formula_never_computed_say_what_cures_it(tmp_path):
    sheet = the_sheet(tmp_path, a_row('<c r="A1"><f>B1</f><v>0</v></c>'))
    assert "Ctrl+Maj+F9" in sheet.lost[1, 0].sentence
    assert "Excel" in sheet.lost[1, 0].sentence


def test_an_array_never_computed_is_doubted_in_all_its_cells(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A3">X</f><v>0</v></c></row>'
        '<row r="2"><c r="A2"><v>0</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>'
        '<row r="4"><c r="A4"><v>0</v></c></row>'
    )
    sheet = the_sheet(tmp_path, rows)
    assert {place: loss.kind for place, loss in sheet.lost.items()} == {
        (1, 0): LossKind.ZERO,
        (2, 0): LossKind.ZERO,
    }
    assert sheet.rows[2:] == [[5.0], [0.0]]


@pytest.mark.parametrize("space", [MAIN, STRICT])
@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_prefix_quotes_and_namespace_change_nothing(tmp_path, space, prefix, quote):
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    p = prefix
    part = (
        f'<{p}worksheet {name}="{space}"><{p}sheetData><{p}row r="2" hidden="1">'
        f'<{p}c t="e" r="B2"><{p}f>NA()</{p}f><{p}v>#N/A</{p}v></{p}c>'
        f'<{p}c t="inlineStr" r="C2"><{p}is><{p}t>Zoé &amp; co</{p}t></{p}is></{p}c></{p}row>'
        f'</{p}sheetData><{p}mergeCells><{p}mergeCell ref="C2:C4"/></{p}mergeCells></{p}worksheet>'
    ).replace('"', quote)
    sheet = the_sheet(tmp_path, "", **{"xl/worksheets/sheet1.xml": part})
    assert sheet.rows == [["", "", ""], ["", "", "Zoé & co"]]
    assert sheet.lost[2, 1].kind is LossKind.ERROR
    assert sheet.hidden.rows == {2}


def test_cells_without_a_place_follow_one_another(tmp_path):
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c><v>3</v></c></row>"
    assert the_sheet(tmp_path, cells).rows == [[1.0, 2.0], ["", ""], ["", ""], [3.0, ""]]


def test_contents_under_a_merge_are_told_and_an_empty_one_too(tmp_path):
    part = (
        SHEET_HEAD
        + '<row r="1"><c r="A1"><v>4</v></c><c r="B1" t="inlineStr"><is><t>X</t></is></c></row>'
        + '<row r="2"><c r="A2"><v>3</v></c></row><row r="3"><c r="C3"><v>9</v></c></row>'
        + '</sheetData><mergeCells count="2"><mergeCell ref="A1:A3"/>'
        + '<mergeCell ref="B1:XFD1048576"/></mergeCells></worksheet>'
    )
    sheet = the_sheet(tmp_path, "", **{"xl/worksheets/sheet1.xml": part})
    kinds = {place: loss.kind for place, loss in sheet.lost.items()}
    assert kinds[2, 0] is LossKind.COVERED
    assert kinds[3, 0] is LossKind.MERGED
    assert kinds[3, 2] is LossKind.COVERED
    assert (1, 0) not in kinds
    assert sheet.rows[1][0] == ""
    assert "A1" in sheet.lost[2, 0].words
    assert "« 3 »" in sheet.lost[2, 0].words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('hidden="1"', True),
        ('hidden="true"', True),
        ('ht="0" customHeight="1"', True),
        ('ht="12.8" hidden="false"', False),
        ('outlineLevel="1" hidden="1"', True),
    ],
)
@pytest.mark.parametrize("first", ["", 'spans="1:1" '])
def test_rows_that_are_not_shown_are_known(tmp_path, written, shown, first):
    cells = f'<row r="1" {first}{written}><c r="A1"><v>1</v></c></row>'
    assert (1 in the_sheet(tmp_path, cells).hidden.rows) is shown


def test_columns_that_are_not_shown_are_known(tmp_path):
    part = SHEET_HEAD.replace(
        "<sheetData>", '<cols><col min="2" max="3" width="0" hidden="1"/></cols><sheetData>'
    )
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>1</v></c></row>'
    sheet = the_sheet(tmp_path, "", **{"xl/worksheets/sheet1.xml": part + cells + SHEET_FOOT})
    assert sheet.hidden.columns == {1, 2}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_read_and_known(tmp_path, state):
    path = a_raw_xlsx(
        tmp_path,
        a_row('<c r="A1"><v>1</v></c>'),
        **{
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/'
                'officeDocument/2006/relationships"><sheets>'
                f'<sheet state="{state}" r:id="rId1" sheetId="1" name="L&apos;été &amp; co"/>'
                "</sheets></workbook>"
            )
        },
    )
    (sheet,) = read_workbook(path).sheets
    assert (sheet.name, sheet.is_hidden) == ("L'été & co", True)


def test_more_than_fifty_sheets_are_all_read(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(70):
            book.add_worksheet(f"F{number}").write(0, 0, number + 1)
    sheets = read_workbook(path).sheets
    assert [sheet.rows[0][0] for sheet in sheets] == [float(number + 1) for number in range(70)]


@pytest.mark.parametrize(
    ("code", "number", "cell"),
    [
        ("dd/mm/yyyy", "36205", date(1999, 2, 14)),
        ("[$-40C]d mmmm yyyy;@", "36205", date(1999, 2, 14)),
        ("dd/mm/yyyy hh:mm", "36704.604166666664", datetime.fromisoformat("2000-06-27T14:30:00")),
        ("dd/mm/yyyy", "45173.999988425923", datetime.fromisoformat("2023-09-04T23:59:59")),
        ("hh:mm", "0.39583333333333331", time(9, 30)),
        ("[h]:mm", "1.1041666666666667", timedelta(hours=26, minutes=30)),
        ("0%", "0.85", Formatted(0.85, "85 %", NumberKind.PERCENT)),
        ("0.0%", "0.855", Formatted(0.855, "85,5 %", NumberKind.PERCENT)),
        ("00000", "712", Formatted(712.0, "00712", NumberKind.PADDED)),
        ("00 00 00", "10203", Formatted(10203.0, "01 02 03", NumberKind.PADDED)),
        ('"C-"000', "12", Formatted(12.0, "C-012", NumberKind.DECORATED)),
        ('0" points"', "785", Formatted(785.0, "785 points", NumberKind.DECORATED)),
        ('General" pts"', "14.5", Formatted(14.5, "14,5 pts", NumberKind.DECORATED)),
        ('#,##0.00\\ "€"', "12.5", Formatted(12.5, "12,5 €", NumberKind.CURRENCY)),
        ("[$€-40C] #,##0", "12", Formatted(12.0, "12 €", NumberKind.CURRENCY)),
        ("#,##0.00", "12.5", 12.5),
        ("0.00E+00", "12.5", 12.5),
        ("@", "12", 12.0),
        ("[Red]0;[Blue]-0", "3", 3.0),
        ("_-* #,##0_-", "3", 3.0),
        ("0", "3", 3.0),
    ],
)
def test_a_number_is_what_its_format_shows(tmp_path, code, number, cell):
    cells = a_row(f'<c r="A1" s="1"><v>{number}</v></c>')
    assert the_sheet(tmp_path, cells, **{"xl/styles.xml": some_styles(code)}).rows == [[cell]]


def test_days_counted_from_1904_are_right(tmp_path):
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="P" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>'
    )
    cells = a_row('<c r="A1" s="1"><v>34743</v></c>')
    parts = {"xl/workbook.xml": book, "xl/styles.xml": some_styles("dd/mm/yyyy")}
    assert the_sheet(tmp_path, cells, **parts).rows == [[date(1999, 2, 14)]]


def test_dates_written_in_words_of_iso_are_dates(tmp_path):
    cells = a_row(
        '<c r="A1" t="d"><v>1999-02-14</v></c>',
        '<c r="B1" t="d"><v>1999-02-14T00:00:00</v></c>',
        '<c r="C1" t="d"><v>1999-02-13T23:00:00Z</v></c>',
    )
    day = date(1999, 2, 14)
    assert the_sheet(tmp_path, cells).rows == [
        [day, day, datetime.fromisoformat("1999-02-13T23:00:00")]
    ]


def test_yes_and_no_stay_yes_and_no(tmp_path):
    cells = a_row('<c r="A1" t="b"><v>1</v></c>', '<c r="B1" t="b"><f>1=2</f><v>0</v></c>')
    sheet = the_sheet(tmp_path, cells)
    assert sheet.rows == [[True, False]]
    assert sheet.lost == {}


def a_table_of_all_kinds(path: Path) -> None:
    """A workbook with something of every kind on many rows, written by a common library."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        share = book.add_format({"num_format": "0%"})
        sheet = book.add_worksheet("Promo")
        for row in range(400):
            sheet.write_string(row, 0, f"C{row:03} & fils <x>")
            sheet.write_number(row, 1, row / 3)
            sheet.write_datetime(row, 2, datetime.fromisoformat("1999-02-14T00:00:00"), day)
            sheet.write_number(row, 3, row / 100, share)
            sheet.write_boolean(row, 4, row % 2 == 0)
            sheet.write_formula(row, 5, "=1+1", None, row % 3)
            sheet.write_blank(row, 6, None, day)
            sheet.write_string(row, 9, "loin")
            if row % 7 == 0:
                sheet.set_row(row, None, None, {"hidden": True})
        sheet.merge_range(10, 7, 12, 7, "ensemble")


def test_the_pattern_and_the_parser_read_the_same(tmp_path, monkeypatch):
    path = tmp_path / "t.xlsx"
    a_table_of_all_kinds(path)
    fast = read_workbook(path)
    monkeypatch.setattr(openxml_worksheet._WorksheetReader, "_read_usual", lambda *_: False)
    assert read_workbook(path) == fast


def test_another_reader_finds_the_same_values(tmp_path):
    """An independent reading, where that library loses nothing."""
    path = tmp_path / "t.xlsx"
    a_table_of_all_kinds(path)
    other = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ours = read_workbook(path).sheets[0].rows
    assert len(other) == len(ours) == 400
    for mine, theirs in zip(ours, other, strict=True):
        plain = [cell.value if isinstance(cell, Formatted) else cell for cell in mine]
        assert plain[:7] == theirs[:7]
        assert plain[9] == theirs[9]
