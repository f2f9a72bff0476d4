"""The code of each page: read from a scan, and compared with the page's own words."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages.page_code import code_line, codes_of_file, page_codes, words_code
from jurydesk.minutes.pages.pdf import render
from tests.minutes.builders import HEAD, a_full_sitting

zxingcpp = pytest.importorskip("zxingcpp")


def some_minutes(number="RNCP35609-2024-04-19-01"):

    minutes = compose(a_full_sitting().state(), head=HEAD, entries=120)
    return render(replace(minutes, number=number), draft=False).data


@pytest.fixture(scope="module")
def official():
    return some_minutes()


def scans(data, dots):
    """The pages as a grey scanner gives them, at so many dots an inch."""
    for page in pypdfium2.PdfDocument(data):
        yield page.render(scale=dots / 72).to_pil().convert("L")


def test_same_words_have_the_same_code_however_they_are_spaced():
    assert words_code(["Jury du", " 19 avril"]) == words_code(["Jury", "du 19\u00a0avril "])
    assert words_code(["validé"]) == words_code(["valide\u0301"])
    assert words_code(["Roy validé", "Vidal non acquis"]) != words_code(
        ["Roy non acquis", "Vidal validé"]
    )


def test_code_of_a_page_is_the_beginning_of_the_digest_of_its_words():
    """SHA-256 of « abc » begins ba7816bf8f, a published value (FIPS 180-2)."""
    assert words_code(["a b", "c"]) == "BA7816BF8F"


def test_every_page_has_the_code_of_its_own_words(official):
    total = len(pypdfium2.PdfDocument(official))
    with pikepdf.open(BytesIO(official)) as pdf:
        expected = page_codes(pdf)
    read = [zxingcpp.read_barcode(scan).text for scan in scans(official, 150)]
    assert len(set(expected)) == total > 3
    assert read == [
        code_line("RNCP35609-2024-04-19-01", page + 1, total, code, HEAD)
        for page, code in enumerate(expected)
    ]
    assert read[0] == f"PV RNCP35609-2024-04-19-01 P 1/{total} T {expected[0]} {HEAD.upper()}"


def test_word_changed_on_a_page_changes_its_code_and_no_other(official):
    with pikepdf.open(BytesIO(official)) as pdf:
        before = page_codes(pdf)
        content = pdf.pages[1].Contents.read_bytes()
        # The glyphs of two letters are swapped somewhere in the text.
        place = content.index(b"(", content.index(b"/TD")) + 1
        swapped = content[place + 1 : place + 2] + content[place : place + 1]
        pdf.pages[1].Contents = pdf.make_stream(content[:place] + swapped + content[place + 2 :])
        after = page_codes(pdf)
    assert [old == new for old, new in zip(before, after, strict=True)].count(False) == 1
    assert before[1] != after[1]


@pytest.mark.parametrize("number", ["RNCP35609-2024-04-19-01", "PV n° 7 – été", "pv-2024-a"])
def test_grey_scan_at_a_hundred_dots_is_read_by_zxing(number):
    data = some_minutes(number)
    read = [zxingcpp.read_barcode(scan) for scan in scans(data, 100)]
    assert all(read)
    shown = number.upper() if number.isascii() else number
    assert all(each.text.startswith(f"PV {shown} P {n}/") for n, each in enumerate(read, 1))


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="no ZBar on this machine")
@pytest.mark.parametrize("number", ["RNCP35609-2024-04-19-01", "PV n° 7 – été"])
def test_grey_scan_at_a_hundred_dots_is_read_by_zbar(number, tmp_path):
    paths = []
    for place, scan in enumerate(scans(some_minutes(number), 100)):
        paths.append(tmp_path / f"{place:02}.png")
        scan.save(paths[-1])
    done = subprocess.run(
        ["zbarimg", "--raw", "-q", *map(str, paths)], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert len(lines) == len(paths)
    assert all(line.startswith(f"PV {number} P {n}/") for n, line in enumerate(lines, 1))


def test_code_is_printed_at_least_twenty_two_millimetres_wide(official):
    (scan, *_) = scans(official, 254)
    (position,) = [zxingcpp.read_barcode(scan).position]
    assert (position.top_right.x - position.top_left.x) / 10 >= 21.5


def test_file_of_another_program_has_no_page_codes(tmp_path):
    path = tmp_path / "autre.pdf"
    path.write_bytes(b"%PDF-1.4 rien de plus")
    assert codes_of_file(path) == ()


def test_codes_of_a_file_are_those_of_its_pages(official, tmp_path):
    path = tmp_path / "pv.pdf"
    path.write_bytes(official)
    with pikepdf.open(path) as pdf:
        assert codes_of_file(path) == page_codes(pdf) != ()
