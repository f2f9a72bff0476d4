"""Every change to signed minutes gives a bad verdict, and a sentence that says what happened."""

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.sign.signers.cms_embedder import SigMDPSetup

from jurydesk.signature import embedding
from jurydesk.signature.embedding import embed_member, embed_seal
from jurydesk.signature.expected import SEAL_FIELD
from jurydesk.signature.signing import SigningRefusedError, sign_pdf
from jurydesk.signature.trust import Trust
from tests.builders import at
from tests.signature import tampering
from tests.signature.builders import (
    Keyring,
    a_keyring,
    a_sealed_pdf,
    expected,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)

EDITS = (
    tampering.rewrite_page,
    tampering.swap_pages,
    tampering.add_annotation,
    tampering.attach_file,
    tampering.retitle,
    tampering.add_signature_field,
)
each_edit = pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)


def test_untouched_minutes_are_valid(signed_pdf: bytes, keyring: Keyring) -> None:
    verdict = verdict_on(signed_pdf, keyring.trust)

    assert holds(verdict), saying(verdict)


@each_edit
def test_edit_after_the_lock_is_caught(
    signed_pdf: bytes, keyring: Keyring, edit: tampering.Edit
) -> None:
    verdict = verdict_on(tampering.edited(signed_pdf, edit), keyring.trust)

    assert not holds(verdict)
    assert all(signature.changed_since for signature in verdict.signatures)
    assert not any(signature.covers_whole_file for signature in verdict.signatures)
    assert "modifié après le scellement" in saying(verdict)


