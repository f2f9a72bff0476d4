"""A member's signing key from a ``.p12`` file; leaves making throwaway ones to demonstration."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.french.agreement import of
from jurydesk.signature.chain import issuers_of

_SHORTEST_KEY = 2048
_LARGEST_FILE = 1 << 20


class KeyRefusedError(JuryDeskError):
    """A key cannot sign: expired, without a private part, not RSA, or not made for signing."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, its certificate, and the intermediate certificates up to a root."""

    private_key: RSAPrivateKey
    certificate: x509.Certificate
    intermediates: tuple[x509.Certificate, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, in hexadecimal."""
        return fingerprint(self.certificate)

    @property
    def subject(self) -> str:
        """The name the certificate was issued to."""
        return subject(self.certificate)


def fingerprint(certificate: x509.Certificate) -> str:
    """Return a certificate's SHA-256 in hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def subject(certificate: x509.Certificate) -> str:
    """Return the common name of a certificate's holder, or the whole name without one."""
    return _common_name(certificate.subject)


def issuer_name(certificate: x509.Certificate) -> str:
    """Return the common name of who issued a certificate, or the whole name without one."""
    return _common_name(certificate.issuer)


def _common_name(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def load_key(path: Path, passphrase: str, *, at: datetime) -> SigningKey:
    """Read a ``.p12`` (or ``.pfx``) file and check that its key may sign at that moment.

    Raises:
        UnreadableFileError: The file is missing, is not a ``.p12``, or the passphrase is wrong.
        KeyRefusedError: The key cannot sign now.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier de clé {path.name} ne peut pas être lu : vérifiez qu’il existe, "
            "que la clé USB est branchée et que vous avez le droit de le lire."
        ) from error
    private_key, certificate, others = _open(content, passphrase, path.name)
    if certificate is None or private_key is None:
        raise KeyRefusedError(
            f"Le fichier {path.name} ne contient pas de clé privée avec son certificat : "
            "exportez de nouveau le certificat en cochant « avec la clé privée »."
        )
    if not isinstance(private_key, RSAPrivateKey) or private_key.key_size < _SHORTEST_KEY:
        raise KeyRefusedError(
            f"La clé de {path.name} n’est pas une clé RSA d’au moins {_SHORTEST_KEY} bits : "
            "demandez un certificat de signature RSA à votre établissement."
        )
    key = SigningKey(private_key, certificate, tuple(issuers_of(certificate, others)))
    check_usable(key, at=at)
    return key


def _open(
    content: bytes, passphrase: str, name: str
) -> tuple[object | None, x509.Certificate | None, tuple[x509.Certificate, ...]]:
    try:
        found = pkcs12.load_pkcs12(content, passphrase.encode() if passphrase else None)
    except ValueError as error:
        # cryptography tells a wrong passphrase from a damaged file by its sentence alone.
        if "password" in str(error).lower():
            raise UnreadableFileError(
                f"La phrase secrète ne correspond pas au fichier {name} : saisissez-la de nouveau "
                "(attention aux majuscules et aux accents)."
            ) from error
        raise UnreadableFileError(
            f"Le fichier {name} n’est pas un certificat au format .p12 : choisissez le fichier "
            ".p12 ou .pfx remis avec votre certificat."
        ) from error
    certificate = found.cert.certificate if found.cert else None
    return found.key, certificate, tuple(each.certificate for each in found.additional_certs)


def made_for_signing(certificate: x509.Certificate) -> bool:
    """Whether a certificate says that its key signs; one that says nothing is not accepted."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.content_commitment or usage.digital_signature


def check_usable(key: SigningKey, *, at: datetime) -> None:
    """Refuse a key whose certificate is not valid at that moment or is not made for signing.

    Raises:
        KeyRefusedError: With the reason and what to do.
    """
    certificate = key.certificate
    if at > certificate.not_valid_after_utc:
        raise KeyRefusedError(
            f"Le certificat {of(key.subject)} a expiré le "
            f"{certificate.not_valid_after_utc:%d/%m/%Y} : demandez-en le renouvellement, ou "
            "déclarez que ce membre signe sur papier."
        )
    if at < certificate.not_valid_before_utc:
        raise KeyRefusedError(
            f"Le certificat {of(key.subject)} n’est valable qu’à partir du "
            f"{certificate.not_valid_before_utc:%d/%m/%Y} : vérifiez la date de l’ordinateur."
        )
    if not made_for_signing(certificate):
        raise KeyRefusedError(
            f"Le certificat {of(key.subject)} n’est pas fait pour signer : choisissez un "
            "certificat de signature, et non de chiffrement ou d’authentification de serveur."
        )
