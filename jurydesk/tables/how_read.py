"""What a person imposes on the reading of a table; leaves the reading to the others.

Whatever is left to the file is told, and asked where two answers are possible.
"""

from dataclasses import dataclass
from enum import StrEnum


class HiddenRows(StrEnum):
    """What becomes of rows that the spreadsheet does not show."""

    KEEP = "keep"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class HowRead:
    """``None`` and an empty list leave a choice to the file itself.

    ``encoding`` and ``separator`` are a CSV's. Several ``sheets`` are read one after the other as
    one table. ``columns`` names by hand what the headings did not: pairs of a heading, folded,
    and its field, empty for a column that is not to be imported.
    """

    encoding: str | None = None
    separator: str | None = None
    sheets: tuple[str, ...] = ()
    hidden: HiddenRows | None = None
    columns: tuple[tuple[str, str], ...] = ()


AS_THE_FILE_SAYS = HowRead()
