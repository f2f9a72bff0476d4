"""Throwaway keys marked « démonstration », for trying the whole path; they prove nothing.

The clock is an argument, and so is the source of serial numbers; private keys come from the
system's own randomness, the only fit one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from jurydesk.signature.keys import FileKey, SigningKey

MARK = "démonstration"
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
_NO_USAGE = {
    "digital_signature": False,
    "content_commitment": False,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "key_cert_sign": False,
    "crl_sign": False,
    "encipher_only": False,
    "decipher_only": False,
}

Serials = Callable[[], int]


@dataclass(frozen=True, slots=True)
class DemonstrationAuthority:
    """A throwaway root (P-384) that issues signing certificates valid for one year."""

    private_key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The root's certificate as ``--trust`` takes it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(
        self,
        name: str,
        *,
        at: datetime,
        days: int = 365,
        serials: Serials = x509.random_serial_number,
    ) -> SigningKey:
        """Make an RSA 3072 key and its certificate, valid from ``at`` for that many days."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
        usages = [_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]
        certificate = (
            _certificate(_name(name), self.certificate.subject, at, days, serials())
            .public_key(key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
            # Without emailProtection, NSS (pdfsig) does not accept a document signer.
            .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
            .add_extension(_key_identifier(key.public_key()), critical=False)
            .add_extension(self._identifier(), critical=False)
            .sign(self.private_key, hashes.SHA384())
        )
        return SigningKey(FileKey(key), certificate)

    def revoke(self, certificates: Iterable[x509.Certificate], *, at: datetime) -> bytes:
        """Return a revocation list (CRL, PEM) naming these certificates, revoked at ``at``."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at)
            .next_update(at + timedelta(days=30))
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(self._identifier(), critical=False)
        )
        for certificate in certificates:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(certificate.serial_number)
                .revocation_date(at)
                .build()
            )
        crl = builder.sign(self.private_key, hashes.SHA384())
        return crl.public_bytes(serialization.Encoding.PEM)

    def _identifier(self) -> x509.AuthorityKeyIdentifier:
        public = self.private_key.public_key()
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(public)


def create_authority(
    name: str = "Autorité JuryDesk",
    *,
    at: datetime,
    days: int = 3650,
    serials: Serials = x509.random_serial_number,
) -> DemonstrationAuthority:
    """Make a throwaway root, its name marked « démonstration »."""
    key = ec.generate_private_key(ec.SECP384R1())
    subject = _name(name)
    certificate = (
        _certificate(subject, subject, at, days, serials())
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(_key_identifier(key.public_key()), critical=False)
        .sign(key, hashes.SHA384())
    )
    return DemonstrationAuthority(key, certificate)


def as_p12(key: SigningKey, passphrase: str) -> bytes:
    """Return the key as a ``.p12`` file protected with AES-256, or open without a passphrase."""
    protection: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        protection = (
            serialization.PrivateFormat.PKCS12.encryption_builder()
            .kdf_rounds(20_000)
            .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
            .hmac_hash(hashes.SHA256())
            .build(passphrase.encode())
        )
    if not isinstance(key.private_key, FileKey):
        raise TypeError(type(key.private_key))
    return pkcs12.serialize_key_and_certificates(
        key.subject.encode(), key.private_key.held, key.certificate, key.intermediates, protection
    )


def _key_identifier(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(key)


def _name(holder: str) -> x509.Name:
    # X.509 allows 64 bytes here; the mark is never the part cut off.
    mark = f" ({MARK})"
    common = holder.encode()[: 64 - len(mark.encode())].decode(errors="ignore") + mark
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"JuryDesk {MARK}"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    holder: x509.Name, issuer: x509.Name, at: datetime, days: int, serial: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(issuer)
        .serial_number(serial)
        .not_valid_before(at)
        .not_valid_after(at + timedelta(days=days))
    )


def _usage(*allowed: str) -> x509.KeyUsage:
    return x509.KeyUsage(**(_NO_USAGE | dict.fromkeys(allowed, True)))
