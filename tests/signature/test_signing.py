"""Members sign in any order, the chair last; two programs agree that it is valid."""

import hashlib
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from jurydesk.deliberation.facts import SigningWay
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.signature.demonstration import as_p12
from jurydesk.signature.embedding import embed_seal
from jurydesk.signature.expected import SEAL_FIELD, read_expected
from jurydesk.signature.fields import add_fields
from jurydesk.signature.keys import KeyRefusedError, SigningKey, load_key
from jurydesk.signature.signing import SigningRefusedError, sign_file, sign_pdf
from tests.builders import at
from tests.minutes.pages.tagged import archive_report
from tests.signature.builders import (
    MEMBERS,
    Keyring,
    a_page_set,
    a_sealed_pdf,
    holds,
    saying,
    signed_by,
    the_places,
    verdict_on,
    what_is_sealed,
)
from tests.signature.pdfsig import pdfsig


@pytest.mark.parametrize("order", list(permutations(MEMBERS)), ids="-".join)
def test_members_sign_in_any_order_and_the_chair_last(
    sealed_pdf: bytes, keyring: Keyring, order: tuple[str, ...]
) -> None:
    """Of the six orders, the two that leave the chair for the end go through."""
    if order[-1] == "M1":
        assert holds(verdict_on(signed_by(sealed_pdf, keyring, *order), keyring.trust))
    else:
        with pytest.raises(SigningRefusedError, match="signe en dernier") as refusal:
            signed_by(sealed_pdf, keyring, *order)
        waiting = order[order.index("M1") + 1 :]
        assert all(f"Prénom{member} NOM{member}" in str(refusal.value) for member in waiting)


@pytest.mark.parametrize("order", list(permutations(MEMBERS)), ids="-".join)
def test_every_order_is_valid_where_no_member_presides(
    keyring: Keyring, order: tuple[str, ...]
) -> None:
    """The chair signs on paper here, so nobody locks: all six orders of three members hold."""
    sealed = what_is_sealed(
        keyring,
        ways={"M9": SigningWay.PAPER},
        members=MEMBERS,
    )
    plain = tuple(_without_chair(each) for each in sealed.signatures)
    document = a_sealed_pdf(_with_signatures(sealed, plain))

    verdict = verdict_on(signed_by(document, keyring, *order), keyring.trust)

    assert holds(verdict), saying(verdict)
    assert [signature.member for signature in verdict.signatures] == list(order)


def test_establishment_seal_comes_first_and_members_sign_on(keyring: Keyring) -> None:
    sealed = what_is_sealed(keyring, establishment=keyring["établissement"].fingerprint)
    document = signed_by(a_sealed_pdf(sealed, keyring["établissement"]), keyring, "M3", "M2", "M1")

    verdict = verdict_on(document, keyring.trust)

    assert holds(verdict), saying(verdict)
    assert verdict.signatures[0].field == SEAL_FIELD
    assert verdict.signatures[0].member is None


@pytest.mark.parametrize("with_seal", [False, True], ids=["members", "members and seal"])
def test_pdfsig_agrees(tmp_path: Path, keyring: Keyring, with_seal: bool) -> None:
    establishment = keyring["établissement"] if with_seal else None
    sealed = what_is_sealed(
        keyring, establishment=establishment.fingerprint if establishment else ""
    )
    path = tmp_path / "pv.pdf"
    path.write_bytes(signed_by(a_sealed_pdf(sealed, establishment), keyring, "M2", "M3", "M1"))

    said = pdfsig(path, keyring, tmp_path)

    count = 4 if with_seal else 3
    assert said.count("Signature is Valid.") == count, said
    assert said.count("Certificate is Trusted.") == count, said
    assert said.count("  - Total document signed") == 1, said
    assert "ETSI.CAdES.detached" in said
    assert "Signature Field Name: president.M1" in said


def test_signed_minutes_stay_pdfa_pages_with_two_attached_files(signed_pdf: bytes) -> None:
    """The validator knows no form, so its only complaint is the form itself."""
    report = archive_report(signed_pdf)

    assert {finding.kind for finding in report.findings} == {"unsupported"}
    assert any("/AcroForm" in finding.where for finding in report.findings)
    with pikepdf.open(BytesIO(signed_pdf)) as pdf:
        assert sorted(pdf.attachments) == ["decisions.json", "signatures.json"]
        assert len(pdf.Root.AF) == 2


def test_stamp_says_who_signed_and_when(signed_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(signed_pdf)) as pdf:
        pdf.flatten_annotations("all")
        flat = BytesIO()
        pdf.save(flat)
    document = pypdfium2.PdfDocument(flat.getvalue())
    text = document[1].get_textpage().get_text_range()
    document.close()

    assert "PrénomM1 NOMM1" in text
    assert "enseignant à 100 %" in text
    assert "Signé électroniquement le 19/04/2024" in text
    assert "à 18:12:00 (UTC+02:00)" in text


