"""What was chosen in the print dialog, kept for the next time; the number of copies is not.

Eight copies wanted once would be eight of every paper after it.
"""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QSettings
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

_PLACE = "print"
_GREY, _COLOUR = QPrinter.ColorMode.GrayScale, QPrinter.ColorMode.Color
_LAST_FIRST, _FIRST_FIRST = QPrinter.PageOrder.LastPageFirst, QPrinter.PageOrder.FirstPageFirst
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


class _Choice(NamedTuple):
    """One choice: how it is read of a printer as a word, and given back to one."""

    read: Callable[[QPrinter], str]
    give: Callable[[QPrinter, str], object]


def _of(words: dict[str, Enum], read: str, give: str) -> _Choice:
    by_value = {value: word for word, value in words.items()}

    def put(printer: QPrinter, word: str) -> None:
        if word in words:
            getattr(printer, give)(words[word])

    return _Choice(lambda printer: by_value.get(getattr(printer, read)(), ""), put)


def _give_paper(printer: QPrinter, word: str) -> None:
    known = next((each for each in QPageSize.PageSizeId if QPageSize.key(each) == word), None)
    if known is not None:
        printer.setPageSize(QPageSize(known))


def _give_printer(printer: QPrinter, name: str) -> None:
    if name and name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)


_CHOICES = {
    # The printer first: to choose one resets what follows.
    "printer": _Choice(lambda printer: printer.printerName(), _give_printer),
    "paper": _Choice(lambda printer: paper(printer).key(), _give_paper),
    "colour": _of({"grey": _GREY, "colour": _COLOUR}, "colorMode", "setColorMode"),
    "order": _of({"last": _LAST_FIRST, "first": _FIRST_FIRST}, "pageOrder", "setPageOrder"),
    "sides": _of({word: side for side, word in _SIDES.items()}, "duplex", "setDuplex"),
    "collated": _Choice(
        lambda printer: "yes" if printer.collateCopies() else "no",
        lambda printer, word: printer.setCollateCopies(word != "no"),
    ),
}


def recall(settings: QSettings, printer: QPrinter) -> None:
    """Give a printer what was chosen last time."""
    for name, choice in _CHOICES.items():
        word = str(settings.value(f"{_PLACE}/{name}", ""))
        if word:
            choice.give(printer, word)


def remember(settings: QSettings, printer: QPrinter) -> None:
    """Keep what was just chosen."""
    for name, choice in _CHOICES.items():
        settings.setValue(f"{_PLACE}/{name}", choice.read(printer))


def paper(printer: QPrinter) -> QPageSize:
    """Return the paper chosen."""
    layout: QPageLayout = printer.pageLayout()
    return layout.pageSize()


def is_grey(printer: QPrinter) -> bool:
    """Whether the person chose to print without colours."""
    return printer.colorMode() is _GREY


def in_order(printer: QPrinter, pages: range, *, copies: int) -> tuple[int, ...]:
    """Return the pages in the order in which they leave, so many copies of them."""
    once = tuple(pages)
    if printer.pageOrder() is _LAST_FIRST:
        once = once[::-1]
    if printer.collateCopies():
        return once * copies
    return tuple(page for page in once for _ in range(copies))


def told_to_queue(printer: QPrinter) -> list[str]:
    """Return what the options of ``lp`` say of the choices, in the words of CUPS.

    A page is never made larger; on a paper too small for it, it is made to fit.
    """
    a4 = QPageSize(QPageSize.PageSizeId.A4).size(QPageSize.Unit.Point)
    chosen = paper(printer).size(QPageSize.Unit.Point)
    small = chosen.width() < a4.width() - 1 or chosen.height() < a4.height() - 1
    options = [f"media={paper(printer).key()}", f"print-scaling={'fit' if small else 'none'}"]
    if (sides := _SIDES.get(printer.duplex())) is not None:
        options.append(f"sides={sides}")
    if is_grey(printer):
        # The first for printers that CUPS drives by IPP, the second for those with a PPD.
        options += ["print-color-mode=monochrome", "ColorModel=Gray"]
    if printer.pageOrder() is _LAST_FIRST:
        options.append("outputorder=reverse")
    if printer.copyCount() > 1:
        options.append(f"Collate={'True' if printer.collateCopies() else 'False'}")
    return [word for option in options for word in ("-o", option)]
