"""A member's signing keys, from a ``.p12`` file; leaves cards and throwaway keys to their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey as EllipticKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, PublicKeyAlgorithmOID

from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.french.agreement import of
from jurydesk.signature.chain import issuers_of, name_of, sound
from jurydesk.signature.p12 import NotP12Error, WrongPassphraseError, open_p12

_SHORTEST_KEY = 2048
_CURVES = ("secp256r1", "secp384r1")
_LARGEST_FILE = 1 << 20
_MACHINES = frozenset(
    (
        ExtendedKeyUsageOID.SERVER_AUTH,
        ExtendedKeyUsageOID.CLIENT_AUTH,
        ExtendedKeyUsageOID.CODE_SIGNING,
        ExtendedKeyUsageOID.TIME_STAMPING,
        ExtendedKeyUsageOID.OCSP_SIGNING,
        ExtendedKeyUsageOID.IPSEC_IKE,
    )
)


class KeyRefusedError(JuryDeskError):
    """A key cannot sign: expired, without a private part, of no known kind, not for signing."""


class PrivateKey(Protocol):
    """What signs: a key of a file, in memory, or of a card, which never gives it away."""

    def sign_raw(self, data: bytes) -> bytes:
        """Return the signature of some bytes with SHA-256, as CMS holds it."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """A private key read from a file: RSA, or elliptic on P-256 or P-384."""

    held: RSAPrivateKey | EllipticCurvePrivateKey

    def sign_raw(self, data: bytes) -> bytes:
        """Return the signature: PKCS #1 v1.5, which no randomness enters, or ECDSA."""
        if isinstance(self.held, RSAPrivateKey):
            return self.held.sign(data, PKCS1v15(), hashes.SHA256())
        return self.held.sign(data, ECDSA(hashes.SHA256()))


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, its certificate, and the intermediate certificates up to a root.

    ``has_root`` tells that the root above them came along: then no intermediate is missing.
    """

    private_key: PrivateKey
    certificate: x509.Certificate
    intermediates: tuple[x509.Certificate, ...] = ()
    has_root: bool = False

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


def read_certificate(content: bytes) -> x509.Certificate:
    """Return the certificate of a file, in text (PEM) or in bytes (DER).

    Raises:
        ValueError: It holds none, or one whose names cannot be read.
    """
    is_text = b"-----BEGIN" in content
    load = x509.load_pem_x509_certificate if is_text else x509.load_der_x509_certificate
    return sound(load(content))


def subject(certificate: x509.Certificate) -> str:
    """Return the common name of a certificate's holder, or the whole name without one."""
    return _common_name(certificate.subject)


def issuer_name(certificate: x509.Certificate) -> str:
    """Return the common name of who issued a certificate, or the whole name without one."""
    return _common_name(certificate.issuer)


def is_personal(certificate: x509.Certificate) -> bool:
    """Whether a certificate says that its holder is a person, by a first name or a surname."""
    return any(
        certificate.subject.get_attributes_for_oid(oid)
        for oid in (NameOID.GIVEN_NAME, NameOID.SURNAME)
    )


def _common_name(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def load_key(path: Path, passphrase: str, *, at: datetime) -> SigningKey:
    """Read the key of a ``.p12`` file that may sign at that moment; the first one of several.

    Raises:
        UnreadableFileError: The file is missing, is not a ``.p12``, or the passphrase is wrong.
        KeyRefusedError: No key of the file can sign now.
    """
    return load_keys(path, passphrase, at=at)[0]


def load_keys(path: Path, passphrase: str, *, at: datetime) -> tuple[SigningKey, ...]:
    """Read every key of a ``.p12`` (or ``.pfx``) file that may sign at that moment.

    Raises:
        UnreadableFileError: The file is missing, is not a ``.p12``, or the passphrase is wrong.
        KeyRefusedError: No key of the file can sign now; the reason is the first key's.
    """
    held = [
        make_key(FileKey(key), certificate, others)
        if isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey)
        else None
        for key, certificate, others in _pairs(path, passphrase)
    ]
    return usable_keys([each for each in held if each is not None], path.name, at=at)


def make_key(
    private_key: PrivateKey, certificate: x509.Certificate, others: Sequence[x509.Certificate]
) -> SigningKey:
    """Return a key with the chain found among the certificates that came with it."""
    chain = tuple(issuers_of(certificate, others))
    above = name_of(chain[-1] if chain else certificate, "issuer")
    has_root = any(name_of(each, "subject") == above == name_of(each, "issuer") for each in others)
    return SigningKey(private_key, certificate, chain, has_root)


def usable_keys(held: Sequence[SigningKey], place: str, *, at: datetime) -> tuple[SigningKey, ...]:
    """Return the keys of one file or card that may sign now.

    Raises:
        KeyRefusedError: There is none; the reason is the first key's.
    """
    usable, reasons = [], []
    for key in held:
        try:
            check_kind(key.certificate, place)
            check_usable(key, at=at)
        except KeyRefusedError as refusal:
            reasons.append(refusal)
        else:
            usable.append(key)
    if usable:
        return tuple(usable)
    if reasons:
        raise reasons[0]
    raise KeyRefusedError(
        f"« {place} » ne contient pas de clé privée avec son certificat : exportez de nouveau le "
        "certificat en cochant « avec la clé privée »."
    )


