"""The key of a command that signs: from a file or a card, chosen, its secret never shown."""

from argparse import Namespace
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jurydesk.commands.console import tell
from jurydesk.commands.opening import ask
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.signature import cards, certification_path, choice
from jurydesk.signature import expected as expected_signers
from jurydesk.signature import keys as key_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jurydesk.signature.expected import ExpectedSignature
    from jurydesk.signature.keys import SigningKey


@contextmanager
def signing_key(arguments: Namespace, moment: datetime) -> "Iterator[SigningKey]":
    """Give the key a member signs with, as long as the card is open where there is one.

    Raises:
        JuryDeskError: No key can sign, or several may.
    """
    expected = _expected(arguments)
    wanted = arguments.certificate or ""
    if arguments.pkcs11 is None:
        secret = read_secret(arguments.passphrase_file, "Phrase secrète de la clé : ")
        keys = key_files.load_keys(arguments.p12, secret, at=moment)
        yield choice.choose_key(keys, arguments.p12.name, expected=expected, wanted=wanted)
        return
    pin = read_secret(arguments.pin_file, "Code de la carte : ")
    with cards.open_card(arguments.pkcs11, arguments.token, pin, at=moment) as card:
        yield choice.choose_key(card.keys, card.label, expected=expected, wanted=wanted)


def read_secret(path: Path | None, question: str) -> str:
    """Return a passphrase or a code from a text file, or asked on a terminal; else nothing.

    The file may be in UTF-8, in UTF-16 or in the encoding of Windows; nothing raised quotes it.
    """
    if path is None:
        return ask(question) or ""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier de phrase secrète « {path} » ne peut pas être lu : vérifiez son "
            "emplacement."
        ) from error
    for encoding in _encodings(content):
        try:
            return content.decode(encoding).removeprefix("\ufeff").rstrip("\r\n")
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(
        f"Le fichier de phrase secrète « {path} » n’est pas un texte : enregistrez-le en UTF-8."
    ) from None


def _encodings(content: bytes) -> tuple[str, ...]:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return ("utf-16",)
    if b"\0" in content[:2]:
        return ("utf-16-be",) if content[:1] == b"\0" else ("utf-16-le",)
    return ("utf-8-sig", "cp1252")


def _expected(arguments: Namespace) -> "ExpectedSignature | None":
    """Return who must sign, when the file says so; signing tells what is wrong with it."""
    try:
        return expected_signers.read_expected(arguments.file.read_bytes()).of_member(
            arguments.member
        )
    except (OSError, JuryDeskError):
        return None


def establishment_key(arguments: Namespace, moment: datetime) -> "SigningKey":
    """Return the establishment's key, told apart from the members' by its options."""
    passphrase = read_secret(arguments.seal_passphrase_file, "Phrase secrète du cachet : ")
    keys = key_files.load_keys(arguments.seal_p12, passphrase, at=moment)
    key = choice.choose_key(keys, arguments.seal_p12.name)
    for warning in certification_path.key_warnings(key, at=moment):
        tell(f"Avertissement : {warning}")
    return key
