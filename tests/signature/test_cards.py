"""A card signs through its maker's library: SoftHSM stands for one, made by its own tools."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from jurydesk.errors import UnreadableFileError
from jurydesk.signature.cards import CardError, WrongPinError, open_card, tokens
from jurydesk.signature.choice import choose_key
from jurydesk.signature.keys import FileKey, KeyRefusedError
from jurydesk.signature.signing import sign_pdf
from tests.builders import at
from tests.signature.builders import (
    Keyring,
    a_sealed_pdf,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)

NOW = at("18:10")
PIN, TOKEN = "648219", "carte de Denis"


def the_library() -> Path:
    places = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
    found = next((Path(each) for each in places if Path(each).is_file()), None)
    assert found, "Installez SoftHSM : apt-get install softhsm2 opensc"
    return found


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Iterator[Path]:
    """A library that sees two cards: one holds the keys of M2 and of the establishment."""
    assert shutil.which("softhsm2-util"), "Installez SoftHSM : apt-get install softhsm2 opensc"
    folder = tmp_path_factory.mktemp("cartes")
    (folder / "jetons").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'jetons'}\nobjectstore.backend = file\n")
    before = os.environ.get("SOFTHSM2_CONF")
    # The library reads it once, in this process.
    os.environ["SOFTHSM2_CONF"] = str(settings)
    found = the_library()
    for label in (TOKEN, "carte vide"):
        pins = ("--so-pin", "12345678", "--pin", PIN)
        _run("softhsm2-util", "--init-token", "--free", "--label", label, *pins)
    for number, name in (("01", "M2"), ("02", "établissement")):
        _put(found, folder, number, keyring, name)
    yield found
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


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


def test_card_signs_and_its_key_stays(library: Path, keyring: Keyring) -> None:
    sealed = what_is_sealed(keyring)
    document = a_sealed_pdf(sealed)

    with open_card(library, TOKEN, PIN, at=NOW) as card:
        key = choose_key(card.keys, card.label, expected=sealed.of_member("M2"))
        signed = sign_pdf(document, "M2", key, at=NOW)
    verdict = verdict_on(signed_by(signed, keyring, "M3", "M1", first="18:20"), keyring.trust)

    assert key.fingerprint == keyring["M2"].fingerprint
    assert holds(verdict), saying(verdict)
    assert all(each.trusted for each in verdict.signatures)


def test_cards_are_listed(library: Path) -> None:
    assert {token.label for token in tokens(library)} >= {TOKEN, "carte vide"}


def test_certificate_is_chosen_by_name_or_refused_with_the_list(library: Path) -> None:
    with open_card(library, TOKEN, PIN, at=NOW) as card:
        assert len(card.keys) == 2
        chosen = choose_key(card.keys, card.label, wanted="établissement")
        with pytest.raises(KeyRefusedError, match="choisissez avec --certificate") as refusal:
            choose_key(card.keys, card.label)
    assert "établissement" in chosen.subject
    assert "PrénomM2 NOMM2" in str(refusal.value)


def test_wrong_code_is_one_sentence_that_never_quotes_it(library: Path) -> None:
    with (
        pytest.raises(WrongPinError, match="Le code de la carte") as refusal,
        open_card(library, TOKEN, "999999", at=NOW),
    ):
        pass
    assert "999999" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_card_without_certificate_or_not_there_is_told(library: Path) -> None:
    with (
        pytest.raises(KeyRefusedError, match="aucun certificat avec sa clé"),
        open_card(library, "carte vide", PIN, at=NOW),
    ):
        pass
    with (
        pytest.raises(CardError, match=r"n’est pas là.*carte vide"),
        open_card(library, "autre", PIN, at=NOW),
    ):
        pass
    with pytest.raises(CardError, match="Plusieurs cartes"), open_card(library, None, PIN, at=NOW):
        pass


def test_library_missing_or_not_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="introuvable"):
        tokens(tmp_path / "absente.so")
    (tmp_path / "texte.so").write_text("rien")
    with pytest.raises(CardError, match="n’est pas un pilote"):
        tokens(tmp_path / "texte.so")
