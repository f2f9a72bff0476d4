"""Signs with a card (« carte à puce ») through the library of its maker (PKCS #11).

The private key never leaves the card: it only ever gives a signature. Each wrong code is counted
by the card itself, which blocks after a few; nothing here tries one twice.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography import x509

from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.signature.chain import is_sound
from jurydesk.signature.keys import KeyRefusedError, SigningKey, make_key, usable_keys

try:
    import pkcs11
    from pkcs11.util.ec import encode_ecdsa_signature
except ImportError:  # no wheel everywhere
    pkcs11: Any = None  # type: ignore[no-redef]

_SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


class CardError(JuryDeskError):
    """The card, its reader or its library refuses; ``str(error)`` says what to do."""


class WrongPinError(CardError):
    """The code is wrong; ``last_try`` tells that the next wrong one may block the card."""

    def __init__(self, message: str, *, last_try: bool = False, blocked: bool = False) -> None:
        self.last_try = last_try
        self.blocked = blocked
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Token:
    """One card found: its name, its serial number, and what it says of wrong codes so far."""

    label: str
    serial: str
    few_tries: bool = False
    last_try: bool = False
    blocked: bool = False

    @property
    def words(self) -> str:
        """The card as a list shows it."""
        return f"{self.label} ({self.serial})" if self.serial else self.label


@dataclass(frozen=True, slots=True)
class Card:
    """An open card and the keys on it that may sign now."""

    label: str
    keys: tuple[SigningKey, ...]


@dataclass(frozen=True, slots=True)
class _CardKey:
    """A private key of an open card."""

    held: Any
    is_elliptic: bool

    def sign_raw(self, data: bytes) -> bytes:
        """Return the signature of some bytes with SHA-256, as CMS holds it."""
        try:
            if self.is_elliptic:
                raw = self.held.sign(sha256(data).digest(), mechanism=pkcs11.Mechanism.ECDSA)
                signature: bytes = encode_ecdsa_signature(raw)
            else:
                signature = self._sign_rsa(data)
        except pkcs11.PKCS11Error:
            raise CardError(
                "La carte a refusé de signer : laissez-la dans le lecteur, vérifiez qu’elle porte "
                "bien un certificat de signature, puis recommencez."
            ) from None
        return signature

    def _sign_rsa(self, data: bytes) -> bytes:
        try:
            signature: bytes = self.held.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
        except pkcs11.MechanismInvalid:
            # Some cards only take a digest that is already wrapped (RFC 8017, 9.2).
            wrapped = _SHA256_PREFIX + sha256(data).digest()
            signature = self.held.sign(wrapped, mechanism=pkcs11.Mechanism.RSA_PKCS)
        return signature


def tokens(library: Path) -> tuple[Token, ...]:
    """Return the cards that a library sees now.

    Raises:
        CardError: The library is missing, or is none.
    """
    found = []
    for token in _tokens(_load(library)):
        if not token.label.strip():
            # A place for a card that was never prepared.
            continue
        flags = token.flags
        found.append(
            Token(
                label=token.label.strip(),
                serial=_plain(token.serial),
                few_tries=_has(flags, "USER_PIN_COUNT_LOW"),
                last_try=_has(flags, "USER_PIN_FINAL_TRY"),
                blocked=_has(flags, "USER_PIN_LOCKED"),
            )
        )
    return tuple(found)


@contextmanager
def open_card(library: Path, label: str | None, pin: str, *, at: datetime) -> Iterator[Card]:
    """Open a card with its code and give its keys, as long as the block lasts.

    Without ``label`` the only card there is.

    Raises:
        CardError: No such card, a blocked one, or one that holds no certificate.
        WrongPinError: The code is wrong; one try was counted.
        KeyRefusedError: No key of it can sign now.
    """
    token = _chosen(_load(library), label)
    name = token.label.strip()
    if _has(token.flags, "USER_PIN_LOCKED"):
        raise WrongPinError(
            f"La carte « {name} » est bloquée par trop de codes faux : débloquez-la auprès de qui "
            "l’a délivrée.",
            blocked=True,
        )
    try:
        session = token.open(user_pin=pin)
    except pkcs11.PKCS11Error as error:
        raise _refused(error, token, name) from None
    try:
        keys = _keys_on(session)
        yield Card(name, usable_keys(keys, f"la carte {name}", at=at))
    except pkcs11.PKCS11Error:
        raise CardError(
            f"La carte « {name} » ne répond plus : remettez-la dans le lecteur, puis recommencez."
        ) from None
    finally:
        session.close()


def _load(library: Path) -> Any:  # noqa: ANN401 python-pkcs11 is untyped
    if pkcs11 is None:
        raise CardError(
            "Ce JuryDesk est installé sans l’accès aux cartes à puce : installez « python-pkcs11 » "
            "(version 0.9), ou signez avec un fichier .p12."
        )
    if not library.is_file():
        raise UnreadableFileError(
            f"Le pilote de carte « {library} » est introuvable : indiquez la bibliothèque PKCS #11 "
            "remise avec la carte (.so, .dll ou .dylib)."
        )
    try:
        return pkcs11.lib(str(library))
    except (pkcs11.PKCS11Error, RuntimeError, OSError):
        raise CardError(
            f"« {library.name} » n’est pas un pilote de carte utilisable ici : indiquez la "
            "bibliothèque PKCS #11 remise avec la carte, faite pour ce système."
        ) from None


def _tokens(library: Any) -> list[Any]:  # noqa: ANN401
    try:
        return list(library.get_tokens())
    except pkcs11.PKCS11Error:
        raise CardError(
            "Le lecteur de carte ne répond pas : vérifiez qu’il est branché et la carte insérée."
        ) from None


def _chosen(library: Any, label: str | None) -> Any:  # noqa: ANN401
    there = [token for token in _tokens(library) if token.label.strip()]
    names = ", ".join(f"« {token.label.strip()} »" for token in there)
    found = [each for each in there if label is None or each.label.strip() == label.strip()]
    if len(found) == 1:
        return found[0]
    if not there:
        raise CardError("Aucune carte n’est dans le lecteur : insérez-la, puis recommencez.")
    if found:
        raise CardError(f"Plusieurs cartes sont là : dites laquelle avec --token parmi {names}.")
    raise CardError(f"La carte « {label} » n’est pas là : choisissez parmi {names} (--token).")


def _refused(error: Exception, token: Any, name: str) -> CardError:  # noqa: ANN401
    if isinstance(error, pkcs11.PinLocked):
        return WrongPinError(
            f"La carte « {name} » est maintenant bloquée par trop de codes faux : débloquez-la "
            "auprès de qui l’a délivrée.",
            blocked=True,
        )
    if isinstance(error, pkcs11.PinIncorrect | pkcs11.PinInvalid | pkcs11.PinLenRange):
        last = _has(token.flags, "USER_PIN_FINAL_TRY")
        left = (
            "il ne reste qu’un essai avant le blocage"
            if last
            else "la carte compte les essais et se bloque après quelques codes faux"
        )
        return WrongPinError(
            f"Le code de la carte « {name} » est faux : saisissez-le de nouveau, {left}.",
            last_try=last,
        )
    return CardError(
        f"La carte « {name} » ne s’ouvre pas : retirez-la, remettez-la, puis recommencez."
    )


def _keys_on(session: Any) -> list[SigningKey]:  # noqa: ANN401
    certificates = list(_certificates_on(session))
    others = [certificate for _, certificate in certificates]
    keys = []
    for identifier, certificate in certificates:
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
            pkcs11.Attribute.ID: identifier,
        }
        for held in list(session.get_objects(wanted))[:1]:
            is_elliptic = held.key_type == pkcs11.KeyType.EC
            keys.append(make_key(_CardKey(held, is_elliptic), certificate, others))
    if not keys:
        raise KeyRefusedError(
            "La carte ne porte aucun certificat avec sa clé privée : vérifiez que c’est une carte "
            "de signature."
        )
    return keys


def _certificates_on(session: Any) -> Iterator[tuple[bytes, x509.Certificate]]:  # noqa: ANN401
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
    for found in list(session.get_objects(wanted)):
        try:
            certificate = x509.load_der_x509_certificate(found[pkcs11.Attribute.VALUE])
        except ValueError:
            continue
        if is_sound(certificate):
            yield bytes(found[pkcs11.Attribute.ID]), certificate


def _has(flags: Any, name: str) -> bool:  # noqa: ANN401
    return bool(flags & getattr(pkcs11.TokenFlag, name))


def _plain(serial: bytes | str) -> str:
    return (serial.decode("ascii", "replace") if isinstance(serial, bytes) else serial).strip()


def likely_libraries(candidates: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """Return the card libraries installed where makers put them, to be offered first."""
    return tuple(path for path in (candidates or _USUAL) if path.is_file())


_USUAL = tuple(
    Path(place)
    for place in (
        "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
        "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
        "/usr/lib64/opensc-pkcs11.so",
        "/usr/lib/opensc-pkcs11.so",
        "/Library/OpenSC/lib/opensc-pkcs11.so",
        "C:/Windows/System32/opensc-pkcs11.dll",
        "C:/Program Files/OpenSC Project/OpenSC/pkcs11/opensc-pkcs11.dll",
    )
)
