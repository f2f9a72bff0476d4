"""How sheets are set: each on its own pages, what is signed kept with what it signs."""

import pypdfium2
import pytest

from jurydesk.minutes.pages.page_frame import PageFrame
from jurydesk.minutes.pages.typesetting import TextOverflowError
from jurydesk.minutes.papers.leaf import (
    Gap,
    Leaf,
    SignatureLine,
    Signatures,
    Table,
    TableColumn,
    Words,
    to_text,
)
from jurydesk.minutes.papers.pages import render

SIGNED = Signatures((SignatureLine("Présidence"),))
ONE = (TableColumn("Motif", 1),)


def texts(*sheets, **frame):
    content = render([lambda sheet=sheet: sheet for sheet in sheets], PageFrame("t", "a", **frame))
    document = pypdfium2.PdfDocument(content)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return found


def test_each_sheet_begins_and_numbers_its_own_pages():
    found = texts(*(Leaf(f"S{n}", (Words(f"papier {n}"),)) for n in range(3)))
    assert [f"papier {n}" in text and "page 1 / 1" in text for n, text in enumerate(found)] == [
        True,
        True,
        True,
    ]


def test_sheet_that_continues_goes_on_numbering():
    found = texts(Leaf("A", (Words("un"),)), Leaf("B", (Words("deux"),), continues=True))
    assert "page 1 / 2" in found[0]
    assert "page 2 / 2" in found[1]


def test_signature_alone_or_after_a_gap_still_prints():
    found = texts(Leaf("A", (SIGNED,)), Leaf("B", (Words("un"), Gap(5), SIGNED)))
    assert all("Présidence" in text for text in found)


@pytest.mark.parametrize("to_fill", [True, False])
@pytest.mark.parametrize("rows", range(20, 46))
def test_signature_is_never_alone_on_its_page(rows, to_fill):
    cells = tuple((f"ligne {n}",) for n in range(rows))
    found = texts(Leaf("A", (Table(ONE, cells, to_fill=to_fill), SIGNED)))
    signed = next(text for text in found if "Présidence" in text)
    assert "ligne" in signed
    assert "".join(found).count("ligne") == rows


def test_words_after_the_signature_stay_after_it():
    (found,) = texts(Leaf("A", (Words("avant"), SIGNED, Words("après"))))
    assert found.index("avant") < found.index("Présidence") < found.index("après")


def test_certificate_fills_its_page():
    blocks = (Words("haut"), Gap(10), Words("bas"), SIGNED)
    assert len(texts(Leaf("A", blocks, bordered=True))) == 1


def test_certificate_without_gap_prints_too():
    assert len(texts(Leaf("A", (Words("seul"),), bordered=True))) == 1


def test_foot_too_long_is_refused():
    with pytest.raises(TextOverflowError):
        texts(Leaf("A", (Words("x"),)), footer=("très long " * 40,))


def test_text_of_a_sheet_parts_the_lines_of_a_cell():
    sheet = Leaf("A", (Table(ONE, (("un\ndeux",),)), Gap(3), SIGNED))
    assert to_text(sheet) == "Motif\nun / deux\n\n[ ] Présidence\n"


def test_form_without_room_for_a_row_begins_on_the_next_page():
    table = Table(ONE, (("ligne",), ("ligne",)), to_fill=True)
    first, second = texts(Leaf("A", (Words("haut"), Gap(234), table)))
    assert "ligne" not in first
    assert second.count("ligne") == 2


def test_last_words_follow_their_signature_to_the_next_page():
    first, second = texts(Leaf("A", (Words("haut"), Gap(225), Words("lu et signé"), SIGNED)))
    assert "lu et signé" not in first
    assert second.index("lu et signé") < second.index("Présidence")
