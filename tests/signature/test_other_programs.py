"""What other programs do to minutes: sign, archive, annotate, print; each is called by its name."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from jurydesk.signature.certification_path import as_asn1
from jurydesk.signature.keys import FileKey, SigningKey
from jurydesk.signature.signing import SigningRefusedError, sign_pdf
from jurydesk.signature.verdict import Finding
from jurydesk.signature.verification import verify_document
from tests.builders import at
from tests.signature import tampering
from tests.signature.builders import (
    NOW,
    Keyring,
    a_sealed_pdf,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)


def _signer(key: SigningKey) -> signers.SimpleSigner:
    assert isinstance(key.private_key, FileKey)
    content = key.private_key.held.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        signing_cert=as_asn1(key.certificate),
        signing_key=PrivateKeyInfo.load(content),
        cert_registry=SimpleCertificateStore(),
    )


def signed_elsewhere(
    document: bytes, field: str, key: SigningKey, edit: tampering.Edit | None = None
) -> bytes:
    """Sign as a program of one's own does: another container, a name, a reason."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    if edit is not None:
        edit(writer)
    meta = signers.PdfSignatureMetadata(
        field_name=field, reason="Lu et approuvé", name="Autre logiciel", md_algorithm="sha256"
    )
    output = BytesIO()
    signers.PdfSigner(meta, signer=_signer(key)).sign_pdf(
        writer, output=output, existing_fields_only=True
    )
    return output.getvalue()


@pytest.fixture
def elsewhere(sealed_pdf: bytes, keyring: Keyring) -> bytes:
    return signed_elsewhere(sealed_pdf, "membre.M2", keyring["M2"])


def _today(document: bytes, keyring: Keyring):
    """The other program dates its signature of today, and so does who verifies."""
    now = datetime.now().astimezone()
    return verify_document(document, "pv.pdf", trust=keyring.trust, at=now)


def test_signature_of_another_program_is_no_tampering(elsewhere: bytes, keyring: Keyring) -> None:
    verdict = _today(elsewhere, keyring)

    assert "signée avec un autre logiciel" in saying(verdict)
    assert "modifié" not in saying(verdict)
    assert [(each.intact, each.changed_since) for each in verdict.signatures] == [(True, False)]


@pytest.mark.parametrize(
    "edit",
    [
        tampering.rewrite_page,
        tampering.swap_pages,
        tampering.add_annotation,
        tampering.attach_file,
        tampering.retitle,
        tampering.add_signature_field,
    ],
    ids=lambda edit: edit.__name__,
)
def test_another_program_may_sign_and_change_nothing_else(
    sealed_pdf: bytes, keyring: Keyring, edit: tampering.Edit
) -> None:
    document = signed_elsewhere(sealed_pdf, "membre.M2", keyring["M2"], edit)

    assert not holds(_today(document, keyring))
    with pytest.raises(SigningRefusedError):
        sign_pdf(document, "M3", keyring["M3"], at=datetime.now().astimezone())


def _archived(document: bytes, keyring: Keyring) -> bytes:
    """Add the proofs for the long term, then a document time stamp."""
    output = BytesIO(document)
    DocumentSecurityStore.supply_dss_in_writer(
        writer := IncrementalPdfFileWriter(output),
        None,
        certs=[as_asn1(keyring.authority.certificate)],
    )
    writer.write_in_place()
    stamper = DummyTimeStamper(
        tsa_cert=as_asn1(keyring["horodatage"].certificate),
        tsa_key=_signer(keyring["horodatage"]).signing_key,
        certs_to_embed=SimpleCertificateStore(),
        fixed_dt=at("19:30"),
    )
    writer = IncrementalPdfFileWriter(BytesIO(output.getvalue()))
    stamped = BytesIO()
    signers.PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256", output=stamped)
    return stamped.getvalue()


