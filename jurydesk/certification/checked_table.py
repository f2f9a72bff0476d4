"""Reads one TOML table value by value, noting every fault with its place; leaves meaning to others.

A faulty value is noted and replaced by a harmless one, so that reading goes on and the person who
wrote the file sees all the faults at once. Places count from 1, as people do: ``blocs[2].code``.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)

# Wide enough for the longest prose of a fiche, narrow enough to refuse a file made to hurt.
LONGEST_TEXT = 30_000
LONGEST_LIST = 500
# A value beyond these bounds is a slip or an attack (1e999999 would fill the memory).
LARGEST_NUMBER = Decimal(1_000_000)
MOST_DECIMALS = 6

_FRACTION = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_PERCENTAGE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%")
_DECIMAL = re.compile(r"\d{1,7}(?:[.,]\d{1,6})?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FRENCH_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class CheckedTable:
    """One table of the file, its place in it, and the list of faults shared by the whole file."""

    def __init__(self, values: Mapping[str, object], place: str, faults: list[str]) -> None:
        self._values = values
        self._faults = faults
        self._read: set[str] = set()
        self.place = place

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def at(self, key: str) -> str:
        """Return the place of a key, as the person looks for it in the file."""
        return f"{self.place}.{key}" if self.place else key

    def fault(self, key: str, sentence: str) -> None:
        """Note that the value of a key is wrong; an empty key speaks of the table itself."""
        self._faults.append(f"{self.at(key) if key else self.place} : {sentence}")

    def value(self, key: str, *, required: bool = True) -> object:
        """Return the raw value, or ``None`` when it is missing (a fault when required)."""
        self._read.add(key)
        if key not in self._values:
            if required:
                self.fault(key, "valeur manquante")
            return None
        return self._values[key]

    def text(self, key: str, *, required: bool = True, longest: int = 500) -> str:
        """Return a text without surrounding blanks; empty is a fault when required."""
        value = self.value(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, "un texte entre guillemets est attendu")
            return ""
        text = value.strip()
        if required and not text:
            self.fault(key, "le texte est vide")
        if len(text) > longest:
            self.fault(key, f"texte trop long ({len(text)} caractères, {longest} au plus)")
        if _CONTROL.search(text):
            self.fault(key, "le texte contient un caractère de contrôle invisible ; retapez-le")
        return text

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false; without a default the key must be there."""
        value = self.value(key, required=default is None)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            self.fault(key, "true (oui) ou false (non) est attendu, sans guillemets")
            return bool(default)
        return value

    def integer(
        self, key: str, *, low: int = 0, high: int = 1000, default: int | None = None
    ) -> int:
        """Return a whole number between two bounds; without a default the key must be there."""
        fallback = low if default is None else default
        value = self.value(key, required=default is None)
        if value is None:
            return fallback
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(key, "un nombre entier est attendu, sans guillemets")
            return fallback
        if not low <= value <= high:
            self.fault(key, f"un nombre de {low} à {high} est attendu")
            return fallback
        return value

    def number(self, key: str, *, high: Decimal = LARGEST_NUMBER) -> Decimal:
        """Return an exact decimal number, from 0 to a bound; « 0,25 » in quotes is read too."""
        value = self.value(key)
        number: Decimal | None = None
        if isinstance(value, int) and not isinstance(value, bool):
            number = Decimal(value) if abs(value) <= LARGEST_NUMBER else LARGEST_NUMBER * 2
        elif isinstance(value, Decimal):
            number = value
        elif isinstance(value, str) and _DECIMAL.fullmatch(value.strip()):
            number = Decimal(value.strip().replace(",", "."))
        if number is None:
            if value is not None:
                self.fault(key, "un nombre est attendu, par exemple 0.25")
            return Decimal(0)
        if not number.is_finite() or not 0 <= number <= high or not _is_short(number):
            self.fault(
                key, f"un nombre de 0 à {high} est attendu, {MOST_DECIMALS} décimales au plus"
            )
            return Decimal(0)
        return number

    def share(self, key: str, *, required: bool = True) -> Fraction | None:
        """Return an exact share from 0 to 1, written "3/10", "30 %" or 0.3."""
        value = self.value(key, required=required)
        if value is None:
            return None
        share = _share(value)
        if share is None:
            self.fault(key, 'une part est attendue, écrite "3/10", "30 %" ou 0.3')
        elif not 0 <= share <= 1:
            self.fault(key, "une part va de 0 à 1 (0 % à 100 %)")
            return None
        return share

    def day(self, key: str) -> date | None:
        """Return a date, or ``None`` when the key is missing or its text empty."""
        value = self.value(key, required=False)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is None or value == "":
            return None
        day = _day(value) if isinstance(value, str) else None
        if day is None:
            self.fault(key, "une date qui existe est attendue, écrite AAAA-MM-JJ ou JJ/MM/AAAA")
        return day

    def word(self, key: str, words: type[Word]) -> Word | None:
        """Return one word of a closed list, or ``None`` after noting the fault."""
        return self.as_word(key, self.value(key), words)

    def as_word(self, key: str, value: object, words: type[Word]) -> Word | None:
        """Understand a value as one word of a closed list."""
        if value is None:
            return None
        try:
            return words(str(value))
        except ValueError:
            known = ", ".join(f"« {word.value} »" for word in words)
            self.fault(key, f"mot inconnu ; sont possibles : {known}")
            return None

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """Return a list of different words of a closed list."""
        found: list[Word] = []
        for position, value in enumerate(self._list(key, required=True), start=1):
            word = self.as_word(f"{key}[{position}]", value, words)
            if word is not None and word in found:
                self.fault(f"{key}[{position}]", f"« {word.value} » est écrit deux fois")
            elif word is not None:
                found.append(word)
        return tuple(found)

    def texts(self, key: str, *, longest: int = 100) -> tuple[str, ...]:
        """Return a list of different texts."""
        found: list[str] = []
        for position, value in enumerate(self._list(key, required=True), start=1):
            if not isinstance(value, str) or not 0 < len(value) <= longest:
                self.fault(f"{key}[{position}]", "un texte court entre guillemets est attendu")
            elif value in found:
                self.fault(f"{key}[{position}]", "ce texte est écrit deux fois")
            else:
                found.append(value)
        return tuple(found)

    def table(self, key: str) -> "CheckedTable":
        """Return a table inside this one, or an empty one after noting that it is missing."""
        value = self.value(key)
        if isinstance(value, Mapping):
            return CheckedTable(value, self.at(key), self._faults)
        if value is not None:
            self.fault(key, f"une table est attendue ([{self.at(key)}] ou {{ … }})")
        # One fault for one missing table: what it should hold is not missed a second time.
        return CheckedTable({}, self.at(key), [])

    def tables(self, key: str, *, required: bool = True) -> "tuple[CheckedTable, ...]":
        """Return the tables of a list; an empty list is a fault when required."""
        found = []
        for position, value in enumerate(self._list(key, required=required), start=1):
            place = f"{self.at(key)}[{position}]"
            if isinstance(value, Mapping):
                found.append(CheckedTable(value, place, self._faults))
            else:
                self._faults.append(f"{place} : une table est attendue ([[{self.at(key)}]])")
        return tuple(found)

    def close(self) -> None:
        """Note every key that nobody asked for: a misspelt rule must not be silently lost."""
        for key in self._values:
            if key not in self._read:
                shown = key if len(key) <= 60 else key[:60] + "…"
                self.fault(_CONTROL.sub("?", shown), "clé inconnue ; vérifiez son orthographe")

    def _list(self, key: str, *, required: bool) -> list[object]:
        value = self.value(key, required=required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, "une liste est attendue")
            return []
        if required and not value:
            self.fault(key, "la liste est vide")
        if len(value) > LONGEST_LIST:
            self.fault(key, f"liste trop longue ({len(value)} éléments, {LONGEST_LIST} au plus)")
            return []
        return value


def _is_short(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS


def _share(value: object) -> Fraction | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(min(max(value, -1), 2))
    if isinstance(value, Decimal):
        # Out of bounds first: an exponent of a million must never be written out.
        if not value.is_finite() or not 0 <= value <= 1:
            return Fraction(2)
        return Fraction(value) if _is_short(value) else None
    if isinstance(value, str):
        if (match := _FRACTION.fullmatch(value.strip())) and int(match[2]):
            return Fraction(int(match[1]), int(match[2]))
        if match := _PERCENTAGE.fullmatch(value.strip()):
            return Fraction(match[1].replace(",", ".")) / 100
        if _DECIMAL.fullmatch(value.strip()):
            return Fraction(value.strip().replace(",", "."))
    return None


def _day(text: str) -> date | None:
    if match := _ISO_DAY.fullmatch(text.strip()):
        year, month, day = match.groups()
    elif match := _FRENCH_DAY.fullmatch(text.strip()):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
