"""Whether a certificate leads to a trusted authority, and the true cause when it does not.

The path itself is pyHanko's to judge; it only says yes or no. The causes that a person can mend
(an intermediate that is missing or expired, an old digest, an extension nobody knows) are looked
for here, and are told at the signature too, when another certificate may still be taken.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleTrustManager

from jurydesk.french.agreement import of
from jurydesk.signature.chain import issuers_of, name_of
from jurydesk.signature.keys import SigningKey, issuer_name, made_for_signing, subject
from jurydesk.signature.trust import Trust, revocation_fault

_OLD_DIGESTS = {"sha1": "SHA-1", "md5": "MD5"}
_STRANGE = "le certificat ne vient d’aucune des autorités de confiance indiquées"


def path_faults(
    signers: Sequence[tuple[x509.Certificate, Sequence[x509.Certificate], datetime]],
    trust: Trust | None,
) -> list[str | None]:
    """Say why each certificate is not trusted, in the order a person would mend it.

    Each comes with those beside it, which are not trusted, and with when it signed. Without
    ``trust`` nothing is trusted, and only what is wrong in itself is told.
    """
    return asyncio.run(_path_faults(signers, trust)) if signers else []


def path_fault(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    trust: Trust | None,
    at: datetime,
) -> str | None:
    """Say why one certificate is not trusted; see :func:`path_faults`."""
    return path_faults([(certificate, others, at)], trust)[0]


async def _path_faults(
    signers: Sequence[tuple[x509.Certificate, Sequence[x509.Certificate], datetime]],
    trust: Trust | None,
) -> list[str | None]:
    return [await _path_fault(*signer, trust) for signer in signers]


async def _path_fault(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    at: datetime,
    trust: Trust | None,
) -> str | None:
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        return (
            f"le certificat n’était valable que du {certificate.not_valid_before_utc:%d/%m/%Y} "
            f"au {certificate.not_valid_after_utc:%d/%m/%Y}"
        )
    if trust is None:
        return next(certificate_faults(certificate, others, at), None)
    if not made_for_signing(certificate):
        return "le certificat n’est pas fait pour signer"
    if not await _leads_to(certificate, others, trust, at):
        cause = next(certificate_faults(certificate, (*others, *trust.roots), at), None)
        return cause or _missing(certificate, others, trust) or _STRANGE
    return revocation_fault((certificate, *others), trust, at)


def key_warnings(key: SigningKey, *, at: datetime) -> tuple[str, ...]:
    """Say what will make verifiers doubt a key that may sign, in whole sentences."""
    return tuple(
        f"Le certificat {of(key.subject)} sera mis en doute à la vérification : {fault}."
        for fault in certificate_faults(key.certificate, key.intermediates, at)
    )


def key_remark(key: SigningKey) -> str:
    """Say which authority's certificate did not come with a key, nothing when none is missing."""
    top = key.intermediates[-1] if key.intermediates else key.certificate
    if name_of(top, "subject") != name_of(top, "issuer") and not key.has_root:
        return (
            f"Le certificat de l’autorité « {issuer_name(top)} » n’accompagne pas la clé : s’il "
            "s’agit d’une autorité intermédiaire, qui vérifiera devra l’avoir. Exportez plutôt la "
            "clé « avec toute la chaîne »."
        )
    return ""


def certificate_faults(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], at: datetime
) -> Iterator[str]:
    """Tell what is wrong in a certificate and in those above it, whatever authority is trusted."""
    for place, each in enumerate((certificate, *issuers_of(certificate, others))):
        whose = "le certificat" if place == 0 else f"l’autorité intermédiaire « {subject(each)} »"
        if place and not each.not_valid_before_utc <= at <= each.not_valid_after_utc:
            yield (
                f"{whose} n’était valable que du {each.not_valid_before_utc:%d/%m/%Y} au "
                f"{each.not_valid_after_utc:%d/%m/%Y}"
            )
        old = _old_digest(each)
        if old:
            yield f"{whose} a été signé avec l’empreinte {old}, qui ne protège plus rien"
        unknown = list(_critical_unknown(each))
        if unknown:
            yield (
                f"{whose} porte une extension critique inconnue ({', '.join(unknown)}), dont "
                "personne ici ne peut tenir compte"
            )
        if _mixes_scripts(each):
            yield (
                f"le nom que porte {whose} mêle des écritures ou des lettres que la bibliothèque "
                "de vérification ne sait pas comparer ; le certificat peut être bon, vérifiez-le "
                "avec un autre lecteur"
            )


async def _leads_to(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    trust: Trust,
    at: datetime,
) -> bool:
    validator = CertificateValidator(
        as_asn1(certificate), [as_asn1(each) for each in others], validation_context(trust, at)
    )
    try:
        await validator.async_validate_path()
    except (PathError, ValidationError, ValueError):
        # Names that mix scripts are a ValueError of the library's own.
        return False
    return True


def validation_context(trust: Trust | None, moment: datetime) -> ValidationContext:
    """Return what pyHanko needs to judge a path at a moment; it never asks the network."""
    return ValidationContext(
        trust_manager=_trust_manager(trust.roots if trust else ()),
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


@lru_cache(maxsize=16)
def _trust_manager(roots: tuple[x509.Certificate, ...]) -> SimpleTrustManager:
    return SimpleTrustManager.build(trust_roots=[as_asn1(root) for root in roots])


@lru_cache(maxsize=256)
def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """Return a certificate as pyHanko takes it; the same one each time, its names prepared once."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _missing(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], trust: Trust
) -> str | None:
    """Say which authority is neither in the signature nor among the trusted ones."""
    top = [certificate, *issuers_of(certificate, (*others, *trust.roots))][-1]
    wanted = name_of(top, "issuer")
    if any(name_of(root, "subject") == wanted for root in trust.roots):
        return None
    return (
        f"{_STRANGE} : il manque le certificat de « {issuer_name(top)} », qui a délivré celui "
        f"{of(subject(top))}. S’il s’agit d’une autorité intermédiaire, ajoutez-le au fichier des "
        "autorités"
    )


def _old_digest(certificate: x509.Certificate) -> str:
    try:
        digest = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return ""
    return _OLD_DIGESTS.get(digest.name, "") if digest else ""


def _critical_unknown(certificate: x509.Certificate) -> Iterator[str]:
    try:
        extensions = list(certificate.extensions)
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return
    for extension in extensions:
        if extension.critical and isinstance(extension.value, x509.UnrecognizedExtension):
            yield extension.oid.dotted_string


def _mixes_scripts(certificate: x509.Certificate) -> bool:
    """Whether preparing the certificate's names for comparison (RFC 4518) fails."""
    found = as_asn1(certificate)
    try:
        return not (found.subject.hashable and found.issuer.hashable)
    except (ValueError, UnicodeError):
        return True
