"""Prints a PDF: sends the file itself where the system can, else draws its pages.

Leaves which document it is to the page that asks.
"""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMarginsF, QRectF, QSettings
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.background import counted
from jurydesk.widgets.parts.printing import choices
from jurydesk.widgets.parts.printing.pdf_pages import Pages

# Asked before each page with how many are done out of how many: whether to go on.
GoOn = Callable[[int, int], bool]

_DOTS = 300


def print_document(
    content: bytes, title: str, parent: QWidget, original: Path | None = None
) -> bool:
    """Ask for a printer, then send it the document; return whether it was done.

    ``original`` is the signed file: « imprimer dans un fichier » never writes over it.

    Raises:
        JuryDeskError: The printing system refuses it, the file is the original, or the person
            interrupted the printing.
    """
    printer, settings = a_printer(title), QSettings()
    choices.recall(settings, printer)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("JuryDesk – imprimer")
    count = page_count(content)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed:
        choices.remember(settings, printer)
        spare(original, printer)
        with counted(parent, "Impression…") as go_on:
            send(printer, content, title, go_on=go_on)
    return agreed


def spare(original: Path | None, printer: QPrinter) -> None:
    """Refuse a picture of the pages in the place of the signed file.

    Raises:
        JuryDeskError: The file to write is the original.
    """
    out = printer.outputFileName()
    if out and original is not None and Path(out).resolve() == original.resolve():
        raise JuryDeskError(
            f"« {original.name} » est le procès-verbal signé : une impression ne le remplace pas. "
            "Choisissez un autre nom de fichier."
        )


def a_printer(title: str) -> QPrinter:
    """Return a printer set for A4, the whole sheet, one sharp picture a page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS)
    # Also the name proposed to print into a file: not the signed one's.
    printer.setDocName(f"{title} - impression")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    return printer


def send(
    printer: QPrinter,
    content: bytes,
    title: str,
    program: str | None = None,
    *,
    go_on: GoOn = lambda _done, _total: True,
) -> None:
    """Print on the printer chosen: the file as it is through ``lp``, otherwise its pages drawn.

    Raises:
        JuryDeskError: The printing system refuses it, or ``go_on`` does.
    """
    command = program or shutil.which("lp")
    into_file = bool(printer.outputFileName())
    if command is None or into_file or not printer.printerName():
        draw_on(printer, content, go_on)
        return
    with TemporaryDirectory(prefix="jurydesk-") as folder:
        # A name of its own: the print queue shows it, and a person's name is not its business.
        path = Path(folder) / "proces-verbal.pdf"
        path.write_bytes(content)
        _send_file([command, *lp_options(printer, title), str(path)])


def lp_options(printer: QPrinter, title: str) -> list[str]:
    """Return what ``lp`` is told: the printer, the copies, and all that was chosen."""
    options = ["-d", printer.printerName(), "-t", title, "-n", str(printer.copyCount())]
    options += choices.told_to_queue(printer)
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        options += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    return options


def _send_file(command: list[str]) -> None:
    sent = subprocess.run(  # noqa: S603 a fixed program and a path, no shell
        command, capture_output=True, text=True, check=False
    )
    if sent.returncode:
        why = (sent.stderr or sent.stdout).strip() or "sans explication"
        raise JuryDeskError(
            f"L’impression n’est pas partie ({why}) : vérifiez l’imprimante ou choisissez-en une "
            "autre."
        )


def page_count(content: bytes) -> int:
    """Return how many pages a PDF has."""
    pages = Pages(content)
    count = len(pages.sizes)
    pages.close()
    return count


def draw_on(printer: QPrinter, content: bytes, go_on: GoOn = lambda _done, _total: True) -> None:
    """Draw the pages chosen, each at its true size and the way it stands, without loss.

    On a paper too small for a page, the page is made to fit; on a larger one it stands in the
    middle. Into a file, copies are drawn one after the other.

    ``go_on`` is asked before each page. A file is written whole or not at all.

    Raises:
        JuryDeskError: The printer or the file to write cannot be opened, or ``go_on`` said no.
    """
    out = printer.outputFileName()
    if not out:
        _draw_pages(printer, content, go_on)
        return
    if not Path(out).parent.is_dir():
        raise _silent_printer()
    with TemporaryDirectory(prefix="jurydesk-") as folder:
        drawn = Path(folder) / "impression.pdf"
        printer.setOutputFileName(str(drawn))
        try:
            _draw_pages(printer, content, go_on)
        finally:
            printer.setOutputFileName(out)
        write_whole(Path(out), drawn.read_bytes(), replace=True)


def _draw_pages(printer: QPrinter, content: bytes, go_on: GoOn) -> None:
    pages = Pages(content)
    asked = _chosen(printer, len(pages.sizes))
    by_us = bool(printer.outputFileName()) or not printer.supportsMultipleCopies()
    chosen = choices.in_order(printer, asked, copies=printer.copyCount() if by_us else 1)
    sheet = choices.paper(printer)
    _turn(printer, pages.sizes[chosen[0]], sheet)
    painter = QPainter()
    if not painter.begin(printer):
        pages.close()
        raise _silent_printer()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    scale = printer.resolution() / 72
    try:
        for place, number in enumerate(chosen):
            if not go_on(place, len(chosen)):
                printer.abort()
                raise _interrupted(printer)
            if place:
                _turn(printer, pages.sizes[number], sheet)
                printer.newPage()
            picture = pages.draw(number, scale)
            if choices.is_grey(printer):
                picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
            painter.drawImage(_place(printer, pages.sizes[number]), picture)
    finally:
        painter.end()
        pages.close()


def _silent_printer() -> JuryDeskError:
    return JuryDeskError(
        "L’imprimante ne répond pas, ou le fichier ne peut pas être écrit : choisissez une "
        "autre imprimante ou un autre dossier."
    )


def _interrupted(printer: QPrinter) -> JuryDeskError:
    left = (
        "aucun fichier n’est écrit."
        if printer.outputFileName()
        else "les pages déjà parties peuvent encore sortir de l’imprimante."
    )
    return JuryDeskError(typeset(f"L’impression est interrompue : {left}"))


def _chosen(printer: QPrinter, count: int) -> range:
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return range(count)
    first, last = max(printer.fromPage(), 1), min(printer.toPage(), count)
    return range(first - 1, last) if first <= last else range(count)


def _place(printer: QPrinter, size: tuple[float, float]) -> QRectF:
    """Return where a page stands on its sheet, in the printer's dots."""
    sheet = printer.pageLayout().fullRectPoints()
    # A4 is 595.28 × 841.89 points: a sheet told in whole points is no smaller one.
    fit = min(1.0, (sheet.width() + 1) / size[0], (sheet.height() + 1) / size[1])
    width, height = size[0] * fit, size[1] * fit
    left, top = (max(0.0, room) / 2 for room in (sheet.width() - width, sheet.height() - height))
    if left < 1 and top < 1:
        left = top = 0.0
    scale = printer.resolution() / 72
    return QRectF(left * scale, top * scale, width * scale, height * scale)


def _turn(printer: QPrinter, size: tuple[float, float], sheet: QPageSize) -> None:
    """Lay the sheet as the page stands, from its very edge."""
    wide = size[0] > size[1]
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(sheet, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