def test_each_font_of_a_stamp_is_embedded(signed_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(signed_pdf)) as pdf:
        descriptors = [
            found
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"
        ]

    assert len(descriptors) >= 4
    assert all("/FontFile2" in found for found in descriptors)


def test_same_seal_same_moment_same_bytes(keyring: Keyring) -> None:
    sealed = what_is_sealed(establishment=keyring["établissement"].fingerprint)
    pages = a_page_set()

    once, again = (
        embed_seal(
            add_fields(pages, the_places(), sealed),
            SEAL_FIELD,
            keyring["établissement"],
            at("18:00"),
        )
        for _ in range(2)
    )

    assert once == again


def test_unknown_member_is_told_who_is_expected(sealed_pdf: bytes, keyring: Keyring) -> None:
    with pytest.raises(SigningRefusedError) as refusal:
        sign_pdf(sealed_pdf, "M9", keyring["M2"], at=at("18:10"))

    assert "M9 n’est pas attendu" in str(refusal.value)
    assert "M3 (PrénomM3 NOMM3)" in str(refusal.value)


def test_nobody_signs_twice(sealed_pdf: bytes, keyring: Keyring) -> None:
    document = signed_by(sealed_pdf, keyring, "M2")

    with pytest.raises(SigningRefusedError, match="a déjà signé"):
        sign_pdf(document, "M2", keyring["M2"], at=at("18:30"))


def test_certificate_of_someone_else_is_refused(sealed_pdf: bytes, keyring: Keyring) -> None:
    with pytest.raises(SigningRefusedError, match="n’est pas celui enregistré pour PrénomM2"):
        sign_pdf(sealed_pdf, "M2", keyring["M3"], at=at("18:10"))


def test_certificate_registered_for_another_is_refused(keyring: Keyring) -> None:
    sealed = what_is_sealed(keyring)
    first, second, third = sealed.signatures
    document = a_sealed_pdf(_with_signatures(sealed, (first, _unregistered(second), third)))

    with pytest.raises(SigningRefusedError, match="est celui de PrénomM3 NOMM3"):
        sign_pdf(document, "M2", keyring["M3"], at=at("18:10"))


def test_certificate_that_signed_already_is_refused(keyring: Keyring) -> None:
    document = signed_by(a_sealed_pdf(what_is_sealed()), keyring, "M2")

    with pytest.raises(SigningRefusedError, match="est celui de PrénomM2 NOMM2"):
        sign_pdf(document, "M3", keyring["M2"], at=at("18:30"))


def test_unregistered_certificate_is_accepted_and_pointed_out(keyring: Keyring) -> None:
    document = signed_by(a_sealed_pdf(what_is_sealed()), keyring, "M2", "M3", "M1")

    verdict = verdict_on(document, keyring.trust)

    assert holds(verdict)
    assert "vérifiez que « PrénomM2 NOMM2 (démonstration) » est bien cette personne" in saying(
        verdict
    )


@pytest.mark.parametrize(
    ("way", "sentence"),
    [(SigningWay.PAPER, "signant sur papier"), (SigningWay.REFUSED, "refusant de signer")],
)
def test_member_who_signs_otherwise_has_no_field(
    keyring: Keyring, way: SigningWay, sentence: str
) -> None:
    sealed = what_is_sealed(keyring, ways={"M3": way})
    document = a_sealed_pdf(sealed)

    with pytest.raises(SigningRefusedError, match=sentence):
        sign_pdf(document, "M3", keyring["M3"], at=at("18:10"))
    verdict = verdict_on(signed_by(document, keyring, "M2", "M1"), keyring.trust)

    assert holds(verdict), saying(verdict)
    assert "PrénomM3 NOMM3" in saying(verdict)


def test_clock_behind_the_seal_is_refused(sealed_pdf: bytes, keyring: Keyring) -> None:
    # Sealed at 18:00; ten minutes between two clocks are forgiven.
    with pytest.raises(SigningRefusedError, match="en retard sur le scellement"):
        sign_pdf(sealed_pdf, "M2", keyring["M2"], at=at("17:49"))
    assert sign_pdf(sealed_pdf, "M2", keyring["M2"], at=at("17:51"))


def test_expired_key_is_refused_at_signing(keyring: Keyring) -> None:
    old = keyring.authority.issue("PrénomM2 NOMM2", at=at("06:00"), days=1)
    later = datetime(2024, 5, 2, 9, 0, tzinfo=at("18:00").tzinfo)

    with pytest.raises(KeyRefusedError, match="a expiré le 20/04/2024"):
        sign_pdf(a_sealed_pdf(what_is_sealed()), "M2", old, at=later)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a pdf", b"%PDF-1.7\nbroken", a_page_set()],
    ids=["empty", "text", "broken", "unsealed"],
)
def test_only_sealed_minutes_are_signed(content: bytes, keyring: Keyring) -> None:
    with pytest.raises(UnreadableFileError, match="n’est pas un procès-verbal scellé"):
        sign_pdf(content, "M2", keyring["M2"], at=at("18:10"))


