"""An ODS gives what a person reads on the sheet, whatever program wrote it and however."""

from datetime import date, datetime, time, timedelta

import pytest

from jurydesk.tables import opendocument_rows
from jurydesk.tables.cell import Formatted, LossKind, NumberKind
from jurydesk.tables.spreadsheet import read_workbook
from tests.tables.tables import a_text_cell, an_ods


def the_sheet(folder, table, **more):
    return read_workbook(an_ods(folder, table, **more)).sheets[-1]


def a_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>" + "".join(cells) + "</table:table-row>"


def a_cell(attributes: str, inside: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def test_an_indented_file_is_a_good_file(tmp_path):
    rows = "\n  <table:table-row>\n    {}\n    {}\n  </table:table-row>\n"
    table = rows.format(a_text_cell("nom"), a_text_cell("voie"))
    assert the_sheet(tmp_path, table).rows == [["nom", "voie"]]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("DUPONT<text:tab/>DURAND", "DUPONT DURAND"),
        ("DUPONT<text:line-break/>DURAND", "DUPONT DURAND"),
        ("DUPONT<text:s/>DURAND", "DUPONT DURAND"),
        ('DE<text:s text:c="2"/>LA', "DE LA"),
        ("DUPONT</text:p><text:p>DURAND", "DUPONT DURAND"),
        ("DUPONT\n      DURAND", "DUPONT DURAND"),
        ("DE <text:span>LA FONTAINE</text:span> ROY", "DE LA FONTAINE ROY"),
        ("DU<text:span>PONT</text:span>", "DUPONT"),
        ("<text:a>a@b.fr</text:a>", "a@b.fr"),
        (
            (
                "<text:ruby><text:ruby-base>NGUYEN</text:ruby-base>"
                "<text:ruby-text>x</text:ruby-text></text:ruby>"
            ),
            "NGUYEN",
        ),
        ("A<text:note><text:p>note</text:p></text:note>B", "AB"),
    ],
)
def test_what_stands_in_a_cell_is_read_with_its_spaces(tmp_path, written, read):
    (row,) = the_sheet(tmp_path, a_row(a_text_cell(written))).rows
    assert " ".join(row[0].split()) == read


def test_a_comment_is_no_part_of_the_cell(tmp_path):
    comment = "<office:annotation><text:p>à vérifier</text:p></office:annotation>"
    cell = a_cell('office:value-type="string"', f"{comment}<text:p>ROY</text:p>")
    assert the_sheet(tmp_path, a_row(cell)).rows == [["ROY"]]


def test_text_without_a_type_is_kept(tmp_path):
    assert the_sheet(tmp_path, a_row(a_cell("", "<text:p>ROY</text:p>"))).rows == [["ROY"]]


