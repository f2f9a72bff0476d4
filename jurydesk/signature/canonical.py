"""Refuses what a signature's container could hide: bytes that no signature covers.

The ``/Contents`` of a signature is outside of what it signs. Its padding, the case of its
hexadecimal and the certificates it carries may change and every verifier still calls it valid.
So it must be exactly what JuryDesk writes: one DER value made again from its signed parts, then
zeros. Leaves the cryptographic check to :mod:`~jurydesk.signature.examination`.
"""

import re
from typing import Any

from asn1crypto import cms, core, parser
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jurydesk.signature.chain import issuers_of

_HEX = re.compile(rb"<(?:[0-9A-F]{2})+>")
_ANY_HEX = re.compile(rb"<[0-9A-Fa-f\s]+>")
_STRONG = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
_SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
_UNREADABLE = "la signature est illisible"
_CHANGED = "le contenu signé a été modifié"


def content_fault(
    signature: EmbeddedPdfSignature, document: bytes, digest: bytes | None, *, strict: bool
) -> str | None:
    """Say why a signature does not hold what it signed, ``None`` when it does.

    ``digest`` is that of the bytes it covers, ``None`` when it covers them in no usual way.
    ``strict`` asks for the container that JuryDesk writes, and no other.
    """
    byte_range = tuple(int(number) for number in signature.byte_range)
    fault = container_fault(document, byte_range) if strict else None
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
        intact, valid = validate_sig_integrity(info, signature.signer_cert, "data", digest)
    except (SignatureValidationError, ValueError, TypeError, KeyError):
        return _UNREADABLE
    return None if intact and valid else _CHANGED


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


def container_fault(document: bytes, byte_range: tuple[int, ...]) -> str | None:
    """Say what is wrong with the container left out of a byte range, ``None`` when nothing is."""
    if len(byte_range) != 4 or byte_range[0] != 0 or min(byte_range) < 0:
        return "la zone signée ne commence pas au début du fichier"
    end, start = byte_range[1], byte_range[2]
    container = document[end:start]
    if not _HEX.fullmatch(container):
        return "l’écriture de la signature a été retouchée dans le fichier"
    value = bytes.fromhex(container[1:-1].decode("ascii"))
    try:
        length = parser.peek(value)
        found = cms.ContentInfo.load(value[:length])
        remade = _remade(found)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return _UNREADABLE
    if value[length:].strip(b"\0"):
        return "des données ont été ajoutées derrière la signature"
    if remade != value[:length]:
        return (
            "la signature contient des données que rien ne protège (certificat ajouté, attribut "
            "non signé ou encodage inhabituel)"
        )
    return None


def _remade(found: cms.ContentInfo) -> bytes:
    """Make the container again from its signed attributes, its signature and its chain."""
    signed = found["content"]
    info = signed["signer_infos"][0]
    signer, *others = _chain(signed)
    digest = {"algorithm": info["digest_algorithm"]["algorithm"].native}
    again = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": signer.issuer, "serial_number": signer.serial_number},
            ),
            "digest_algorithm": digest,
            "signed_attrs": _attributes(info["signed_attrs"]),
            "signature_algorithm": _algorithm(info["signature_algorithm"]),
            "signature": info["signature"].native,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "data"},
            "certificates": [
                cms.CertificateChoices(name="certificate", value=each) for each in (signer, *others)
            ],
            "signer_infos": [again],
        }
    )
    remade: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
    return remade


def _algorithm(found: Any) -> dict[str, Any]:  # noqa: ANN401 asn1crypto is untyped
    """Return an algorithm as it is named; parameters that are absent (elliptic keys) stay so."""
    again: dict[str, Any] = {"algorithm": found["algorithm"].native}
    parameters = found["parameters"]
    if not isinstance(parameters, core.Void):
        again["parameters"] = parameters.copy() if parameters.native is not None else core.Null()
    return again


def _attributes(found: cms.CMSAttributes) -> cms.CMSAttributes:
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": each["type"].native, "values": each["values"].copy()})
            for each in found
        ]
    )


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
