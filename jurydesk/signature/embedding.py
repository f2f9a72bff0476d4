"""Adds one signature to a PDF as one revision that touches nothing but its own field.

The clock is an argument; for the establishment's seal, same document, key and moment give the
same bytes (a visible stamp names its font at random). Leaves who may sign, and when, to
:mod:`~jurydesk.signature.signing`.
"""

import asyncio
import hashlib
from datetime import datetime, timedelta, timezone
from io import BytesIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigAppearanceSetup,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from jurydesk.signature.certification_path import as_asn1
from jurydesk.signature.expected import DEFAULT_ZONE, ExpectedSignature
from jurydesk.signature.handwriting import Handwriting
from jurydesk.signature.keys import SigningKey
from jurydesk.signature.revisions import revision_identifier
from jurydesk.signature.stamp import stamp_style

_DIGEST = "sha256"


class _OneSignatureWriter(IncrementalPdfFileWriter):
    """Writes a revision without touching the metadata and without a random identifier."""

    def __init__(
        self, document: bytes, field: str, at: datetime, reader: PdfFileReader | None = None
    ) -> None:
        super().__init__(BytesIO(document), prev=reader)
        first = self._document_id[0]
        second = revision_identifier(hashlib.sha256(document), field, at.isoformat())
        self._document_id = ArrayObject([first, ByteStringObject(second)])

    def _update_meta(self) -> None:
        """Leave the metadata alone: a signature's revision says nothing but the signature."""


def embed_member(
    document: bytes,
    expected: ExpectedSignature,
    key: SigningKey,
    at: datetime,
    handwriting: Handwriting | None = None,
    *,
    zone: str = DEFAULT_ZONE,
    delegation: str = "",
    reader: PdfFileReader | None = None,
) -> bytes:
    """Return the PDF with the member's visible signature; the chair's also locks the PDF.

    The stamp tells the hour of ``zone``, whatever the machine's own, and the act of
    ``delegation`` by which the person signs, if any. ``reader`` has read the document already, and
    is used up.
    """
    at = in_zone(at, zone)
    lock = None
    permissions = None
    if expected.chair:
        lock = FieldMDPSpec.from_pdf_object({"/Action": "/All"})
        permissions = MDPPerm.NO_CHANGES
    appearance = SigAppearanceSetup(
        style=stamp_style(expected, at, handwriting, delegation), timestamp=at, name=None
    )
    mdp = SigMDPSetup(md_algorithm=_DIGEST, field_lock=lock, docmdp_perms=permissions)
    return _embed(document, expected.field, key, at, mdp=mdp, appearance=appearance, reader=reader)


def embed_seal(document: bytes, field: str, key: SigningKey, at: datetime) -> bytes:
    """Return the PDF certified by the establishment: from now on it may only be signed."""
    mdp = SigMDPSetup(md_algorithm=_DIGEST, certify=True, docmdp_perms=MDPPerm.FILL_FORMS)
    return _embed(document, field, key, at, mdp=mdp, appearance=None)


def _embed(
    document: bytes,
    field: str,
    key: SigningKey,
    at: datetime,
    *,
    mdp: SigMDPSetup,
    appearance: SigAppearanceSetup | None,
    reader: PdfFileReader | None = None,
) -> bytes:
    writer = _OneSignatureWriter(document, field, at, reader)
    steps = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    next(steps)
    chain = [as_asn1(certificate) for certificate in (key.certificate, *key.intermediates)]
    # Hexadecimal: two characters a byte, for the certificates, the signature and the attributes.
    reserved = 2 * (sum(len(each.dump()) for each in chain) + 2048)
    placeholder = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, bytes_reserved=reserved
    )
    steps.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=mdp, appearance_setup=appearance))
    prepared, output = steps.send(SigIOSetup(md_algorithm=_DIGEST))
    steps.send(asyncio.run(_sign(prepared.document_digest, key, chain)))
    signed: bytes = output.getvalue()
    return signed


def in_zone(at: datetime, zone: str) -> datetime:
    """Return a moment with the offset of a zone; one this system does not know changes nothing."""
    try:
        there = at.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return at
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()))


class _KeySigner(Signer):
    """Signs with a key already in memory: it is never written out nor read again."""

    def __init__(self, key: SigningKey, chain: list[asn1_x509.Certificate]) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple(chain[1:])
        super().__init__(signing_cert=chain[0], cert_registry=registry, embed_roots=False)
        self._key = key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002 this signer knows one
        dry_run: bool = False,  # noqa: ARG002, FBT001, FBT002 pyHanko's own signature
    ) -> bytes:
        """Return the signature alone: a card gives nothing else."""
        return self._key.private_key.sign_raw(data)


async def _sign(
    digest: bytes, key: SigningKey, chain: list[asn1_x509.Certificate]
) -> cms.ContentInfo:
    return await _KeySigner(key, chain).async_sign(
        digest, _DIGEST, use_pades=True, signed_attr_settings=PdfCMSSignedAttributes()
    )
