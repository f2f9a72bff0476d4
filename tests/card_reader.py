"""A reader with two cards, made once a process with SoftHSM's own tools: one holds two keys."""

import os
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from jurydesk.signature.keys import FileKey
from tests.signature.builders import Keyring, a_keyring

PIN, TOKEN, EMPTY = "648219", "carte de Denis", "carte vide"
_PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


@lru_cache(maxsize=1)
def a_reader() -> tuple[Path, Keyring]:
    """Return the library that sees the cards, and the keys on the first: M2's and a seal's."""
    library = next((Path(each) for each in _PLACES if Path(each).is_file()), None)
    assert library, "Installez SoftHSM : apt-get install softhsm2"
    assert shutil.which("pkcs11-tool"), "Installez pkcs11-tool : apt-get install opensc"
    folder = Path(tempfile.mkdtemp(prefix="cartes-"))
    (folder / "jetons").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'jetons'}\nobjectstore.backend = file\n")
    # The library reads it once, in this process.
    os.environ["SOFTHSM2_CONF"] = str(settings)
    for label in (TOKEN, EMPTY):
        pins = ("--so-pin", "12345678", "--pin", PIN)
        _run("softhsm2-util", "--init-token", "--free", "--label", label, *pins)
    keyring = a_keyring("M1", "M2", "M3", "établissement")
    for number, name in (("01", "M2"), ("02", "établissement")):
        _put(library, folder, number, keyring, name)
    return library, keyring


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def _put(library: Path, folder: Path, number: str, keyring: Keyring, name: str) -> None:
    key = keyring[name]
    assert isinstance(key.private_key, FileKey)
    private, certificate = folder / f"{number}.key", folder / f"{number}.der"
    private.write_bytes(
        key.private_key.held.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate.write_bytes(key.certificate.public_bytes(serialization.Encoding.DER))
    tool = ("pkcs11-tool", "--module", library, "--token-label", TOKEN, "--login", "--pin", PIN)
    for kind, file in (("privkey", private), ("cert", certificate)):
        _run(*tool, "--write-object", file, "--type", kind, "--id", number, "--label", "signature")
