"""Refuses what a signature's container could hide: bytes that no signature covers.

The ``/Contents`` of a signature is outside of what it signs. Its padding, the case of its
hexadecimal and the certificates it carries may change and every verifier still calls it valid.
So it must be exactly what JuryDesk writes: one DER value made again from its signed parts, then
zeros. Leaves the cryptographic check to :mod:`~jurydesk.signature.examination`.
"""

import re
from typing import Any

from asn1crypto import algos, cms, core, parser, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jurydesk.signature.chain import issuers_of

_HEX = re.compile(rb"<(?:[0-9A-F]{2})+>")
_ANY_HEX = re.compile(rb"<[0-9A-Fa-f\s]+>")
_STRONG = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
_RSA = frozenset({"sha256_rsa", "rsassa_pkcs1v15"})
_ELLIPTIC = frozenset({"sha256_ecdsa"})
_SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
_SEQUENCE, _SET, _ATTRIBUTES, _CERTIFICATES, _CONTENT = 0x30, 0x31, 0xA0, 0xA0, 0xA0
_VERSION_1 = bytes.fromhex("020101")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DETACHED_DATA = bytes.fromhex("300b06092a864886f70d010701")
_UNREADABLE = "la signature est illisible"
_CHANGED = "le contenu signé a été modifié"


def content_fault(
    signature: EmbeddedPdfSignature,
    document: bytes,
    digest: bytes | None,
    signer: Certificate,
    *,
    strict: bool,
) -> str | None:
    """Say why a signature does not hold what it signed, ``None`` when it does.

    ``digest`` is that of the bytes it covers, ``None`` when it covers them in no usual way;
    ``signer`` is its certificate. ``strict`` asks for the container that JuryDesk writes, and no
    other.
    """
    byte_range = tuple(int(number) for number in signature.byte_range)
    fault = container_fault(document, byte_range, signature.signed_data) if strict else None
    if fault is not None:
        return fault
    if digest is None or not _is_in_gap(signature, document, byte_range):
        return "la zone signée n’est pas celle que le document montre"
    if str(signature.sig_object.get("/SubFilter", "")) not in _SUBFILTERS:
        return _UNREADABLE
    info = signature.signer_info
    weak = _weak_digest(info)
    if weak:
        return f"l’empreinte {weak} qu’elle signe ne protège plus un document"
    try:
        if strict:
            whole = _signs(info, signer, digest)
        else:
            whole = all(validate_sig_integrity(info, signature.signer_cert, "data", digest))
    except (SignatureValidationError, ValueError, TypeError, KeyError, IndexError, StopIteration):
        return _UNREADABLE
    return None if whole else _CHANGED


