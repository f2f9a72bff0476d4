"""Writes a jury as the table its reader takes (FORMATS §3); leaves composing it to others."""

from collections.abc import Iterable

from jurydesk.compliance.jury_columns import MEMBER_COLUMNS
from jurydesk.compliance.member import JuryMember
from jurydesk.transmission.results import ResultTable
from jurydesk.transmission.spreadsheets import to_csv


def jury_csv(members: Iterable[JuryMember]) -> bytes:
    """Return a jury as CSV; what is unknown stays empty, and reading it back gives it again."""
    columns = [column for column in MEMBER_COLUMNS if not column.private]
    headings = tuple(column.name for column in columns)
    rows = tuple(tuple(column.text(member) for column in columns) for member in members)
    return to_csv(ResultTable(about=(), headings=headings, rows=rows))
