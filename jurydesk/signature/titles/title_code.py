"""The code of a certificate: its facts and a signature by the establishment's key, in one text.

A third party checks it offline, with the certificate of the establishment or of its authority. The
text is of the letters that QR codes hold best (RFC 9285, Base45). Leaves drawing it to the papers.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from jurydesk.errors import UnreadableFileError
from jurydesk.french.folding import fold
from jurydesk.minutes.papers.title_facts import TitleFacts
from jurydesk.signature.certification_path import path_fault
from jurydesk.signature.chain import sound
from jurydesk.signature.keys import SigningKey, is_personal, subject
from jurydesk.signature.trust import Trust

PREFIX = "JURYDESK1:"
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BRACKETS = re.compile(r"\([^)]*\)")
_CONTEXT = b"JuryDesk, certificat, 1\0"
_FINGERPRINT = 8
# A longer text makes a code too dense for the corner of a page: the certificate stays out of it.
_LONGEST = 1_500
_LARGEST = 64 << 10


@dataclass(frozen=True, slots=True)
class TitleCode:
    """A code as read: the facts, when it was signed, the signature, and by which certificate.

    ``fingerprint`` is the beginning of the certificate's; the certificate itself may be left out.
    """

    facts: TitleFacts
    issued_at: datetime
    signature: bytes
    fingerprint: bytes
    certificate: x509.Certificate | None
    signed: bytes


@dataclass(frozen=True, slots=True)
class TitleVerdict:
    """What a certificate states, who signed it, and why it is not genuine, if it is not."""

    code: TitleCode
    signer: str
    fault: str = ""

    @property
    def genuine(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.fault


def issuers(key: SigningKey) -> tuple[bytes, ...]:
    """Return the certificates that a reader of a code needs, in DER: the key's own first."""
    held = (key.certificate, *key.intermediates)
    return tuple(each.public_bytes(Encoding.DER) for each in held)


