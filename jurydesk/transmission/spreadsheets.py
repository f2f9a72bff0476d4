"""Writes a result table as XLSX or CSV that no spreadsheet can turn into something else."""

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime

import xlsxwriter

from jurydesk.replacing import AUTHOR, CSV_MARK
from jurydesk.transmission.results import ResultTable

# XML 1.0 cannot hold these; a spreadsheet that meets one says the file is damaged.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: ResultTable) -> bytes:
    """Return UTF-8 with BOM and semicolons; a cell that looks like a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    # What tells our table from a person's own comes first.
    order = sorted(range(len(table.headings)), key=lambda at: table.headings[at] != CSV_MARK[0])
    for row in (table.headings, *table.rows):
        writer.writerow([harmless(row[at]) for at in order])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(
    table: ResultTable, created: datetime, before_row: Callable[[], None] = lambda: None
) -> bytes:
    """Return a workbook: a sheet « Décisions », a sheet « Séance »; same input, same bytes.

    ``before_row`` is called before each candidate; what it raises stops the work.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None), "author": AUTHOR})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        decisions = book.add_worksheet("Décisions")
        decisions.freeze_panes(1, 1)
        decisions.write_row(0, 0, table.headings, bold)
        for number, row in enumerate(table.rows, start=1):
            before_row()
            for column, cell in enumerate(row):
                decisions.write_string(number, column, printable(cell))
        decisions.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
        decisions.autofit()
        session = book.add_worksheet("Séance")
        for number, (label, text) in enumerate(table.about):
            session.write_string(number, 0, label, bold)
            session.write_string(number, 1, printable(text))
        session.autofit()
    return out.getvalue()


def printable(cell: str) -> str:
    """Return a text without the characters that no workbook can hold."""
    return _CONTROL.sub("", cell)


def harmless(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    cell = printable(cell)
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