@pytest.fixture
def stamping(keyring: Keyring) -> Keyring:
    key = keyring.authority.issue("horodatage", at=at("08:00"), days=3650)
    return Keyring(keyring.authority, {**keyring.keys, "horodatage": key})


def test_minutes_archived_after_the_lock_stay_valid(signed_pdf: bytes, stamping: Keyring) -> None:
    verdict = verdict_on(_archived(signed_pdf, stamping), stamping.trust)

    assert verdict.finding is Finding.INTACT, saying(verdict)
    assert "archivé après les signatures, horodaté le 19/04/2024 à" in saying(verdict)
    assert len(verdict.signatures) == 3


@pytest.mark.parametrize(
    "edit",
    [tampering.rewrite_page, tampering.add_annotation, tampering.retitle],
    ids=lambda edit: edit.__name__,
)
def test_edit_hidden_behind_an_archive_is_caught(
    signed_pdf: bytes, stamping: Keyring, edit: tampering.Edit
) -> None:
    before = tampering.edited(_archived(signed_pdf, stamping), edit)
    after = _archived(tampering.edited(signed_pdf, edit), stamping)

    for document in (before, after):
        assert not holds(verdict_on(document, stamping.trust))


class TestCopies:
    """A copy says what was done to it, and where its original is."""

    def test_annotation_is_named_with_its_page(self, signed_pdf: bytes, keyring: Keyring) -> None:
        document = tampering.edited(signed_pdf, tampering.add_annotation)

        told = saying(verdict_on(document, keyring.trust))

        assert "un texte à la page 1" in told
        assert "L’original signé est le début de ce fichier" in told

    def test_exported_copy_loses_its_signatures(self, signed_pdf: bytes, keyring: Keyring) -> None:
        written = BytesIO()
        with pikepdf.open(BytesIO(signed_pdf)) as pdf:
            pdf.save(written)

        verdict = verdict_on(written.getvalue(), keyring.trust)

        assert not holds(verdict)
        assert "une telle copie perd ses signatures" in saying(verdict)

    def test_printed_copy_is_recognised_by_its_words(
        self, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        printed = BytesIO()
        with pikepdf.open(BytesIO(signed_pdf)) as pdf:
            pdf.flatten_annotations("all")
            for name in list(pdf.attachments):
                del pdf.attachments[name]
            pdf.save(printed)

        verdict = verdict_on(printed.getvalue(), keyring.trust)

        assert not holds(verdict)
        assert "imprimée en PDF ou exportée" in saying(verdict)


def test_chair_comes_last_in_the_form_and_on_its_page(keyring: Keyring) -> None:
    key = keyring["établissement"]
    document = a_sealed_pdf(what_is_sealed(keyring, establishment=key.fingerprint), key)

    with pikepdf.open(BytesIO(document)) as pdf:
        tops = [str(each.T) for each in pdf.Root.AcroForm.Fields]
        annotations = [str(each.T) for each in pdf.pages[1].obj.Annots]
    assert tops == ["etablissement", "membre", "president"]
    assert annotations == ["M2", "M3", "M1"]


def test_chair_signs_a_second_after_the_last_member(sealed_pdf: bytes, keyring: Keyring) -> None:
    document = signed_by(sealed_pdf, keyring, "M2", "M3")
    document = sign_pdf(document, "M1", keyring["M1"], at=at("18:11"))

    moments = [each.at for each in verdict_on(document, keyring.trust).signatures]

    assert moments[1:] == [at("18:11"), at("18:11").replace(second=1)]


def test_stamp_tells_the_session_s_hour_on_any_machine(sealed_pdf: bytes, keyring: Keyring) -> None:
    # 16:10 in London time is 18:10 where the session was held.
    document = sign_pdf(sealed_pdf, "M2", keyring["M2"], at=at("18:10").astimezone(UTC))

    moment = verdict_on(document, keyring.trust).signatures[0].at
    assert moment is not None
    assert moment.isoformat() == "2024-04-19T18:10:00+02:00"
    assert moment < NOW