def sign_title(facts: TitleFacts, key: SigningKey, at: datetime) -> str:
    """Return the text of the code of a certificate, signed at that moment."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    told = json.dumps(
        [*facts[:4], facts.decided_on.isoformat(), *facts[5:], moment.isoformat()],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    signature = key.private_key.sign_raw(_CONTEXT + told)
    print_of_key = bytes.fromhex(key.fingerprint)[:_FINGERPRINT]
    parts = [told, signature, print_of_key]
    whole = _text([*parts, key.certificate.public_bytes(Encoding.DER)])
    return whole if len(whole) <= _LONGEST else _text(parts)


def signed_with(
    key: SigningKey, at: datetime
) -> tuple[Callable[[TitleFacts], str], tuple[bytes, ...]]:
    """Return what signs certificates with a key, and its certificates (DER), its own first."""
    held = (key.certificate, *key.intermediates)
    issuers = tuple(each.public_bytes(Encoding.DER) for each in held)
    return partial(sign_title, key=key, at=at), issuers


def read_title(text: str) -> TitleCode:
    """Read the text of a code.

    Raises:
        UnreadableFileError: it is no such text, or a part of it is missing.
    """
    try:
        told, signature, print_of_key, *rest = _parts(text.strip())
        code, title, holder, birth, decided, number, certifier, duplicate, issued = json.loads(told)
        facts = TitleFacts(
            code=_words(code),
            title=_words(title),
            holder=_words(holder),
            birth=_words(birth),
            decided_on=date.fromisoformat(decided),
            minutes_number=_words(number),
            certifier=_words(certifier),
            duplicate=duplicate is True,
        )
        moment = datetime.fromisoformat(issued)
        certificate = sound(x509.load_der_x509_certificate(rest[0])) if rest else None
    except (ValueError, TypeError, zlib.error) as error:
        raise UnreadableFileError(
            "Ce texte n’est pas le code d’un certificat de JuryDesk, ou il en manque une partie : "
            "lisez de nouveau le code avec l’appareil, sans rien y changer, et collez-le entier."
        ) from error
    if moment.tzinfo is None:
        raise UnreadableFileError("Le code de ce certificat porte une heure sans fuseau.")
    return TitleCode(facts, moment, signature, print_of_key, certificate, _CONTEXT + told)


def check_title(
    code: TitleCode, trust: Trust, others: Iterable[x509.Certificate] = ()
) -> TitleVerdict:
    """Judge a code against the authorities trusted; ``others`` are certificates found beside it.

    A member's own key cannot issue a certificate: unless the certificate itself is trusted, its
    holder must be the certifier that the facts name.

    Raises:
        UnreadableFileError: nobody has the certificate that signed it.
    """
    held = [each for each in (code.certificate,) if each is not None]
    found = next(
        (
            each
            for each in (*trust.roots, *held, *others)
            if each.fingerprint(hashes.SHA256())[:_FINGERPRINT] == code.fingerprint
        ),
        None,
    )
    if found is None:
        raise UnreadableFileError(
            "Le certificat qui a signé ce code n’est ni dans le code ni dans le fichier des "
            "autorités : ajoutez à ce fichier le certificat de l’établissement, qu’il publie."
        )
    signer = subject(found)
    if not _is_signed(code, found):
        return TitleVerdict(code, signer, "la signature n’est pas celle de ces mentions")
    if found in trust.roots:
        return TitleVerdict(code, signer)
    fault = path_fault(found, tuple(others), trust, code.issued_at)
    if fault is None and not _is_of_certifier(found, code.facts.certifier):
        fault = (
            f"la clé est celle de « {signer} », pas celle du certificateur annoncé, "
            f"« {code.facts.certifier} »"
        )
    return TitleVerdict(code, signer, fault or "")


def _is_of_certifier(certificate: x509.Certificate, certifier: str) -> bool:
    """Whether a certificate was issued to the certifier, by its organisation or its common name."""
    if is_personal(certificate):
        return False
    wanted = fold(_BRACKETS.sub(" ", certifier)).split()
    short = [fold(each).split() for each in _BRACKETS.findall(certifier)]
    names = [
        fold(_BRACKETS.sub(" ", str(each.value))).split()
        for oid in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
        for each in certificate.subject.get_attributes_for_oid(oid)
    ]
    return any(_is_name_of(name, wanted, short) for name in names if name)


def _is_name_of(name: list[str], wanted: list[str], short: list[list[str]]) -> bool:
    """Whether a name is the certifier's, in full or short: one word of it is another body's."""
    if any(_runs_in(each, name) for each in (wanted, *short) if each):
        return True
    return 2 * len(name) >= len(wanted) and _runs_in(name, wanted)


def _runs_in(words: list[str], others: list[str]) -> bool:
    many = len(words)
    return any(others[at : at + many] == words for at in range(len(others) - many + 1))


def _is_signed(code: TitleCode, certificate: x509.Certificate) -> bool:
    key = certificate.public_key()
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(code.signature, code.signed, PKCS1v15(), hashes.SHA256())
        elif isinstance(key, EllipticCurvePublicKey):
            key.verify(code.signature, code.signed, ECDSA(hashes.SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _words(value: Any) -> str:  # noqa: ANN401 anything may have been read
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text(parts: Iterable[bytes]) -> str:
    packed = b"".join(len(part).to_bytes(2, "big") + part for part in parts)
    return PREFIX + _base45(zlib.compress(packed, 9))


def _parts(text: str) -> list[bytes]:
    if not text.startswith(PREFIX) or len(text) > _LARGEST:
        raise ValueError(text[:20])
    unpacked = zlib.decompressobj()
    packed = unpacked.decompress(_unbase45(text.removeprefix(PREFIX)), _LARGEST)
    if not unpacked.eof or unpacked.unused_data:
        raise ValueError(text[:20])
    parts = []
    while packed:
        size = int.from_bytes(packed[:2], "big")
        if len(packed) < 2 + size:
            raise ValueError(text[:20])
        parts.append(packed[2 : 2 + size])
        packed = packed[2 + size :]
    return parts


def _base45(data: bytes) -> str:
    letters = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, rest = divmod(number, 45)
            letters.append(_LETTERS[rest])
    return "".join(letters)


def _unbase45(text: str) -> bytes:
    data = bytearray()
    for start in range(0, len(text), 3):
        group = [_LETTERS.index(letter) for letter in text[start : start + 3]]
        number = sum(digit * 45**place for place, digit in enumerate(group))
        size = len(group) - 1
        if size == 0 or number >= 256**size:
            raise ValueError(text[start : start + 3])
        data += number.to_bytes(size, "big")
    return bytes(data)
