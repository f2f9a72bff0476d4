"""Looks at every signature of a PDF: is it whole, whose is it, what came after it?

Leaves the whole verdict, its sentences and the session to :mod:`~jurydesk.signature.verification`.
"""

import asyncio
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.generic import Reference
from pyhanko.sign.fields import FieldMDPAction, MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_timestamp,
)

from jurydesk.signature.canonical import content_fault, signer_of
from jurydesk.signature.certification_path import path_faults, validation_context
from jurydesk.signature.exams import DocumentExam, SignatureExam, TimeStampExam
from jurydesk.signature.expected import SEAL_FIELD
from jurydesk.signature.keys import fingerprint, is_personal, subject
from jurydesk.signature.layout import Layout, read_layout
from jurydesk.signature.revisions import Growth, growths, is_own, own_signature
from jurydesk.signature.seen import Seen
from jurydesk.signature.trust import Trust

# Without a handler, Python would print the library's English warnings under our own sentence.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_DEEPEST_FIELD = 8
_CLOCK_TOLERANCE = timedelta(minutes=10)


def examine(document: bytes, trust: Trust | None, *, at: datetime) -> DocumentExam:
    """Examine the bytes of a PDF; see :func:`examine_layout`."""
    return examine_layout(read_layout(document), trust, at=at)


def examine_layout(layout: Layout, trust: Trust | None, *, at: datetime) -> DocumentExam:
    """Examine every signature, as of the moment each claims; ``at`` stands where one claims none.

    Raises:
        Exception: Whatever the reader meets in a damaged or hostile file.
    """
    if layout.reader.xrefs.hybrid_xrefs_present:
        raise ValueError("two tables of contents")
    fields, own = _own_revisions(layout)
    if fields is not None and all(each is not None for each in own):
        growth = (Growth.SIGNED,) * len(own)
        found = [each for each in own if each is not None]
        return DocumentExam(
            signatures=_exams(found, layout, growth, trust, at),
            fields=frozenset(fields.values()),
            growths=growth,
            trailing=layout.trailing,
        )
    return _examine_any(layout.whole(), own, trust, at)


def _own_revisions(layout: Layout) -> "tuple[dict[int, str] | None, list[_Signed | None]]":
    """Return the fields of the sealed document, and what each later revision signed, if ours.

    What a revision holds depends on the bytes up to it alone: one that was looked at already, in
    a file that has only grown since, is not looked at again.
    """
    document = layout.document
    running = sha256(document[: layout.ends[0]])
    fields = _FIELDS.get(running.digest(), partial(_fields_of, layout))
    found: list[_Signed | None] = []
    settled = _settled(layout)
    for number in range(1, len(layout.ends)):
        before = running.copy()
        running.update(document[layout.start(number) : layout.ends[number]])
        look = partial(_own_revision, layout, number, fields or {}, before)
        found.append(_REVISIONS.get(running.digest(), look) if number in settled else None)
    return fields, found


def _settled(layout: Layout) -> set[int]:
    """Return the revisions of which no later one changed anything: they read as they were."""
    found: set[int] = set()
    later: set[Reference] = set()
    for number in range(len(layout.ends) - 1, 0, -1):
        made = layout.reader.xrefs.explicit_refs_in_revision(number)
        if made.isdisjoint(later):
            found.add(number)
        later |= made
    return found


def _own_revision(
    layout: Layout,
    number: int,
    fields: dict[int, str],
    before: Any,  # noqa: ANN401 a hash
) -> "_Signed | None":
    signature = own_signature(layout, number, fields, before, SEAL_FIELD)
    if (
        signature is None
        or sum([int(each) for each in signature.byte_range][-2:]) != (layout.ends[number])
    ):
        return None
    return _look(signature, layout, elsewhere=False)


def _fields_of(layout: Layout) -> dict[int, str] | None:
    """Return the full names of the sealed document's fields, by their object's number.

    ``None`` when one is filled in already: a file written again in one go, or a trap.
    """
    resolver = layout.reader.get_historical_resolver(0)
    names = _names(resolver.root)
    filled = ("/V" in resolver(Reference(number, 0, resolver)) for number in names)
    return None if any(filled) else names


def _names(root: Any) -> dict[int, str]:  # noqa: ANN401 a PDF dictionary
    fields = root["/AcroForm"].get("/Fields", ()) if "/AcroForm" in root else ()
    return dict(_names_in(fields, above="", depth=0))


def _examine_any(
    layout: Layout, own: "Sequence[_Signed | None]", trust: Trust | None, at: datetime
) -> DocumentExam:
    """Examine a document in which some revision is not JuryDesk's: every field is looked at."""
    reader = layout.reader
    filled = [
        EmbeddedPdfSignature(reader, reference.get_object(), name)
        for name, _value, reference in enumerate_sig_fields(reader, filled_status=True)
    ]
    filled.sort(key=lambda signature: signature.signed_revision)
    signatures = [each for each in filled if each.sig_object_type == "/Sig"]
    stamps = [each for each in filled if each.sig_object_type == "/DocTimeStamp"]
    if len(signatures) + len(stamps) != len(filled):
        raise ValueError("a signature of no known kind")
    owners = _owners(signatures)
    growth = growths(
        layout,
        owners,
        {each.signed_revision for each in stamps},
        _written_here(layout, owners, own),
    )
    found = [
        _look(
            each,
            layout,
            elsewhere=bool(each.signed_revision)
            and growth[each.signed_revision - 1] is Growth.SIGNED_ELSEWHERE,
        )
        for each in signatures
    ]
    names = _names(reader.root)
    unseen = {each.field_name for each in stamps if not any(each.sig_field.get("/Rect", ()))}
    told = tuple(_examine_stamp(each, layout, trust, at) for each in stamps)
    fields = frozenset(names.values()) - unseen
    return DocumentExam(
        signatures=_exams(found, layout, growth, trust, at),
        fields=fields,
        growths=growth,
        trailing=layout.trailing,
        stamps=told,
    )


