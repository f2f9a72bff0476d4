"""What one fiche of the RNCP open data says, as plain data; leaves writing a rulebook to others.

The flow has two layouts. V4.1 puts ``ACTIF`` and ``COMPOSITION`` inside ``SI_JURY_FI``; V3 writes
``Oui`` in ``SI_JURY_FI`` and the prose in ``JURY_FI`` beside it. Both are read.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from jurydesk.certification.vocabulary import AccessRoute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# The export writes a line break of the prose as four spaces.
_LINE_TAGS = re.compile(
    r"</?(?:p|br|li|ul|ol|div|tr|table|tbody|thead|h[1-6]|hr)\b[^<>]*>", re.IGNORECASE
)
# Names of HTML only: « valeur <3 et >1 » is no tag.
_OTHER_TAGS = re.compile(
    r"</?(?:a|abbr|b|big|code|em|font|i|img|o:p|s|small|span|strong|sub|sup|td|th|u)\b[^<>]*>",
    re.IGNORECASE,
)
# Older exports escape their HTML twice; none was seen escaped more than three times.
_MOST_ESCAPED = 8
_CODE = re.compile(r"(?:RNCP|RS)\s?\d+", re.IGNORECASE)
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
class FicheMatch:
    """A bloc of this fiche that stands for a bloc of another: « correspondance »."""

    block: str
    fiche: str
    other: str


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
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    matches: tuple[FicheMatch, ...] = ()


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
        successors=_related(element, "NOUVELLE"),
        predecessors=_related(element, "ANCIENNE"),
        matches=tuple(_matches(element)),
    )


def _related(element: "_Element", which: str) -> tuple[str, ...]:
    """Return the fiches that replace this one, or that it replaces, by their codes."""
    tag = f"{which}_CERTIFICATION"
    found = (*element.iterfind(f"{which}S_CERTIFICATIONS/{tag}"), *element.iterfind(tag))
    codes = (_CODE.search(" ".join(map(str, item.itertext()))) for item in found)
    return tuple(dict.fromkeys("".join(code[0].split()).upper() for code in codes if code))


def _matches(element: "_Element") -> "Iterator[FicheMatch]":
    block = "BLOC_COMPETENCES/CODE"
    for item in _children(element, "CORRESPONDANCES", "CORRESPONDANCE"):
        match = FicheMatch(
            line_at(item, f"SOURCE/{block}"),
            line_at(item, "DESTINATION/NUMERO_FICHE"),
            line_at(item, f"DESTINATION/{block}"),
        )
        if match.block and match.other:
            yield match


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
    lines = _LOST_BREAK.split(_plain(found.text or ""))
    # &nbsp; and runs of blanks are layout, not words.
    plain = (" ".join(_INVISIBLE.sub("", line).split()) for line in lines)
    return "\n".join(line for line in plain if line)


def _plain(text: str) -> str:
    """Return a prose without the HTML that the export escaped, once or several times."""
    for _ in range(_MOST_ESCAPED):
        unescaped = unescape(text)
        if unescaped == text:
            break
        text = unescaped
    return _OTHER_TAGS.sub("", _LINE_TAGS.sub("\n", text))


def _children(element: "_Element", parent: str, child: str) -> "Iterator[_Element]":
    return element.iterfind(f"{parent}/{child}")


def _codes(element: "_Element", parent: str, child: str) -> tuple[FicheCode, ...]:
    return tuple(
        FicheCode(line_at(item, "CODE"), line_at(item, "LIBELLE") or line_at(item, "INTITULE"))
        for item in _children(element, parent, child)
    )


def _yes(word: str) -> bool:
    return word.casefold() == "oui"
