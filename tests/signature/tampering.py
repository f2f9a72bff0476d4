"""What a person with a PDF editor or a hexadecimal editor can do to signed minutes."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from jurydesk.signature import embedding
from jurydesk.signature.expected import ExpectedSignature
from jurydesk.signature.keys import SigningKey

Edit = Callable[[IncrementalPdfFileWriter], None]


def edited(document: bytes, edit: Edit) -> bytes:
    """Append one revision, as any PDF editor does."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    edit(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def signed_and(
    document: bytes, member: ExpectedSignature, key: SigningKey, at: datetime, edit: Edit
) -> bytes:
    """Sign with a changed copy of this program, whose revision also does something else."""

    class Changed(embedding._OneSignatureWriter):
        def __init__(self, *details: Any) -> None:
            super().__init__(*details)
            edit(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedding, "_OneSignatureWriter", Changed)
        return embedding.embed_member(document, member, key, at)


def rewrite_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.update_container(page)


def swap_pages(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    kids = pages["/Kids"]
    first, second = kids.raw_get(0), kids.raw_get(1)
    pages["/Kids"] = generic.ArrayObject([second, first])
    writer.update_container(pages)


def add_annotation(writer: IncrementalPdfFileWriter) -> None:
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, (72, 700, 300, 720))),
            pdf_name("/Contents"): generic.pdf_string("certifié"),
        }
    )
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    writer.register_annotation(page.reference, writer.add_object(note))


def attach_file(writer: IncrementalPdfFileWriter) -> None:
    content = EmbeddedFileObject.from_file_data(writer, b"autres decisions")
    embed_file(writer, FileSpec("autre.json", embedded_data=content))


def retitle(writer: IncrementalPdfFileWriter) -> None:
    """A change that the standard's form-filling rules let through."""
    writer.set_info(generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("Autre")}))


def add_signature_field(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec("membre2.M9", on_page=0, box=(72, 60, 172, 100)))


def redraw_stamp(writer: IncrementalPdfFileWriter) -> None:
    """Draw something else in the stamp of a member who signed."""
    tops = [each.get_object() for each in writer.root["/AcroForm"]["/Fields"]]
    fields = [kid.get_object() for top in tops for kid in top["/Kids"]]
    stamp = next(field["/AP"] for field in fields if "/V" in field)
    kept = {pdf_name(key): stamp["/N"].raw_get(key) for key in ("/Type", "/Subtype", "/BBox")}
    other = generic.StreamObject(kept, stream_data=b"0 0 m 100 20 l S")
    stamp["/N"] = writer.add_object(other)
    writer.update_container(stamp)


def container_of(document: bytes, field: str) -> tuple[int, int]:
    """Where the hexadecimal of a signature stands, brackets left out."""
    signatures = PdfFileReader(BytesIO(document)).embedded_regular_signatures
    found = next(each for each in signatures if each.field_name == field)
    return int(found.byte_range[1]) + 1, int(found.byte_range[2]) - 1


def with_container(document: bytes, field: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change the hexadecimal of a signature without moving anything else."""
    start, end = container_of(document, field)
    changed = change(document[start:end])
    assert len(changed) == end - start
    return document[:start] + changed + document[end:]


def with_cms(document: bytes, field: str, change: Callable[[cms.SignedData], None]) -> bytes:
    """Change the CMS of a signature, its signed parts left alone."""

    def remake(hexadecimal: bytes) -> bytes:
        found = cms.ContentInfo.load(bytes.fromhex(hexadecimal.decode()))
        change(found["content"])
        made = found.dump(force=True).hex().upper().encode()
        return made.ljust(len(hexadecimal), b"0")

    return with_container(document, field, remake)


def inject_certificate(key: SigningKey) -> Callable[[cms.SignedData], None]:
    extra = asn1_x509.Certificate.load(key.certificate.public_bytes(Encoding.DER))

    def change(signed: cms.SignedData) -> None:
        signed["certificates"].append(cms.CertificateChoices(name="certificate", value=extra))

    return change


def add_unsigned_attribute(signed: cms.SignedData) -> None:
    signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes(
        [cms.CMSAttribute({"type": "1.2.3.4", "values": []})]
    )


def previous_revision(document: bytes) -> bytes:
    """Cut the last revision off, as « enregistrer la version signée » does."""
    end = document.rfind(b"%%EOF", 0, len(document) - 10)
    return document[: end + 6]
