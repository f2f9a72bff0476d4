"""The key of a protected session: made from its passphrase, checked against the file.

A protected file is a SQLCipher 4 one with its usual parameters, so that other SQLCipher tools open
it with the same passphrase; it is told by its name, « .jury », since nothing in it can be read. Its
salt carries a check of its own: a damaged beginning is not taken for a wrong passphrase.
"""

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jurydesk.errors import JuryDeskError, UnreadableFileError

_CLEAR = b"SQLite format 3\x00"
_PAGE = 4096
_SALT = 16
_SALT_RANDOM = 12
_TAG = 64
# SQLCipher 4: PBKDF2-HMAC-SHA512, and for the pages' own check two more turns on a changed salt.
_TURNS = 256_000
_TAG_TURNS = 2
_TAG_MASK = 0x3A


class PassphraseNeededError(JuryDeskError):
    """The session is protected and no passphrase was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"La séance « {name} » est protégée par une phrase secrète : donnez-la dans un fichier "
            "avec --session-passphrase-file, ou ouvrez la séance dans l’application."
        )


class WrongPassphraseError(JuryDeskError):
    """The passphrase is not that of the session, which is not damaged for all that."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Cette phrase secrète n’est pas celle de la séance « {name} ». Vérifiez les "
            "majuscules, les accents et les espaces, puis recommencez."
        )


@dataclass(frozen=True, slots=True)
class SessionKey:
    """What opens a protected file: 32 bytes drawn from the passphrase, and the file's salt."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def raw(self) -> str:
        """The key as SQLCipher takes it without drawing it again; empty for a file in clear."""
        return f"x'{(self.secret + self.salt).hex()}'" if self.secret else ""


# SQLCipher’s own word for a file in clear.
NO_KEY = SessionKey(b"", b"")


def normalised(text: str) -> str:
    """Return a passphrase as it is used: NFC, without the end of its line.

    Raises:
        JuryDeskError: It is empty, holds several lines, or letters that cannot be written.
    """
    passphrase = unicodedata.normalize("NFC", text.rstrip("\r\n"))
    if not passphrase.strip():
        raise JuryDeskError("La phrase secrète est vide : choisissez une phrase de quelques mots.")
    if "\n" in passphrase or "\r" in passphrase or "\0" in passphrase:
        raise JuryDeskError(
            "La phrase secrète tient sur une seule ligne : retirez les autres lignes du fichier."
        )
    try:
        passphrase.encode()
    except UnicodeEncodeError:
        raise JuryDeskError(
            "La phrase secrète contient un caractère illisible : saisissez-la de nouveau."
        ) from None
    return passphrase


def read_passphrase(path: Path) -> str:
    """Return the passphrase that a text file holds, in UTF-8, UTF-16 with its mark, or cp1252.

    Raises:
        JuryDeskError: The file cannot be read, or holds no passphrase.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier de phrase secrète « {path} » ne peut pas être lu : vérifiez son "
            "emplacement et vos droits."
        ) from error
    encodings = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for encoding in encodings:
        try:
            return normalised(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(
        f"Le fichier de phrase secrète « {path} » n’est pas un texte : enregistrez-le en UTF-8."
    )


_ENCODINGS = ("utf-8-sig", "cp1252")


def new_key(passphrase: str) -> SessionKey:
    """Draw the key of a new protected file; takes about a tenth of a second, on purpose."""
    chance = os.urandom(_SALT_RANDOM)
    return _draw(normalised(passphrase), chance + _salt_check(chance))


def is_protected(path: Path) -> bool:
    """Whether a file is a protected session, or the damaged remains of one.

    A file that is no session at all is told by :func:`unlock`.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_SALT)
    except OSError:
        return False
    return len(start) == _SALT and start != _CLEAR and _is_salt(start)


def unlock(path: Path, passphrase: str) -> SessionKey | None:
    """Return the key of a protected file, ``None`` when the file is in clear.

    Raises:
        WrongPassphraseError: No page of the file answers to this passphrase.
    """
    if not is_protected(path):
        return None
    try:
        with path.open("rb") as file:
            key = _draw(normalised(passphrase), file.read(_SALT))
        if any(_page_answers(key, number, page) for number, page in _pages(path)):
            return key
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier « {path.name} » ne se lit pas : vérifiez vos droits et le branchement du "
            "support, puis recommencez."
        ) from error
    raise WrongPassphraseError(path.name)


def _draw(passphrase: str, salt: bytes) -> SessionKey:
    return SessionKey(hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, _TURNS, 32), salt)


def _salt_check(chance: bytes) -> bytes:
    return hashlib.sha256(b"JuryDesk\n" + chance).digest()[: _SALT - _SALT_RANDOM]


def _is_salt(start: bytes) -> bool:
    return _salt_check(start[:_SALT_RANDOM]) == start[_SALT_RANDOM:]


def _pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """Iterate over the numbered pages: the first most often answers, the others if it is torn."""
    with path.open("rb") as file:
        number = 1
        while page := file.read(_PAGE):
            yield number, page
            number += 1


def _page_answers(key: SessionKey, number: int, page: bytes) -> bool:
    """Whether a page carries the check that this key alone makes."""
    masked = bytes(each ^ _TAG_MASK for each in key.salt)
    tag_key = hashlib.pbkdf2_hmac("sha512", key.secret, masked, _TAG_TURNS, 32)
    body = page[_SALT:] if number == 1 else page
    made = hmac.new(tag_key, body[:-_TAG] + number.to_bytes(4, "little"), "sha512")
    return len(page) == _PAGE and hmac.compare_digest(made.digest(), body[-_TAG:])