def _pairs(
    path: Path, passphrase: str
) -> list[tuple[object, x509.Certificate, tuple[x509.Certificate, ...]]]:
    """Return each private key with its certificate, and all those of the file."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier de clé {path.name} ne peut pas être lu : vérifiez qu’il existe, "
            "que la clé USB est branchée et que vous avez le droit de le lire."
        ) from error
    try:
        opened = open_p12(content, passphrase)
    except WrongPassphraseError:
        raise UnreadableFileError(
            f"La phrase secrète ne correspond pas au fichier {path.name} : saisissez-la de nouveau "
            "(attention aux majuscules et aux accents)."
        ) from None
    except NotP12Error:
        raise UnreadableFileError(
            f"Le fichier {path.name} n’est pas un certificat au format .p12 : choisissez le "
            "fichier .p12 ou .pfx remis avec votre certificat."
        ) from None
    return [
        (key, certificate, opened.certificates)
        for certificate in opened.certificates
        for key in opened.keys
        if _belongs(key, certificate)
    ]


def _belongs(key: object, certificate: x509.Certificate) -> bool:
    """Whether a certificate was made for a private key."""
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        return False
    try:
        mine = key.public_key().public_numbers()
        public = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        # Such a certificate (RSASSA-PSS) names the key's kind, and is told of by that name.
        return certificate.public_key_algorithm_oid == PublicKeyAlgorithmOID.RSASSA_PSS
    return isinstance(public, RSAPublicKey | EllipticKey) and public.public_numbers() == mine


def made_for_signing(certificate: x509.Certificate) -> bool:
    """Whether a certificate says that its key signs; one that says nothing is not accepted.

    One made for a server, a machine, programs or time stamps alone signs no minutes, though the
    same authority issued it.
    """
    usage = _usage(certificate)
    if usage is None or not (usage.content_commitment or usage.digital_signature):
        return False
    try:
        told = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True
    purposes = set(told)
    if usage.content_commitment and ExtendedKeyUsageOID.SERVER_AUTH not in purposes:
        # A person's card may name its holder's authentication beside.
        purposes.discard(ExtendedKeyUsageOID.CLIENT_AUTH)
        return not purposes or not purposes <= _MACHINES
    return not purposes <= _MACHINES


def _usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return None


def check_kind(certificate: x509.Certificate, place: str) -> None:
    """Refuse a key of a kind that minutes are not signed with.

    Raises:
        KeyRefusedError: With the kinds that are.
    """
    wanted = (
        "demandez à votre établissement un certificat de signature RSA d’au moins "
        f"{_SHORTEST_KEY} bits, ou à courbe elliptique P-256 ou P-384."
    )
    if certificate.public_key_algorithm_oid == PublicKeyAlgorithmOID.RSASSA_PSS:
        raise KeyRefusedError(
            f"La clé de {place} ne signe qu’en RSASSA-PSS, que beaucoup de lecteurs de PDF ne "
            f"savent pas vérifier : {wanted}"
        )
    try:
        public = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        public = None
    if isinstance(public, RSAPublicKey):
        if public.key_size < _SHORTEST_KEY:
            raise KeyRefusedError(
                f"La clé RSA de {place} n’a que {public.key_size} bits : {wanted}"
            )
    elif not isinstance(public, EllipticKey) or public.curve.name not in _CURVES:
        raise KeyRefusedError(
            f"La clé de {place} n’est d’aucune des sortes dont JuryDesk signe : {wanted}"
        )


def check_usable(key: SigningKey, *, at: datetime) -> None:
    """Refuse a key whose certificate is not valid at that moment or is not made for signing.

    Raises:
        KeyRefusedError: With the reason and what to do.
    """
    certificate = key.certificate
    if at > certificate.not_valid_after_utc:
        until = certificate.not_valid_after_utc.astimezone(at.tzinfo)
        raise KeyRefusedError(
            f"Le certificat {of(key.subject)} a expiré le {until:%d/%m/%Y à %H:%M} : demandez-en "
            "le renouvellement, ou déclarez que ce membre signe sur papier."
        )
    if at < certificate.not_valid_before_utc:
        since = certificate.not_valid_before_utc.astimezone(at.tzinfo)
        raise KeyRefusedError(
            f"Le certificat {of(key.subject)} n’est valable qu’à partir du "
            f"{since:%d/%m/%Y à %H:%M}, et l’ordinateur dit {at:%d/%m/%Y %H:%M} : vérifiez sa date "
            "et son heure."
        )
    if _usage(certificate) is None:
        raise KeyRefusedError(
            f"Le certificat {of(key.subject)} ne dit pas à quoi il sert (aucun usage de clé) : "
            "demandez un certificat de signature, qui porte l’usage « signature » ou "
            "« non-répudiation »."
        )
    if not made_for_signing(certificate):
        raise KeyRefusedError(
            f"Le certificat {of(key.subject)} n’est pas fait pour signer : choisissez un "
            "certificat de signature, et non de chiffrement ou d’authentification de serveur."
        )
