"""Reads how a signed PDF grew: each revision after the seal is one signature and nothing else.

Stricter than the form-filling rules of the PDF standard, which let a later signer slip in other
harmless-looking changes: a revision that JuryDesk made may overwrite the signed field alone, and
each is compared once with the one before it. Only what another program signed or archived is
left to pyHanko's own rules, which walk the whole document.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import Enum, auto
from typing import Any

from cryptography import x509
from cryptography.x509 import ocsp
from lxml import etree
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jurydesk.signature.layout import Layout, put_container

_FILLED_IN = frozenset({"/V", "/AP"})
_DEEPEST = 20
_IDENTITY = ("/Title", "/Author", "/Subject", "/Keywords")
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


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


def own_signature(
    layout: Layout,
    number: int,
    fields: Mapping[int, str],
    before: Any,  # noqa: ANN401 a hash
    seal_field: str,
) -> EmbeddedPdfSignature | None:
    """Return the signature of a revision that JuryDesk made, and that does nothing but sign.

    No later revision may have changed what this one made. ``fields`` names those of the sealed
    document by their object's number, ``before`` hashes the document before the revision. The
    certification of ``seal_field``, the establishment's, is also noted in the catalog. Anything
    else gives ``None``: see :func:`growths`.
    """
    reader = layout.reader
    old = reader.get_historical_resolver(number - 1)
    overwritten = _overwritten(layout, number, old)
    named = [reference for reference in overwritten if reference.idnum in fields]
    if len(named) != 1:
        return None
    field, name = named[0], fields[named[0].idnum]
    filled: Any = reader.get_object(field)  # type: ignore[no-untyped-call]
    value = _raw(filled, "/V")
    if not isinstance(value, IndirectObject):
        return None
    place = reader.xrefs.get_historical_ref(value.reference, number)
    if not isinstance(place, int) or not put_container(layout, value.get_object(), place):  # type: ignore[no-untyped-call]
        return None
    signature = EmbeddedPdfSignature(reader, filled, name)
    if signature.sig_object_type != "/Sig" or signature.signed_revision != number:
        return None
    if not is_own(layout, number, signature, before):
        return None
    signs = _only_signs(layout, number, signature, field, overwritten, seal_field=seal_field)
    return signature if signs else None


def growths(
    layout: Layout,
    owners: Mapping[int, EmbeddedPdfSignature],
    stamped: Collection[int],
    own: Mapping[int, bool],
) -> tuple[Growth, ...]:
    """Return what each revision after the first did, in order, when some are not JuryDesk's.

    ``owners`` tells the one signature a revision made, by its number; ``stamped`` are the numbers
    of those that made a document time stamp. ``own`` are those that JuryDesk wrote, and whether
    each does nothing but sign: one that does more is no other program's doing.
    """
    found = []
    for number in range(1, len(layout.ends)):
        if number in own:
            growth = Growth.SIGNED if own[number] else Growth.FOREIGN
        elif number in owners:
            growth = _elsewhere(layout, number)
        else:
            growth = _archival(layout, number, is_stamp=number in stamped)
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


def _overwritten(layout: Layout, number: int, old: HistoricalResolver) -> set[Reference]:
    return {
        reference
        for reference in layout.reader.xrefs.explicit_refs_in_revision(number)
        if not old.is_ref_unassignable(reference)
    }


def _only_signs(
    layout: Layout,
    number: int,
    signature: EmbeddedPdfSignature,
    field: Reference,
    overwritten: set[Reference],
    *,
    seal_field: str,
) -> bool:
    reader = layout.reader
    before = reader.get_historical_resolver(number - 1)
    after = reader.get_historical_resolver(number)
    allowed = {field}
    if signature.field_name == seal_field:
        allowed.add(before.root_ref)
        if not _same_but(before.root, after.root, frozenset({"/Perms"})):
            return False
    # A field is overwritten once: before, it still is the sealed document's.
    empty = reader.get_historical_resolver(0)(field)
    return (
        overwritten <= allowed
        and reader.xrefs.get_introducing_revision(field) == 0
        and not reader.xrefs.refs_freed_in_revision(number)
        and _stands_alone(layout, number)
        and _same_trailer(before, after)
        and "/V" not in empty
        and _same_but(empty, signature.sig_field, _FILLED_IN)
    )


def _stands_alone(layout: Layout, number: int) -> bool:
    """Whether a revision's objects lie in it, and speak of nothing a later one could still make."""
    xrefs = layout.reader.xrefs
    start, end = layout.start(number), layout.ends[number]
    for reference in xrefs.explicit_refs_in_revision(number):
        place = xrefs.get_historical_ref(reference, number)
        if not isinstance(place, int) or not start <= place < end:
            return False
    container = xrefs.get_xref_container_info(number)
    return all(
        named.idnum < container.size
        for reference in xrefs.explicit_refs_in_revision(number)
        if reference != container.stream_ref
        for named in _named_by(layout.reader.get_object(reference))  # type: ignore[no-untyped-call]
    )


def _named_by(found: Any, depth: int = 0) -> Iterator[Reference]:  # noqa: ANN401 a PDF object
    """Iterate over the references that an object holds, at any depth of its own."""
    if depth > _DEEPEST:
        raise ValueError(depth)
    if isinstance(found, IndirectObject):
        yield found.reference
    elif isinstance(found, DictionaryObject):
        for key in found:
            yield from _named_by(found.raw_get(key), depth + 1)
    elif isinstance(found, ArrayObject):
        for place in range(len(found)):
            yield from _named_by(found.raw_get(place), depth + 1)


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
    if not is_stamp and not _holds_proofs(new["/DSS"]):
        return Growth.FOREIGN
    within = _level(layout, number) is ModificationLevel.LTA_UPDATES
    kept = within and _identity(layout, number - 1) == _identity(layout, number)
    return Growth.ARCHIVED if kept else Growth.FOREIGN


_PROOFS: Mapping[str, Callable[[bytes], object]] = {
    "/Certs": x509.load_der_x509_certificate,
    "/CRLs": x509.load_der_x509_crl,
    "/OCSPs": ocsp.load_der_ocsp_response,
}


def _holds_proofs(store: Any) -> bool:  # noqa: ANN401 a PDF dictionary
    """Whether a list of proofs holds some, each of its kind, and nothing else is kept there."""
    if not set(store) <= {*_PROOFS, "/VRI", "/Type"}:
        return False
    found = [
        (read, proof.get_object().data)
        for key, read in _PROOFS.items()
        for proof in store.get(key, ())
    ]
    try:
        for read, content in found:
            read(content)
    except ValueError:
        return False
    return bool(found)


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
    return (*told, _title(metadata.data if metadata is not None else b""))


def _title(metadata: bytes) -> str:
    """Return the title that a document's metadata gives, however they are written."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(metadata.strip(), parser)
    except etree.XMLSyntaxError:
        return ""
    found = root.iter(f"{{{_DUBLIN_CORE}}}title")
    return " ".join(
        str(text).strip() for title in found for text in title.itertext(with_tail=False)
    ).strip()
