"""Each other kind of file gets one true sentence that says how to save it right."""

import zipfile

import pytest

from jurydesk.errors import UnreadableFileError
from jurydesk.tables.spreadsheet import read_workbook

FLAT = (
    '<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
    'office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
)
XML_2003 = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_workbook(path)
    sentence = str(caught.value)
    assert sentence.startswith("«")
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("name", "contents", "words"),
    [
        ("a.fods", FLAT.encode(), (".fods", "LibreOffice", ".ods")),
        ("a.xml", XML_2003.encode(), ("XML 2003", ".xlsx")),
        ("a.xml", XML_2003.encode("utf-16"), ("XML 2003", ".xlsx")),
        ("a.xml", b"<?xml version='1.0'?><fiches/>", ("fichier XML",)),
        ("a.xls", b"\n <html><table></table></html>", ("page web", ".xlsx")),
        ("a.xls", "\ufeff<!DOCTYPE html><p>".encode(), ("page web",)),
        ("a.xls", b"MIME-Version: 1.0\r\n", ("page web",)),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), ("ancien format (.xls)", ".xlsx")),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), ("Word",)),
        ("a.xls", b"\x09\x04\x06\x00" + bytes(20), ("très ancien Excel",)),
        ("a.gnumeric", b"\x1f\x8b\x08" + bytes(20), ("Gnumeric", ".xlsx")),
        ("a.slk", b"ID;PWXL;N;E\n", ("SYLK",)),
        ("a.pdf", b"%PDF-1.7", ("PDF", "classeur")),
        ("a.rtf", b"{\\rtf1}", ("RTF",)),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, name, contents, words):
    path = tmp_path / name
    path.write_bytes(contents)
    told = refusal(path)
    assert all(word in told for word in words), told


@pytest.mark.parametrize(
    ("name", "parts", "words"),
    [
        ("a.xlsb", ("xl/workbook.bin",), (".xlsb", ".xlsx")),
        ("a.numbers", ("Index/Document.iwa",), ("Numbers", "Exporter", ".xlsx")),
        ("a.numbers", ("Index.zip",), ("Numbers",)),
        ("a.docx", ("word/document.xml",), ("Word",)),
        ("a.zip", ("promotion.csv",), ("archive",)),
    ],
)
def test_an_archive_of_another_kind_is_named(tmp_path, name, parts, words):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    told = refusal(path)
    assert all(word in told for word in words), told


def test_a_text_of_libreoffice_is_no_workbook(tmp_path):
    path = tmp_path / "lettre.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    assert "OpenDocument" in refusal(path)


def test_a_csv_that_begins_with_a_bracket_is_a_csv(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n<vide>;2\n")
    assert read_workbook(path).sheets[0].rows[1] == ["<vide>", "2"]
