"""One row of a « bordereau de séance », and what each kind of row is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.state import SittingState

Acts = tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One act of a « bordereau de séance », checked for its form only.

    ``row`` is the spreadsheet's own row number. ``day`` is ``None`` on the session's own. ``act``
    is one of the words of the sheet (``presence``, ``vote``…). ``members`` and ``candidates`` hold
    identifiers, or ``("*",)`` for all that apply. ``block`` is a code, ``"*"`` or empty. ``value``
    is what the act's own reader made of the cell (see
    :mod:`~jurydesk.deliberation.sheet.values`), ``""`` where it is empty.
    """

    row: int
    clock: time
    act: str
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    block: str = ""
    value: Any = ""
    reason: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SheetAct:
    """What one act of a sheet is: its word, the fields it takes, and the facts it becomes.

    ``build`` gives the acts of a row, each to be recorded on its own; without one the recorder
    does it (undoing). ``value`` reads the value, ``None`` when it is not one, and ``example`` is
    what the clerk should write then. Without ``star``, « * » would name nobody in particular.
    ``legend`` is its line on the blank sheet: fields, value, meaning.
    """

    word: str
    build: Callable[[SittingState, SheetRow, datetime], Acts] | None
    legend: tuple[str, str, str]
    required: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ("motif",)
    value: Callable[[str], object | None] | None = None
    example: str = ""
    star: bool = True
    synonyms: tuple[str, ...] = ()