def test_damaged_minutes_are_not_signed(sealed_pdf: bytes, keyring: Keyring) -> None:
    """Readers that repair still find the list of signatures; nobody signs a repaired file."""
    with pytest.raises(UnreadableFileError, match="abîmé"):
        sign_pdf(sealed_pdf[:-12], "M2", keyring["M2"], at=at("18:10"))


def test_field_without_a_place_is_refused() -> None:
    with pytest.raises(JuryDeskError, match="pas de place pour la signature de PrénomM3"):
        add_fields(a_page_set(), the_places(("M1", "M2")), what_is_sealed())


def test_sealed_list_is_read_back(keyring: Keyring) -> None:
    sealed = what_is_sealed(keyring, ways={"M3": SigningWay.PAPER})

    assert read_expected(a_sealed_pdf(sealed)) == sealed


def test_identifiers_of_any_letters_have_their_own_field(keyring: Keyring) -> None:
    # A full stop in a field's name would be a level of its own.
    sealed = what_is_sealed(members=("é.1", "é~2E1"))
    document = a_sealed_pdf(sealed)

    document = sign_pdf(document, "é.1", keyring["M2"], at=at("18:10"), accepts_name=True)
    document = sign_pdf(document, "é~2E1", keyring["M3"], at=at("18:11"), accepts_name=True)
    verdict = verdict_on(document, keyring.trust)

    assert holds(verdict), saying(verdict)
    assert [signature.member for signature in verdict.signatures] == ["é.1", "é~2E1"]


class TestFile:
    """What ``jurydesk sign`` does with files."""

    def test_file_is_replaced_whole(
        self, tmp_path: Path, sealed_pdf: bytes, keyring: Keyring
    ) -> None:
        path = tmp_path / "pv.pdf"
        path.write_bytes(sealed_pdf)

        fact = sign_file(path, "M2", keyring["M2"], at=at("18:10"))

        assert hashlib.sha256(path.read_bytes()).hexdigest() == fact.file_digest
        assert (fact.member, fact.fingerprint) == ("M2", keyring["M2"].fingerprint)
        assert fact.signer == "PrénomM2 NOMM2 (démonstration)"
        assert [each.name for each in tmp_path.iterdir()] == ["pv.pdf"]

    def test_another_file_is_written_when_asked(
        self, tmp_path: Path, sealed_pdf: bytes, keyring: Keyring
    ) -> None:
        path, out = tmp_path / "pv.pdf", tmp_path / "pv-signe.pdf"
        path.write_bytes(sealed_pdf)

        sign_file(path, "M2", keyring["M2"], at=at("18:10"), out=out)

        assert path.read_bytes() == sealed_pdf
        assert len(out.read_bytes()) > len(sealed_pdf)

    def test_refusal_leaves_the_file_alone(
        self, tmp_path: Path, sealed_pdf: bytes, keyring: Keyring
    ) -> None:
        path = tmp_path / "pv.pdf"
        path.write_bytes(sealed_pdf)

        with pytest.raises(SigningRefusedError):
            sign_file(path, "M1", keyring["M1"], at=at("18:10"))

        assert path.read_bytes() == sealed_pdf

    def test_missing_file_is_told(self, tmp_path: Path, keyring: Keyring) -> None:
        with pytest.raises(UnreadableFileError, match=r"absent\.pdf ne peut pas être lu"):
            sign_file(tmp_path / "absent.pdf", "M2", keyring["M2"], at=at("18:10"))

    def test_folder_that_is_not_there_is_told(
        self, tmp_path: Path, sealed_pdf: bytes, keyring: Keyring
    ) -> None:
        path, out = tmp_path / "pv.pdf", tmp_path / "nulle part" / "pv.pdf"
        path.write_bytes(sealed_pdf)

        with pytest.raises(JuryDeskError, match="ne peut pas être écrit"):
            sign_file(path, "M2", keyring["M2"], at=at("18:10"), out=out)

    def test_key_file_signs(self, tmp_path: Path, sealed_pdf: bytes, keyring: Keyring) -> None:
        path = tmp_path / "M2.p12"
        path.write_bytes(as_p12(keyring["M2"], "démo été"))

        key: SigningKey = load_key(path, "démo été", at=at("18:10"))

        assert key.fingerprint == keyring["M2"].fingerprint
        assert sign_pdf(sealed_pdf, "M2", key, at=at("18:10"))


def _with_signatures(sealed, signatures):
    return replace(sealed, signatures=tuple(signatures))


def _without_chair(expected):
    return replace(expected, chair=False)


def _unregistered(expected):
    return replace(expected, fingerprint="")