def _signs(info: cms.SignerInfo, signer: Certificate, digest: bytes) -> bool:
    """Whether a container of the one form that JuryDesk writes holds and signs that digest.

    pyHanko looks for the signer by comparing names letter by letter; here it is known, and so
    are the two ways of signing.
    """
    attributes = {each["type"].native: each["values"] for each in info["signed_attrs"]}
    named = attributes["signing_certificate_v2"][0]["certs"][0]
    if (
        len(attributes) != len(info["signed_attrs"])
        or attributes["content_type"].native != ["data"]
        or attributes["message_digest"].native != [digest]
        or named["hash_algorithm"]["algorithm"].native != "sha256"
        or named["cert_hash"].native != signer.fingerprint(SHA256())
    ):
        return False
    # The attributes are signed as a set of their own, under the tag of a set.
    data = _der(_SET, info["signed_attrs"].contents)
    public, value = signer.public_key(), info["signature"].native
    try:
        if isinstance(public, RSAPublicKey):
            public.verify(value, data, PKCS1v15(), SHA256())
        elif isinstance(public, EllipticCurvePublicKey):
            public.verify(value, data, ECDSA(SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    wanted = _RSA if isinstance(public, RSAPublicKey) else _ELLIPTIC
    return info["signature_algorithm"]["algorithm"].native in wanted


def signer_of(signed: cms.SignedData) -> x509.Certificate:
    """Return the certificate that signed, known by its issuer's name and its number.

    Raises:
        StopIteration: It is not in the container.
    """
    return _chain(signed)[0]


def _is_in_gap(
    signature: EmbeddedPdfSignature, document: bytes, byte_range: tuple[int, ...]
) -> bool:
    """Whether the container that readers take is the one left out of the signed bytes."""
    container = document[byte_range[1] : byte_range[2]]
    if not _ANY_HEX.fullmatch(container):
        return False
    digits = b"".join(container[1:-1].split())
    if len(digits) % 2:
        digits += b"0"
    return bytes.fromhex(digits.decode("ascii")) == bytes(signature.pkcs7_content)


def _weak_digest(info: cms.SignerInfo) -> str:
    """Return the name of a digest that no longer protects anything, if one was used."""
    names = [info["digest_algorithm"]["algorithm"].native]
    try:
        names.append(info["signature_algorithm"].hash_algo)
    except ValueError:
        # The algorithm implies its digest.
        names.append(names[0])
    weak = [name for name in names if name not in _STRONG]
    return weak[0].upper().replace("SHA1", "SHA-1") if weak else ""


def container_fault(
    document: bytes, byte_range: tuple[int, ...], signed: cms.SignedData | None = None
) -> str | None:
    """Say what is wrong with the container left out of a byte range, ``None`` when nothing is.

    ``signed`` is what it holds, where that was read already.
    """
    if len(byte_range) != 4 or byte_range[0] != 0 or min(byte_range) < 0:
        return "la zone signée ne commence pas au début du fichier"
    end, start = byte_range[1], byte_range[2]
    container = document[end:start]
    if not _HEX.fullmatch(container):
        return "l’écriture de la signature a été retouchée dans le fichier"
    value = bytes.fromhex(container[1:-1].decode("ascii"))
    try:
        length = parser.peek(value)
        if signed is None:
            signed = cms.ContentInfo.load(value[:length])["content"]
        remade = _remade(signed)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, StopIteration):
        return _UNREADABLE
    if value[length:].strip(b"\0"):
        return "des données ont été ajoutées derrière la signature"
    if remade != value[:length]:
        return (
            "la signature contient des données que rien ne protège (certificat ajouté, attribut "
            "non signé ou encodage inhabituel)"
        )
    return None


def _remade(signed: cms.SignedData) -> bytes:
    """Make the container again around its signed attributes, its signature and its chain.

    The parts are taken as they are written: each is signed, or compared with the only form it
    may have.
    """
    info = signed["signer_infos"][0]
    signer, *others = _chain(signed)
    digest = algos.DigestAlgorithm({"algorithm": info["digest_algorithm"]["algorithm"].native})
    identifier = cms.IssuerAndSerialNumber(
        {"issuer": signer.issuer, "serial_number": signer.serial_number}
    )
    again = _der(
        _SEQUENCE,
        _VERSION_1,
        identifier.dump(),
        digest.dump(),
        _der(_ATTRIBUTES, info["signed_attrs"].contents),
        _algorithm(info["signature_algorithm"]).dump(),
        core.OctetString(info["signature"].native).dump(),
    )
    content = _der(
        _SEQUENCE,
        _VERSION_1,
        _der(_SET, digest.dump()),
        _DETACHED_DATA,
        # DER orders a set by its members' bytes.
        _der(_CERTIFICATES, *sorted(each.dump() for each in (signer, *others))),
        _der(_SET, again),
    )
    return _der(_SEQUENCE, _SIGNED_DATA, _der(_CONTENT, content))


def _der(tag: int, *parts: bytes) -> bytes:
    """Return parts under a tag, in the one length that DER allows."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 128 + len(length))) + length + content


def _algorithm(found: Any) -> cms.SignedDigestAlgorithm:  # noqa: ANN401 asn1crypto is untyped
    """Return an algorithm as it is named; parameters that are absent (elliptic keys) stay so."""
    again: dict[str, Any] = {"algorithm": found["algorithm"].native}
    parameters = found["parameters"]
    if not isinstance(parameters, core.Void):
        again["parameters"] = parameters.copy() if parameters.native is not None else core.Null()
    return cms.SignedDigestAlgorithm(again)


def _chain(signed: cms.SignedData) -> list[Any]:
    """Return the signer's certificate and those that lead to its root, nothing else."""
    certificates = [choice.chosen for choice in signed["certificates"]]
    identifier = signed["signer_infos"][0]["sid"].chosen
    current = next(
        each
        for each in certificates
        if each.issuer.dump() == identifier["issuer"].dump()
        and each.serial_number == identifier["serial_number"].native
    )
    return [current, *issuers_of(current, certificates)]
