"""Prints a PDF: sends the file itself where the system can, else draws its pages."""

import shutil
import subprocess
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from jurydesk.errors import JuryDeskError
from jurydesk.widgets.page_view import Pages

_DOTS = 300


def send_to_printer(path: Path, program: str | None = None) -> bool:
    """Send the file as it is to the default printer; ``False`` where no such program is.

    Raises:
        JuryDeskError: The printing system refuses it.
    """
    command = program or shutil.which("lp")
    if command is None:
        return False
    options = ["-o", "media=A4", "-o", "print-scaling=none"]
    sent = subprocess.run(  # noqa: S603 a fixed program and a path, no shell
        [command, *options, str(path)], capture_output=True, text=True, check=False
    )
    if sent.returncode:
        why = (sent.stderr or sent.stdout).strip() or "aucune imprimante par défaut"
        raise JuryDeskError(f"L’impression n’est pas partie : {why}. Choisissez une imprimante.")
    return True


def print_pages(content: bytes, parent: QWidget) -> bool:
    """Ask for a printer and draw the pages on it; return whether it was done."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("JuryDesk – imprimer")
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    draw_on(printer, content)
    return True


def draw_on(printer: QPrinter, content: bytes) -> None:
    """Draw every page on a printer, without loss."""
    pages = Pages(content)
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for number, (width, height) in enumerate(pages.sizes):
        if number:
            printer.newPage()
        scale = printer.resolution() / 72
        painter.drawImage(QRectF(0, 0, width * scale, height * scale), pages.draw(number, scale))
    painter.end()
    pages.close()
