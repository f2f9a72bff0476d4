"""Reads the rows of a « bordereau de séance »; leaves what an act does to the replay."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One act of a « bordereau de séance », checked for its form only.

    ``row`` is the spreadsheet's own row number. ``act`` is one of the words of the sheet
    (``presence``, ``vote``…). ``members`` and ``candidates`` hold identifiers, or ``("*",)`` for
    all that apply. ``block`` is a code, ``"*"`` or empty. ``value`` is as typed, spaces trimmed,
    its keywords in small letters without accents.
    """

    row: int
    clock: time
    act: str
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    block: str = ""
    value: str = ""
    reason: str = ""
