"""Agreement and elision: the form of a word that its neighbour asks for."""

import re
import unicodedata
from collections.abc import Iterable

from jurydesk.french.lists import enumeration

# Vowels that elide nothing: « le onze », « le oui », « de Yanis » (but « d’Yves »).
_WHOLE = re.compile(r"(?:onz|oui\b|ouistiti|uhlan|ululement|y[aeiouy])", re.IGNORECASE)
# Some h are breathed: names that came from elsewhere, and letters said one by one are not.
_BREATHED = re.compile(
    r"h(?:a(?:kim|lim|m[ai][dz]|ns|ssan|roun|rry|ïti|ut|mlet)|ussein|ong|uit|éros\b|un\b)",
    re.IGNORECASE,
)

# Bodies and offices by their first word, as they are written down without an article.
_HE = "conseil comité bureau jury sénat directeur président recteur ministre ministère doyen chef"
_SHE = "commission direction présidence assemblée directrice présidente rectrice cfvu cevu "
_HE_OFFICE, _SHE_OFFICE = frozenset(_HE.split()), frozenset(_SHE.split())
_LED = re.compile(r"(?:l[ea]s?|une?|notre|m\.|mme|monsieur|madame)\s|l[’']", re.IGNORECASE)


def of(name: str) -> str:
    """Return « de NAME », elided before a vowel or a silent h (« d’Hélène », « d’ISAE »)."""
    return f"d’{name}" if elides(name) else f"de {name}"


def of_each(names: Iterable[str]) -> str:
    """Return « d’Anne ROY et de Luc VIDAL »; empty for nobody."""
    return enumeration(of(name) for name in names)


def by(whom: str) -> str:
    """Return « par WHOM », with the article that was left out: « par le Conseil de l’école ».

    Whoever is neither led by an article nor a known office stands in brackets.
    """
    first = whom.split(" ", 1)[0].lower()
    if _LED.match(whom):
        return f"par {whom}"
    if first not in _HE_OFFICE | _SHE_OFFICE:
        return f"({whom})"
    if elides(first):
        return f"par l’{whom}"
    return f"par {'le' if first in _HE_OFFICE else 'la'} {whom}"


def that(name: str) -> str:
    """Return « que NAME », elided as :func:`of` is (« qu’Élodie »)."""
    return f"qu’{name}" if elides(name) else f"que {name}"


def elides(name: str) -> bool:
    """Whether « de », « que » or « le » loses its vowel before a word."""
    plain = unicodedata.normalize("NFD", name[:12].lower())
    head = plain[:1]
    if not head or head not in "aeiouyhœæ":
        return False
    composed = name[:12]
    return _WHOLE.match(composed) is None and _BREATHED.match(composed) is None


def agree(gender: str | None, man: str, woman: str, unknown: str) -> str:
    """Return the form that agrees with a gender, « F » or « M »; an unknown one has its own."""
    if gender is None:
        return unknown
    return woman if gender == "F" else man


def agreed(gender: str | None, word: str) -> str:
    """Return a word that agrees by an e: « présent », « présente », « présent·e » if unknown."""
    return agree(gender, word, f"{word}e", f"{word}·e")