@pytest.mark.parametrize(
    ("attributes", "inside", "kind"),
    [
        ('office:value-type="string" calcext:value-type="error"', "#N/A", LossKind.ERROR),
        (
            'table:formula="of:=NA()" office:value-type="float" office:value="0"',
            "#N/A",
            LossKind.ERROR,
        ),
        (
            'table:formula="of:=X" office:value-type="float" office:value="0"',
            "Err:508",
            LossKind.ERROR,
        ),
        ('office:value-type="string" office:string-value="#REF!"', "", LossKind.ERROR),
        ('table:formula="of:=1/0" office:value-type="string"', "#DIV/0!", LossKind.ERROR),
        ('office:value-type="string"', "#VALEUR !", LossKind.ERROR),
        ('office:value-type="float" office:value="douze"', "12", LossKind.ERROR),
        ('office:value-type="date" office:date-value="2023-02-31"', "x", LossKind.ERROR),
        ('table:formula="of:=1"', None, LossKind.UNCOMPUTED),
        ('table:formula="of:=1" office:value-type="float"', "", LossKind.UNCOMPUTED),
        (
            'table:formula="of:=B1" office:value-type="float" office:value="0"',
            "0",
            LossKind.ZERO,
        ),
        (
            'table:formula="of:=B1" office:value-type="date" office:date-value="1899-12-30"',
            "30/12/1899",
            LossKind.ZERO,
        ),
    ],
)
def test_what_is_no_value_is_told(tmp_path, attributes, inside, kind):
    text = "" if inside is None else f"<text:p>{inside}</text:p>"
    sheet = the_sheet(tmp_path, a_row(a_cell(attributes, text), a_text_cell("x")))
    assert sheet.lost[1, 0].kind is kind


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ('table:formula="of:=X"', "<text:p/>"),
        ('table:formula="of:=X" office:value-type="string" office:string-value=""', ""),
        ('table:formula="of:=X" office:value-type="string"', "<text:p></text:p>"),
    ],
)
def test_a_computed_empty_text_is_empty_and_well(tmp_path, attributes, inside):
    sheet = the_sheet(tmp_path, a_row(a_cell(attributes, inside), a_text_cell("x")))
    assert sheet.rows == [["", "x"]]
    assert sheet.lost == {}


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        ('office:value-type="float" office:value="12.5"', "12,5", 12.5),
        (
            'office:value-type="float" office:value="712"',
            "00712",
            Formatted(712.0, "00712", NumberKind.PADDED),
        ),
        (
            'office:value-type="float" office:value="12"',
            "C-012",
            Formatted(12.0, "C-012", NumberKind.DECORATED),
        ),
        (
            'office:value-type="percentage" office:value="0.85"',
            "85 %",
            Formatted(0.85, "85 %", NumberKind.PERCENT),
        ),
        (
            'office:value-type="float" office:value="0.85"',
            "85%",
            Formatted(0.85, "85%", NumberKind.PERCENT),
        ),
        (
            'office:value-type="currency" office:value="12"',
            "12 €",
            Formatted(12.0, "12 €", NumberKind.CURRENCY),
        ),
        ('office:value-type="boolean" office:boolean-value="true"', "VRAI", True),
        ('office:value-type="boolean" office:boolean-value="false"', "FAUX", False),
        ('office:value-type="date" office:date-value="1999-02-14"', "x", date(1999, 2, 14)),
        (
            'office:value-type="date" office:date-value="1999-02-14T00:00:00"',
            "x",
            date(1999, 2, 14),
        ),
        (
            'office:value-type="date" office:date-value="1999-02-13T23:00:00.000Z"',
            "x",
            datetime.fromisoformat("1999-02-13T23:00:00"),
        ),
        ('office:value-type="time" office:time-value="PT09H30M00S"', "09:30", time(9, 30)),
        (
            'office:value-type="time" office:time-value="PT26H30M00S"',
            "26:30",
            timedelta(hours=26, minutes=30),
        ),
        ('office:value-type="float" office:value="1E3"', "1,00E+03", 1000.0),
        ('office:value-type="string" office:string-value="vrai texte"', "montré", "vrai texte"),
    ],
)
def test_each_type_of_cell_is_what_it_shows(tmp_path, attributes, text, value):
    cell = a_cell(attributes, f"<text:p>{text}</text:p>")
    assert the_sheet(tmp_path, a_row(cell)).rows == [[value]]


def test_contents_under_a_merge_are_told_and_an_empty_one_too(tmp_path):
    hidden = (
        '<table:covered-table-cell office:value-type="float" office:value="4">'
        "<text:p>4</text:p></table:covered-table-cell>"
    )
    table = (
        a_row(a_text_cell("VAE", 'table:number-rows-spanned="3"'), a_text_cell("x"))
        + a_row(hidden, a_text_cell("x"))
        + a_row("<table:covered-table-cell/>", a_text_cell("x"))
    )
    sheet = the_sheet(tmp_path, table)
    assert sheet.lost[2, 0].kind is LossKind.COVERED
    assert "« 4 »" in sheet.lost[2, 0].words
    assert sheet.lost[3, 0].kind is LossKind.MERGED
    assert "« VAE »" in sheet.lost[3, 0].words
    assert sheet.rows == [["VAE", "x"], ["", "x"], ["", "x"]]


def test_repeated_rows_and_columns_keep_their_numbers(tmp_path):
    twice = 'table:number-columns-repeated="2"'
    table = (
        a_row(a_text_cell("a", twice), attributes='table:number-rows-repeated="2"')
        + a_row(a_cell(""), attributes='table:number-rows-repeated="500"')
        + a_row(a_cell(twice), a_text_cell("loin"))
        + a_row(a_cell(""), attributes='table:number-rows-repeated="1048000"')
    )
    rows = the_sheet(tmp_path, table).rows
    assert len(rows) == 503
    assert rows[1] == ["a", "a", ""]
    assert rows[502] == ["", "", "loin"]


