"""Refuses what a signature's container could hide: bytes that no signature covers.

The ``/Contents`` of a signature is outside of what it signs. Its padding, the case of its
hexadecimal and the certificates it carries may change and every verifier still calls it valid.
So it must be exactly what JuryDesk writes: one DER value made again from its signed parts, then
zeros. Leaves the cryptographic check to :mod:`~jurydesk.signature.examination`.
"""

import re
from typing import Any

from asn1crypto import cms, core, parser

from jurydesk.signature.chain import issuers_of

_HEX = re.compile(rb"<(?:[0-9A-F]{2})+>")


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
        return "la signature est illisible"
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
            "signature_algorithm": {
                "algorithm": info["signature_algorithm"]["algorithm"].native,
                "parameters": _parameters(info["signature_algorithm"]),
            },
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


def _parameters(algorithm: Any) -> Any:  # noqa: ANN401 asn1crypto is untyped
    parameters = algorithm["parameters"]
    return parameters.copy() if parameters.native is not None else core.Null()


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
        if each.issuer == identifier["issuer"]
        and each.serial_number == identifier["serial_number"].native
    )
    return [current, *issuers_of(current, certificates)]
