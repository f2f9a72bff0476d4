"""Spreadsheets are read as people see them: encodings, separators, types and row numbers."""

import hashlib
from datetime import date, time

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.tables.cell import LossKind
from jurydesk.tables.how_read import HowRead
from jurydesk.tables.spreadsheet import read_workbook
from tests.tables.tables import a_csv, a_raw_xlsx, a_text_cell, an_ods, an_xlsx

FRENCH = "identifiant;nom\r\n01;Lefèvre – d’Août\r\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_of_a_csv_is_found_and_told(tmp_path, encoding, found):
    book = read_workbook(a_csv(tmp_path, FRENCH, encoding))
    assert book.sheets[0].rows == [["identifiant", "nom"], ["01", "Lefèvre – d’Août"]]
    assert (book.source.kind, book.source.encoding) == ("CSV", found)


@pytest.mark.parametrize(("separator", "word"), [(";", ";"), (",", ","), ("\t", "tab"), ("|", "|")])
def test_the_separator_is_the_one_that_gives_a_constant_width(tmp_path, separator, word):
    rows = [["id", "note"], ["1", "a"], ["2", "b"]]
    text = "\n".join(separator.join(row) for row in rows)
    book = read_workbook(a_csv(tmp_path, text))
    assert book.sheets[0].rows == rows
    assert book.source.separator == separator
    assert word in book.source.words


def test_comma_decimals_do_not_pass_for_separators(tmp_path):
    book = read_workbook(a_csv(tmp_path, "id;note;autre\n1;12,5;3,5\n2;13,25;1,5\n"))
    assert book.sheets[0].rows[1] == ["1", "12,5", "3,5"]


def test_a_declared_separator_is_obeyed_and_is_no_row(tmp_path):
    book = read_workbook(a_csv(tmp_path, "sep=|\r\na|b;c;d\r\n1|2;3;4\r\n"))
    assert book.sheets[0].rows == [["a", "b;c;d"], ["1", "2;3;4"]]


def test_a_person_may_choose_encoding_and_separator(tmp_path):
    path = a_csv(tmp_path, "é,a;b\n", "cp1252")
    book = read_workbook(path, HowRead(encoding="latin-1", separator=","))
    assert book.sheets[0].rows == [["é", "a;b"]]


def test_an_unknown_encoding_is_a_sentence(tmp_path):
    with pytest.raises(JuryDeskError, match="klingon"):
        read_workbook(a_csv(tmp_path, "a;b\n"), HowRead(encoding="klingon"))


def test_empty_lines_and_line_ends_in_cells_keep_row_numbers(tmp_path):
    rows = read_workbook(a_csv(tmp_path, 'a;b\n\n"x\ny";2\n3\u2028;4\n')).sheets[0].rows
    assert rows == [["a", "b"], ["", ""], ["x\ny", "2"], ["3\u2028", "4"]]


def test_the_source_carries_the_digest_of_the_bytes(tmp_path):
    path = a_csv(tmp_path, FRENCH)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_workbook(path).source.digest == digest


def test_a_workbook_gives_typed_cells_at_their_own_rows(tmp_path):
    path = an_xlsx(
        tmp_path,
        Promo=[[], [None, "nom"], ["01", 12, date(2024, 4, 19), True], []],
        Notes=[["lisez-moi"]],
    )
    book = read_workbook(path)
    assert [sheet.name for sheet in book.sheets] == ["Promo", "Notes"]
    assert book.source.words == "table.xlsx, classeur XLSX"
    assert book.sheets[0].rows[2] == ["01", 12.0, date(2024, 4, 19), True]
    assert book.sheets[0].rows[0] == ["", "", "", ""]


def test_a_time_of_day_stays_a_time(tmp_path):
    path = an_xlsx(tmp_path, Feuille=[["heure"], [time(9, 30)]])
    assert read_workbook(path).sheets[0].rows[1] == [time(9, 30)]


def test_formulas_without_a_value_and_errors_are_lost_cells(tmp_path):
    path = a_raw_xlsx(
        tmp_path,
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2</f><v></v></c>'
        '<c r="C1"><f>3</f><v>3</v></c><c r="D1" t="e"><f>NA()</f><v>#N/A</v></c>'
        '<c r="E1"><v>5</v></c></row>',
    )
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows == [["", "", 3.0, "", 5.0]]
    assert {place: loss.kind for place, loss in sheet.lost.items()} == {
        (1, 0): LossKind.UNCOMPUTED,
        (1, 1): LossKind.UNCOMPUTED,
        (1, 3): LossKind.ERROR,
    }


def test_an_opendocument_is_read_with_its_repeated_cells(tmp_path):
    path = an_ods(
        tmp_path,
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        "<table:table-row>"
        + a_text_cell("nom", 'table:number-columns-repeated="2"')
        + '<table:table-cell table:formula="of:=1"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )
    book = read_workbook(path)
    assert book.source.kind == "ODS"
    assert list(book.sheets[0].rows[2][:2]) == ["nom", "nom"]
    assert book.sheets[0].lost[3, 2].kind is LossKind.UNCOMPUTED
