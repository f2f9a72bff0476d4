"""What one fiche of the RNCP open data says, as plain data; leaves writing a rulebook to others.

The flow has two layouts. V4.1 puts ``ACTIF`` and ``COMPOSITION`` inside ``SI_JURY_FI``; V3 writes
``Oui`` in ``SI_JURY_FI`` and the prose in ``JURY_FI`` beside it. Both are read.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jurydesk.certification.vocabulary import AccessRoute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# The export writes a line break of the prose as four spaces.
_LOST_BREAK = re.compile(r"[ \t]{4,}|\s*\n\s*")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class FicheBlock:
    """One child of ``BLOCS_COMPETENCES``: its code, title and two proses."""

    code: str
    title: str
    skills: str
    assessments: str


@dataclass(frozen=True, slots=True)
class FicheRoute:
    """One « voie d'accès » of a fiche; ``composition`` is the fiche's prose on the jury."""

    route: AccessRoute
    is_open: bool
    composition: str


@dataclass(frozen=True, slots=True)
class FicheCode:
    """A code and its words, or a certifier's SIRET and name."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Fiche:
    """One fiche as the flow writes it: dates stay in the words JJ/MM/AAAA of the source."""

    code: str
    title: str
    abbreviation: str
    level: str
    is_active: bool
    state: str
    certifiers: tuple[FicheCode, ...]
    nsf: tuple[FicheCode, ...]
    formacodes: tuple[FicheCode, ...]
    rome: tuple[FicheCode, ...]
    decision: str
    effect: str
    duration: str
    expiry: str
    delivery_deadline: str
    routes: tuple[FicheRoute, ...]
    blocks: tuple[FicheBlock, ...]


def fiche_of(element: "_Element") -> Fiche:
    """Read a ``FICHE`` element; whatever it lacks is an empty text, never a guess."""
    return Fiche(
        code=line_at(element, "NUMERO_FICHE"),
        title=line_at(element, "INTITULE"),
        abbreviation=line_at(element, "ABREGE/LIBELLE"),
        level=line_at(element, "NOMENCLATURE_EUROPE/NIVEAU"),
        is_active=_yes(line_at(element, "ACTIF")),
        state=line_at(element, "ETAT_FICHE"),
        certifiers=tuple(
            FicheCode(
                line_at(item, "SIRET_CERTIFICATEUR"),
                line_at(item, "NOM_CERTIFICATEUR"),
            )
            for item in _children(element, "CERTIFICATEURS", "CERTIFICATEUR")
        ),
        nsf=_codes(element, "CODES_NSF", "NSF"),
        formacodes=_codes(element, "FORMACODES", "FORMACODE"),
        rome=_codes(element, "CODES_ROME", "ROME"),
        decision=line_at(element, "DATE_DECISION"),
        effect=line_at(element, "DATE_EFFET"),
        duration=line_at(element, "DUREE_ENREGISTREMENT"),
        expiry=line_at(element, "DATE_FIN_ENREGISTREMENT"),
        delivery_deadline=line_at(element, "DATE_LIMITE_DELIVRANCE"),
        routes=tuple(_route(element, route) for route in AccessRoute),
        # Children only: BLOC_COMPETENCES also stands under CORRESPONDANCES, with a code alone.
        blocks=tuple(
            FicheBlock(
                line_at(item, "CODE"),
                line_at(item, "LIBELLE"),
                _prose_at(item, "LISTE_COMPETENCES"),
                _prose_at(item, "MODALITES_EVALUATION"),
            )
            for item in _children(element, "BLOCS_COMPETENCES", "BLOC_COMPETENCES")
        ),
    )


def line_at(element: "_Element", path: str) -> str:
    """Return the text at a path of children as one line."""
    return " ".join(_prose_at(element, path).split())


def _route(element: "_Element", route: AccessRoute) -> FicheRoute:
    tag = f"SI_JURY_{route.value}"
    flag = line_at(element, f"{tag}/ACTIF") or line_at(element, tag)
    prose = _prose_at(element, f"{tag}/COMPOSITION") or _prose_at(element, f"JURY_{route.value}")
    return FicheRoute(route, _yes(flag), prose)


def _prose_at(element: "_Element", path: str) -> str:
    found = element.find(path)
    if found is None:
        return ""
    lines = _LOST_BREAK.split(found.text or "")
    return "\n".join(line for line in (_INVISIBLE.sub("", line).strip() for line in lines) if line)


def _children(element: "_Element", parent: str, child: str) -> "Iterator[_Element]":
    return element.iterfind(f"{parent}/{child}")


def _codes(element: "_Element", parent: str, child: str) -> tuple[FicheCode, ...]:
    return tuple(
        FicheCode(line_at(item, "CODE"), line_at(item, "LIBELLE") or line_at(item, "INTITULE"))
        for item in _children(element, parent, child)
    )


def _yes(word: str) -> bool:
    return word.casefold() == "oui"
