"""How text reaches paper: cleaned, checked, escaped; and tables over many pages."""

import pytest
from pypdfium2 import PdfDocument
from reportlab.platypus import NextPageTemplate, PageBreak

from jurydesk.minutes.pages.grid import Column, GridLayout, grid
from jurydesk.minutes.pages.page_frame import LANDSCAPE, PageFrame, build
from jurydesk.minutes.pages.typesetting import (
    BODY,
    SMALL,
    Rule,
    Run,
    TextOverflowError,
    Typesetter,
    UnsupportedGlyphError,
)

FRAME = PageFrame(title="Essai", author="École", running_head="Essai", footer=("Pied", "suite"))


def pages_of(story, typesetter, frame=FRAME) -> list[str]:
    """The text of each page."""
    document = PdfDocument(build(story, frame, typesetter))
    return [page.get_textpage().get_text_range() for page in document]


def rows_on(page: str) -> int:
    return sum(line.startswith("ligne ") for line in page.splitlines())


def a_table(typesetter, number, **options):
    return grid(
        typesetter,
        (Column("Nom", 200), Column("Note", 60, "right"), Column("Rang", 60, "center")),
        [(f"ligne {index}", "12,50", "1") for index in range(number)],
        **options,
    )


@pytest.mark.parametrize(
    "hostile",
    ["<b>gras</b>", "A & B", '<img src="/etc/passwd"/>', "&amp;", "<para>", "]]>", "a < b > c"],
)
def test_markup_in_a_name_is_printed_as_typed(hostile):
    typesetter = Typesetter()
    story = [typesetter.paragraph(hostile), typesetter.heading(hostile)]
    (page,) = pages_of(story, typesetter)
    assert page.count(hostile) == 2


def test_control_characters_never_reach_the_page():
    typesetter = Typesetter()
    (page,) = pages_of([typesetter.paragraph("Lef\x00è\x07vre\u202eE")], typesetter)
    assert "LefèvreE" in page


def test_missing_glyph_is_refused_with_the_text_the_person_and_the_character():
    with pytest.raises(UnsupportedGlyphError) as refusal:
        Typesetter().paragraph("王 Wei", BODY, "WANG Wei")
    message = str(refusal.value)
    assert "王 Wei" in message
    assert "WANG Wei" in message
    assert "U+738B" in message


def test_missing_glyph_in_a_table_names_the_row_s_person():
    with pytest.raises(UnsupportedGlyphError, match="LEFÈVRE"):
        grid(Typesetter(), [Column("Nom", 90)], [("ok",), ("☃\U0001f600",)], who=["X", "LEFÈVRE"])


def test_french_and_the_marks_of_the_papers_have_glyphs():
    text = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ « » ’ – — … € ° № ☐ ☑ ✓ \u00a0\u202f ≥ ≤ ½"
    assert Typesetter().line(text) == text


def test_every_row_of_a_long_table_is_printed_once_under_repeated_headings():
    typesetter = Typesetter()
    pages = pages_of([a_table(typesetter, 130)], typesetter)
    assert len(pages) > 2
    assert sum(rows_on(page) for page in pages) == 130
    assert all("Nom" in page and "Note" in page for page in pages)


@pytest.mark.parametrize("number", range(30, 40))
def test_no_row_is_left_alone_on_a_page(number):
    typesetter = Typesetter()
    pages = pages_of([a_table(typesetter, number)], typesetter)
    assert sum(rows_on(page) for page in pages) == number
    assert all(rows_on(page) > 1 for page in pages)


def test_table_at_the_foot_of_a_page_begins_on_the_next():
    typesetter = Typesetter()
    filler = a_table(typesetter, 35, layout=GridLayout(head=False, ruled=False))
    pages = pages_of([filler, a_table(typesetter, 5)], typesetter)
    assert [rows_on(page) for page in pages] == [35, 5]


def test_rows_that_go_together_share_a_page():
    typesetter = Typesetter()
    pages = pages_of([a_table(typesetter, 40, joined=set(range(29, 39)))], typesetter)
    assert [rows_on(page) for page in pages] == [29, 11]


def test_group_longer_than_a_page_is_cut_all_the_same():
    typesetter = Typesetter()
    pages = pages_of([a_table(typesetter, 80, joined=set(range(79)))], typesetter)
    assert sum(rows_on(page) for page in pages) == 80


def test_row_higher_than_a_page_goes_on_without_losing_a_word():
    typesetter = Typesetter()
    words = [f"mot{index}" for index in range(1500)]
    table = grid(typesetter, [Column("Texte", 160), Column("N", 60)], [(" ".join(words), "fin")])
    pages = pages_of([table], typesetter)
    assert len(pages) > 2
    assert " ".join(" ".join(pages).split()).count("mot") == 1500


def test_table_turns_with_the_page():
    typesetter = Typesetter()
    story = [
        a_table(typesetter, 2),
        NextPageTemplate(LANDSCAPE),
        PageBreak(),
        a_table(typesetter, 2),
    ]
    document = PdfDocument(build(story, FRAME, typesetter))
    first, second = (page.get_size() for page in document)
    assert first == pytest.approx((595.28, 841.89), abs=0.5)
    assert second == pytest.approx((841.89, 595.28), abs=0.5)


def test_word_wider_than_its_column_is_cut_after_a_hyphen_when_it_can():
    typesetter = Typesetter()
    assert typesetter.wrap("Saint-Exupéry-Montmorency", SMALL, 60) == (
        "Saint-Exupéry-",
        "Montmorency",
    )
    pieces = typesetter.wrap("x" * 60, SMALL, 60)
    assert "".join(pieces) == "x" * 60
    assert all(typesetter.width(piece, SMALL) <= 60 for piece in pieces)


def test_no_break_space_holds_words_together():
    assert Typesetter().wrap("le 19\u00a0avril", SMALL, 30) == ("le", "19\u00a0avril")


def test_text_of_one_line_that_does_not_fit_is_refused():
    with pytest.raises(TextOverflowError, match="le pied de page"):
        build([], PageFrame("T", "A", footer=("x" * 200,)), Typesetter())


def test_cells_stack_their_runs_and_leave_empty_ones_out():
    typesetter = Typesetter()
    cell = (Run("haut"), Run(""), Run("bas"))
    table = grid(typesetter, [Column("", 90)], [(cell,), ("",)], GridLayout(head=False))
    (page,) = pages_of([table, Rule()], typesetter)
    assert page.index("haut") < page.index("bas")


def test_headings_stand_in_the_outline_at_their_page():
    typesetter = Typesetter()
    story = [typesetter.heading("Un & <deux>"), PageBreak(), *typesetter.section("Trois", 1)]
    outline = PdfDocument(build(story, FRAME, typesetter)).get_toc()
    places = [(mark.get_title(), mark.get_dest().get_index()) for mark in outline]
    assert places == [("Un & <deux>", 0), ("Trois", 1)]


def test_same_story_gives_the_same_bytes():
    first, second = (
        build([a_table(typesetter, 50)], FRAME, typesetter)
        for typesetter in (Typesetter(), Typesetter())
    )
    assert first == second
