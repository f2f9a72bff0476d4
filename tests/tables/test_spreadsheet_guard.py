"""Whatever is dropped on the program, the answer is a French sentence, soon, in bounded memory."""

import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurydesk.errors import UnreadableFileError
from jurydesk.tables import spreadsheet_guard
from jurydesk.tables.spreadsheet import read_workbook
from tests.tables.tables import a_csv, a_raw_xlsx, a_text_cell, an_ods, an_xlsx


def refusal(path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_workbook(path)
    sentence = str(caught.value)
    assert sentence.startswith("«")
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"", "est vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "une image PNG"),
        (b"\xff\xd8\xff\xe0", "une photo JPEG"),
        (b"%PDF-1.7", "un document PDF"),
        (b"MZ\x90", "un programme"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ancien format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "mot de passe",
        ),
        (b"PK\x03\x04 tronqu", "abîmé"),
        (b"identifiant;nom\n", "malgré son extension"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path, contents, words):
    path = tmp_path / "photo.xlsx"
    path.write_bytes(contents)
    assert words in refusal(path)


def test_nul_bytes_in_a_csv_are_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"identifiant;nom\n01;Lef\0vre\n" * 10)
    assert "octets nuls" in refusal(path)


def test_an_open_quote_is_a_sentence(tmp_path):
    assert "guillemet" in refusal(a_csv(tmp_path, 'a;b\n1;"' + "x" * 200_000))


def test_a_csv_of_thousands_of_columns_is_refused(tmp_path):
    assert "colonnes" in refusal(a_csv(tmp_path, ";" * 5000))


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path):
    assert "est un dossier" in refusal(tmp_path)
    assert "introuvable" in refusal(tmp_path / "absent.xlsx")


def test_a_path_that_cannot_be_a_file_is_a_sentence(tmp_path):
    assert refusal(tmp_path / ("x" * 5000))


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "gros.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    assert "64 Mo" in refusal(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "cells",
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="XFD99999"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c\n s='1'  r = 'xfd1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c><v>1</v></c></row>',
        (
            '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1">'
            '<x:c r="XFD1048576"><v>1</v></x:c></x:row>'
        ),
        '<row r="1"><c r="B99999999999999"><v>1</v></c></row>',
        '<row r="1"><c a=">" r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_refused_however_it_is_written(tmp_path, cells):
    assert "très éloignée" in refusal(a_raw_xlsx(tmp_path, cells))


def test_a_far_cell_is_seen_across_the_pieces_of_a_part(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet_guard, "_CHUNK", 64)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 200))
    far = '<row r="1048576"><c   r="XFD1048576"><v>1</v></c></row>'
    assert "très éloignée" in refusal(a_raw_xlsx(tmp_path, rows + far))
    assert len(read_workbook(a_raw_xlsx(tmp_path, rows)).sheets[0].rows) == 199


def test_a_styled_row_without_values_far_below_is_harmless(tmp_path):
    path = a_raw_xlsx(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="B1048576" s="1"></c></row>',
    )
    assert read_workbook(path).sheets[0].rows == [[1.0]]


def test_a_wide_but_short_sheet_is_read(tmp_path):
    assert len(read_workbook(an_xlsx(tmp_path, Promo=[list(range(1, 1200))])).sheets[0].rows[0])


def test_a_malformed_cell_is_refused(tmp_path):
    assert "abîmé" in refusal(a_raw_xlsx(tmp_path, '<row r="1"><c r=XFD1048576><v>1</v></c></row>'))


def test_a_zip_bomb_is_refused_by_its_announced_size(tmp_path):
    bomb = b" " * (spreadsheet_guard.MAX_UNPACKED + 1)
    path = a_raw_xlsx(tmp_path, "", **{"xl/sharedStrings.xml": bomb})
    assert "trop volumineux" in refusal(path)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = a_raw_xlsx(tmp_path, "", **{"xl/sharedStrings.xml": b"<sst>" + b" " * 40_000_000})
    data = bytearray(path.read_bytes())
    lie, truth = struct.pack("<I", 10), struct.pack("<I", 40_000_005)
    assert data.count(truth) >= 2
    path.write_bytes(bytes(data).replace(truth, lie))
    tracemalloc.start()
    assert "abîmé" in refusal(path)
    assert tracemalloc.get_traced_memory()[1] < 16_000_000
    tracemalloc.stop()


def test_a_part_that_gives_less_than_announced_is_refused(tmp_path):
    path = a_raw_xlsx(tmp_path, "", **{"xl/sharedStrings.xml": b"<a>" + b"x" * 77_777 + b"</a>"})
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 77_784), struct.pack("<I", 88_888)))
    assert "abîmé" in refusal(path)


def test_two_parts_of_one_name_are_refused(tmp_path):
    path = a_raw_xlsx(tmp_path, "")
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "abîmé" in refusal(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_document_type_is_refused_in_any_part(tmp_path, part):
    hostile = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    )
    assert "DTD" in refusal(a_raw_xlsx(tmp_path, "", **{part: hostile}))