@pytest.mark.parametrize("how", ["collapse", "filter"])
def test_rows_and_columns_that_are_not_shown_are_known(tmp_path, how):
    table = (
        f'<table:table-column/><table:table-column table:visibility="{how}"/>'
        + a_row(a_text_cell("a"), a_text_cell("b"))
        + a_row(
            a_text_cell("c"),
            attributes=f'table:visibility="{how}" table:number-rows-repeated="2"',
        )
        + '<table:table-row-group table:display="false">'
        + a_row(a_text_cell("d"))
        + "</table:table-row-group>"
        + a_row(a_text_cell("e"))
    )
    sheet = the_sheet(tmp_path, table)
    assert sheet.hidden.rows == {2, 3, 4}
    assert sheet.hidden.columns == {1}


def test_a_hidden_sheet_is_read_and_known(tmp_path):
    styles = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    before = (
        '<table:table table:name="Ancien" table:style-name="ta2">'
        + a_row(a_text_cell("x"))
        + "</table:table>"
    )
    path = an_ods(tmp_path, a_row(a_text_cell("y")), before=before, styles=styles)
    assert [(sheet.name, sheet.is_hidden) for sheet in read_workbook(path).sheets] == [
        ("Ancien", True),
        ("Promo", False),
    ]


def test_what_is_no_sheet_gives_no_cell(tmp_path):
    before = (
        "<table:tracked-changes><table:cell-content-change><table:previous>"
        "<table:change-track-table-cell office:value-type='string'><text:p>ancien</text:p>"
        "</table:change-track-table-cell></table:previous></table:cell-content-change>"
        "</table:tracked-changes>"
    )
    sub_table = a_cell(
        "", "<table:table>" + a_row(a_text_cell("dedans")) + "</table:table><text:p>a</text:p>"
    )
    path = an_ods(tmp_path, a_row(sub_table), before=before)
    (sheet,) = read_workbook(path).sheets
    assert sheet.rows == [["a"]]


def a_table_of_all_kinds(folder):
    """Rows as most programs write them, with something of every kind."""
    typed = 'office:value-type="{}" office:{}="{}" calcext:value-type="{}"'.format
    rows = []
    for number in range(1, 300):
        rows.append(
            a_row(
                a_text_cell(f"C{number:03} &amp; fils &lt;x&gt;", 'calcext:value-type="string"'),
                a_cell(typed("float", "value", number, "float"), f"<text:p>{number}</text:p>"),
                a_cell(typed("date", "date-value", "1999-02-14", "date"), "<text:p>x</text:p>"),
                a_cell('table:number-columns-repeated="3"'),
                a_cell('table:formula="of:=X"', "<text:p/>"),
                a_cell('table:formula="of:=IF(&quot;a&quot;;1)"', "<text:p>sans type</text:p>"),
                a_cell('table:formula="of:=1"'),
                a_cell('table:formula="of:=1" office:value-type="float" office:value="0"'),
                a_text_cell("#N/A", 'table:number-columns-repeated="2"'),
                attributes='table:visibility="filter"' if number % 7 == 0 else "",
            )
        )
        rows.append(a_row(a_cell(""), attributes='table:number-rows-repeated="2"'))
    return an_ods(folder, "".join(rows))


def test_the_pattern_and_the_parser_read_the_same(tmp_path, monkeypatch):
    path = a_table_of_all_kinds(tmp_path)
    used = []
    read = opendocument_rows.RowPattern.read

    def watched(pattern, piece):
        rows = read(pattern, piece)
        used.append(rows is not None)
        return rows

    monkeypatch.setattr(opendocument_rows.RowPattern, "read", watched)
    fast = read_workbook(path)
    assert any(used)
    monkeypatch.setattr(opendocument_rows.RowPattern, "read", lambda *_: None)
    assert read_workbook(path) == fast
    assert len(fast.sheets[0].rows) == 299 * 3 - 2


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        ("00712", NumberKind.PADDED),
        ("0 712", NumberKind.PADDED),
        ("712", None),
        ("0713", None),  # shown by somebody's own rule, not the number padded
    ],
)
def test_only_the_number_itself_with_noughts_before_it_is_padded(tmp_path, shown, kind):
    value = 'office:value-type="float" office:value="712"'
    ((cell,),) = the_sheet(tmp_path, a_row(a_cell(value, f"<text:p>{shown}</text:p>"))).rows
    assert getattr(cell, "kind", None) is kind


def test_nought_padded_is_padded_too(tmp_path):
    value = 'office:value-type="float" office:value="0"'
    ((cell,),) = the_sheet(tmp_path, a_row(a_cell(value, "<text:p>000</text:p>"))).rows
    assert (cell.kind, cell.text) == (NumberKind.PADDED, "000")
