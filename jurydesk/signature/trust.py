"""Which authorities are trusted, and whether a certificate was revoked; never asks the network."""

import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs7

from jurydesk.errors import UnreadableFileError
from jurydesk.french.agreement import of
from jurydesk.signature.chain import sound
from jurydesk.signature.keys import subject

_CRL_BLOCK = re.compile(rb"-----BEGIN X509 CRL-----.+?-----END X509 CRL-----", re.DOTALL)
_BUNDLE_BLOCK = re.compile(rb"-----BEGIN PKCS7-----.+?-----END PKCS7-----\s?", re.DOTALL)
_LARGEST_FILE = 64 << 20


@dataclass(frozen=True, slots=True)
class Trust:
    """The trusted roots, and the revocation lists (« CRL ») at hand.

    As soon as there is one list, every signer must be covered by one.
    """

    roots: tuple[x509.Certificate, ...]
    revocations: tuple[x509.CertificateRevocationList, ...] = ()


def load_trust(*paths: Path) -> Trust:
    """Read authorities' certificates and revocation lists (PEM, DER or ``.p7b``) from these.

    Raises:
        UnreadableFileError: A file is missing or holds neither, or no certificate was found.
    """
    roots: list[x509.Certificate] = []
    revocations: list[x509.CertificateRevocationList] = []
    for path in paths:
        try:
            with path.open("rb") as file:
                content = file.read(_LARGEST_FILE)
            certificates, lists = _read(content)
            roots.extend(map(sound, certificates))
        except (OSError, ValueError) as error:
            raise UnreadableFileError(
                f"Le fichier {path.name} n’est pas un certificat d’autorité lisible : choisissez "
                "le fichier .pem ou .crt remis par l’autorité de certification."
            ) from error
        revocations.extend(lists)
    if not roots:
        raise UnreadableFileError(
            "Aucun certificat d’autorité n’a été trouvé : indiquez aussi le fichier .pem de "
            "l’autorité de certification."
        )
    return Trust(tuple(roots), tuple(revocations))


def _read(
    content: bytes,
) -> tuple[list[x509.Certificate], list[x509.CertificateRevocationList]]:
    if b"-----BEGIN" in content:
        certificates = (
            x509.load_pem_x509_certificates(content)
            if b"-----BEGIN CERTIFICATE-----" in content
            else []
        )
        for bundle in _BUNDLE_BLOCK.findall(content):
            certificates += _bundled(pkcs7.load_pem_pkcs7_certificates, bundle)
        lists = [x509.load_pem_x509_crl(block) for block in _CRL_BLOCK.findall(content)]
        if not certificates and not lists:
            raise ValueError(content[:20])
        return certificates, lists
    try:
        return [x509.load_der_x509_certificate(content)], []
    except ValueError:
        pass
    try:
        return [], [x509.load_der_x509_crl(content)]
    except ValueError:
        return _bundled(pkcs7.load_der_pkcs7_certificates, content), []


def _bundled(
    load: Callable[[bytes], list[x509.Certificate]], content: bytes
) -> list[x509.Certificate]:
    """Return the certificates of a ``.p7b``, which Windows writes with a harmless warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load(content)
        except UnsupportedAlgorithm as error:
            raise ValueError(str(error)) from error


def revocation_fault(
    chain: Sequence[x509.Certificate], trust: Trust, signed_at: datetime
) -> str | None:
    """Say why the revocation lists stop this chain (signer first), ``None`` when nothing does.

    A certificate revoked *after* the signature is refused too: without a trusted timestamp,
    nothing proves that the signature is older.
    """
    if not trust.revocations:
        return None
    for certificate in chain:
        if certificate in trust.roots:
            continue
        fault = _fault_of(certificate, (*chain, *trust.roots), trust.revocations, signed_at)
        if fault:
            return fault
    return None


def _fault_of(
    certificate: x509.Certificate,
    issuers: Iterable[x509.Certificate],
    revocations: Iterable[x509.CertificateRevocationList],
    signed_at: datetime,
) -> str | None:
    keys = [each.public_key() for each in issuers if each.subject == certificate.issuer]
    lists = [
        crl
        for crl in revocations
        if crl.issuer == certificate.issuer and any(crl.is_signature_valid(key) for key in keys)  # type: ignore[arg-type]
    ]
    name = subject(certificate)
    for crl in lists:
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None:
            return f"le certificat {of(name)} a été révoqué le {entry.revocation_date_utc:%d/%m/%Y}"
    if not lists:
        return f"aucune liste de révocation ne couvre le certificat {of(name)}"
    newest = max(lists, key=lambda crl: crl.last_update_utc)
    if newest.next_update_utc is not None and newest.next_update_utc < signed_at:
        return f"la liste de révocation est plus ancienne que la signature {of(name)}"
    return None
