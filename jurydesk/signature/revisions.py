"""Reads how a signed PDF grew: each revision after the seal is one signature and nothing else.

Stricter than the form-filling rules of the PDF standard, which let a later signer slip in other
harmless-looking changes: a revision that JuryDesk made may overwrite the signed field alone, and
each is compared once with the one before it. Only what another program signed or archived is
left to pyHanko's own rules, which walk the whole document.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from enum import Enum, auto
from typing import Any

from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jurydesk.signature.layout import Layout

_FILLED_IN = frozenset({"/V", "/AP"})
_BETWEEN = rb"(?:[\s\x00]|%[^\r\n]*[\r\n])+"
_REFERENCE = re.compile(rb"(\d{1,10})" + _BETWEEN + rb"\d{1,5}" + _BETWEEN + rb"R\b")
_IDENTITY = ("/Title", "/Author", "/Subject", "/Keywords")
_XMP_TITLE = re.compile(rb"<dc:title>.*?</dc:title>", re.DOTALL)


class Growth(Enum):
    """What a revision did to the document."""

    SIGNED = auto()
    SIGNED_ELSEWHERE = auto()
    ARCHIVED = auto()
    FOREIGN = auto()


def revision_identifier(before: Any, field: str, moment: str) -> bytes:  # noqa: ANN401 a hash
    """Return the second identifier of the revision in which JuryDesk signs that field then.

    ``before`` is the SHA-256 begun over the document as it was. The signature covers it, so that
    nobody but the signer can take it away, or put it on the revision of another program.
    """
    running = before.copy()
    running.update(f"{field} {moment}".encode())
    digest: bytes = running.digest()
    return digest[:16]


def growths(
    layout: Layout,
    owners: Mapping[int, EmbeddedPdfSignature],
    stamped: Collection[int],
    seal_field: str,
) -> tuple[Growth, ...]:
    """Return what each revision after the first did, in order.

    ``owners`` tells the one signature a revision made, by its number; ``stamped`` are the numbers
    of those that made a document time stamp. The certification of ``seal_field``, the
    establishment's, is also noted in the catalog.
    """
    found = []
    running = hashlib.sha256()
    for number in range(1, len(layout.ends)):
        running.update(layout.document[layout.start(number - 1) : layout.start(number)])
        owner = owners.get(number)
        if owner is None:
            growth = _archival(layout, number, is_stamp=number in stamped)
        elif is_own(layout, number, owner, running):
            signs = _only_signs(layout, number, owner, seal_field)
            growth = Growth.SIGNED if signs else Growth.FOREIGN
        else:
            growth = _elsewhere(layout, number)
        found.append(growth)
    return tuple(found)


def is_own(layout: Layout, number: int, owner: EmbeddedPdfSignature, before: Any) -> bool:  # noqa: ANN401
    """Whether JuryDesk itself wrote a revision; ``before`` hashes the document before it."""
    at = owner.self_reported_timestamp
    trailer = layout.reader.get_historical_resolver(number).trailer_view
    identifiers = list(_value(trailer, "/ID") or ())
    if at is None or len(identifiers) != 2:
        return False
    written = getattr(identifiers[1], "original_bytes", b"")
    return bool(written == revision_identifier(before, owner.field_name, at.isoformat()))


def _only_signs(
    layout: Layout, number: int, signature: EmbeddedPdfSignature, seal_field: str
) -> bool:
    reader = layout.reader
    before = reader.get_historical_resolver(number - 1)
    after = reader.get_historical_resolver(number)
    field: Any = signature.sig_field.get_container_ref()
    overwritten = {
        reference
        for reference in reader.xrefs.explicit_refs_in_revision(number)
        if not before.is_ref_unassignable(reference)
    }
    allowed = {field}
    if signature.field_name == seal_field:
        allowed.add(before.root_ref)
        if not _same_but(before.root, after.root, frozenset({"/Perms"})):
            return False
    return (
        overwritten <= allowed
        and not reader.xrefs.refs_freed_in_revision(number)
        and _stands_alone(layout, number)
        and _same_trailer(before, after)
        and "/V" not in before(field)
        and _same_but(before(field), after(field), _FILLED_IN)
    )


def _stands_alone(layout: Layout, number: int) -> bool:
    """Whether a revision's objects lie in it, and speak of nothing a later one could still make."""
    xrefs = layout.reader.xrefs
    start, end = layout.start(number), layout.ends[number]
    for reference in xrefs.explicit_refs_in_revision(number):
        place = xrefs.get_historical_ref(reference, number)
        if not isinstance(place, int) or not start <= place < end:
            return False
    size = xrefs.get_xref_container_info(number).size
    named = _REFERENCE.finditer(layout.document, start, end)
    return all(int(each.group(1)) < size for each in named)


def _same_trailer(before: HistoricalResolver, after: HistoricalResolver) -> bool:
    old, new = before.trailer_view, after.trailer_view
    return all(_raw(old, key) == _raw(new, key) for key in ("/Root", "/Info", "/Encrypt"))


def _same_but(old: Any, new: Any, changed: frozenset[str]) -> bool:  # noqa: ANN401 PDF dictionaries
    keys = (set(old) | set(new)) - changed
    return all(_raw(old, key) == _raw(new, key) for key in keys)


def _raw(dictionary: Any, key: str) -> Any:  # noqa: ANN401
    return dictionary.raw_get(key) if key in dictionary else None


def _value(dictionary: Any, key: str) -> Any:  # noqa: ANN401
    return dictionary[key] if key in dictionary else None  # noqa: SIM401 a trailer has no get()


def _elsewhere(layout: Layout, number: int) -> Growth:
    """Judge a signature that another program made: the standard's rules, and the same title."""
    within = _level(layout, number) <= ModificationLevel.FORM_FILLING
    kept = within and _identity(layout, number - 1) == _identity(layout, number)
    return Growth.SIGNED_ELSEWHERE if kept else Growth.FOREIGN


def _archival(layout: Layout, number: int, *, is_stamp: bool) -> Growth:
    """Judge a revision without a signature: a long-term archive adds proofs, and nothing else."""
    reader = layout.reader
    old, new = (reader.get_historical_resolver(each).root for each in (number - 1, number))
    if not is_stamp and ("/DSS" not in new or _raw(old, "/DSS") == _raw(new, "/DSS")):
        # A list of proofs kept as an object of its own changes without the catalog.
        proofs = _raw(new, "/DSS")
        if getattr(proofs, "reference", None) not in reader.xrefs.explicit_refs_in_revision(number):
            return Growth.FOREIGN
    within = _level(layout, number) is ModificationLevel.LTA_UPDATES
    kept = within and _identity(layout, number - 1) == _identity(layout, number)
    return Growth.ARCHIVED if kept else Growth.FOREIGN


def _level(layout: Layout, number: int) -> ModificationLevel:
    reader = layout.reader
    try:
        return DEFAULT_DIFF_POLICY.apply(
            reader.get_historical_resolver(number - 1), reader.get_historical_resolver(number)
        ).modification_level
    except SuspiciousModification:
        return ModificationLevel.OTHER


def _identity(layout: Layout, number: int) -> tuple[Any, ...]:
    """Return what a document says of itself, which the standard would let a signer change."""
    resolver = layout.reader.get_historical_resolver(number)
    info = _value(resolver.trailer_view, "/Info") or {}
    told = tuple(str(_value(info, key)) for key in _IDENTITY)
    metadata = _value(resolver.root, "/Metadata")
    title = _XMP_TITLE.findall(metadata.data) if metadata is not None else []
    return (*told, *(b"".join(each.split()) for each in title))
