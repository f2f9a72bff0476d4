"""Says of a row which cells could not be read; leaves finding them to the readers of files."""

from collections.abc import Mapping

from jurydesk.tables.cell import Loss, LossKind
from jurydesk.tables.row import RowReading
from jurydesk.tables.table import Table

# A total of 0 beside the table, or a title over several columns, is nobody's concern.
_NOT_ASIDE = frozenset((LossKind.ZERO, LossKind.MERGED))


def losses_by_row(table: Table) -> dict[int, dict[int, Loss]]:
    """Return what is not to be taken under the headings, by row number then column index.

    A column kept aside keeps its 0, and a heading that spans two rows hides nothing.
    """
    fields = {heading.index: heading.field for heading in table.headings}
    found: dict[int, dict[int, Loss]] = {}
    for (row, column), loss in table.sheet.lost.items():
        if row <= table.heading_row or column not in fields:
            continue
        if fields[column] is None and loss.kind in _NOT_ASIDE:
            continue
        if loss.kind is LossKind.MERGED and loss.anchor <= table.heading_row:
            continue
        found.setdefault(row, {})[column] = loss
    return found


def note_losses(row: RowReading, lost: Mapping[int, Loss], table: Table) -> None:
    """Point out the cells that could not be read; one that is required refuses the row."""
    for heading in table.headings:
        loss = lost.get(heading.index)
        if loss is None:
            continue
        required = heading.field is not None and table.fields[heading.field].required
        note = row.error if required else row.warning
        note(heading.field or heading.text, loss.sentence)
