"""Key files as programs and people make them: several keys, accents, faulty chains."""

import shutil
import subprocess
import unicodedata
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from jurydesk.errors import UnreadableFileError
from jurydesk.signature.certification_path import key_remark, key_warnings, path_fault
from jurydesk.signature.choice import choose_key
from jurydesk.signature.demonstration import _NO_USAGE
from jurydesk.signature.keys import KeyRefusedError, load_key, load_keys
from jurydesk.signature.trust import Trust, load_trust
from tests.builders import at
from tests.signature.builders import Keyring, expected

NOW = at("18:10")
SECRET = "mot de passe été"


def a_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def named(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def a_certificate(
    holder: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    *,
    until: int = 2034,
    authority: bool = False,
    critical: str = "",
    usage: str = "content_commitment",
) -> x509.CertificateBuilder:
    allowed = {"key_cert_sign" if authority else usage: True}
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(holder))
        .issuer_name(named(issuer))
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(until, 1, 1, tzinfo=UTC))
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**(_NO_USAGE | allowed)), critical=True)
    )
    if critical:
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier(critical), b"\x05\x00")
        builder = builder.add_extension(unknown, critical=True)
    return builder


class Chain:
    """A root, an intermediate and a signer, any of them with something wrong."""

    def __init__(self, *, until: int = 2034, critical: str = "", holder: str = "A B") -> None:
        root, middle, self.own = a_key(), a_key(), a_key()
        built = a_certificate("Racine", root, "Racine", authority=True)
        self.root = built.sign(root, hashes.SHA256())
        built = a_certificate("Intermédiaire", middle, "Racine", authority=True, until=until)
        self.middle = built.sign(root, hashes.SHA256())
        built = a_certificate(holder, self.own, "Intermédiaire", critical=critical)
        self.leaf = built.sign(middle, hashes.SHA256())

    def fault(self, *others: x509.Certificate) -> str:
        return path_fault(self.leaf, others, Trust((self.root,)), NOW) or ""

    def file(self, folder: Path, *others: x509.Certificate) -> Path:
        path = folder / "clé.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"k", self.own, self.leaf, others, serialization.NoEncryption()
            )
        )
        return path


class TestCauses:
    """Each true cause has its own sentence, in the verdict and at the signature."""

    def test_whole_chain_has_none(self, tmp_path: Path) -> None:
        chain = Chain()
        key = load_key(chain.file(tmp_path, chain.middle, chain.root), "", at=NOW)

        assert chain.fault(chain.middle) == ""
        assert key_warnings(key, at=NOW) == ()
        assert key_remark(key) == ""

    def test_missing_intermediate(self, tmp_path: Path) -> None:
        chain = Chain()

        assert "il manque le certificat de «\u00a0Intermédiaire\u00a0»" in chain.fault()
        key = load_key(chain.file(tmp_path), "", at=NOW)
        assert "autorité «\u00a0Intermédiaire\u00a0» n’accompagne pas la clé" in key_remark(key)

    def test_expired_intermediate(self, tmp_path: Path) -> None:
        chain = Chain(until=2023)
        told = (
            "autorité intermédiaire «\u00a0Intermédiaire\u00a0» n’était valable que du 01/01/2020"
        )

        assert told in chain.fault(chain.middle)
        key = load_key(chain.file(tmp_path, chain.middle), "", at=NOW)
        assert told in key_warnings(key, at=NOW)[0]

    def test_unknown_critical_extension(self, tmp_path: Path) -> None:
        chain = Chain(critical="1.3.6.1.4.1.99999.7")
        told = "extension critique inconnue (1.3.6.1.4.1.99999.7)"

        assert told in chain.fault(chain.middle)
        key = load_key(chain.file(tmp_path, chain.middle), "", at=NOW)
        assert told in key_warnings(key, at=NOW)[0]

    def test_name_that_mixes_scripts(self, tmp_path: Path) -> None:
        chain = Chain(holder="Sarah כהן Cohen")
        told = "mêle des écritures"

        assert told in chain.fault(chain.middle)
        assert "le certificat peut être bon" in chain.fault(chain.middle)
        key = load_key(chain.file(tmp_path, chain.middle), "", at=NOW)
        assert told in key_warnings(key, at=NOW)[0]

    def test_old_digest(self, tmp_path: Path) -> None:
        """OpenSSL still signs with SHA-1 when asked."""
        key, cert = tmp_path / "k.pem", tmp_path / "c.pem"
        made = "openssl req -x509 -newkey rsa:2048 -nodes -sha1 -days 30 -subj /CN=Vieux"
        subprocess.run(
            [*made.split(), "-keyout", key, "-out", cert],
            check=True,
            capture_output=True,
        )
        old = x509.load_pem_x509_certificate(cert.read_bytes())
        middle = old.not_valid_before_utc

        assert "empreinte SHA-1" in (path_fault(old, (), None, middle) or "")


