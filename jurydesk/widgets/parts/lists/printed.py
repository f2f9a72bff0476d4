"""Prints a list of the screen: its pages first, then the printer."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from jurydesk.french.days import clock, unbroken_day
from jurydesk.french.spaces import typeset
from jurydesk.minutes.papers.printed_list import print_list
from jurydesk.widgets.parts.lists.extract import Extract
from jurydesk.widgets.parts.printing.documents import print_document


def print_extract(extract: Extract, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print a list; return whether it was done.

    Raises:
        JuryDeskError: A text cannot be drawn, or the printing system refuses it.
    """
    return print_document(pages_of(extract, title, parent), title, parent)


def pages_of(extract: Extract, title: str, parent: QWidget) -> bytes:
    """Return a list as the bytes of a PDF; the session's window says what it is about."""
    now = datetime.now().astimezone()
    about = f"{_subject(parent)}liste imprimée le {unbroken_day(now.date())} à {clock(now)}"
    return print_list(typeset(title), typeset(about), extract.headings, extract.rows)


def _subject(parent: QWidget) -> str:
    """Return the name of the session open in the window, ready to be followed."""
    window: QWidget | None = parent.window()
    while window is not None:
        name = window.windowTitle().removesuffix(" – JuryDesk")
        if name != window.windowTitle():
            return f"{name} – "
        above = window.parentWidget()
        window = above.window() if above is not None else None
    return ""
