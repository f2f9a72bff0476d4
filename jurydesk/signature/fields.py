"""Puts every signature field into the minutes, and the list of who must sign, before any signature.

A field made after a first signature would break that signature, so all are made at once. The
same minutes and the same list give the same bytes. Leaves signing to its own module.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Protocol

import pikepdf

from jurydesk.errors import JuryDeskError
from jurydesk.french.agreement import of
from jurydesk.minutes.pages import archive
from jurydesk.signature.expected import ATTACHMENT, SEAL_FIELD, ExpectedSignature, SealedMinutes

# Annotation flags: printed with the page, and not to be moved or deleted by a person.
_PRINTED_AND_LOCKED = 4 + 128
# Signatures exist, and the file may only be added to.
_APPEND_ONLY = 3
_NO_CHANGES = 1


class SignaturePlace(Protocol):
    """Where a member signs: page from 0, and (left, bottom, right, top) in points."""

    @property
    def member(self) -> str:
        """The member's identifier."""

    @property
    def page_index(self) -> int:
        """The page, from 0."""

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """The place on the page."""


def add_fields(document: bytes, places: Sequence[SignaturePlace], sealed: SealedMinutes) -> bytes:
    """Return the PDF/A with the list attached and one empty field per electronic signature.

    Raises:
        JuryDeskError: The minutes leave no place for a member's signature.
    """
    by_member = {place.member: place for place in places}
    for expected in sealed.electronic:
        if expected.member not in by_member:
            raise JuryDeskError(
                f"Le procès-verbal ne prévoit pas de place pour la signature {of(expected.name)} : "
                "rouvrez la séance, vérifiez l’émargement de ce membre et scellez de nouveau."
            )
    with pikepdf.open(BytesIO(document)) as pdf:
        _attach(pdf, sealed)
        # The validator knows attached files but no form: it judges the file before the fields.
        archive.check_archive(pdf)
        # Viewers that date two signatures alike take the last field for the last signature: the
        # chair's comes last, in the form and on its page.
        ordered = sorted(sealed.electronic, key=lambda each: each.chair)
        seals = [_invisible_field(pdf)] if sealed.establishment else []
        members = [_field(pdf, expected, by_member[expected.member]) for expected in ordered]
        tops = [*seals, *_tree(pdf, ordered, members)]
        _tag(pdf, [*members, *seals])
        pdf.Root.AcroForm = pdf.make_indirect(
            pikepdf.Dictionary(Fields=pikepdf.Array(tops), SigFlags=_APPEND_ONLY)
        )
        output = BytesIO()
        # An older header would make the first signature touch the catalog to raise the version.
        pdf.save(
            output,
            **pikepdf.pdfa.resolve_save_kwargs("3b", deterministic_id=True, min_version="1.7"),
        )
    return output.getvalue()


def _attach(pdf: "pikepdf.Pdf", sealed: SealedMinutes) -> None:
    stamp = f"{sealed.sealed_at:%Y%m%d%H%M%S%z}"
    moment = f"D:{stamp[:-2]}'{stamp[-2:]}'"
    pdf.attachments[ATTACHMENT] = pikepdf.AttachedFileSpec(
        pdf,
        sealed.as_json(),
        description="Signatures attendues",
        filename=ATTACHMENT,
        mime_type="application/json",
        creation_date=moment,
        mod_date=moment,
        relationship=pikepdf.Name.Data,
    )


def _field(
    pdf: "pikepdf.Pdf", expected: ExpectedSignature, place: SignaturePlace
) -> "pikepdf.Object":
    left, bottom, right, top = (round(edge, 2) for edge in place.rect)
    page = pdf.pages[place.page_index]
    appearance = pdf.make_stream(
        b"",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([0, 0, round(right - left, 2), round(top - bottom, 2)]),
        Resources=pikepdf.Dictionary(),
    )
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(expected.field.partition(".")[2]),
            TU=pikepdf.String(f"Signature {of(expected.name)}"),
            Rect=pikepdf.Array([left, bottom, right, top]),
            F=_PRINTED_AND_LOCKED,
            P=page.obj,
            AP=pikepdf.Dictionary(N=appearance),
        )
    )
    if expected.chair:
        field.Lock = pikepdf.Dictionary(
            Type=pikepdf.Name.SigFieldLock, Action=pikepdf.Name.All, P=_NO_CHANGES
        )
    annotations = page.obj.get("/Annots", pikepdf.Array([]))
    annotations.append(field)
    page.obj.Annots = annotations
    return field


def _tree(
    pdf: "pikepdf.Pdf",
    signatures: Sequence[ExpectedSignature],
    fields: Sequence["pikepdf.Object"],
) -> list["pikepdf.Object"]:
    """Hang the fields under ``membre`` and ``president``, the levels their full names have."""
    tops: dict[str, pikepdf.Object] = {}
    for expected, field in zip(signatures, fields, strict=True):
        level = expected.field.partition(".")[0]
        if level not in tops:
            tops[level] = pdf.make_indirect(
                pikepdf.Dictionary(T=pikepdf.String(level), Kids=pikepdf.Array([]))
            )
        field.Parent = tops[level]
        tops[level].Kids.append(field)
    return list(tops.values())


def _tag(pdf: "pikepdf.Pdf", fields: Sequence["pikepdf.Object"]) -> None:
    """Put each field in the structure of the pages, so that a reader comes to it.

    Under the root itself: under the text, each signature would have its checker walk the text.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    for field in fields:
        key = int(root.ParentTreeNextKey)
        element = pdf.make_indirect(
            pikepdf.Dictionary(
                S=pikepdf.Name.Form,
                P=root,
                Pg=field.P,
                K=pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=field, Pg=field.P),
            )
        )
        root.K.append(element)
        field.StructParent = key
        root.ParentTree.Nums.append(key)
        root.ParentTree.Nums.append(element)
        root.ParentTreeNextKey = key + 1


def _invisible_field(pdf: "pikepdf.Pdf") -> "pikepdf.Object":
    page = pdf.pages[0]
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(SEAL_FIELD),
            TU=pikepdf.String("Cachet de l’établissement"),
            Rect=pikepdf.Array([0, 0, 0, 0]),
            F=_PRINTED_AND_LOCKED,
            P=page.obj,
        )
    )
    annotations = page.obj.get("/Annots", pikepdf.Array([]))
    annotations.append(field)
    page.obj.Annots = annotations
    return field
