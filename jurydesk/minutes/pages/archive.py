"""Makes a PDF an archive (PDF/A-3b) that carries its own data; leaves drawing pages to others."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from pikepdf import pdfa

from jurydesk.minutes.pages.universal import marked, unmarked
from jurydesk.replacing import AUTHOR


@dataclass(frozen=True, slots=True)
class Attachment:
    """A machine-readable twin of what the pages say."""

    name: str
    description: str
    mime_type: str
    data: bytes


def archive(pages: bytes, at: datetime, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """Return the PDF as PDF/A-3b; same input, same bytes.

    ``at`` is the only date in the file. It is not read back here, which takes longer than making
    it: what is sealed is read once, construct by construct, with its signature fields to come.
    """
    moment = at.astimezone(UTC).replace(microsecond=0)
    with pikepdf.open(BytesIO(pages)) as pdf:
        # What a paper says of itself is said anew, with what an archive asks for.
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        for page in pdf.pages:
            # An empty transition dictionary is what reportlab writes and PDF/A refuses.
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        for attachment in attachments:
            pdf.attachments[attachment.name] = pikepdf.AttachedFileSpec(
                pdf,
                attachment.data,
                filename=attachment.name,
                description=attachment.description,
                mime_type=attachment.mime_type,
                creation_date=_pdf_date(moment),
                mod_date=_pdf_date(moment),
                relationship=pikepdf.Name.Data,
            )
        pdf.docinfo["/CreationDate"] = pikepdf.String(_pdf_date(moment))
        pdf.docinfo["/ModDate"] = pikepdf.String(_pdf_date(moment))
        pdfa.prepare(pdf, "3b")
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["xmp:MetadataDate"] = moment.isoformat()
            metadata["pdf:Producer"] = AUTHOR
        pdf.docinfo["/Producer"] = pikepdf.String(AUTHOR)
        described = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata = pdf.make_stream(
            marked(described), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        target = BytesIO()
        pdf.save(target, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return target.getvalue()


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}+00'00'"


def check_archive(pdf: pikepdf.Pdf) -> None:
    """Judge as PDF/A-3b a file about to be written, without the mark its checker does not know.

    Raises:
        pikepdf.PdfError: the file is no archive.
    """
    described = pdf.Root.Metadata.read_bytes()
    kind = {"Type": pikepdf.Name.Metadata, "Subtype": pikepdf.Name.XML}
    pdf.Root.Metadata = pdf.make_stream(unmarked(described), **kind)
    pdfa.save(pdf, BytesIO(), "3b", repair=False, deterministic_id=True)
    pdf.Root.Metadata = pdf.make_stream(described, **kind)
