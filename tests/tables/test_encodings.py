"""The encoding of a text is recognised, or doubted aloud; never an « é » lost in silence."""

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.tables.encodings import TWICE, damage_told, decode, named_encoding
from jurydesk.tables.how_read import HowRead
from jurydesk.tables.spreadsheet import read_workbook
from tests.tables.tables import a_csv

NAMES = "identifiant;nom\n1;Lefèvre\n2;Andréa\n3;ABBÉ\n4;Élodie\n5;d’Août\n6;Françoise\n7;Noël\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("cp1252", "cp1252"), ("mac_roman", "mac-roman"), ("utf-8", "utf-8"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_french_names_are_read_right(encoding, found, end):
    read = decode(NAMES.replace("\n", end).encode(encoding))
    assert (read.text.replace(end, "\n"), read.encoding) == (NAMES, found)
    assert bool(read.doubt) is (found == "mac-roman")


def test_a_dos_file_is_read_right_and_told():
    names = NAMES.replace("’", "'")
    read = decode(names.encode("cp850"))
    assert (read.text, read.encoding) == (names, "cp850")
    assert "DOS" in read.doubt


@pytest.mark.parametrize("through", ["cp1252", "mac_roman"])
def test_accents_encoded_twice_are_mended_and_told(through):
    twice = NAMES.encode().decode(through, "replace").encode()
    if "\ufffd" in twice.decode():
        twice = NAMES.replace("À", "").encode().decode(through).encode()
    read = decode(twice)
    assert (read.text, read.encoding) == (NAMES, TWICE)
    assert "deux fois" in read.doubt


@pytest.mark.parametrize("name", ["Lefèvre", "Andréa", "ABBÉ", "Élodie", "Noël", "Hélène", "Çelik"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_single_accent_is_enough(name, encoding):
    assert name in decode(f"identifiant;nom\n1;{name}\n".encode(encoding)).text


def test_what_may_be_either_is_doubted():
    # 0x8A is « ä » for a Mac, « è » for DOS, « Š » for Windows.
    read = decode(b"nom\nP\x8aRE\n")
    assert read.doubt


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("mac", "mac-roman"),
        ("MacRoman", "mac-roman"),
        ("dos", "cp850"),
        ("850", "cp850"),
        ("windows-1252", "cp1252"),
        ("latin1", "iso8859-1"),
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        (TWICE, TWICE),
    ],
)
def test_encodings_are_named_as_people_name_them(asked, found):
    assert named_encoding(asked) == found


@pytest.mark.parametrize("asked", ["klingon", "", "base64", "rot13", "zlib", "é", "\0"])
def test_what_is_no_encoding_of_texts_is_refused_in_words(asked):
    with pytest.raises(JuryDeskError, match="encodage"):
        named_encoding(asked)


def test_the_encoding_asked_is_obeyed_and_contradicted_aloud(tmp_path):
    path = a_csv(tmp_path, NAMES)
    book = read_workbook(path, HowRead(encoding="mac"))
    assert book.sheets[0].rows[1][1] != "Lefèvre"
    assert "UTF-8" in book.source.doubt
    path = a_csv(tmp_path, NAMES, "mac_roman")
    book = read_workbook(path, HowRead(encoding="mac"))
    assert (book.sheets[0].rows[1][1], book.source.doubt) == ("Lefèvre", "")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("ANDRÃ‰A", "ANDRÉA"),
        ("LefÃ¨vre", "Lefèvre"),
        ("Lef?vre", "perdu"),
        ("Lef\ufffdvre", "perdu"),
        ("Lefèvre", ""),
        ("JOÃO", ""),
        ("Pourquoi ?", ""),
        ("Zoé", ""),
    ],
)
def test_damaged_letters_of_a_cell_are_seen(cell, told):
    assert told in damage_told(cell)
    assert bool(damage_told(cell)) is bool(told)


def test_lines_ended_by_returns_alone_are_lines(tmp_path):
    path = a_csv(tmp_path, "sep=;\ra;b\r1;2\r")
    assert read_workbook(path).sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_errors_of_a_spreadsheet_saved_as_text_are_errors(tmp_path):
    sheet = read_workbook(a_csv(tmp_path, "a;b\n#N/A;1\n#REF!;Err:508\n")).sheets[0]
    assert sorted(sheet.lost) == [(2, 0), (3, 0), (3, 1)]
    assert sheet.rows[2] == ["", ""]
