"""Understands one cell of the civil status: birth, commune, country, address; leaves rows alone."""

import re
from datetime import date

from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.countries import country_of
from jurydesk.cohort.text_values import to_printed
from jurydesk.french.days import MONTHS
from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import (
    CellState,
    Understood,
    refuse,
    shown,
    text_of,
    warn,
)
from jurydesk.tables.dates import MONTH_NUMBERS, NotADateError, day_of, parse_date, serial_date

_YEARS = range(1850, 2101)
# What a register, or a form that wants three parts, writes for a day or a month it does not know.
_BLANK = r"(?:0{1,2}|[?xX*_.-]{0,2}|\s*)"
_YEAR_ONLY = re.compile(rf"(?:{_BLANK}\s?[-/.]\s?{_BLANK}\s?[-/.]\s?)?(\d{{4}})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.]0{1,2}[-/.]0{1,2}")
_YEAR_WORDS = re.compile(r"(?:(?:nee?|vers|en|l|annee|de|naissance) )+(\d{4})")
_MONTH = re.compile(rf"(?:{_BLANK}\s?[-/.]\s?)?(\d{{1,2}})\s?[-/.]\s?(\d{{4}})")
_MONTH_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]0{1,2})?")
_MONTH_WORDS = re.compile(r"(?:(?:nee?|en|mois de|courant) )*([a-z]+) (\d{4})")
_CODE_LENGTH = 3
# What a file writes for a value it does not have.
NOTHING = frozenset(
    (
        *("", "null", "nc", "n a", "na", "neant", "inconnu", "inconnue", "non renseigne", "nr"),
        *("sans objet", "aucun", "none", "nan", "xxxxx", "00000", "0"),
    )
)
# A code of commune, or a postcode, without a name or beside one.
_CODE_ALONE = re.compile(r"(?:[fF]\s?-?\s?)?(?:\d[\d ]{1,6}|2[abAB] ?\d{3})")
_WITH_POSTCODE = re.compile(
    r"(?:[fF]-)?(?:\d{2} ?\d{3}|2[AB]\d{3})[ ,–-]+(?P<after>[^\W\d].*)"
    r"|(?P<before>[^\W\d].*?)[ ,–-]+\(?(?:\d{2} ?\d{3}|2[AB]\d{3})\)?"
)
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]{2,}")
_ONE_EMAIL = re.compile(r"(?:mailto:)?<?([^<>]+?)>?", re.IGNORECASE)


def to_birth(cell: Cell) -> Understood[BirthDate]:
    """A birth: a whole day, or only its month or its year when the register knows no more."""
    if isinstance(cell, date):
        day, told = day_of(cell)
        birth = BirthDate.on(day)
        if told:
            return warn(birth, birth.plain, f"« {shown(cell)} » {told}")
        return _whole(day, guessed=False, text=shown(cell))
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return refuse(f"« {shown(cell)} » n’est pas une date de naissance : écrivez JJ/MM/AAAA.")
    text = " ".join(text_of(cell).split())
    partial = _partial(text)
    if partial is not None:
        return partial
    if not isinstance(cell, str):
        message = f"« {text} » n’est pas une date de naissance : écrivez JJ/MM/AAAA ou l’année"
        likely = serial_date(cell)
        hint = f" (ce nombre serait le {BirthDate.on(likely).plain})" if likely else ""
        return refuse(f"{message}{hint}.")
    try:
        day, guessed = parse_date(text)
    except NotADateError as fault:
        return refuse(f"« {text} » {fault}.")
    return _whole(day, guessed=guessed, text=text)


def _whole(day: date, *, guessed: bool, text: str) -> Understood[BirthDate]:
    birth = BirthDate.on(day)
    if guessed:
        return warn(
            birth,
            birth.plain,
            f"« {text} » est lu {birth.plain} : écrivez l’année en quatre chiffres.",
        )
    return Understood(birth, birth.plain)


def _partial(text: str) -> Understood[BirthDate] | None:
    """Return a birth known by its year or its month, ``None`` when the text is something else."""
    folded = fold(text)
    if match := (
        _YEAR_ONLY.fullmatch(text) or _YEAR_FIRST.fullmatch(text) or _YEAR_WORDS.fullmatch(folded)
    ):
        return _by_year(text, int(match[1]))
    if match := _MONTH.fullmatch(text):
        return _by_month(text, int(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _by_month(text, int(match[1]), int(match[2]))
    if (match := _MONTH_WORDS.fullmatch(folded)) and match[1] in MONTH_NUMBERS:
        return _by_month(text, int(match[2]), MONTH_NUMBERS[match[1]])
    return None


def _by_year(text: str, year: int) -> Understood[BirthDate]:
    if year not in _YEARS:
        return refuse(f"« {text} » n’est pas une année de naissance : écrivez JJ/MM/AAAA.")
    return Understood(BirthDate(year), f"{year} (ni le jour ni le mois ne sont connus)")


def _by_month(text: str, year: int, month: int) -> Understood[BirthDate]:
    if year not in _YEARS or month > len(MONTHS):
        return refuse(f"« {text} » n’est ni un mois ni une année de naissance : écrivez MM/AAAA.")
    if not month:
        return _by_year(text, year)
    birth = BirthDate(year, month)
    return Understood(birth, f"{birth.plain} (le jour n’est pas connu)")


def to_commune(cell: Cell) -> Understood[str]:
    """A commune by its name: a code alone is none, and a postcode beside it is set aside."""
    text = " ".join(text_of(shown(cell)).split())
    if not isinstance(cell, bool) and _CODE_ALONE.fullmatch(text):
        message = (
            f"« {text} » est un code et non un nom de commune : écrivez le nom, et le code Insee "
            "dans sa colonne (un code postal n’en est pas un). Laissé de côté."
        )
        return Understood(None, "", CellState.WARNING, message)
    printed = to_printed(cell)
    match = _WITH_POSTCODE.fullmatch(text) if isinstance(cell, str) else None
    if match is None:
        return printed
    name = match["before"] or match["after"]
    message = f"« {text} » est lu {name} : le code à côté du nom ne s’imprime pas, vérifiez."
    return warn(name, name, f"{message} {printed.message}".strip())


def to_country(cell: Cell) -> Understood[str]:
    """A country, by its name or by Insee's code: what it was understood as is said."""
    printed = to_printed(cell)
    text = printed.value or ""
    found = country_of(text)
    if fold(text) in NOTHING:
        return warn(None, "", f"« {text} » n’est pas un pays : laissé de côté.")  # type: ignore[arg-type]
    if found is None:
        return warn(
            text,
            text,
            f"« {text} » n’est pas un pays connu de l’Insee : écrivez son nom en français.",
        )
    if found.doubt:
        return warn(text if not found.code else found.name, found.name, found.doubt)
    # A code is not what a certificate prints.
    name = found.name if text[:1].isdigit() or len(text) <= _CODE_LENGTH else text
    words = name if fold(name) == fold(found.name) else f"{name} : {found.name}"
    return Understood(name, words)


def to_email(cell: Cell) -> Understood[str]:
    """An electronic address; one that cannot be one is taken with a doubt."""
    text = " ".join(text_of(cell).split())
    match = _ONE_EMAIL.fullmatch(text)
    bare = match[1].strip() if match else text
    if _EMAIL.fullmatch(bare):
        return Understood(bare, bare)
    return warn(text, text, f"« {text} » n’est pas une adresse électronique : vérifiez-la.")
