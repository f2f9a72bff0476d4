"""What is chosen in the print dialog is what leaves: grey, paper, order, copies, sides."""

from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from jurydesk.widgets.parts.printing import choices
from jurydesk.widgets.parts.printing.documents import a_printer, draw_on, lp_options
from tests.widgets.parts.printing.test_documents import into_file, three_pages

LETTER = QPageSize(QPageSize.PageSizeId.Letter)
A3 = QPageSize(QPageSize.PageSizeId.A3)
LAST_FIRST = QPrinter.PageOrder.LastPageFirst
LONG_SIDE = QPrinter.DuplexMode.DuplexLongSide


def drawn(printer, content=None):
    """The sizes of the pages drawn, in points, and each page at 72 dots an inch."""
    draw_on(printer, content or three_pages())
    document = pypdfium2.PdfDocument(printer.outputFileName())
    sizes = [tuple(map(round, document.get_page_size(n))) for n in range(len(document))]
    pictures = [document[n].render(scale=1).to_pil().convert("RGB") for n in range(len(document))]
    document.close()
    return sizes, pictures


def in_colour():
    """One upright page all red."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 600, 850, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_colours_leave_only_when_they_are_wanted(tmp_path):
    red = in_colour()
    printer = into_file(tmp_path / "couleur.pdf")
    _, (page,) = drawn(printer, red)
    assert page.getpixel((300, 400)) == (255, 0, 0)
    printer = into_file(tmp_path / "gris.pdf")
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    _, (page,) = drawn(printer, red)
    shade = page.getpixel((300, 400))
    assert len(set(shade)) == 1
    assert 0 < shade[0] < 200


def test_paper_chosen_is_kept_and_pages_are_made_to_fit_a_smaller_one(tmp_path):
    printer = into_file(tmp_path / "letter.pdf")
    printer.setPageSize(LETTER)
    sizes, pages = drawn(printer)
    assert sizes == [(612, 792), (792, 612), (612, 792)]
    # 842 points of height on 792: 0.9407; the square of 72 is 67.7, from (612 − 560) / 2 + 67.7.
    assert pages[0].getpixel((97, 71)) == (0, 0, 0)
    assert pages[0].getpixel((88, 71)) == (255, 255, 255)
    assert pages[0].getpixel((160, 133)) == (0, 0, 0)
    assert pages[0].getpixel((166, 133)) == (255, 255, 255)


def test_page_stands_in_the_middle_of_a_larger_paper_at_its_true_size(tmp_path):
    printer = into_file(tmp_path / "a3.pdf")
    printer.setPageSize(A3)
    sizes, pages = drawn(printer)
    assert sizes[0] == (842, 1191)
    # (841.9 − 595.3) / 2 = 123.3 and (1190.6 − 841.9) / 2 = 174.3 before the square at 72.
    assert pages[0].getpixel((198, 249)) == (0, 0, 0)
    assert pages[0].getpixel((265, 316)) == (0, 0, 0)
    assert pages[0].getpixel((192, 249)) == (255, 255, 255)
    assert pages[0].getpixel((271, 316)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("collated", "order", "expected"),
    [
        (True, "first", (0, 1, 2, 0, 1, 2)),
        (False, "first", (0, 0, 1, 1, 2, 2)),
        (True, "last", (2, 1, 0, 2, 1, 0)),
        (False, "last", (2, 2, 1, 1, 0, 0)),
    ],
)
def test_copies_leave_in_the_order_asked_for(collated, order, expected):
    printer = a_printer("PV-1")
    printer.setCollateCopies(collated)
    if order == "last":
        printer.setPageOrder(LAST_FIRST)
    assert choices.in_order(printer, range(3), copies=2) == expected


def test_copies_are_drawn_into_a_file(tmp_path):
    printer = into_file(tmp_path / "deux.pdf")
    printer.setCopyCount(2)
    printer.setPageOrder(LAST_FIRST)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    sizes, _ = drawn(printer)
    # The wide second page first, then the upright first one, twice.
    assert sizes == [(842, 595), (595, 842), (842, 595), (595, 842)]


def test_queue_is_told_all_that_was_chosen(monkeypatch):
    printer = a_printer("PV-1")
    # A machine without a printer has no second side.
    monkeypatch.setattr(printer, "duplex", lambda: LONG_SIDE, raising=False)
    printer.setPageSize(LETTER)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrder(LAST_FIRST)
    printer.setCopyCount(3)
    printer.setCollateCopies(False)
    options = lp_options(printer, "PV-1")
    assert options[options.index("-n") + 1] == "3"
    assert {
        "media=Letter",
        "print-scaling=fit",
        "print-color-mode=monochrome",
        "sides=two-sided-long-edge",
        "outputorder=reverse",
        "Collate=False",
    } <= set(options)


def test_choices_are_those_of_last_time_save_the_copies(settings, monkeypatch):
    printer = a_printer("PV-1")
    monkeypatch.setattr(printer, "duplex", lambda: LONG_SIDE, raising=False)
    printer.setPageSize(LETTER)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrder(LAST_FIRST)
    printer.setCollateCopies(False)
    printer.setCopyCount(8)
    choices.remember(settings, printer)
    settings.sync()
    later, given = a_printer("PV-2"), []
    monkeypatch.setattr(later, "setDuplex", given.append, raising=False)
    choices.recall(QSettings(), later)
    assert choices.paper(later).id() is QPageSize.PageSizeId.Letter
    assert choices.is_grey(later)
    assert later.pageOrder() is LAST_FIRST
    assert given == [LONG_SIDE]
    assert not later.collateCopies()
    assert later.copyCount() == 1


def test_words_that_mean_nothing_here_change_nothing(settings):
    for name in ("printer", "paper", "colour", "order", "sides"):
        settings.setValue(f"print/{name}", "autre chose")
    printer = a_printer("PV-1")
    choices.recall(settings, printer)
    assert choices.paper(printer).id() is QPageSize.PageSizeId.A4
    assert not choices.is_grey(printer)
