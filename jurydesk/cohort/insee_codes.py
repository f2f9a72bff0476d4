"""Understands the Insee code of a place of birth; leaves what the row says of it to the reader.

Source: Insee, code officiel géographique: two figures of a département (2A, 2B for Corsica) and
three of a commune, three and two overseas, 99 and a country abroad. A postcode is told where it
cannot be a commune.
"""

import re

from jurydesk.cohort.civil_values import NOTHING
from jurydesk.cohort.countries import country_of
from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell, Formatted, NumberKind
from jurydesk.tables.converters import CellState, Understood, shown, text_of, warn

_CODE = re.compile(r"\d{5}|2[AB]\d{3}")
_ABROAD = "99"
# The last commune of a département, where it is known and far below what a postcode would be.
_LAST = {
    "75": 120,
    "90": 106,
    "91": 692,
    "92": 78,
    "93": 79,
    "94": 81,
    "95": 690,
    "13": 216,
    "971": 34,
    "972": 34,
    "973": 62,
    "974": 24,
    "975": 2,
    "976": 17,
    "977": 1,
    "978": 1,
    "984": 15,
    "986": 13,
    "987": 58,
    "988": 33,
    "989": 1,
    "69": 399,
}
_MOST = 909
_PARIS = {56, *range(101, 121)}
_DEPARTMENTS = frozenset((*(f"{n:02}" for n in range(1, 96)), "2A", "2B"))


def to_insee(cell: Cell) -> Understood[str]:
    """An INSEE code of a commune, or of a country of birth; one without its zero is completed."""
    if isinstance(cell, Formatted) and cell.kind is not NumberKind.PADDED:
        return _aside(shown(cell))
    text = text_of(shown(cell)).replace(" ", "").replace("\u00a0", "").upper()
    if isinstance(cell, bool) or fold(text) in NOTHING:
        return _aside(shown(cell))
    if len(text) == 4 and text.isdecimal():
        found = f"0{text}"
        doubt = code_doubt(found)
        return warn(found, found, f"lu {found} : le zéro du début manquait. {doubt}".strip())
    if not _CODE.fullmatch(text):
        return _aside(shown(cell))
    doubt = code_doubt(text)
    return warn(text, _words(text), doubt) if doubt else Understood(text, _words(text))


def _words(code: str) -> str:
    country = country_of(code) if code.startswith(_ABROAD) else None
    return code if country is None else f"{code} : naissance à l’étranger, {country.name}"


def _aside(text: str) -> Understood[str]:
    message = (
        f"« {text} » n’est pas un code INSEE de commune (5 caractères, par exemple 31555, ou 99 "
        "suivi du pays) : laissé de côté."
    )
    return Understood(None, "", CellState.WARNING, message)


def code_doubt(code: str) -> str:
    """Return why a code of the right form is none, « » when nothing is wrong with it."""
    if code.startswith(_ABROAD):
        country = country_of(code)
        if country is None:
            return f"« {code} » ne désigne aucun pays de l’Insee : vérifiez-le."
        return country.doubt
    size = 3 if code.startswith(("97", "98")) else 2
    department, commune = code[:size], int(code[size:])
    postcode = f"« {code} » ne peut pas être un code INSEE de commune"
    if department == "20":
        return f"{postcode} depuis 1976 : la Corse a les codes 2A et 2B."
    known = department in _LAST or department in _DEPARTMENTS
    if not known:
        return f"{postcode} : aucun département n’est le {department}."
    real = commune in _PARIS if department == "75" else 0 < commune <= _LAST.get(department, _MOST)
    return "" if real else f"{postcode}, c’est sans doute un code postal : cherchez le code INSEE."
