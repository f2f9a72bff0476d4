"""Pages on paper: true size, the way they stand, sharp; or the file itself through ``lp``."""

import stat
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from jurydesk.errors import JuryDeskError
from jurydesk.widgets.parts.printing.documents import (
    a_printer,
    draw_on,
    lp_options,
    page_count,
    send,
    spare,
)

A4 = (595.28, 841.89)


def three_pages() -> bytes:
    """Two upright pages around a wide one; each has a black square an inch from left and top."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    for width, height in (A4, A4[::-1], A4):
        canvas.setPageSize((width, height))
        canvas.rect(72, height - 144, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def into_file(path) -> QPrinter:
    printer = a_printer("PV-1")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_page_is_drawn_at_its_size_and_the_way_it_stands(tmp_path):
    out = tmp_path / "papier.pdf"
    draw_on(into_file(out), three_pages())
    document = pypdfium2.PdfDocument(out)
    sizes = [document.get_page_size(number) for number in range(len(document))]
    assert [tuple(round(side) for side in size) for size in sizes] == [
        (595, 842),
        (842, 595),
        (595, 842),
    ]
    for number in range(3):
        page = document[number].render(scale=1).to_pil().convert("L")
        # Inside and outside of the square, two points from its edges: nothing was scaled.
        assert [page.getpixel(spot) for spot in ((74, 74), (141, 141))] == [0, 0], number
        assert [page.getpixel(spot) for spot in ((69, 69), (147, 147))] == [255, 255], number
    document.close()


def test_pages_are_drawn_at_300_dots_an_inch_without_loss(tmp_path):
    out = tmp_path / "papier.pdf"
    draw_on(into_file(out), three_pages())
    document = pypdfium2.PdfDocument(out)
    images = [each for each in document[0].get_objects() if hasattr(each, "get_px_size")]
    # 8.27 inches by 11.69 at 300 dots.
    assert [each.get_px_size() for each in images] == [(2481, 3508)]
    assert "DCTDecode" not in images[0].get_filters()
    document.close()


def test_only_the_pages_asked_for_are_drawn(tmp_path):
    out = tmp_path / "papier.pdf"
    printer = into_file(out)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    draw_on(printer, three_pages())
    assert page_count(out.read_bytes()) == 1


def test_printing_interrupted_leaves_the_file_that_stood_there(tmp_path):
    out = tmp_path / "papier.pdf"
    out.write_bytes(b"hier")
    asked = []

    def go_on(done, total):
        asked.append((done, total))
        return done < 2

    with pytest.raises(JuryDeskError, match="aucun fichier n’est écrit"):
        send(into_file(out), three_pages(), "PV-1", go_on=go_on)
    assert asked == [(0, 3), (1, 3), (2, 3)]
    assert out.read_bytes() == b"hier"
    assert [each.name for each in tmp_path.iterdir()] == ["papier.pdf"]
    send(into_file(out), three_pages(), "PV-1")
    assert page_count(out.read_bytes()) == 3


# Qt says so as well as we do.
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(JuryDeskError, match="ne répond pas"):
        draw_on(into_file(tmp_path / "absent" / "papier.pdf"), three_pages())


def test_signed_file_is_never_replaced_by_a_picture_of_it(tmp_path):
    signed = tmp_path / "pv.pdf"
    with pytest.raises(JuryDeskError, match="est le procès-verbal signé"):
        spare(signed, into_file(tmp_path / "papiers" / ".." / "pv.pdf"))
    spare(signed, into_file(tmp_path / "pv - impression.pdf"))
    spare(None, into_file(signed))


def a_program(folder, script: str) -> str:
    path = folder / "lp"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def named(monkeypatch) -> QPrinter:
    """A printer with a queue's name: there is none on a bare machine."""
    printer = a_printer("PV-1")
    monkeypatch.setattr(printer, "printerName", lambda: "Secrétariat", raising=False)
    return printer


def test_file_itself_is_sent_to_the_queue_chosen(tmp_path, monkeypatch):
    received, told = tmp_path / "reçu.pdf", tmp_path / "options"
    script = f'for last; do :; done\ncp "$last" "{received}"\nprintf "%s\\n" "$@" > "{told}"'
    printer = named(monkeypatch)
    printer.setCopyCount(2)
    send(printer, three_pages(), "PV-1", a_program(tmp_path, script))
    assert received.read_bytes() == three_pages()
    options = told.read_text(encoding="utf-8").splitlines()
    assert options[:6] == ["-d", "Secrétariat", "-t", "PV-1", "-n", "2"]
    assert {"media=A4", "print-scaling=none"} <= set(options)


def test_pages_asked_for_are_told_to_the_queue(monkeypatch):
    printer = named(monkeypatch)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert lp_options(printer, "PV-1")[-2:] == ["-P", "2-3"]


def test_refusal_of_the_queue_is_told(tmp_path, monkeypatch):
    program = a_program(tmp_path, "echo 'file arretee' >&2; exit 1")
    with pytest.raises(JuryDeskError, match="file arretee"):
        send(named(monkeypatch), three_pages(), "PV-1", program)
