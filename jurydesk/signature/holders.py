"""Is a certificate in this person's name? Compares names as authorities and juries write them."""

import re
from collections.abc import Iterator

from cryptography import x509
from cryptography.x509.oid import NameOID

from jurydesk.french.folding import fold
from jurydesk.signature.keys import subject

_CIVILITIES = frozenset(
    ["m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur", "pr", "prof"]
)
# A hyphen, of whatever kind, makes one name of two: « Anne-Sophie » is not « Anne ».
_HYPHENS = re.compile(r"[-\N{NON-BREAKING HYPHEN}\N{HYPHEN}]")

Compound = tuple[str, ...]


def holds_name(certificate: x509.Certificate, name: str) -> bool:
    """Whether a certificate's holder is named so: first name and name in either order, folded.

    ``name`` gives the first name first. More given names may follow the first one, a civility,
    a service or a second name may stand about, as authorities add them; a first name that is only
    a part of another (« Anne » and « Anne-Sophie », « Paul » and « Jean Paul ») is another person.
    """
    return any(_names(text, name) for text in _texts(certificate))


def names_agree(holder: str, name: str) -> bool:
    """Whether a holder's name, where the certificate is not at hand, is this person's."""
    return _names(holder, name)


def _texts(certificate: x509.Certificate) -> Iterator[str]:
    """Yield the holder's name as a whole, then as the first name and surname apart."""
    yield subject(certificate)
    parts = [
        str(found[0].value)
        for oid in (NameOID.GIVEN_NAME, NameOID.SURNAME)
        if (found := certificate.subject.get_attributes_for_oid(oid))
    ]
    if len(parts) == 2:
        yield " ".join(parts)


def _names(holder: str, name: str) -> bool:
    given, family = _parts(name)
    wanted = [*given, *family]
    if not wanted:
        return False
    kept: list[str] = []
    before_is_strange = False
    for compound in _compounds(holder):
        # « Jean-Paul Martin » is not Jean Paul: a hyphen never joins a first name and a name.
        belongs = set(compound) <= set(given) or set(compound) <= set(family)
        if belongs and compound[0] == wanted[0] and before_is_strange and wanted[0] not in kept:
            return False
        before_is_strange = not belongs
        if belongs:
            kept += compound
    return sorted(set(kept)) == sorted(set(wanted))


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Return the words of the first name and those of the name, which is in capitals."""
    words = name.split()
    place = len(words)
    while place > 1 and words[place - 1] == words[place - 1].upper():
        place -= 1
    halves = (" ".join(words[:place]), " ".join(words[place:]))
    given, family = (
        [word for compound in _compounds(half) for word in compound] for half in halves
    )
    return given, family


def _compounds(text: str) -> list[Compound]:
    """Return the words of a name, those that a hyphen joins together."""
    joined = _HYPHENS.sub("\N{NULL}", text)
    words = [
        tuple(part for piece in word.split("\N{NULL}") for part in fold(piece).split())
        for word in joined.split()
    ]
    found = [word for word in words if word]
    while len(found) > 2 and found[0][0] in _CIVILITIES:
        found.pop(0)
    return found
