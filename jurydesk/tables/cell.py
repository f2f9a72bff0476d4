"""What a cell of a spreadsheet holds once read; leaves what it means to the converters.

A cell is a plain Python value, ``""`` when it is empty. A number that its format shows as
something else than its bare figure is a :class:`Formatted`, which is no number: a column that
wants one must say what it makes of « 85 % », and no converter takes 0.85 for a score unaware.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import final


class NumberKind(StrEnum):
    """What a number's format makes of it on the screen."""

    PADDED = "zéros de tête"
    PERCENT = "pourcentage"
    CURRENCY = "montant"
    DECORATED = "nombre habillé"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number with ``text``, what the spreadsheet shows of it: « 00712 », « 85 % », « C-012 »."""

    value: float
    text: str
    kind: NumberKind

    def __str__(self) -> str:
        return self.text


Cell = str | float | int | bool | date | datetime | time | timedelta | Formatted


class LossKind(StrEnum):
    """Why what a cell holds cannot be taken as typed."""

    ERROR = "erreur"
    UNCOMPUTED = "formule sans valeur"
    ZERO = "formule à zéro"
    COVERED = "contenu sous une fusion"
    MERGED = "cellule fusionnée"


@final
@dataclass(frozen=True, slots=True)
class Loss:
    """Why a cell's contents are not taken: ``words`` begin a sentence, ``cure`` ends it.

    ``shown`` is what the spreadsheet shows or hides there, when that is known; ``anchor`` the row
    of the cell that a merge shows in its place.
    """

    kind: LossKind
    words: str
    cure: str
    shown: str = ""
    anchor: int = 0

    @property
    def sentence(self) -> str:
        """What is wrong and what mends it."""
        return f"{self.words} : {self.cure}."


# By (row number from 1, column index from 0).
Losses = dict[tuple[int, int], Loss]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a sheet does not show: rows by number from 1, columns by index from 0."""

    rows: frozenset[int] = field(default_factory=frozenset)
    columns: frozenset[int] = field(default_factory=frozenset)


def letters_of(column: int) -> str:
    """Return a spreadsheet's letters for a column counted from 0: ``A``, ``AB``."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
