"""The columns of a sitting sheet (FORMATS §4), one record each, and how their cells are read."""

import re
from datetime import datetime, time

from jurydesk.deliberation.sheet.acts import ACTS, act_named
from jurydesk.deliberation.sheet.values import WrittenMoment
from jurydesk.tables.cell import Cell
from jurydesk.tables.column import Column
from jurydesk.tables.converters import Understood, refuse, text_of, to_clock, to_date
from jurydesk.tables.table import Field

_DATED = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})[ T]+(?P<clock>\S.*)")
# A spreadsheet keeps an hour alone as one of the first days of its calendar.
_FIRST_YEAR = 1905
_BETWEEN = re.compile(r"[\s,;]+")


def to_moment(cell: Cell) -> Understood[WrittenMoment]:
    """An hour, with its day (JJ/MM/AAAA HH:MM) where the sitting passes midnight."""
    day = None
    if isinstance(cell, datetime) and cell.year >= _FIRST_YEAR and cell.time() != time.min:
        day, cell = cell.date(), cell.time()
    elif isinstance(cell, str) and (parts := _DATED.fullmatch(text_of(cell))):
        found = to_date(parts["day"])
        if found.value is None:
            return refuse(found.message)
        day, cell = found.value, parts["clock"]
    understood = to_clock(cell)
    if understood.value is None:
        return refuse(understood.message)
    words = understood.words if day is None else f"{day:%d/%m/%Y} {understood.words}"
    return Understood(
        WrittenMoment(understood.value, day), words, understood.state, understood.message
    )


def to_act(cell: Cell) -> Understood[str]:
    """One act of a sitting, in one of its words."""
    text = text_of(cell)
    act = act_named(text)
    if act is None:
        return refuse(f"l’acte « {text} » n’existe pas : écrivez {', '.join(ACTS)}.")
    return Understood(act, act)


def to_identifiers(cell: Cell) -> Understood[tuple[str, ...]]:
    """Identifiers separated by spaces, or « * » alone."""
    names = tuple(name for name in _BETWEEN.split(text_of(cell)) if name)
    if "*" in names and len(names) > 1:
        return refuse(
            f"« {text_of(cell)} » : écrivez « * » seul pour tous, ou les identifiants voulus."
        )
    if len(set(names)) != len(names):
        return refuse(f"« {text_of(cell)} » nomme deux fois la même personne : gardez-en une.")
    return Understood(names, " ".join(names))


def to_block(cell: Cell) -> Understood[str]:
    """The code of a bloc, in capitals: the certification knows it in any case."""
    code = text_of(cell).upper()
    return Understood(code, code)


def to_value(cell: Cell) -> Understood[str]:
    """What the act asks for, as typed: each act reads its own."""
    text = text_of(cell)
    return Understood(text, text)


SHEET_COLUMNS: tuple[Column, ...] = (
    Column(
        "heure",
        "heure",
        "clock",
        ("h", "horaire", "heures"),
        to_moment,
        required=True,
        hint="HH:MM, ou JJ/MM/AAAA HH:MM après minuit",
        example="09:30",
    ),
    Column(
        "acte",
        "acte",
        "act",
        ("actes", "action"),
        to_act,
        required=True,
        hint="un des mots du bordereau, par exemple vote",
        example="vote",
    ),
    Column(
        "membre",
        "membre",
        "members",
        ("membres", "juré", "jurés"),
        to_identifiers,
        hint="un ou plusieurs identifiants, ou * pour tous",
        example="M01",
    ),
    Column(
        "candidat",
        "candidat",
        "candidates",
        ("candidats", "candidate", "candidat·e"),
        to_identifiers,
        hint="un ou plusieurs identifiants, ou * pour tous",
        example="A01",
    ),
    Column(
        "bloc",
        "bloc",
        "block",
        ("blocs", "bloc de compétences"),
        to_block,
        hint="le code d’un bloc, ou * pour tous",
        example="BC01",
    ),
    Column(
        "valeur",
        "valeur",
        "value",
        ("niveau", "vote", "valeurs"),
        to_value,
        hint="ce que l’acte demande, par exemple un niveau",
        example="2",
    ),
    Column("motif", "motif", "reason", ("motifs", "texte", "observations"), example="lien privé"),
)


def sheet_fields() -> list[Field]:
    """Return the columns of a sitting sheet."""
    return [column.field() for column in SHEET_COLUMNS]