@each_edit
def test_edit_between_two_signatures_is_caught(
    signed_by_members: bytes, keyring: Keyring, edit: tampering.Edit
) -> None:
    document = tampering.edited(signed_by_members, edit)
    document = embed_member(document, expected("M1"), keyring["M1"], at("18:12"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert [signature.changed_since for signature in verdict.signatures] == [True, True, False]
    assert verdict.signatures[-1].covers_whole_file


@each_edit
def test_edit_before_the_first_signature_is_caught(
    sealed_pdf: bytes, keyring: Keyring, edit: tampering.Edit
) -> None:
    document = tampering.edited(sealed_pdf, edit)
    document = embed_member(document, expected("M2"), keyring["M2"], at("18:10"))

    assert "modifié après le scellement" in saying(verdict_on(document, keyring.trust))


@each_edit
def test_nobody_signs_an_edited_file(
    signed_by_members: bytes, keyring: Keyring, edit: tampering.Edit
) -> None:
    document = tampering.edited(signed_by_members, edit)

    with pytest.raises(SigningRefusedError, match="ne doit pas être signé"):
        sign_pdf(document, "M1", keyring["M1"], at=at("18:30"))


def test_letter_changed_in_place_breaks_every_signature(
    signed_pdf: bytes, keyring: Keyring
) -> None:
    # The document's identifier: it changes nothing that a reader shows.
    position = signed_pdf.index(b"%PDF-1.7") + 10
    flipped = bytes([signed_pdf[position] ^ 1])
    changed = signed_pdf[:position] + flipped + signed_pdf[position + 1 :]

    verdict = verdict_on(changed, keyring.trust)

    assert not holds(verdict)
    assert len(verdict.signatures) == 3
    assert not any(signature.intact for signature in verdict.signatures)
    assert verdict.messages[0] == (
        "Les signatures de PrénomM2 NOMM2, de PrénomM3 NOMM3 et de PrénomM1 NOMM1 ne sont pas "
        "intactes (le contenu signé a été modifié)\u00a0: demandez l’original à l’établissement."
    )


@pytest.mark.parametrize(
    "added", [b"\n", b" ", b"certifie\n", b"\n%%EOF\n", b"\0" * 2000], ids=repr
)
def test_bytes_after_the_end_are_caught(signed_pdf: bytes, keyring: Keyring, added: bytes) -> None:
    verdict = verdict_on(signed_pdf + added, keyring.trust)

    assert not holds(verdict)
    assert verdict.messages


def test_text_after_the_end_is_told(signed_pdf: bytes, keyring: Keyring) -> None:
    verdict = verdict_on(signed_pdf + b"un mot de plus", keyring.trust)

    assert "après la fin du document" in saying(verdict)
    assert [signature.covers_whole_file for signature in verdict.signatures] == [False] * 3


def test_stripped_last_signature_is_missed(signed_pdf: bytes, keyring: Keyring) -> None:
    verdict = verdict_on(tampering.previous_revision(signed_pdf), keyring.trust)

    assert not holds(verdict)
    assert [signature.member for signature in verdict.signatures] == ["M2", "M3"]
    assert all(signature.intact for signature in verdict.signatures)
    assert "Il manque la signature de PrénomM1 NOMM1" in saying(verdict)


@pytest.mark.parametrize("field", ["membre.M2", "membre.M3", "president.M1"])
def test_padding_of_a_container_is_caught(signed_pdf: bytes, keyring: Keyring, field: str) -> None:
    changed = tampering.with_container(
        signed_pdf, field, lambda hexadecimal: hexadecimal[:-2] + b"41"
    )

    verdict = verdict_on(changed, keyring.trust)

    assert not holds(verdict)
    # Those who signed later signed this container too, so theirs break with it.
    assert next(each.field for each in verdict.signatures if not each.intact) == field


def test_letter_case_of_a_container_is_caught(signed_pdf: bytes, keyring: Keyring) -> None:
    changed = tampering.with_container(signed_pdf, "president.M1", bytes.lower)

    verdict = verdict_on(changed, keyring.trust)

    assert not holds(verdict)
    assert "l’écriture de la signature a été retouchée" in saying(verdict)


def test_certificate_slipped_into_a_container_is_caught(
    signed_pdf: bytes, keyring: Keyring
) -> None:
    injection = tampering.inject_certificate(keyring["établissement"])
    changed = tampering.with_cms(signed_pdf, "president.M1", injection)

    verdict = verdict_on(changed, keyring.trust)

    assert not holds(verdict)
    assert "que rien ne protège" in saying(verdict)


def test_unsigned_attribute_is_caught(signed_pdf: bytes, keyring: Keyring) -> None:
    changed = tampering.with_cms(signed_pdf, "president.M1", tampering.add_unsigned_attribute)

    verdict = verdict_on(changed, keyring.trust)

    assert not holds(verdict)
    assert not verdict.signatures[-1].intact


def test_unreadable_container_is_caught(signed_pdf: bytes, keyring: Keyring) -> None:
    changed = tampering.with_container(signed_pdf, "president.M1", lambda h: b"41" * (len(h) // 2))

    assert not holds(verdict_on(changed, keyring.trust))


def test_swapped_signer_is_caught(sealed_pdf: bytes, keyring: Keyring) -> None:
    document = signed_by(sealed_pdf, keyring, "M2")
    document = embed_member(document, expected("M3"), keyring["établissement"], at("18:11"))
    document = embed_member(document, expected("M1"), keyring["M1"], at("18:12"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert all(signature.intact and signature.trusted for signature in verdict.signatures)
    assert "n’est pas celui enregistré" in saying(verdict)


def test_one_person_signing_for_two_is_caught_without_registration(keyring: Keyring) -> None:
    document = a_sealed_pdf(what_is_sealed())
    document = embed_member(document, expected("M2"), keyring["M2"], at("18:10"))
    document = embed_member(document, expected("M3"), keyring["M2"], at("18:11"))
    document = embed_member(document, expected("M1"), keyring["M1"], at("18:12"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert "Le même certificat" in saying(verdict)


def test_expired_signer_is_caught(keyring: Keyring) -> None:
    old = keyring.authority.issue("M3", at=at("06:00"), days=0)
    document = a_sealed_pdf(what_is_sealed())
    document = embed_member(document, expected("M2"), keyring["M2"], at("18:10"))
    document = embed_member(document, expected("M3"), old, at("18:11"))
    document = embed_member(document, expected("M1"), keyring["M1"], at("18:12"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert [signature.trusted for signature in verdict.signatures] == [True, False, True]
    assert "n’était valable que du 19/04/2024 au 19/04/2024" in saying(verdict)


def test_untrusted_root_is_caught(signed_pdf: bytes) -> None:
    stranger = a_keyring()

    verdict = verdict_on(signed_pdf, stranger.trust)

    assert not holds(verdict)
    assert all(signature.intact and not signature.trusted for signature in verdict.signatures)
    assert "aucune des autorités" in saying(verdict)


def test_revoked_signer_is_caught_with_a_revocation_list(
    signed_pdf: bytes, keyring: Keyring
) -> None:
    crl = keyring.authority.revoke([keyring["M3"].certificate], at=at("19:00"))
    trust = _with_lists(keyring, crl)

    verdict = verdict_on(signed_pdf, trust)

    assert not holds(verdict)
    assert [signature.trusted for signature in verdict.signatures] == [True, False, True]
    assert "a été révoqué le 19/04/2024" in saying(verdict)


def test_empty_revocation_list_lets_signers_pass(signed_pdf: bytes, keyring: Keyring) -> None:
    crl = keyring.authority.revoke([], at=at("19:00"))

    assert holds(verdict_on(signed_pdf, _with_lists(keyring, crl)))


def test_revocation_list_of_someone_else_covers_nobody(signed_pdf: bytes, keyring: Keyring) -> None:
    # Same name, another key: the list is forged.
    crl = a_keyring().authority.revoke([], at=at("19:00"))

    verdict = verdict_on(signed_pdf, _with_lists(keyring, crl))

    assert not holds(verdict)
    assert "aucune liste de révocation ne couvre" in saying(verdict)


def test_revocation_list_older_than_the_signature_says_nothing(
    signed_pdf: bytes, keyring: Keyring
) -> None:
    # Published on 1 March for thirty days, it ends before 19 April.
    crl = keyring.authority.revoke([], at=at("09:00").replace(month=3, day=1))

    verdict = verdict_on(signed_pdf, _with_lists(keyring, crl))

    assert not holds(verdict)
    assert "plus ancienne que la signature" in saying(verdict)


def test_member_signing_after_the_lock_is_caught(sealed_pdf: bytes, keyring: Keyring) -> None:
    document = signed_by(sealed_pdf, keyring, "M2")
    document = embed_member(document, expected("M1"), keyring["M1"], at("18:11"))
    document = embed_member(document, expected("M3"), keyring["M3"], at("18:12"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert "n’a pas signé en dernier" in saying(verdict)


def test_chair_signing_without_the_lock_is_caught(
    signed_by_members: bytes, keyring: Keyring
) -> None:
    document = embedding._embed(
        signed_by_members,
        "president.M1",
        keyring["M1"],
        at("18:12"),
        mdp=SigMDPSetup(md_algorithm="sha256"),
        appearance=None,
    )

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert "ne verrouille pas" in saying(verdict)


@pytest.mark.parametrize("moment", ["17:00", "20:30"])
def test_impossible_date_is_caught(signed_by_members: bytes, keyring: Keyring, moment: str) -> None:
    # Sealed at 18:00, verified at 20:00.
    document = embed_member(signed_by_members, expected("M1"), keyring["M1"], at(moment))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert "est impossible" in saying(verdict)


def test_second_field_signed_by_a_stranger_is_caught(sealed_pdf: bytes, keyring: Keyring) -> None:
    document = tampering.edited(sealed_pdf, tampering.add_signature_field)
    document = embed_seal(document, "membre2.M9", keyring["établissement"], at("18:05"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert "membre2.M9" in saying(verdict)


def test_removed_seal_of_the_establishment_is_caught(keyring: Keyring) -> None:
    sealed = what_is_sealed(establishment=keyring["établissement"].fingerprint)
    document = a_sealed_pdf(sealed)

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert "Le cachet de l’établissement a disparu" in saying(verdict)
    with pytest.raises(SigningRefusedError, match="cachet"):
        sign_pdf(document, "M2", keyring["M2"], at=at("18:30"))


def test_seal_put_after_a_member_is_caught(keyring: Keyring) -> None:
    sealed = what_is_sealed(establishment=keyring["établissement"].fingerprint)
    document = embed_member(a_sealed_pdf(sealed), expected("M2"), keyring["M2"], at("18:10"))
    document = embed_seal(document, SEAL_FIELD, keyring["établissement"], at("18:11"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert "n’est pas la première signature" in saying(verdict)


def test_member_key_in_the_seal_is_caught(keyring: Keyring) -> None:
    sealed = what_is_sealed(establishment=keyring["établissement"].fingerprint)
    document = a_sealed_pdf(sealed, keyring["M2"])

    verdict = verdict_on(document, keyring.trust)

    assert "La signature de l’établissement" in saying(verdict)
    assert not holds(verdict)


def _with_lists(keyring: Keyring, *lists: bytes) -> Trust:
    return Trust(keyring.trust.roots, tuple(x509.load_pem_x509_crl(each) for each in lists))


@each_edit
def test_signer_who_slips_a_change_into_the_same_revision_is_caught(
    signed_by_members: bytes,
    keyring: Keyring,
    monkeypatch: pytest.MonkeyPatch,
    edit: tampering.Edit,
) -> None:
    """The last signer uses a program of their own: everything is then covered by signatures."""

    class Colluding(embedding._OneSignatureWriter):
        def __init__(self, *arguments) -> None:
            super().__init__(*arguments)
            edit(self)

    monkeypatch.setattr(embedding, "_OneSignatureWriter", Colluding)
    document = embed_member(signed_by_members, expected("M1"), keyring["M1"], at("18:12"))

    verdict = verdict_on(document, keyring.trust)

    assert not holds(verdict)
    assert verdict.signatures[-1].covers_whole_file
    assert [signature.changed_since for signature in verdict.signatures][:2] == [True, True]


def test_seal_that_changes_the_catalog_is_caught(
    keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Colluding(embedding._OneSignatureWriter):
        def __init__(self, *arguments) -> None:
            super().__init__(*arguments)
            self.root["/PageMode"] = generic.pdf_name("/FullScreen")
            self.update_root()

    sealed = what_is_sealed(establishment=keyring["établissement"].fingerprint)
    monkeypatch.setattr(embedding, "_OneSignatureWriter", Colluding)
    document = a_sealed_pdf(sealed, keyring["établissement"])

    verdict = verdict_on(document, keyring.trust)

    assert "modifié après le scellement" in saying(verdict)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_is_caught(
    signed_pdf: bytes, keyring: Keyring, data: st.DataObject
) -> None:
    # The first bytes say that it is a PDF at all: without them it is refused, not judged.
    position = data.draw(st.integers(10, len(signed_pdf) - 1), label="position")
    bit = data.draw(st.integers(0, 7), label="bit")
    changed = bytearray(signed_pdf)
    changed[position] ^= 1 << bit

    assert not holds(verdict_on(bytes(changed), keyring.trust))
