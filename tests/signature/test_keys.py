"""Key files and authorities as people hand them over, wrong ones included."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pikepdf import pdfa

from jurydesk.errors import UnreadableFileError
from jurydesk.signature.demonstration import _NO_USAGE, as_p12
from jurydesk.signature.embedding import embed_member
from jurydesk.signature.keys import FileKey, KeyRefusedError, SigningKey, load_key, subject
from jurydesk.signature.signing import sign_pdf
from jurydesk.signature.trust import Trust, load_trust
from tests.builders import at
from tests.signature.builders import (
    Keyring,
    a_sealed_pdf,
    expected,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)

NOW = at("18:10")


def _file(folder: Path, content: bytes, name: str = "clé.p12") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_demonstration_keys_are_fit_to_sign_and_say_what_they_are(keyring: Keyring) -> None:
    root, signer = keyring.authority.certificate, keyring["M1"].certificate
    usage = signer.extensions.get_extension_for_class(x509.KeyUsage).value
    purposes = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    root_key, signer_key = root.public_key(), signer.public_key()

    assert "démonstration" in subject(root)
    assert subject(signer) == "PrénomM1 NOMM1 (démonstration)"
    assert isinstance(root_key, ec.EllipticCurvePublicKey)
    assert root_key.curve.name == "secp384r1"
    assert isinstance(signer_key, rsa.RSAPublicKey)
    assert signer_key.key_size == 3072
    assert usage.content_commitment
    assert ExtendedKeyUsageOID.EMAIL_PROTECTION in purposes
    assert "1.3.6.1.5.5.7.3.36" in {each.dotted_string for each in purposes}


def test_long_name_keeps_its_mark(keyring: Keyring) -> None:
    key = keyring.authority.issue("Marie-Antoinette de La Rochefoucauld-Montbel " * 3, at=NOW)

    assert len(key.subject.encode()) == 64
    assert key.subject.endswith("(démonstration)")


def test_p12_is_protected_with_aes(keyring: Keyring) -> None:
    content = as_p12(keyring["M1"], "secret")

    # AES-256-CBC is 2.16.840.1.101.3.4.1.42 in the file, and no RC2 or triple DES beside it.
    assert bytes.fromhex("60864801650304012a") in content
    assert bytes.fromhex("2a864886f70d010c01") not in content


def test_key_is_read_back(tmp_path: Path, keyring: Keyring) -> None:
    path = _file(tmp_path, as_p12(keyring["M1"], "phrase secrète"))

    key = load_key(path, "phrase secrète", at=NOW)

    assert key.fingerprint == keyring["M1"].fingerprint
    assert len(key.fingerprint) == 64


def test_wrong_passphrase_is_told_apart(tmp_path: Path, keyring: Keyring) -> None:
    path = _file(tmp_path, as_p12(keyring["M1"], "phrase secrète"))

    for wrong in ("autre", ""):
        with pytest.raises(UnreadableFileError, match="phrase secrète ne correspond pas"):
            load_key(path, wrong, at=NOW)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 3_000_000], ids=len)
def test_other_file_is_told_apart(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"n’est pas un certificat au format \.p12"):
        load_key(_file(tmp_path, content), "secret", at=NOW)


def test_missing_file_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="ne peut pas être lu"):
        load_key(tmp_path / "absent.p12", "secret", at=NOW)


def test_certificate_without_its_private_key_is_refused(tmp_path: Path, keyring: Keyring) -> None:
    content = pkcs12.serialize_key_and_certificates(
        None, None, keyring["M1"].certificate, None, serialization.BestAvailableEncryption(b"x")
    )

    with pytest.raises(KeyRefusedError, match="ne contient pas de clé privée"):
        load_key(_file(tmp_path, content), "x", at=NOW)


def test_expired_certificate_is_refused(tmp_path: Path, keyring: Keyring) -> None:
    old = keyring.authority.issue("M1", at=at("08:00"), days=10)
    path = _file(tmp_path, as_p12(old, "x"))

    with pytest.raises(KeyRefusedError, match="a expiré le 29/04/2024"):
        load_key(path, "x", at=datetime(2024, 5, 1, tzinfo=NOW.tzinfo))


def test_certificate_of_tomorrow_is_refused(tmp_path: Path, keyring: Keyring) -> None:
    path = _file(tmp_path, as_p12(keyring["M1"], "x"))

    with pytest.raises(KeyRefusedError, match="n’est valable qu’à partir du 19/04/2024"):
        load_key(path, "x", at=datetime(2024, 4, 18, tzinfo=NOW.tzinfo))


@pytest.mark.parametrize(
    ("curve", "refused"),
    [(ec.SECP256R1(), ""), (ec.SECP384R1(), ""), (ec.SECP521R1(), "d’aucune des sortes")],
    ids=["P-256", "P-384", "P-521"],
)
def test_elliptic_keys_of_two_curves_sign(
    tmp_path: Path, keyring: Keyring, curve: ec.EllipticCurve, refused: str
) -> None:
    own = ec.generate_private_key(curve)
    leaf = _builder("NOMM2 PrénomM2", keyring.authority.certificate.subject, own).add_extension(
        x509.KeyUsage(**(_NO_USAGE | {"content_commitment": True})), critical=True
    )
    content = pkcs12.serialize_key_and_certificates(
        b"ec",
        own,
        leaf.sign(keyring.authority.private_key, hashes.SHA384()),
        None,
        serialization.BestAvailableEncryption(b"x"),
    )
    path = _file(tmp_path, content)
    if refused:
        with pytest.raises(KeyRefusedError, match=refused):
            load_key(path, "x", at=NOW)
        return

    signed = sign_pdf(a_sealed_pdf(what_is_sealed()), "M2", load_key(path, "x", at=NOW), at=NOW)
    verdict = verdict_on(signed_by(signed, keyring, "M3", "M1", first="18:20"), keyring.trust)

    assert holds(verdict), saying(verdict)
    assert all(each.trusted for each in verdict.signatures)
    report = pdfa.validate_written(BytesIO(signed), "3b")
    assert {finding.kind for finding in report.findings} == {"unsupported"}
    with pikepdf.open(BytesIO(signed)) as pdf:
        assert "/Version" not in pdf.Root


@pytest.mark.parametrize(
    ("usage", "told"),
    [("key_encipherment", "n’est pas fait pour signer"), ("", "ne dit pas à quoi il sert")],
    ids=["encryption", "nothing said"],
)
def test_certificate_not_made_for_signing_is_refused(
    tmp_path: Path, keyring: Keyring, usage: str, told: str
) -> None:
    key = _issued(keyring, usage)

    with pytest.raises(KeyRefusedError, match=told):
        load_key(_file(tmp_path, as_p12(key, "x")), "x", at=NOW)


def test_signature_with_a_key_made_for_encryption_is_not_trusted(keyring: Keyring) -> None:
    document = embed_member(
        a_sealed_pdf(what_is_sealed()), expected("M2"), _issued(keyring, "key_encipherment"), NOW
    )

    verdict = verdict_on(document, keyring.trust)

    assert not verdict.signatures[0].trusted
    assert "n’est pas fait pour signer" in saying(verdict)


def test_chain_through_an_intermediate_authority_is_trusted(
    tmp_path: Path, keyring: Keyring
) -> None:
    middle_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    root = keyring.authority
    # The demonstration root allows no authority below it: another certificate of its key does.
    free_root = _builder("Racine", _name("Racine"), root.private_key).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    free = free_root.sign(root.private_key, hashes.SHA384())
    middle = (
        _builder("Autorité intermédiaire", free.subject, middle_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(root.private_key, hashes.SHA384())
    )
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    leaf = (
        _builder("NOMM2 PrénomM2", middle.subject, own)
        .add_extension(x509.KeyUsage(**(_NO_USAGE | {"digital_signature": True})), critical=True)
        .sign(middle_key, hashes.SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(
        b"k", own, leaf, [free, middle], serialization.BestAvailableEncryption(b"x")
    )

    key = load_key(_file(tmp_path, content), "x", at=NOW)
    document = sign_pdf(a_sealed_pdf(what_is_sealed()), "M2", key, at=NOW)
    document = signed_by(document, keyring, "M3", "M1", first="18:20")
    verdict = verdict_on(document, Trust((free, root.certificate)))

    # The root stays out: trust in it comes from whoever verifies.
    assert key.intermediates == (middle,)
    assert holds(verdict), saying(verdict)
    assert not holds(verdict_on(document, Trust((root.certificate,))))


class TestTrust:
    """The file that ``--trust`` takes."""

    def test_pem_with_root_and_list_is_read(self, tmp_path: Path, keyring: Keyring) -> None:
        crl = keyring.authority.revoke([], at=NOW)
        path = _file(tmp_path, keyring.authority.pem + crl, "ca.pem")

        trust = load_trust(path)

        assert trust.roots == (keyring.authority.certificate,)
        assert len(trust.revocations) == 1

    def test_der_files_are_read(self, tmp_path: Path, keyring: Keyring) -> None:
        der = serialization.Encoding.DER
        crl = x509.load_pem_x509_crl(keyring.authority.revoke([], at=NOW))
        root = _file(tmp_path, keyring.authority.certificate.public_bytes(der), "ca.crt")
        revocations = _file(tmp_path, crl.public_bytes(der), "liste.crl")

        trust = load_trust(root, revocations)

        assert trust.roots == (keyring.authority.certificate,)
        assert trust.revocations == (crl,)

    @pytest.mark.parametrize(
        "content", [b"", b"texte", b"-----BEGIN AUTRE-----", b"-----BEGIN CERTIFICATE-----\nx"]
    )
    def test_other_file_is_refused(self, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(UnreadableFileError, match="n’est pas un certificat d’autorité"):
            load_trust(_file(tmp_path, content, "ca.pem"))

    def test_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFileError, match="n’est pas un certificat d’autorité"):
            load_trust(tmp_path / "absent.pem")

    def test_list_alone_is_not_an_authority(self, tmp_path: Path, keyring: Keyring) -> None:
        path = _file(tmp_path, keyring.authority.revoke([], at=NOW), "liste.pem")

        with pytest.raises(UnreadableFileError, match="Aucun certificat d’autorité"):
            load_trust(path)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(
    name: str, issuer: x509.Name, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at("08:00"))
        .not_valid_after(datetime(2034, 1, 1, tzinfo=NOW.tzinfo))
        .public_key(key.public_key())
    )


def _issued(keyring: Keyring, usage: str) -> SigningKey:
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    root = keyring.authority
    builder = _builder("Sans mention", root.certificate.subject, own)
    if usage:
        builder = builder.add_extension(x509.KeyUsage(**(_NO_USAGE | {usage: True})), critical=True)
    return SigningKey(FileKey(own), builder.sign(root.private_key, hashes.SHA384()))
