"""A card signs through its maker's library: SoftHSM stands for one, made by its own tools."""

from pathlib import Path

import pytest

from jurydesk.errors import UnreadableFileError
from jurydesk.signature.cards import CardError, WrongPinError, open_card, tokens
from jurydesk.signature.choice import choose_key
from jurydesk.signature.keys import KeyRefusedError
from jurydesk.signature.signing import sign_pdf
from tests.builders import at
from tests.card_reader import PIN, TOKEN, a_reader
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


@pytest.fixture(scope="module")
def reader() -> tuple[Path, Keyring]:
    return a_reader()


@pytest.fixture
def library(reader: tuple[Path, Keyring]) -> Path:
    return reader[0]


@pytest.fixture
def keyring(reader: tuple[Path, Keyring]) -> Keyring:
    return reader[1]


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
