"""How the plain values of facts are written and read: texts, numbers, days, words of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from jurydesk.cohort.birth_date import BirthDate

Convert = Callable[[Any], Any]
Column = list[Any]

READINGS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Code:
    """How one annotation is written, value by value, and read, a column of values at once.

    What is read may be the column itself.
    """

    encode: Convert
    read: Callable[[Column], Column]


def enum_code(enum: type[StrEnum]) -> Code:
    """Return the code of a closed list of words."""
    members: dict[str, StrEnum] = {member.value: member for member in enum}

    def read(value: str) -> StrEnum:
        if value not in members:
            raise ValueError(f"valeur « {value} » inconnue")
        return members[value]

    return text_code(checked(enum, lambda held: held.value), read)


def checked(expected: type, encode: Convert) -> Convert:
    """Return what encodes values of one type, and raises ``TypeError`` for any other."""

    def encode_checked(value: object) -> object:
        if not isinstance(value, expected):
            raise TypeError(f"{value!r} is not {expected.__name__}")
        return encode(value)

    return encode_checked


def _plain_code(expected: type, words: str) -> Code:
    def read(column: Column) -> Column:
        if not set(map(type, column)) <= {expected}:
            wrong = next(value for value in column if type(value) is not expected)
            raise ValueError(f"« {wrong} » n’est pas {words}")
        return column

    def encode(value: object) -> object:
        # A StrEnum is text; True is no whole number.
        if not isinstance(value, expected) or (type(value) is bool and expected is not bool):
            raise TypeError(f"{value!r} is not {expected.__name__}")
        return value

    return Code(encode, read)


class _Readings(dict[object, Any]):
    """What texts were read as: many records hold the same few marks, levels and dates."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: object) -> object:
        if type(text) is not str:
            raise ValueError(f"« {text} » n’est pas un texte")
        if len(self) >= READINGS_KEPT:
            self.clear()
        self[text] = read = self._read(text)
        return read


def text_code(encode: Convert, read: Callable[[str], Any]) -> Code:
    """Return the code of what is written as a text."""
    reading_of = _Readings(read).__getitem__
    return Code(encode, lambda column: list(map(reading_of, column)))


def _write_decimal(value: object) -> str:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise TypeError(f"{value!r} is not a finite Decimal")
    return str(value)


def _write_moment(value: object) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError(f"{value!r} is not a moment with its offset")
    return value.isoformat()


SCALARS: dict[object, Code] = {
    str: _plain_code(str, "un texte"),
    int: _plain_code(int, "un nombre entier"),
    bool: _plain_code(bool, "un oui ou un non"),
    Decimal: text_code(_write_decimal, Decimal),
    Fraction: text_code(checked(Fraction, lambda v: f"{v.numerator}/{v.denominator}"), Fraction),
    date: text_code(checked(date, date.isoformat), date.fromisoformat),
    # A birth known to the day is written as the dates of earlier versions are.
    BirthDate: text_code(checked(BirthDate, BirthDate.isoformat), BirthDate.from_iso),
    datetime: text_code(_write_moment, datetime.fromisoformat),
}
