"""Agreement and elision: the form of a word that its neighbour asks for."""

import unicodedata


def of(name: str) -> str:
    """Return « de NAME », elided before a vowel or a silent h (« d’Hélène »)."""
    head = unicodedata.normalize("NFD", name[:1].lower())[:1]
    return f"d’{name}" if head and head in "aeiouyhœæ" else f"de {name}"


def agree(gender: str | None, man: str, woman: str, unknown: str) -> str:
    """Return the form that agrees with a gender, « F » or « M »; an unknown one has its own."""
    if gender is None:
        return unknown
    return woman if gender == "F" else man
