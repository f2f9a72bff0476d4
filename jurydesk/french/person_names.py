"""Compares names of persons as people write them; leaves the meaning to others.

A name is the same once folded, in either order, or it is not: a match may recuse someone. What only
may mean a person (the family name alone, an initial, a name among two) is a doubt, and a person
settles it.
"""

import re
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import lru_cache

from jurydesk.french.folding import fold

_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_SEVERAL = re.compile(r"[;,/&|+\n]|\b(?:et|ou|and|puis)\b|\s[-–—]\s", re.IGNORECASE)
_CIVILITIES = frozenset(
    (
        "m",
        "mr",
        "mme",
        "mlle",
        "mlles",
        "monsieur",
        "madame",
        "mademoiselle",
        "dr",
        "docteur",
        "pr",
        "prof",
        "professeur",
        "professeure",
        "docteure",
        "me",
        "maitre",
        "mrs",
        "ms",
    )
)
_PARTICLES = frozenset(
    (
        *("de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "der", "den", "da", "dos"),
        *(
            "di",
            "del",
            "della",
            "el",
            "al",
            "ben",
            "bin",
            "ibn",
            "ould",
            "mac",
            "mc",
            "o",
            "y",
            "e",
        ),
    )
)
_SUFFIXES = frozenset(
    (
        "jr",
        "junior",
        "sr",
        "senior",
        "fils",
        "pere",
        "ii",
        "iii",
        "phd",
        "hdr",
        "veuve",
        "nee",
        "ep",
    )
)
_NEAR = 0.9
_SHORTEST = 3


class Naming(Enum):
    """What a text says of one person."""

    NAMED = auto()
    DOUBTFUL = auto()
    NOBODY = auto()


def same_person(mention: str, last: str, first: str) -> bool:
    """Whether a mention names this person: name and first name in either order, folded.

    A civility before the name and a remark in brackets are set aside; a mention of several
    persons (« A. Roy et B. Vidal ») names each of them. A name alone names nobody.
    """
    return naming(mention, last, first) is Naming.NAMED


@lru_cache(maxsize=65536)
def naming(mention: str, last: str, first: str) -> Naming:
    """Return whether a mention names this person, may name them, or does not.

    The family name alone, with initials, with some of the first names, without its particle, with
    « jr », or misspelt by a letter, is a doubt: never a match, never nothing.
    """
    name, given = fold(last).split(), fold(first).split()
    if not name or not given:
        return Naming.NOBODY
    bare = _ASIDE.sub(" ", mention)
    found = Naming.NOBODY
    for part in (bare, *_SEVERAL.split(bare), *_ASIDE.findall(mention)):
        words = _without_civility(fold(part).split())
        if _is_whole(words, name, given):
            return Naming.NAMED
        single = _without_civility(_without_partners(part, name))
        if words and (_may_be(words, name, given) or _may_be(single, name, given)):
            found = Naming.DOUBTFUL
    return found


def _without_partners(part: str, name: list[str]) -> list[str]:
    """Return the words of a mention, a family name alone where another is joined to it."""
    words: list[str] = []
    for joined in part.split():
        folded = fold(joined).split()
        own = [word for word in folded if word in name and len(word) >= _SHORTEST]
        words += own or folded
    return words


def _without_civility(words: list[str]) -> list[str]:
    """Leave the civilities that stand before a name, or alone before a family name."""
    while len(words) > 1 and words[0] in _CIVILITIES:
        words = words[1:]
    return words


def _is_whole(words: list[str], name: list[str], given: list[str]) -> bool:
    """Whether words are the name and the first names, whatever the spaces in them."""
    whole = "".join(words)
    return whole in ("".join((*name, *given)), "".join((*given, *name)))


def _may_be(words: list[str], name: list[str], given: list[str]) -> bool:
    said, family, own = _core(words), _core(name), _core(given)
    whole, compact = "".join(said), "".join(family)
    if whole in (compact, "".join(own)):
        return True
    if set(family) <= set(said):
        return _may_be_given([word for word in said if word not in family], own)
    part = [word for word in family if word in said and len(word) >= _SHORTEST]
    if part:
        rest = [word for word in said if word not in part]
        return not rest or _may_be_given(rest, own)
    orders = (compact + "".join(own), "".join(own) + compact)
    return any(
        abs(len(whole) - len(order)) <= _SHORTEST and _ratio(whole, order) >= _NEAR
        for order in orders
    )


def _may_be_given(rest: list[str], own: list[str]) -> bool:
    """Whether what is left beside a family name may be these first names, or their initials."""
    initials = "".join(word[0] for word in own)
    joined = "".join(rest)
    if not rest or set(rest) <= set(own) or set(own) <= set(rest):
        return True
    if (all(len(word) == 1 for word in rest) or len(rest) == 1) and initials.startswith(joined):
        return True
    return _ratio(joined, "".join(own)) >= _NEAR or any(
        len(word) >= _SHORTEST and first.startswith(word) for word in rest for first in own
    )


def _core(words: list[str]) -> list[str]:
    """Leave the particles and what follows a name; a name made of them alone keeps them."""
    return [word for word in words if word not in _PARTICLES and word not in _SUFFIXES] or words


def _ratio(one: str, other: str) -> float:
    """Return how near two words are; a figure is never a slip of the pen."""
    if any(map(str.isdigit, one + other)):
        return 1.0 if one == other else 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
