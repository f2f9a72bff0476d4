"""Opens ``.p12`` files, whatever program made them and however it spelt the passphrase.

Programs agree on the letters of a passphrase without accents only. OpenSSL takes the bytes that
were typed, others UTF-16, macOS sends accents apart: each spelling is tried. Nothing raised here
names the passphrase, nor carries the library's own error, which may. Leaves judging the keys to
:mod:`~jurydesk.signature.keys`.
"""

import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import load_der_private_key, pkcs12

from jurydesk.signature.chain import is_sound

_RAW_SPELLINGS = ("utf-8", "cp1252", "utf-16-be", "utf-16-le")
_MOST_ROUNDS = 20_000_000
_DIGESTS: dict[str, type[hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class WrongPassphraseError(Exception):
    """The passphrase opens nothing, in any spelling."""


class NotP12Error(Exception):
    """The file is no ``.p12`` that can be read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a ``.p12`` holds: private keys, and the certificates that read, in the file's order."""

    keys: tuple[object, ...]
    certificates: tuple[x509.Certificate, ...]


def open_p12(content: bytes, passphrase: str) -> Opened:
    """Return what a file holds.

    Raises:
        WrongPassphraseError: It is a ``.p12``, closed by another passphrase.
        NotP12Error: It is something else.
    """
    with warnings.catch_warnings():
        # NSS writes a form that the library reads with a warning; the clerk can do nothing of it.
        warnings.simplefilter("ignore")
        bags = _bags(content)
        if "\0" in passphrase:
            # No program takes one, and the library would show it in its own trace.
            raise WrongPassphraseError
        for spelling in _spellings(passphrase):
            opened = _open_whole(content, bags, spelling)
            if opened is not None:
                return _sound(opened)
        try:
            opened = _open_apart(bags, passphrase)
        except Exception:  # noqa: BLE001 the library's own words may quote the passphrase
            opened = None
    if opened is None:
        raise WrongPassphraseError
    return _sound(opened)


def _sound(opened: Opened) -> Opened:
    return replace(opened, certificates=tuple(filter(is_sound, opened.certificates)))


def _spellings(passphrase: str) -> Iterator[bytes | None]:
    """Yield the passphrase as the library takes it, then as old programs made it wrong."""
    if not passphrase:
        yield None
        yield b""
        return
    for form in _forms(passphrase):
        yield form.encode("utf-8", "surrogatepass")
    for form in _forms(passphrase):
        # OpenSSL before 1.1 took each byte of the UTF-8 for a letter.
        yield form.encode("utf-8", "surrogatepass").decode("latin-1").encode()


def _forms(passphrase: str) -> tuple[str, ...]:
    forms = (unicodedata.normalize(form, passphrase) for form in ("NFC", "NFD"))
    return tuple(dict.fromkeys((passphrase, *forms)))


def _bags(content: bytes) -> "list[_Bag]":
    try:
        file = asn1_pkcs12.Pfx.load(content, strict=True)
        return [
            _Bag(part["content_type"].native, part["content"]) for part in file.authenticated_safe
        ]
    except Exception:  # noqa: BLE001 whatever a strange file makes the library raise
        raise NotP12Error from None


@dataclass(frozen=True, slots=True)
class _Bag:
    kind: str
    content: Any


def _open_whole(content: bytes, bags: list[_Bag], spelling: bytes | None) -> Opened | None:
    try:
        found = pkcs12.load_pkcs12(content, spelling)
    except Exception:  # noqa: BLE001 a wrong passphrase is told apart by the parts alone
        return None
    main = [found.cert.certificate] if found.cert else []
    certificates = (*main, *(each.certificate for each in found.additional_certs))
    keys: list[object] = [] if found.key is None else [found.key]
    keys += [key for key in _keys_in(bags, [spelling]) if not _is_among(key, keys)]
    return Opened(tuple(keys), certificates)


def _is_among(key: object, others: list[Any]) -> bool:
    return any(_public(key) == _public(other) for other in others)


def _public(key: Any) -> object:  # noqa: ANN401 any private key of the library
    return key.public_key()


def _open_apart(bags: list[_Bag], passphrase: str) -> Opened | None:
    """Open each part by itself: some programs spell the passphrase twice, in two ways."""
    raw: dict[bytes | None, None] = {}
    for form in _forms(passphrase):
        for encoding in _RAW_SPELLINGS:
            try:
                raw[form.encode(encoding)] = None
            except UnicodeEncodeError:
                continue
    keys = list(_keys_in(bags, list(raw)))
    certificates = tuple(_certificates_in(bags, [each for each in raw if each is not None]))
    return Opened(tuple(keys), certificates) if keys and certificates else None


def _keys_in(bags: list[_Bag], spellings: list[bytes | None]) -> Iterator[object]:
    for bag in bags:
        if bag.kind != "data":
            continue
        for held in asn1_pkcs12.SafeContents.load(bag.content.native):
            kind = held["bag_id"].native
            if kind not in ("key_bag", "pkcs8_shrouded_key_bag"):
                continue
            value = held["bag_value"].untag().dump()
            tried: list[bytes | None] = [None] if kind == "key_bag" else spellings
            for spelling in tried:
                try:
                    yield load_der_private_key(value, spelling)
                    break
                except Exception:  # noqa: BLE001, S112 the next spelling may open it
                    continue


def _certificates_in(bags: list[_Bag], spellings: list[bytes]) -> Iterator[x509.Certificate]:
    for bag in bags:
        plain = bag.content.native if bag.kind == "data" else None
        if bag.kind == "encrypted_data":
            plain = _decrypted(bag.content["encrypted_content_info"], spellings)
        if plain is None:
            continue
        for held in asn1_pkcs12.SafeContents.load(plain):
            if held["bag_id"].native == "cert_bag":
                value = held["bag_value"]["cert_value"].parsed.dump()
                yield x509.load_der_x509_certificate(value)


def _decrypted(part: Any, spellings: list[bytes]) -> bytes | None:  # noqa: ANN401 asn1crypto
    algorithm = part["content_encryption_algorithm"]
    if algorithm["algorithm"].native != "pbes2" or algorithm.encryption_cipher != "aes":
        return None
    parameters = algorithm["parameters"]["key_derivation_func"]["parameters"].native
    digest = _DIGESTS.get(parameters["prf"]["algorithm"])
    if digest is None or parameters["iteration_count"] > _MOST_ROUNDS:
        return None
    for spelling in spellings:
        key = PBKDF2HMAC(
            digest(), algorithm.key_length, parameters["salt"], parameters["iteration_count"]
        ).derive(spelling)
        plain = _unpadded(key, algorithm.encryption_iv, part["encrypted_content"].native)
        if plain is not None:
            return plain
    return None


def _unpadded(key: bytes, start: bytes, content: bytes) -> bytes | None:
    decryptor = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    try:
        plain = unpadder.update(decryptor.update(content) + decryptor.finalize())
        plain += unpadder.finalize()
        asn1_pkcs12.SafeContents.load(plain, strict=True)
    except ValueError:
        return None
    return plain
