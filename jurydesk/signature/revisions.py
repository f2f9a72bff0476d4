"""Reads how a signed PDF grew: each revision after the seal is one signature and nothing else.

Stricter than the form-filling rules of the PDF standard, which let a later signer slip in other
harmless-looking changes: here a revision may overwrite the signed field alone.
"""

from collections.abc import Sequence
from typing import Any

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_FILLED_IN = frozenset({"/V", "/AP"})


def foreign_revisions(
    reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature], seal_field: str
) -> tuple[int, ...]:
    """Return the numbers of the revisions that do more than carry one signature.

    Revision 0 is the sealed document itself. ``seal_field`` is the establishment's, whose
    certification is also noted in the catalog.
    """
    owners: dict[int, list[EmbeddedPdfSignature]] = {}
    for signature in signatures:
        owners.setdefault(signature.signed_revision, []).append(signature)
    foreign = []
    for number in range(1, reader.xrefs.total_revisions):
        owner = owners.get(number, [])
        if len(owner) != 1 or not _only_signs(reader, number, owner[0], seal_field):
            foreign.append(number)
    return tuple(foreign)


def _only_signs(
    reader: PdfFileReader, number: int, signature: EmbeddedPdfSignature, seal_field: str
) -> bool:
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
        and _same_trailer(before, after)
        and _same_but(before(field), after(field), _FILLED_IN)
    )


def _same_trailer(before: HistoricalResolver, after: HistoricalResolver) -> bool:
    old, new = before.trailer_view, after.trailer_view
    return all(_raw(old, key) == _raw(new, key) for key in ("/Root", "/Info", "/Encrypt"))


def _same_but(old: Any, new: Any, changed: frozenset[str]) -> bool:  # noqa: ANN401 PDF dictionaries
    keys = (set(old) | set(new)) - changed
    return all(_raw(old, key) == _raw(new, key) for key in keys)


def _raw(dictionary: Any, key: str) -> Any:  # noqa: ANN401
    return dictionary.raw_get(key) if key in dictionary else None
