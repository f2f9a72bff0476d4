"""Which certificate signs, when a file or a card holds several; leaves reading them to others."""

from collections.abc import Sequence

from jurydesk.french.folding import fold
from jurydesk.signature.expected import ExpectedSignature
from jurydesk.signature.holders import holds_name
from jurydesk.signature.keys import KeyRefusedError, SigningKey, issuer_name

_SHORTEST_PRINT = 8


def choose_key(
    keys: Sequence[SigningKey],
    place: str,
    *,
    expected: ExpectedSignature | None = None,
    wanted: str = "",
) -> SigningKey:
    """Return the key that signs: the one asked for, registered, in the person's name, or alone.

    ``wanted`` is a name, or the beginning of a fingerprint; ``place`` names the file or the card.

    Raises:
        KeyRefusedError: None is, or several are; with their list.
    """
    if wanted:
        return _only([key for key in keys if _is_wanted(key, wanted)], keys, place, wanted)
    if expected is not None and expected.fingerprint:
        registered = [key for key in keys if key.fingerprint == expected.fingerprint]
        if registered:
            return registered[0]
    if len(keys) == 1:
        return keys[0]
    named = (
        [key for key in keys if holds_name(key.certificate, expected.name)]
        if expected is not None
        else []
    )
    return _only(named, keys, place, expected.name if expected is not None else "")


def told(key: SigningKey) -> str:
    """Return a key as a list names it: holder, issuer, end, beginning of the fingerprint."""
    until = key.certificate.not_valid_after_utc
    return (
        f"« {key.subject} » (délivré par {issuer_name(key.certificate)}, jusqu’au "
        f"{until:%d/%m/%Y}, empreinte {key.fingerprint[:16]})"
    )


def _only(
    found: Sequence[SigningKey], keys: Sequence[SigningKey], place: str, wanted: str
) -> SigningKey:
    if len(found) == 1:
        return found[0]
    listed = " ; ".join(map(told, found or keys))
    which = f" pour « {wanted} »" if wanted else ""
    many = "Plusieurs certificats" if found else "Plusieurs certificats, et aucun"
    if len(keys) == 1:
        many = "Un seul certificat, et ce n’est pas celui demandé"
    raise KeyRefusedError(
        f"{many}{which} dans « {place} » : choisissez avec --certificate parmi {listed}."
    )


def _is_wanted(key: SigningKey, wanted: str) -> bool:
    digits = "".join(wanted.split()).replace(":", "").lower()
    if len(digits) >= _SHORTEST_PRINT and key.fingerprint.startswith(digits):
        return True
    return set(fold(wanted).split()) <= set(fold(key.subject).split()) and bool(fold(wanted))
