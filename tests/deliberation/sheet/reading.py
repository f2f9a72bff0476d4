"""Rows written by hand in a test, their values read as the reader of sheets does."""

from dataclasses import replace

from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.sheet.acts import ACTS


def read_value(row: SheetRow) -> SheetRow:
    read = ACTS[row.act].value
    if read is None or not row.value:
        return row
    value = read(row.value)
    assert value is not None, row
    return replace(row, value=value)