def test_a_part_in_another_encoding_of_xml_is_read(tmp_path):
    texts = '<?xml version="1.0" encoding="UTF-16"?><sst><si><t>Zoé</t></si></sst>'.encode("utf-16")
    path = a_raw_xlsx(
        tmp_path,
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        **{"xl/sharedStrings.xml": texts},
    )
    assert read_workbook(path).sheets[0].rows == [["Zoé"]]


def test_nul_bytes_in_a_part_are_refused(tmp_path):
    assert "abîmé" in refusal(a_raw_xlsx(tmp_path, '<row r="1">\0</row>'))


def test_a_cut_workbook_is_refused(tmp_path):
    path = an_xlsx(tmp_path, Promo=[["identifiant", "nom"]] * 50)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "abîmé" in refusal(path)


@pytest.mark.parametrize("at", [60, 400, 900])
def test_a_damaged_workbook_is_refused_or_read(tmp_path, at):
    path = an_xlsx(tmp_path, Promo=[["identifiant", "nom"]] * 50)
    data = bytearray(path.read_bytes())
    data[at : at + 30] = bytes(30)
    path.write_bytes(bytes(data))
    if at == 60:
        # The list of content types, which nothing here needs.
        assert len(read_workbook(path).sheets[0].rows) == 50
    else:
        assert "abîmé" in refusal(path)


def test_a_part_changed_inside_its_archive_is_refused(tmp_path):
    path = a_raw_xlsx(tmp_path, '<row r="1"><c r="A1"><v>12345</v></c></row>')
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"<v>12345<", b"<v>12346<"))
    assert "abîmé" in refusal(path)


def test_broken_xml_inside_a_sound_archive_is_refused(tmp_path):
    path = a_raw_xlsx(tmp_path, "", **{"xl/_rels/workbook.xml.rels": "<Relationships><Rel"})
    assert "abîmé" in refusal(path)


def test_another_archive_is_no_workbook(tmp_path):
    path = tmp_path / "lettre.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "archive" in refusal(path)


def test_an_encrypted_archive_asks_for_the_password_to_be_removed(tmp_path):
    path = a_raw_xlsx(tmp_path, "")
    data = bytearray(path.read_bytes())
    entry = data.find(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(bytes(data))
    assert "chiffré" in refusal(path)


def test_repeated_cells_of_an_opendocument_are_counted_before_they_are_made(tmp_path):
    wide = "<table:table-row>" + a_text_cell("x", 'table:number-columns-repeated="999999999"')
    assert "très éloignée" in refusal(an_ods(tmp_path, wide + "</table:table-row>"))
    tall = '<table:table-row table:number-rows-repeated="999999999">' + a_text_cell("x")
    assert "très éloignée" in refusal(an_ods(tmp_path, tall + "</table:table-row>"))


def test_an_odd_count_or_broken_opendocument_is_refused(tmp_path):
    odd = "<table:table-row>" + a_text_cell("x", 'table:number-columns-repeated="-5"')
    assert "abîmé" in refusal(an_ods(tmp_path, odd + "</table:table-row>"))
    assert "abîmé" in refusal(an_ods(tmp_path, "<table:table-row>"))


def test_a_protected_opendocument_asks_for_the_password_to_be_removed(tmp_path):
    path = an_ods(tmp_path, "", "<manifest><encryption-data/></manifest>")
    assert "mot de passe" in refusal(path)


def test_a_compression_that_workbooks_never_use_is_refused(tmp_path):
    path = a_raw_xlsx(tmp_path, "")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/sharedStrings.xml", "<a/>" * 50)
    assert "abîmé" in refusal(path)


def test_a_part_stored_without_compression_is_read(tmp_path):
    path = a_raw_xlsx(tmp_path, '<row r="1"><c r="A1"><v>7</v></c></row>')
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read_workbook(path).sheets[0].rows == [[7.0]]


def test_text_longer_than_any_tag_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet_guard, "_CHUNK", 128)
    text = "x" * 3000
    path = a_raw_xlsx(
        tmp_path,
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>',
    )
    assert read_workbook(path).sheets[0].rows == [[text]]


@given(
    at=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
    kind=st.sampled_from(["xlsx", "ods"]),
)
@settings(max_examples=80, deadline=None)
def test_any_damage_gives_a_table_or_a_sentence(tmp_path_factory, at, kind):
    folder = tmp_path_factory.mktemp("abime")
    if kind == "xlsx":
        path = an_xlsx(folder, Promo=[["identifiant", "nom"], ["01", 12.5]])
    else:
        path = an_ods(folder, "<table:table-row>" + a_text_cell("nom") + "</table:table-row>")
    data = bytearray(path.read_bytes())
    for where, byte in at:
        data[int(where * (len(data) - 1))] = byte
    path.write_bytes(bytes(data))
    try:
        sheets = read_workbook(path).sheets
    except UnreadableFileError as fault:
        sentence = str(fault)
    else:
        sentence = f"{len(sheets)} feuilles."
    assert sentence.endswith(".")
