"""Tells what a number's format makes of it on the screen; leaves reading files to the readers.

Only what changes the meaning is told apart: dates, hours, durations, percentages, amounts, zeros
kept at the beginning, letters around the figures. All other formats show the bare number.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jurydesk.tables.cell import Cell, Formatted, NumberKind


class Shape(StrEnum):
    """What a format shows a number as."""

    PLAIN = "nombre"
    MOMENT = "date ou heure"
    DURATION = "durée"
    FORMATTED = "nombre habillé"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format understood; ``kind`` is given for a ``FORMATTED`` one, ``code`` draws it."""

    shape: Shape
    kind: NumberKind | None = None
    code: str = ""


PLAIN = NumberFormat(Shape.PLAIN)
_MOMENT = NumberFormat(Shape.MOMENT)
_DURATION = NumberFormat(Shape.DURATION)
_BUILTIN_PERCENT = NumberFormat(Shape.FORMATTED, NumberKind.PERCENT, "0%")
_BUILTIN_AMOUNT = NumberFormat(Shape.FORMATTED, NumberKind.CURRENCY, "0")

# ECMA-376 §18.8.30: the formats a workbook names by number alone.
_BUILTIN = {
    **dict.fromkeys((*range(5, 9), 42, 44), _BUILTIN_AMOUNT),
    **dict.fromkeys((9, 10), _BUILTIN_PERCENT),
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), _MOMENT),
    46: _DURATION,
}
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_PADS = re.compile(r"_.|\*.")
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_ELAPSED = re.compile(r"(?:h+|m+|s+)", re.IGNORECASE)
_CURRENCY = re.compile(r"[€$£¥₣]|\b(?:EUR|USD|GBP|CHF)\b")
_MOMENT_LETTERS = re.compile(r"[dmyhsDMYHSaj]|AM/PM|A/P", re.IGNORECASE)
_WHOLE = re.compile("general|standard|@", re.IGNORECASE)
_SERIAL_LIMIT = 2_958_466
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 a spreadsheet's dates have no zone
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001
_DAY_MS = 86_400_000


def builtin_format(number: int) -> NumberFormat:
    """Return the format that a workbook names by its number alone."""
    return _BUILTIN.get(number, PLAIN)


def read_format(code: str) -> NumberFormat:
    """Return what a format code shows of a number, by its first section."""
    section = _first_section(code)
    elapsed = [inside for inside in _BRACKETS.findall(section) if _ELAPSED.fullmatch(inside)]
    amounts = "".join(
        inside[1:].partition("-")[0] for inside in _BRACKETS.findall(section) if inside[:1] == "$"
    )
    bare = _BRACKETS.sub("", _PADS.sub("", section))
    literals = "".join(one or other for one, other in _QUOTED.findall(bare))
    figures = _QUOTED.sub("", bare)
    if elapsed:
        return _DURATION
    if figures.strip().casefold() in ("general", "standard", "@", ""):
        return _decorated(bare, literals)
    if "%" in figures:
        return NumberFormat(Shape.FORMATTED, NumberKind.PERCENT, figures)
    if _CURRENCY.search(amounts + literals + figures):
        return NumberFormat(Shape.FORMATTED, NumberKind.CURRENCY, bare)
    if "E+" in figures or "E-" in figures or ("/" in figures and "?" in figures):
        return PLAIN
    if _MOMENT_LETTERS.search(figures):
        return _MOMENT
    if re.search("[^\\W\\d_]", literals):
        return _decorated(bare, literals)
    return _padded(bare, figures)


def _first_section(code: str) -> str:
    inside = False
    for at, letter in enumerate(code):
        if letter == '"' and code[at - 1 : at] != "\\":
            inside = not inside
        elif letter == ";" and not inside:
            return code[:at]
    return code


def _decorated(bare: str, literals: str) -> NumberFormat:
    if not literals.strip():
        return PLAIN
    return NumberFormat(Shape.FORMATTED, NumberKind.DECORATED, bare)


def _padded(bare: str, figures: str) -> NumberFormat:
    """Return a format that keeps zeros at the beginning, alone or cut by signs."""
    whole = re.sub(r"[^0#?.,]", "", figures)
    if "." in whole or "," in whole or whole.count("0") < 2:
        return PLAIN
    return NumberFormat(Shape.FORMATTED, NumberKind.PADDED, bare)


def formatted(number: float, form: NumberFormat, *, from_1904: bool = False) -> Cell | None:
    """Return a number as its format makes it; ``None`` for a date that cannot be."""
    if form.shape is Shape.MOMENT:
        return moment(number, from_1904=from_1904)
    if form.shape is Shape.DURATION:
        return timedelta(milliseconds=round(number * _DAY_MS)) if abs(number) < 1e6 else None
    if form.kind is None:
        return number
    if form.kind is NumberKind.PADDED and (number != int(number) or number < 0):
        return number
    return Formatted(number, _drawn(number, form), form.kind)


def moment(number: float, *, from_1904: bool = False) -> Cell | None:
    """Return the date, the hour or both that a serial number stands for, to the millisecond."""
    if not 0 <= number < _SERIAL_LIMIT:
        return None
    days, milliseconds = divmod(round(number * _DAY_MS), _DAY_MS)
    since = timedelta(milliseconds=milliseconds)
    if not days and milliseconds:
        return (_EPOCH + since).time()
    # Excel has a 29 February 1900: its days before it are one too many.
    early = 1 if not from_1904 and 0 < days < 60 else 0
    try:
        found = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=days + early) + since
    except OverflowError:
        return None
    return found if milliseconds else found.date()


def plain_moment(found: datetime) -> date | datetime:
    """Return a moment without its hour when that is midnight."""
    return found if found.time() != time.min else found.date()


def _drawn(number: float, form: NumberFormat) -> str:
    if form.kind is NumberKind.PERCENT:
        _, _, decimals = form.code.partition(".")
        count = len(re.findall("[0#?]", decimals)) or (0 if round(number * 100, 9) % 1 == 0 else 2)
        return f"{number * 100:.{min(count, 9)}f} %".replace(".", ",")
    figures = str(int(number)) if number == int(number) else str(number).replace(".", ",")
    if form.kind is NumberKind.CURRENCY:
        found = _CURRENCY.search(form.code)
        return f"{figures} {found[0] if found else '€'}"
    if _WHOLE.search(form.code):
        return _WHOLE.sub(figures, _QUOTED.sub(r"\1\2", form.code), count=1)
    if number != int(number) or number < 0:
        return figures
    return _fill(form.code, figures)


def _fill(code: str, figures: str) -> str:
    """Draw figures into the places of a code, from the right; the rest goes to the first place."""
    tokens = [
        ("literal", one or other) if (one or other) else ("place", whole)
        for whole, one, other in re.findall(r'("([^"]*)"|\\(.)|.)', code)
        if whole not in '""'
    ]
    left = list(figures)
    drawn: list[str] = []
    first = next((at for at, (kind, text) in enumerate(tokens) if _is_place(kind, text)), None)
    for at in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[at]
        if not _is_place(kind, text):
            drawn.append(text)
            continue
        drawn.append(left.pop() if left else ("0" if text == "0" else ""))
        if at == first and left:
            drawn.append("".join(left))
            left = []
    return "".join(reversed(drawn)).strip()


def _is_place(kind: str, text: str) -> bool:
    return kind == "place" and text in "0#?"
