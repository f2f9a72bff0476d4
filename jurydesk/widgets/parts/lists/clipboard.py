"""A list on the clipboard: tabs for a spreadsheet, a table for a letter, headings in both."""

import re
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from jurydesk.widgets.parts.lists.extract import Extract

# A spreadsheet would run these, make a day of 3/10, or drop the zeros of 007.
_RUN = re.compile(r"[=+@]|-(?!\d)|−(?!\d)")
_TAKEN_AMISS = re.compile(r"0\d+|\d+ ?/ ?\d+|\d{12,}|\d+[eE]\d+")
_AS_TEXT = " style='mso-number-format:\"\\@\"' x:str"


def copy(extract: Extract) -> None:
    """Put a list on the clipboard."""
    data = QMimeData()
    data.setText(to_tabs(extract))
    data.setHtml(to_html(extract))
    QGuiApplication.clipboard().setMimeData(data)


def to_tabs(extract: Extract) -> str:
    """Return rows of words parted by tabs; one that a spreadsheet would run gets an apostrophe."""
    lines = [extract.headings] if extract.headings else []
    return "\n".join("\t".join(map(_harmless, line)) for line in (*lines, *extract.rows))


def to_html(extract: Extract) -> str:
    """Return a table with its headings; a word that passes for another thing is said to be text."""
    heads = "".join(f"<th align='left'>{escape(head)}</th>" for head in extract.headings)
    rows = "".join(
        f"<tr>{''.join(f'<td{_kind(cell)}>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in extract.rows
    )
    head = f"<tr>{heads}</tr>" if heads else ""
    return f"<meta charset='utf-8'><table border='1' cellspacing='0'>{head}{rows}</table>"


def _harmless(cell: str) -> str:
    return f"'{cell}" if _RUN.match(cell) else cell


def _kind(cell: str) -> str:
    return _AS_TEXT if _RUN.match(cell) or _TAKEN_AMISS.fullmatch(cell) else ""
