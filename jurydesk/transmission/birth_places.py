"""What the accrochage says of a place of birth, and what it cannot say (DOMAIN §7).

``codePaysNaissance`` is the last three figures of Insee's 99xxx, never letters nor a label; a code
is no label either.
"""

from dataclasses import dataclass

from jurydesk.cohort.candidate import Candidate
from jurydesk.cohort.countries import country_of
from jurydesk.cohort.insee_codes import code_doubt

_CODE_LENGTH = 5
_SHORT = 3


@dataclass(frozen=True, slots=True)
class BirthCountry:
    """A country as the flow has it; either may be empty, then it is left out."""

    code: str
    label: str


def birth_country(candidate: Candidate) -> BirthCountry:
    """Return the country of birth; that of the Insee code where the file names none."""
    text, place = candidate.birth_country, candidate.birth_place_code
    known = country_of(text or (place if place.startswith("99") else ""))
    label = "" if _is_code(text) else text
    if known is None:
        return BirthCountry("", label)
    if known.is_france:
        return BirthCountry("", label or known.name)
    return BirthCountry(known.code, label)


def place_faults(candidate: Candidate) -> list[str]:
    """Return why a place of birth cannot be sent, without the name of the holder."""
    faults = []
    text, place = candidate.birth_country, candidate.birth_place_code
    known = country_of(text) if text else None
    if place and len(place) != _CODE_LENGTH:
        faults.append("le code Insee de naissance doit avoir 5 caractères")
    if known is not None and not known.code:
        faults.append(f"pays de naissance, {known.doubt.rstrip('.')}")
    elif text and known is None and _is_code(text):
        faults.append(
            f"« {text} » n’est pas un code de pays de l’Insee (99 suivi de trois chiffres)"
        )
    return faults


def place_doubts(candidate: Candidate) -> list[str]:
    """Return what is to be looked at in a place of birth that can be sent."""
    place, text = candidate.birth_place_code, candidate.birth_country
    doubts = []
    if len(place) == _CODE_LENGTH and (doubt := code_doubt(place)):
        doubts.append(doubt.rstrip("."))
    known = country_of(text) if text else None
    if text and known is None and not _is_code(text):
        doubts.append(f"le pays « {text} » n’est pas connu de l’Insee, son code manquera")
    elif known is not None and known.code and known.doubt:
        doubts.append(known.doubt.rstrip("."))
    return doubts


def _is_code(text: str) -> bool:
    """Whether a text can only be a code: figures, or a few capitals."""
    return any(letter.isdigit() for letter in text) or (
        0 < len(text) <= _SHORT and text.isalpha() and text.isupper()
    )
