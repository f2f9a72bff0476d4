"""Texts with named fields: « Nous convoquons {nom} le {date_seance}. », checked before use.

A brace only ever begins or ends a field. Leaves which fields a text may have to its caller.
"""

import re
from collections.abc import Collection, Mapping

from jurydesk.french.lists import enumeration

LONGEST = 1_500
_FIELD = re.compile(r"\{([^{}]*)\}")


def faults(text: str, fields: Collection[str], required: Collection[str] = ()) -> tuple[str, ...]:
    """Return what is wrong with a text, each in a French sentence with its place."""
    if not text.strip():
        return ("Le texte est vide : écrivez-le, ou rétablissez le texte d’origine.",)
    told = [*_brace_faults(text), *_unknown(text, fields)]
    held = set(_FIELD.findall(text))
    told += [
        f"Le champ {{{each}}} manque : la loi ou la lettre en a besoin, remettez-le."
        for each in required
        if each not in held
    ]
    if len(text) > LONGEST:
        told.append(
            f"Le texte a {len(text)} caractères : {LONGEST} au plus tiennent dans une lettre."
        )
    return tuple(told)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its fields; one that nobody gives stays as it is written."""
    return _FIELD.sub(lambda field: values.get(field[1], field[0]), text)


def _unknown(text: str, fields: Collection[str]) -> list[str]:
    known = enumeration(f"{{{each}}}" for each in sorted(fields))
    return [
        f"{_place(text, field.start())} : le champ {field[0]} n’existe pas ici. Champs possibles : "
        f"{known}."
        for field in _FIELD.finditer(text)
        if field[1] not in fields
    ]


def _brace_faults(text: str) -> list[str]:
    told, opened = [], -1
    for place, char in enumerate(text):
        if char == "{":
            if opened >= 0:
                told.append(f"{_place(text, opened)} : l’accolade ouverte n’est pas fermée.")
            opened = place
        elif char == "}":
            if opened < 0:
                told.append(f"{_place(text, place)} : une accolade se ferme sans être ouverte.")
            opened = -1
    if opened >= 0:
        told.append(f"{_place(text, opened)} : l’accolade ouverte n’est pas fermée.")
    return told


def _place(text: str, at: int) -> str:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return f"Ligne {line}, signe {column}" if "\n" in text else f"Signe {column}"
