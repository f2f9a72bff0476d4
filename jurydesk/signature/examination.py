"""Looks at every signature of a PDF: is it whole, whose is it, what came after it?

Leaves the whole verdict, its sentences and the session to :mod:`~jurydesk.signature.verification`.
"""

import asyncio
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_timestamp,
    read_certification_data,
)

from jurydesk.signature.canonical import content_fault
from jurydesk.signature.certification_path import path_fault, validation_context
from jurydesk.signature.expected import SEAL_FIELD
from jurydesk.signature.keys import fingerprint, is_personal, subject
from jurydesk.signature.layout import Layout, read_layout
from jurydesk.signature.revisions import Growth, growths
from jurydesk.signature.trust import Trust

# Without a handler, Python would print the library's English warnings under our own sentence.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_DEEPEST_FIELD = 8
_CLOCK_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignatureExam:
    """What one signature shows.

    ``revision`` is the one it made, from 1; ``expires`` is when its certificate does. ``fault``
    says why it is not intact or not trusted, for the middle of a sentence. ``locks`` tells that
    it forbids any later change, ``certifies`` that it is the establishment's certification,
    ``elsewhere`` that another program made it, ``personal`` that its certificate is a person's.
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
    elsewhere: bool = False
    personal: bool = False
    certificate: x509.Certificate | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TimeStampExam:
    """What one document time stamp (« horodatage ») of an archived PDF shows."""

    at: datetime | None
    intact: bool
    trusted: bool


@dataclass(frozen=True, slots=True)
class DocumentExam:
    """What the whole PDF shows.

    ``fields`` are the full names of every form field, save those of invisible time stamps.
    ``growths`` tell what each revision after the first did, ``trailing`` that bytes follow the
    end of the PDF.
    """

    signatures: tuple[SignatureExam, ...]
    fields: frozenset[str]
    growths: tuple[Growth, ...]
    trailing: bool
    stamps: tuple[TimeStampExam, ...] = ()

    @property
    def foreign(self) -> bool:
        """Whether a revision does more than sign or archive."""
        return Growth.FOREIGN in self.growths

    @property
    def archived(self) -> bool:
        """Whether proofs or a time stamp were added for the long term."""
        return Growth.ARCHIVED in self.growths

    @property
    def ends_signed(self) -> bool:
        """Whether nothing but an archive follows the last signature."""
        if not self.signatures or self.trailing:
            return False
        later = self.growths[self.signatures[-1].revision :]
        return all(growth is Growth.ARCHIVED for growth in later)

    @property
    def changed(self) -> bool:
        """Whether the document holds more than what was sealed and its signatures."""
        return (
            self.foreign
            or self.trailing
            or any(each.changed_since or not each.intact for each in self.signatures)
            or not all(stamp.intact for stamp in self.stamps)
        )


def examine(document: bytes, trust: Trust | None, *, at: datetime) -> DocumentExam:
    """Examine the bytes of a PDF; see :func:`examine_layout`."""
    return examine_layout(read_layout(document), trust, at=at)


def examine_layout(layout: Layout, trust: Trust | None, *, at: datetime) -> DocumentExam:
    """Examine every signature, as of the moment each claims; ``at`` stands where one claims none.

    Raises:
        Exception: Whatever the reader meets in a damaged or hostile file.
    """
    reader = layout.reader
    if reader.xrefs.hybrid_xrefs_present:
        raise ValueError("two tables of contents")
    found = [
        EmbeddedPdfSignature(reader, reference.get_object(), name)
        for name, _value, reference in enumerate_sig_fields(reader, filled_status=True)
    ]
    found.sort(key=lambda signature: signature.signed_revision)
    signatures = [each for each in found if each.sig_object_type == "/Sig"]
    stamps = [each for each in found if each.sig_object_type == "/DocTimeStamp"]
    if len(signatures) + len(stamps) != len(found):
        raise ValueError("a signature of no known kind")
    growth = growths(
        layout, _owners(signatures), {each.signed_revision for each in stamps}, SEAL_FIELD
    )
    certification = read_certification_data(reader)
    author = certification.author_sig if certification else None
    digests = _digests(layout.document, found)
    return DocumentExam(
        signatures=tuple(
            _examine_one(each, layout, trust, digest, at=at, growth=growth, author=author)
            for each, digest in zip(signatures, map(digests.get, map(id, signatures)), strict=True)
        ),
        fields=_field_names(reader, stamps),
        growths=growth,
        trailing=layout.trailing,
        stamps=tuple(_examine_stamp(each, layout, trust, at) for each in stamps),
    )


def _owners(signatures: Sequence[EmbeddedPdfSignature]) -> Mapping[int, EmbeddedPdfSignature]:
    """Return the signature of each revision that made exactly one."""
    owners: dict[int, list[EmbeddedPdfSignature]] = {}
    for signature in signatures:
        owners.setdefault(signature.signed_revision, []).append(signature)
    return {number: several[0] for number, several in owners.items() if len(several) == 1}


def _digests(document: bytes, signatures: Sequence[EmbeddedPdfSignature]) -> dict[int, bytes]:
    """Return what each signature must have signed, reading the document once for all of them."""
    found: dict[int, bytes] = {}
    running: dict[str, tuple[Any, int]] = {}
    for signature in signatures:
        ranges = tuple(int(number) for number in signature.byte_range)
        if not _is_plain(ranges, len(document)):
            continue
        name = signature.external_md_algorithm
        state, done = running.get(name, (hashlib.new(name), 0))
        gap, after = ranges[1], ranges[2]
        if gap < done:
            state, done = hashlib.new(name), 0
        state.update(document[done:gap])
        running[name] = (state, gap)
        whole = state.copy()
        whole.update(document[after : after + ranges[3]])
        found[id(signature)] = whole.digest()
    return found


def _is_plain(ranges: tuple[int, ...], length: int) -> bool:
    return (
        len(ranges) == 4
        and ranges[0] == 0
        and 0 < ranges[1] < ranges[2]
        and ranges[3] > 0
        and ranges[2] + ranges[3] <= length
    )


def _field_names(reader: PdfFileReader, stamps: Sequence[EmbeddedPdfSignature]) -> frozenset[str]:
    form = reader.root.get("/AcroForm")
    fields = form.get_object().get("/Fields", ()) if form is not None else ()
    unseen = {each.field_name for each in stamps if not any(each.sig_field.get("/Rect", ()))}
    return frozenset(_names_in(fields, above="", depth=0)) - unseen


def _names_in(fields: Any, above: str, depth: int) -> Iterator[str]:  # noqa: ANN401 PDF array
    """Walk the levels of names (« membre ») down to the fields, which alone have a type."""
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
    layout: Layout,
    trust: Trust | None,
    digest: bytes | None,
    *,
    at: datetime,
    growth: tuple[Growth, ...],
    author: Any,  # noqa: ANN401 a PDF dictionary
) -> SignatureExam:
    certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    signed_at = signature.self_reported_timestamp
    revision = signature.signed_revision
    elsewhere = growth[revision - 1] is Growth.SIGNED_ELSEWHERE if revision else False
    fault = content_fault(signature, layout.document, digest, strict=not elsewhere)
    intact = fault is None
    embedded = signature.other_embedded_certs
    others = [x509.load_der_x509_certificate(each.dump()) for each in embedded]
    distrust = path_fault(certificate, others, trust, signed_at or at) if intact else None
    covered = sum([int(number) for number in signature.byte_range][-2:])
    locks = _locks(signature)
    after = growth[revision:]
    undone = Growth.FOREIGN in after or (locks and set(after) - {Growth.ARCHIVED})
    return SignatureExam(
        field=signature.field_name,
        revision=revision,
        signer=subject(certificate),
        fingerprint=fingerprint(certificate),
        at=signed_at,
        expires=certificate.not_valid_after_utc,
        intact=intact,
        trusted=intact and trust is not None and distrust is None,
        covers_whole_file=covered == len(layout.document),
        changed_since=bool(undone) or covered != layout.ends[revision],
        locks=locks,
        certifies=author is not None
        and author == signature.sig_object
        and signature.docmdp_level is MDPPerm.FILL_FORMS,
        elsewhere=elsewhere,
        personal=is_personal(certificate),
        certificate=certificate,
        fault=fault or distrust or "",
    )


def _locks(signature: EmbeddedPdfSignature) -> bool:
    lock = signature.fieldmdp
    return (
        lock is not None
        and lock.action is FieldMDPAction.ALL
        and signature.docmdp_level is MDPPerm.NO_CHANGES
    )


def _examine_stamp(
    stamp: EmbeddedPdfSignature, layout: Layout, trust: Trust | None, at: datetime
) -> TimeStampExam:
    context = validation_context(trust, at)
    status = asyncio.run(async_validate_pdf_timestamp(stamp, context, skip_diff=True))
    ranges = tuple(int(number) for number in stamp.byte_range)
    whole = _is_plain(ranges, len(layout.document)) and (
        ranges[2] + ranges[3] == layout.ends[stamp.signed_revision]
    )
    return TimeStampExam(
        at=status.timestamp,
        intact=bool(status.intact and status.valid) and whole,
        trusted=bool(trust) and bool(status.trusted),
    )


def is_before(moment: datetime, limit: datetime) -> bool:
    """Whether a moment is before a limit, two clocks differing a little."""
    return moment < limit - _CLOCK_TOLERANCE