class TestFiles:
    """What is in the file, whoever wrote it."""

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    @pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
    def test_accented_passphrase_opens_in_every_spelling(
        self, tmp_path: Path, form: str, encoding: str
    ) -> None:
        """OpenSSL takes the bytes of a file as they are."""
        chain = Chain()
        key, cert, word = tmp_path / "k.pem", tmp_path / "c.pem", tmp_path / "mot"
        key.write_bytes(
            chain.own.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        cert.write_bytes(chain.leaf.public_bytes(serialization.Encoding.PEM))
        text = unicodedata.normalize(form, SECRET)
        if encoding == "cp1252" and form == "NFD":
            pytest.skip("no such letters there")
        word.write_bytes(text.encode(encoding))
        out = tmp_path / "k.p12"
        subprocess.run(
            [
                *("openssl", "pkcs12", "-export", "-in", cert, "-inkey", key, "-out", out),
                *("-passout", f"file:{word}"),
            ],
            check=True,
            capture_output=True,
        )

        assert load_key(out, SECRET, at=NOW).certificate == chain.leaf

    @pytest.mark.skipif(shutil.which("keytool") is None, reason="keytool comes with Java")
    def test_a_certificate_whose_issuer_is_no_name_is_passed_over(self, tmp_path: Path) -> None:
        chain = Chain()
        path = chain.file(tmp_path, chain.middle)
        content = path.read_bytes()
        named = content.index(b"Interm\xc3\xa9diaire")
        broken = content[:named] + b"\xff" * 14 + content[named + 14 :]
        path.write_bytes(broken)

        with pytest.raises(KeyRefusedError, match="pas de clé privée avec son certificat"):
            load_keys(path, "", at=NOW)

    def test_an_authority_whose_name_cannot_be_read_is_refused(self, tmp_path: Path) -> None:
        root = Chain().root.public_bytes(serialization.Encoding.DER)
        path = tmp_path / "ca.der"
        path.write_bytes(root.replace(b"Racine", b"\xff" * 6))

        with pytest.raises(UnreadableFileError, match="certificat d’autorité lisible"):
            load_trust(path)

    @pytest.mark.parametrize(
        ("purposes", "usage", "signs"),
        [
            ("", "content_commitment", True),
            ("EMAIL_PROTECTION", "digital_signature", True),
            ("CLIENT_AUTH EMAIL_PROTECTION", "digital_signature", True),
            ("CLIENT_AUTH", "content_commitment", True),
            ("CLIENT_AUTH", "digital_signature", False),
            ("SERVER_AUTH CLIENT_AUTH", "content_commitment", False),
            ("CODE_SIGNING", "digital_signature", False),
            ("TIME_STAMPING", "content_commitment", False),
        ],
    )
    def test_certificate_of_a_machine_signs_no_minutes(
        self, purposes: str, usage: str, signs: bool
    ) -> None:
        """The authority that certifies persons certifies servers too."""
        root, own = a_key(), a_key()
        wanted = [getattr(ExtendedKeyUsageOID, each) for each in purposes.split()]
        builder = a_certificate("www.universite.fr", own, "Racine", usage=usage)
        if wanted:
            builder = builder.add_extension(x509.ExtendedKeyUsage(wanted), critical=False)
        trust = Trust(
            (a_certificate("Racine", root, "Racine", authority=True).sign(root, hashes.SHA256()),)
        )

        fault = path_fault(builder.sign(root, hashes.SHA256()), (), trust, NOW)
        assert fault == (None if signs else "le certificat n’est pas fait pour signer")

    def test_several_keys_are_chosen_among(self, tmp_path: Path) -> None:
        """Java makes such files; so does joining two in one with OpenSSL's parts."""
        first, second = Chain(holder="PrénomM2 NOMM2"), Chain(holder="Autre Personne")
        paths = []
        for number, chain in enumerate((first, second)):
            paths.append(tmp_path / f"{number}.p12")
            paths[-1].write_bytes(
                pkcs12.serialize_key_and_certificates(
                    f"k{number}".encode(),
                    chain.own,
                    chain.leaf,
                    None,
                    serialization.BestAvailableEncryption(b"secret1"),
                )
            )
        store = tmp_path / "deux.p12"
        for path in paths:
            subprocess.run(
                [
                    *("keytool", "-importkeystore", "-noprompt", "-srckeystore", path),
                    *("-srcstoretype", "PKCS12", "-srcstorepass", "secret1"),
                    *("-destkeystore", store, "-deststoretype", "PKCS12"),
                    *("-deststorepass", "secret1"),
                ],
                check=True,
                capture_output=True,
            )

        keys = load_keys(store, "secret1", at=NOW)

        assert {key.subject for key in keys} == {"PrénomM2 NOMM2", "Autre Personne"}
        assert choose_key(keys, "deux.p12", expected=expected("M2")).subject == "PrénomM2 NOMM2"
        assert choose_key(keys, "deux.p12", wanted="autre personne").subject == "Autre Personne"
        with pytest.raises(KeyRefusedError, match="aucun pour « PrénomM3".replace("« ", "«\u00a0")):
            choose_key(keys, "deux.p12", expected=expected("M3"))

    @pytest.mark.parametrize("word", ["autre", "", "é" * 40, "\ud800", "a\0b"], ids=repr)
    def test_no_passphrase_is_ever_quoted(
        self, tmp_path: Path, keyring: Keyring, word: str
    ) -> None:
        path = tmp_path / "k.p12"
        key = keyring["M2"].private_key
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"k",
                key.held,  # type: ignore[attr-defined]
                keyring["M2"].certificate,
                None,
                serialization.BestAvailableEncryption(b"vrai"),
            )
        )

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(UnreadableFileError) as refusal:
                load_key(path, word, at=NOW)

        cause: BaseException | None = refusal.value
        while cause is not None:
            assert not word or word not in str(cause)
            cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)

    def test_authorities_come_in_a_p7b(self, tmp_path: Path) -> None:
        chain = Chain()
        for encoding in (serialization.Encoding.DER, serialization.Encoding.PEM):
            path = tmp_path / "autorités.p7b"
            path.write_bytes(pkcs7.serialize_certificates([chain.root, chain.middle], encoding))

            assert set(load_trust(path).roots) == {chain.root, chain.middle}

    def test_hour_of_a_certificate_of_today_is_told(self, tmp_path: Path) -> None:
        chain = Chain()
        early = datetime(2019, 12, 31, 23, 0, tzinfo=NOW.tzinfo)

        with pytest.raises(KeyRefusedError, match="à partir du 01/01/2020 à 0"):
            load_key(chain.file(tmp_path), "", at=early)
