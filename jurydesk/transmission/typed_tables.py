"""Tables whose cells keep their kind: a day is a day, a number a number, an identifier a text.

As CSV or XLSX, that no spreadsheet can turn into something else; same input, same bytes.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.replacing import AUTHOR
from jurydesk.transmission.spreadsheets import harmless, printable

TypedCell = str | int | date | None


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table: the name of its sheet, its headings, its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[TypedCell, ...], ...]


def table_file(table: TypedTable, path: Path, state: SittingState) -> bytes:
    """Return a table as the name of its file asks: CSV or XLSX.

    Raises:
        JuryDeskError: The name asks for something else.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return table_csv(table)
    if suffix == ".xlsx":
        return table_xlsx(table, moment_of(state))
    raise JuryDeskError(
        f"« {path.name} » : donnez un nom en .csv ou en .xlsx pour écrire une table."
    )


def moment_of(state: SittingState) -> datetime:
    """Return when a workbook of a session says it was made, the same each time."""
    return state.sealed.at if state.sealed else state.created.at


def table_csv(table: TypedTable) -> bytes:
    """Return UTF-8 with BOM and semicolons; days as JJ/MM/AAAA."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([harmless(_text(cell)) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def table_xlsx(table: TypedTable, created: datetime) -> bytes:
    """Return a workbook of one sheet, its days and numbers typed."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None), "author": AUTHOR})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.headings, bold)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, as_day)
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, printable(cell))
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
        sheet.autofit()
    return out.getvalue()


def _text(cell: TypedCell) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
