"""Tagged pages (PDF/UA): what a screen reader is told, in which order."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import ImageOps

from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages.grid import Column, GridLayout, Sense, grid
from jurydesk.minutes.pages.page_frame import PageFrame, build
from jurydesk.minutes.pages.pdf import render as render_minutes
from jurydesk.minutes.pages.typesetting import Typesetter
from jurydesk.minutes.papers.kinds import KINDS
from jurydesk.minutes.papers.leaf import (
    Details,
    Leaf,
    SignatureLine,
    Signatures,
    Subtitle,
    Table,
    TableColumn,
    Title,
    Words,
)
from jurydesk.minutes.papers.pages import render
from tests.minutes.builders import HEAD, a_full_sitting
from tests.minutes.pages.tagged import tree
from tests.minutes.papers.builders import a_sealed_state
from tests.minutes.papers.builders import printed as printed_paper

FRAME = PageFrame("Titre", "Établissement", running_head="En-tête", footer=("Pied de page",))


def a_paper(*blocks):
    return render([lambda: Leaf("A", blocks)], FRAME)


def kinds_and_words(node):
    return [(kid.kind, kid.words.strip()) for kid in node.kids]


def test_letter_is_heard_in_the_order_it_is_read():
    data = a_paper(
        Title("Notification", kicker="Jury"),
        Words("Madame,"),
        Subtitle("Résultat"),
        Details((Pair("Objet", "résultat"),)),
        Signatures((SignatureLine("Présidence"),)),
    )
    root, outside = tree(data)
    (document,) = root.kids
    (section,) = document.kids
    assert (document.kind, section.kind) == ("Document", "Sect")
    assert kinds_and_words(section) == [
        ("P", "Jury"),
        ("H1", "Notification"),
        ("P", "Madame,"),
        ("H2", "Résultat"),
        ("Table", ""),
        ("P", "Présidence"),
    ]
    (row,) = section.all("TR")
    assert [(cell.kind, cell.scope, cell.words.strip()) for cell in row.kids] == [
        ("TH", "/Row", "Objet"),
        ("TD", "", "résultat"),
    ]
    assert outside.strip() == ""


def test_each_letter_of_a_file_is_a_section_of_its_own():
    data = render([lambda n=n: Leaf("A", (Words(f"lettre {n}"),)) for n in range(3)], FRAME)
    root, _ = tree(data)
    sections = root.kids[0].kids
    assert [kinds_and_words(each) for each in sections] == [
        [("P", "lettre 0")],
        [("P", "lettre 1")],
        [("P", "lettre 2")],
    ]


@pytest.mark.parametrize("to_fill", [False, True])
def test_table_over_several_pages_is_one_table_whose_headings_are_heard_once(to_fill):
    rows = tuple((f"C{number:03}", "validé") for number in range(120))
    columns = (TableColumn("Candidature", 1), TableColumn("Décision", 2))
    data = a_paper(Table(columns, rows, to_fill=to_fill))
    assert len(pypdfium2.PdfDocument(data)) > 2
    root, outside = tree(data)
    (table,) = root.all("Table")
    assert len(table.kids) == 121
    heads = [(cell.words.strip(), cell.scope) for cell in table.kids[0].kids]
    assert heads == [("Candidature", "/Column"), ("Décision", "/Column")]
    assert [row.kids[0].words.strip() for row in table.kids[1:]] == [row[0] for row in rows]
    assert all(row.kids[0].kind == "TH" and row.kids[1].kind == "TD" for row in table.kids[1:])
    assert outside.strip() == ""


def test_row_too_high_for_a_page_stays_one_row():
    typesetter = Typesetter()
    words = " ".join(f"mot{number}" for number in range(2000))
    table = grid(typesetter, [Column("Motif", 300)], [["avant"], [words], ["après"]])
    root, _ = tree(build([table], FRAME, typesetter))
    (found,) = root.all("Table")
    assert [row.kids[0].words.split()[0] for row in found.kids] == [
        "Motif",
        "avant",
        "mot0",
        "après",
    ]
    assert found.kids[2].kids[0].words.split() == words.split()


def test_names_side_by_side_are_a_list_and_an_empty_place_is_not_heard():
    typesetter = Typesetter()
    layout = GridLayout(head=False, ruled=False, sense=Sense.LIST)
    columns = [Column("", 100) for _ in range(3)]
    names = grid(typesetter, columns, [["Roy", "Vidal", "Nguyễn"], ["Ağca", "", ""]], layout)
    root, _ = tree(build([names], FRAME, typesetter))
    (found,) = root.all("L")
    assert [item.kids[0].words.strip() for item in found.kids] == ["Roy", "Vidal", "Nguyễn", "Ağca"]
    assert {item.kind for item in found.kids} == {"LI"}


def test_minutes_say_every_word_once_and_leave_out_what_surrounds_the_text():
    root, outside = tree(
        render_minutes(compose(a_full_sitting().state(), head=HEAD, entries=120), draft=False).data
    )
    assert outside.strip() == ""
    document = root.kids[0]
    assert [title.words.strip() for title in document.all("H1")] == [
        "Chef de Projets en Intelligence Artificielle et Science des Données (MS)"
    ]
    headings = [each.words.strip() for each in document.all("H2")]
    assert headings[:4] == ["Séance", "Jury", "Contrôles de régularité", "Décisions"]
    assert headings[-1] == "Clôture et signatures"
    said = " ".join(each.words for kind in ("P", "TD", "TH") for each in document.all(kind))
    assert "page 1 /" not in said
    assert "Empreinte du journal" not in said


def test_paragraph_cut_by_a_page_is_heard_whole():
    typesetter = Typesetter()
    words = " ".join(f"mot{number}" for number in range(3000))
    root, _ = tree(build([typesetter.paragraph(words)], FRAME, typesetter))
    (found,) = root.all("P")
    assert len(found.words.replace("mot", " mot").split()) == 3000


def test_file_says_its_language_its_title_and_that_it_is_tagged():
    with pikepdf.open(BytesIO(a_paper(Words("un")))) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert b"<pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes()
        assert b">Titre</rdf:li>" in pdf.Root.Metadata.read_bytes()
        assert [int(page.obj.StructParents) for page in pdf.pages] == [0]


def test_same_paper_has_the_same_bytes():
    assert a_paper(Title("Un"), Words("deux")) == a_paper(Title("Un"), Words("deux"))


def test_mark_that_no_letter_is_composed_with_stands_over_its_letter_and_is_copied_as_typed():
    """Yoruba ọ́ has no letter of its own: the acute is set back over the ọ."""
    data = a_paper(Words("Tọ́lá"))
    assert reach(data) == pytest.approx(reach(a_paper(Words("Tọlá"))), abs=2)
    with pikepdf.open(BytesIO(data)) as pdf:
        spans = [
            str(operands[1].ActualText)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "BDC" and str(operands[0]) == "/Span"
        ]
    assert spans[0].strip() == "Tọ́lá"


def reach(data):
    """From where to where a line of text goes on the page: a mark set after is one more place."""
    page = pypdfium2.PdfDocument(data)[0]
    picture = page.render(scale=2).to_pil().convert("L")
    upper = ImageOps.invert(picture.crop((0, 0, picture.width, picture.height // 2)))
    left, _, right, _ = upper.getbbox()
    return left, right


def rules_broken(path):
    """What an independent checker finds of the rules a machine can check, warnings included."""
    pdfua = pytest.importorskip("pdfua")
    report = pdfua.validate(path)
    return [*report.findings, *[each for each in report.skipped if "raised" in str(each)]]


@pytest.mark.parametrize("kind", [each.key for each in KINDS])
def test_every_paper_passes_the_rules_a_machine_checks(kind, tmp_path):
    path = tmp_path / "papier.pdf"
    path.write_bytes(printed_paper(a_sealed_state(), kind).content)
    assert rules_broken(path) == []
