"""Looks at every signature of a PDF: is it whole, whose is it, what came after it?

Leaves the whole verdict, its sentences and the session to :mod:`~jurydesk.signature.verification`.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, read_certification_data
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleTrustManager

from jurydesk.signature.canonical import container_fault
from jurydesk.signature.embedding import as_asn1
from jurydesk.signature.expected import SEAL_FIELD
from jurydesk.signature.keys import fingerprint, made_for_signing, subject
from jurydesk.signature.revisions import foreign_revisions
from jurydesk.signature.trust import Trust, revocation_fault

# Without a handler, Python would print the library's English warnings under our own sentence.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_SIGNING_USES = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
_DEEPEST_FIELD = 8
_CLOCK_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignatureExam:
    """What one signature shows.

    ``revision`` is the one it made, from 1; ``expires`` is when its certificate does. ``fault``
    says why it is not intact or not trusted, for the middle of a sentence. ``locks`` tells that
    it forbids any later change, ``certifies`` that it is the establishment's certification.
    """

    field: str
    revision: int
    signer: str
    fingerprint: str
    at: datetime | None
    expires: datetime
    intact: bool
    trusted: bool
    covers_whole_file: bool
    changed_since: bool
    locks: bool = False
    certifies: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class DocumentExam:
    """What the whole PDF shows.

    ``fields`` are the full names of every form field. ``foreign`` tells that a revision does
    more than sign, ``trailing`` that bytes follow the end of the PDF.
    """

    signatures: tuple[SignatureExam, ...]
    fields: frozenset[str]
    foreign: bool
    trailing: bool

    @property
    def changed(self) -> bool:
        """Whether the document holds more than what was sealed and its signatures."""
        return (
            self.foreign
            or self.trailing
            or any(each.changed_since or not each.intact for each in self.signatures)
        )


def examine(document: bytes, trust: Trust | None, *, at: datetime) -> DocumentExam:
    """Examine every signature, as of the moment each claims; ``at`` stands where one claims none.

    Raises:
        Exception: Whatever the reader meets in a damaged or hostile file.
    """
    body = _without_trailing(document)
    reader = PdfFileReader(BytesIO(body), strict=True)
    found = [
        EmbeddedPdfSignature(reader, reference.get_object(), name)
        for name, _value, reference in enumerate_sig_fields(reader, filled_status=True)
    ]
    found.sort(key=lambda signature: signature.signed_revision)
    foreign = foreign_revisions(reader, found, SEAL_FIELD)
    certification = read_certification_data(reader)
    author = certification.author_sig if certification else None
    return DocumentExam(
        signatures=tuple(
            _examine_one(signature, document, trust, at=at, foreign=foreign, author=author)
            for signature in found
        ),
        fields=_field_names(reader),
        foreign=bool(foreign),
        trailing=len(body) != len(document),
    )


def _without_trailing(document: bytes) -> bytes:
    """Return the PDF up to its last end marker, with at most one line end after it."""
    end = document.rfind(b"%%EOF") + 5
    for line_end in (b"\r\n", b"\n", b"\r"):
        if document.startswith(line_end, end):
            return document[: end + len(line_end)]
    return document[:end]


def _field_names(reader: PdfFileReader) -> frozenset[str]:
    form = reader.root.get("/AcroForm")
    fields = form.get_object().get("/Fields", ()) if form is not None else ()
    return frozenset(_names_in(fields, above="", depth=0))


def _names_in(fields: Any, above: str, depth: int) -> Iterator[str]:  # noqa: ANN401 PDF array
    """Walk the levels of names (« membre ») down to the fields, which alone have a type."""
    if depth > _DEEPEST_FIELD:
        raise ValueError(above)
    for reference in fields:
        field = reference.get_object()
        name = f"{above}.{field['/T']}" if above else str(field.get("/T", ""))
        if "/FT" in field:
            yield name
        else:
            yield from _names_in(field.get("/Kids", ()), name, depth + 1)


def _examine_one(
    signature: EmbeddedPdfSignature,
    document: bytes,
    trust: Trust | None,
    *,
    at: datetime,
    foreign: tuple[int, ...],
    author: Any,  # noqa: ANN401 a PDF dictionary
) -> SignatureExam:
    certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    signed_at = signature.self_reported_timestamp
    status = validate_pdf_signature(
        signature,
        signer_validation_context=_context(trust, signed_at or at),
        key_usage_settings=_SIGNING_USES,
    )
    byte_range = tuple(int(number) for number in signature.byte_range)
    fault = container_fault(document, byte_range)
    if fault is None and not (status.intact and status.valid):
        fault = "le contenu signé a été modifié"
    intact = fault is None
    distrust = _distrust(signature, certificate, trust, trusted=status.trusted, at=signed_at or at)
    lock = signature.fieldmdp
    return SignatureExam(
        field=signature.field_name,
        revision=signature.signed_revision,
        signer=subject(certificate),
        fingerprint=fingerprint(certificate),
        at=signed_at,
        expires=certificate.not_valid_after_utc,
        intact=intact,
        trusted=distrust is None,
        covers_whole_file=sum(byte_range[-2:]) == len(document),
        changed_since=not status.docmdp_ok
        or any(revision > signature.signed_revision for revision in foreign),
        locks=(
            lock is not None
            and lock.action is FieldMDPAction.ALL
            and signature.docmdp_level is MDPPerm.NO_CHANGES
        ),
        certifies=author is not None
        and author == signature.sig_object
        and signature.docmdp_level is MDPPerm.FILL_FORMS,
        fault=fault or distrust or "",
    )


def _context(trust: Trust | None, moment: datetime) -> ValidationContext:
    roots = [as_asn1(root) for root in trust.roots] if trust else []
    return ValidationContext(
        trust_manager=SimpleTrustManager.build(trust_roots=roots),
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _distrust(
    signature: EmbeddedPdfSignature,
    certificate: x509.Certificate,
    trust: Trust | None,
    *,
    trusted: bool,
    at: datetime,
) -> str | None:
    """Say why a certificate is not trusted, in the order a person would mend it."""
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        return (
            f"le certificat n’était valable que du {certificate.not_valid_before_utc:%d/%m/%Y} "
            f"au {certificate.not_valid_after_utc:%d/%m/%Y}"
        )
    if trust is None:
        return "aucune autorité de confiance n’a été indiquée"
    if not made_for_signing(certificate):
        return "le certificat n’est pas fait pour signer"
    if not trusted:
        return "le certificat ne vient d’aucune des autorités de confiance indiquées"
    others = [
        x509.load_der_x509_certificate(each.dump()) for each in signature.other_embedded_certs
    ]
    return revocation_fault((certificate, *others), trust, at)


def dated_outside(signed_at: datetime, sealed_at: datetime, now: datetime) -> bool:
    """Whether a claimed moment is before the seal or in the future, clocks differing a little."""
    return not sealed_at - _CLOCK_TOLERANCE <= signed_at <= now + _CLOCK_TOLERANCE
