"""Understands one identifier as a person means it: text whose zeros matter; leaves rows alone."""

import re
from collections.abc import Iterable

from jurydesk.file_names import is_safe_part
from jurydesk.french.numbers import counted
from jurydesk.tables.cell import Cell, Formatted, NumberKind
from jurydesk.tables.converters import Understood, refuse, shown, text_of, warn
from jurydesk.tables.row import Flaw, RowReading

_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE]\+\d+|\d+[.,]\d+[eE]\d+")
_WHOLE_AS_DECIMAL = re.compile(r"(\d+)[.,]0+")
# « COM1 » names no file on Windows; longer words without a mark always do.
_LONGEST_DEVICE = 4
LOST_ZEROS = " : le tableur en a fait un nombre, des zéros ont pu être perdus au début."


def to_identifier(cell: Cell) -> Understood[str]:
    """An identifier, kept as text: leading zeros matter, and a number has already lost them."""
    if isinstance(cell, str) and len(cell) > _LONGEST_DEVICE and cell.isascii() and cell.isalnum():
        return Understood(cell, cell)
    if isinstance(cell, Formatted) and cell.kind in (NumberKind.PADDED, NumberKind.DECORATED):
        # The screen shows 00712: that is what the person knows it by.
        cell = cell.text
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return refuse(
            f"« {shown(cell)} » n’est pas un identifiant : mettez la colonne au format Texte."
        )
    if not isinstance(cell, str):
        return _numeric_identifier(cell)
    text = " ".join(text_of(cell).split())
    if _SCIENTIFIC.fullmatch(text):
        return refuse(
            f"« {text} » est un nombre abrégé par le tableur, l’identifiant d’origine est perdu : "
            "mettez la colonne au format Texte et saisissez-le de nouveau."
        )
    if whole := _WHOLE_AS_DECIMAL.fullmatch(text):
        return _lost_zeros(whole[1])
    if text == "*":
        return refuse("« * » désigne tout le monde dans un bordereau : donnez un identifiant.")
    if not is_safe_part(text):
        return warn(
            text,
            text,
            f"« {text} » ne peut pas nommer un fichier (certificat, courrier), surtout sous "
            "Windows : prenez des lettres, des chiffres et des tirets.",
        )
    if any(mark in text for mark in " ,;"):
        return warn(
            text,
            text,
            f"« {text} » contient une espace ou une virgule : un bordereau de séance ne pourra "
            "pas le nommer.",
        )
    return Understood(text, text)


def _numeric_identifier(number: float) -> Understood[str]:
    if not 0 <= number < 1e15 or number != int(number):
        return refuse(
            f"« {number} » est un nombre et non un identifiant : mettez la colonne au format "
            "Texte et saisissez-le de nouveau."
        )
    text = str(int(number))
    if len(text) > 10 and len(text) - len(text.rstrip("0")) >= 6:
        return refuse(
            f"« {text} » vient sans doute d’un identifiant lu comme 1E+10 par le tableur : "
            "mettez la colonne au format Texte et saisissez-le de nouveau."
        )
    return _lost_zeros(text)


def _lost_zeros(text: str) -> Understood[str]:
    return warn(
        text,
        text,
        f"lu « {text} »{LOST_ZEROS}",
    )


def tell_lost_zeros_once(rows: Iterable[RowReading], name: str = "identifiant") -> None:
    """Say on the first row alone that the identifiers of a column have become numbers.

    Two hundred times the same sentence would hide the others; a width is proposed, never applied.
    """
    told: list[tuple[RowReading, Flaw]] = []
    for row in rows:
        flaws = [flaw for flaw in row.flaws if flaw.field == name and LOST_ZEROS in flaw.message]
        told += [(row, flaw) for flaw in flaws]
    if len(told) < 2:
        return
    for row, flaw in told:
        row.flaws.remove(flaw)
    numbers = [str(row.values.get(name, "")) for row, _ in told]
    first, width = numbers[0], max(map(len, numbers))
    likely = first.zfill(max(width, len(first) + (width == len(first))))
    others = counted(len(told) - 1, "autre ligne", "autres lignes")
    told[0][0].warning(
        name,
        f"lu « {first} »{LOST_ZEROS} De même pour {others} : si l’identifiant "
        f"est {likely}, mettez la colonne au format Texte et saisissez les zéros.",
    )
