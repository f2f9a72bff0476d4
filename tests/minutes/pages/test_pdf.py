"""The printed minutes: an archive, complete on every page, with a place for each signature."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages.pdf import render
from jurydesk.minutes.pages.typesetting import UnsupportedGlyphError
from tests.builders import a_candidate, a_jury, at
from tests.minutes.builders import HEAD, Story, a_full_sitting, a_refuge_sitting, a_story
from tests.minutes.golden_files import a_half_sitting
from tests.minutes.pages.tagged import archive_report

DECISIONS = b'{"candidates": []}\n'


def printed(story: Story, *, draft: bool = False):
    minutes = compose(story.state(), head=HEAD, entries=128)
    return render(minutes, draft=draft, decisions=DECISIONS, at=at("16:30"))


@pytest.fixture(scope="module")
def official() -> bytes:
    return printed(a_full_sitting()).data


def pages_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in PdfDocument(data)]


def whole_text(data: bytes) -> str:
    text = " ".join(" ".join(pages_of(data)).split())
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def fonts_of(data: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            (str(each.BaseFont), "/FontDescriptor" in each and "/FontFile2" in each.FontDescriptor)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary)
            and each.get("/Type") == "/Font"
            and each.get("/Subtype") != "/Type0"
        ]


@pytest.mark.parametrize("story", [a_full_sitting, a_refuge_sitting])
def test_official_minutes_are_a_valid_archive(story):
    data = printed(story()).data
    assert archive_report(data).passed


def test_draft_is_a_valid_archive_too():
    data = printed(a_half_sitting(), draft=True).data
    assert archive_report(data).passed


def test_no_page_has_a_transition(official):
    with pikepdf.open(BytesIO(official)) as pdf:
        assert all("/Trans" not in page.obj for page in pdf.pages)


def test_every_font_is_ours_and_embedded(official):
    fonts = fonts_of(official)
    assert fonts
    assert all("SourceSans3" in name and embedded for name, embedded in fonts)


def test_two_runs_give_the_same_bytes(official):
    assert printed(a_full_sitting()).data == official


def test_decisions_are_attached_as_data(official):
    with pikepdf.open(BytesIO(official)) as pdf:
        attached = pdf.attachments["decisions.json"]
        assert attached.get_file().read_bytes() == DECISIONS
        assert attached.relationship == pikepdf.Name.Data


def test_nothing_is_attached_when_nothing_is_given():
    minutes = compose(a_refuge_sitting().state(), head=HEAD, entries=1)
    with pikepdf.open(BytesIO(render(minutes, draft=True).data)) as pdf:
        assert not pdf.attachments


def test_file_says_its_language_title_and_date(official):
    with pikepdf.open(BytesIO(official)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert "RNCP35609" in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20240419143000")
        with pdf.open_metadata() as metadata:
            assert metadata["xmp:MetadataDate"].startswith("2024-04-19T14:30:00")


def test_every_page_has_its_number_the_total_the_minutes_number_and_the_digest(official):
    pages = pages_of(official)
    assert len(pages) > 2
    for index, page in enumerate(pages, start=1):
        assert f"page {index} / {len(pages)}" in page
        assert "RNCP35609-2024-04-19-01" in page
        assert HEAD in page
        assert "128\u00a0inscriptions" in page or "128 inscriptions" in page


def test_no_page_is_empty(official):
    assert min(map(len, pages_of(official))) > 500


def test_draft_is_marked_on_each_page_and_the_official_on_none(official):
    assert all("PROJET" in page for page in pages_of(printed(a_full_sitting(), draft=True).data))
    assert not any("PROJET" in page for page in pages_of(official))
    assert "sans valeur de décision" not in whole_text(official)


def test_decisions_are_printed_in_words(official):
    text = whole_text(official)
    for words in (
        "en voie de validation – écarts mineurs",
        "voix prépondérante du président",
        "Certification complète (5)",
        "À confirmer : non adopté",
        "Aucun quorum dans la fiche",
    ):
        assert words in text, words


def test_confidential_title_and_recusal_reasons_are_not_in_the_file(official):
    text = whole_text(official)
    assert "Aquila" not in text
    assert "lien familial" not in text


def test_everyone_who_sat_has_one_box_inside_a_page():
    result = printed(a_full_sitting())
    document = PdfDocument(result.data)
    assert [box.member for box in result.signature_boxes] == [
        *("M2", "M3", "M4", "M6", "M7", "M8", "M9", "M11", "M1")
    ]
    for box in result.signature_boxes:
        width, height = document[box.page_index].get_size()
        left, bottom, right, top = box.rect
        assert 0 < left < right < width
        assert 70 < bottom < top < height
        assert right - left > 150
        assert top - bottom > 40


def test_boxes_do_not_overlap_and_stand_under_their_names():
    result = printed(a_full_sitting())
    document = PdfDocument(result.data)
    assert len(result.signature_boxes) > 1
    for box in result.signature_boxes:
        left, bottom, right, top = box.rect
        inside = document[box.page_index].get_textpage().get_text_bounded(left, bottom, right, top)
        assert inside.strip() == ""
    for one in result.signature_boxes:
        for other in result.signature_boxes:
            if one is not other and one.page_index == other.page_index:
                apart = one.rect[2] <= other.rect[0] or other.rect[2] <= one.rect[0]
                assert apart or one.rect[3] <= other.rect[1] or other.rect[3] <= one.rect[1]


def boxes_of(count, *, chaired=True):
    """The signature boxes of a jury of that size, its chair last."""
    minutes = compose(a_full_sitting().state(), head=HEAD, entries=1)
    places = tuple(
        replace(
            minutes.signatures[0],
            member=f"X{number}",
            name=f"Prénom NOM{number}",
            presence="",
            note="",
            is_chair=chaired and number == count,
        )
        for number in range(1, count + 1)
    )
    return render(replace(minutes, signatures=places), draft=True).signature_boxes


def test_signatures_of_a_large_jury_go_on_over_pages():
    boxes = boxes_of(40, chaired=False)
    assert {box.member for box in boxes} == {f"X{number}" for number in range(1, 41)}
    assert len({box.page_index for box in boxes}) > 1


@pytest.mark.parametrize("count", [1, 2, 3, 10])
def test_signatures_of_a_jury_of_ten_stand_on_one_page(count):
    assert len({box.page_index for box in boxes_of(count)}) == 1


@pytest.mark.parametrize("count", range(11, 24))
def test_chair_never_signs_a_page_alone(count):
    *members, chair = boxes_of(count)
    assert chair.member == f"X{count}"
    assert any(box.page_index == chair.page_index for box in members)
    assert all(box.page_index <= chair.page_index for box in members)


def test_nobody_who_sat_leaves_no_box():
    assert printed(a_story((a_candidate(),)), draft=True).signature_boxes == ()


def test_sitting_without_a_candidate_prints_as_a_draft():
    text = whole_text(printed(a_story(()), draft=True).data)
    assert "Aucune candidature." in text


def test_hostile_names_are_printed_as_typed():
    story = a_story((a_candidate(first_names="<b>Z</b> & <img src='x'>"),), a_jury())
    assert "<b>Z</b> & <img" in whole_text(printed(story, draft=True).data)


def test_unsupported_glyph_is_refused_with_the_name_of_the_person():
    story = a_story((a_candidate(first_names="王"),))
    with pytest.raises(UnsupportedGlyphError, match="LEFÈVRE 王"):
        printed(story, draft=True)


def test_many_blocs_turn_the_page():
    story = a_full_sitting()
    minutes = compose(story.state(), head=HEAD, entries=1)
    wide = type(minutes)(
        **{name: getattr(minutes, name) for name in type(minutes).__slots__}
        | {
            "columns": minutes.columns * 2,
            "candidates": tuple(
                type(row)(
                    **{name: getattr(row, name) for name in type(row).__slots__}
                    | {"cells": row.cells * 2}
                )
                for row in minutes.candidates
            ),
        }
    )
    sizes = [page.get_size() for page in PdfDocument(render(wide, draft=True).data)]
    assert any(width > height for width, height in sizes)
    assert sizes[-1][0] < sizes[-1][1]