def _written_here(
    layout: Layout,
    owners: Mapping[int, EmbeddedPdfSignature],
    own: "Sequence[_Signed | None]",
) -> dict[int, bool]:
    """Return the revisions that JuryDesk wrote, and whether each does nothing but sign."""
    running = sha256()
    found = {}
    for number in range(1, len(layout.ends)):
        running.update(layout.document[layout.start(number - 1) : layout.start(number)])
        if own[number - 1] is not None:
            found[number] = True
        elif number in owners and is_own(layout, number, owners[number], running):
            found[number] = False
    return found


def _owners(signatures: Sequence[EmbeddedPdfSignature]) -> Mapping[int, EmbeddedPdfSignature]:
    """Return the signature of each revision that made exactly one."""
    owners: dict[int, list[EmbeddedPdfSignature]] = {}
    for signature in signatures:
        owners.setdefault(signature.signed_revision, []).append(signature)
    return {number: several[0] for number, several in owners.items() if len(several) == 1}


def _is_plain(ranges: tuple[int, ...], length: int) -> bool:
    return (
        len(ranges) == 4
        and ranges[0] == 0
        and 0 < ranges[1] < ranges[2]
        and ranges[3] > 0
        and ranges[2] + ranges[3] <= length
    )


def _names_in(fields: Any, above: str, depth: int) -> Iterator[tuple[int, str]]:  # noqa: ANN401
    """Walk the levels of names (« membre ») down to the fields, which alone have a type."""
    if depth > _DEEPEST_FIELD:
        raise ValueError(above)
    for place in range(len(fields)):
        reference = fields.raw_get(place)
        field = reference.get_object()
        name = f"{above}.{field['/T']}" if above else str(field.get("/T", ""))
        if "/FT" in field:
            yield reference.idnum, name
        else:
            yield from _names_in(field.get("/Kids", ()), name, depth + 1)


@dataclass(frozen=True, slots=True)
class _Signed:
    """What one signature shows by itself, whatever came after it and whoever is trusted."""

    field: str
    revision: int
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    at: datetime | None
    covered: int
    locks: bool
    certifies: bool
    elsewhere: bool
    fault: str | None


_FIELDS: Seen[dict[int, str] | None] = Seen(64)
_REVISIONS: Seen[_Signed | None] = Seen(1024)


def _look(signature: EmbeddedPdfSignature, layout: Layout, *, elsewhere: bool) -> _Signed:
    ranges = tuple(int(number) for number in signature.byte_range)
    digest = None
    if _is_plain(ranges, len(layout.document)):
        running = hashlib.new(signature.external_md_algorithm)
        running.update(layout.document[: ranges[1]])
        running.update(layout.document[ranges[2] : ranges[2] + ranges[3]])
        digest = running.digest()
    signer = signer_of(signature.signed_data).dump()
    certificate = x509.load_der_x509_certificate(signer)
    embedded = [choice.chosen.dump() for choice in signature.signed_data["certificates"]]
    root = layout.reader.get_historical_resolver(signature.signed_revision).root
    author = root["/Perms"].get("/DocMDP") if "/Perms" in root else None
    return _Signed(
        field=signature.field_name,
        revision=signature.signed_revision,
        certificate=certificate,
        others=tuple(x509.load_der_x509_certificate(each) for each in embedded if each != signer),
        at=signature.self_reported_timestamp,
        covered=sum(ranges[-2:]),
        locks=_locks(signature),
        certifies=author is not None
        and author.get_object() == signature.sig_object
        and signature.docmdp_level is MDPPerm.FILL_FORMS,
        elsewhere=elsewhere,
        fault=content_fault(signature, layout.document, digest, certificate, strict=not elsewhere),
    )


def _exams(
    found: Sequence[_Signed],
    layout: Layout,
    growth: tuple[Growth, ...],
    trust: Trust | None,
    at: datetime,
) -> tuple[SignatureExam, ...]:
    faults = path_faults([(each.certificate, each.others, each.at or at) for each in found], trust)
    return tuple(
        _exam_of(each, layout, growth, distrust, trusting=trust is not None)
        for each, distrust in zip(found, faults, strict=True)
    )


def _exam_of(
    found: _Signed,
    layout: Layout,
    growth: tuple[Growth, ...],
    distrust: str | None,
    *,
    trusting: bool,
) -> SignatureExam:
    certificate = found.certificate
    intact = found.fault is None
    after = growth[found.revision :]
    undone = Growth.FOREIGN in after or (found.locks and set(after) - {Growth.ARCHIVED})
    return SignatureExam(
        field=found.field,
        revision=found.revision,
        signer=subject(certificate),
        fingerprint=fingerprint(certificate),
        at=found.at,
        expires=certificate.not_valid_after_utc,
        intact=intact,
        trusted=intact and trusting and distrust is None,
        covers_whole_file=found.covered == len(layout.document),
        changed_since=bool(undone) or found.covered != layout.ends[found.revision],
        locks=found.locks,
        certifies=found.certifies,
        elsewhere=found.elsewhere,
        personal=is_personal(certificate),
        certificate=certificate,
        fault=found.fault or distrust or "",
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
