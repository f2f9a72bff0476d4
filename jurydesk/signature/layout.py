"""Cuts a PDF into its revisions as they lie in the file: one after another, one end mark each.

Readers follow ``startxref`` and ``/Prev`` from the end of the file backwards, so bytes that the
chain does not reach are shown by none of them. Here the chain must explain the whole file: then
revision 0, the sealed minutes, is the beginning of the document that everybody opens. Leaves what
a revision may change to :mod:`~jurydesk.signature.revisions`.
"""

import re
from dataclasses import dataclass, replace
from io import BytesIO

from pyhanko.pdf_utils.generic import ByteStringObject, DictionaryObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF(?:\r\n|\n|\r)?")
_MARK = b"%%EOF"
_CONTENTS = b"/Contents "
# The container of a signature as JuryDesk writes it: thousands of digits, that reading the rest of
# the file does not need and that pyHanko takes one by one.
_CONTAINER = re.compile(_CONTENTS + rb"<[0-9A-F]{1000,}>")


class LayoutError(ValueError):
    """The file is not one document that grew by revisions; ``str(error)`` says what it is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A PDF cut into revisions: ``ends`` are where each stops, in bytes; the first is the sealed.

    ``body`` is the file without what follows its last end mark (:attr:`trailing`). ``reader``
    reads it without the containers of JuryDesk's signatures: see :func:`put_container`, and
    :meth:`whole` for the others.
    """

    document: bytes
    body: bytes
    reader: PdfFileReader
    ends: tuple[int, ...]

    @property
    def trailing(self) -> bool:
        """Whether bytes follow the end of the document."""
        return len(self.body) != len(self.document)

    def whole(self) -> "Layout":
        """Return the same, read with every container in its place."""
        reader = PdfFileReader(BytesIO(self.body), strict=True)
        return replace(self, reader=reader)

    def start(self, revision: int) -> int:
        """Return where a revision begins."""
        return self.ends[revision - 1] if revision else 0

    def upto(self, revision: int) -> bytes:
        """Return the file as it stood after a revision."""
        return self.document[: self.ends[revision]]


def read_layout(document: bytes) -> Layout:
    """Cut a PDF into its revisions.

    Raises:
        LayoutError: Bytes that the chain of revisions does not explain.
        Exception: Whatever the reader meets in a damaged or hostile file.
    """
    if not document.startswith(b"%PDF-"):
        raise LayoutError("des données précèdent le début du document")
    body = _without_trailing(document)
    reader = PdfFileReader(BytesIO(_light(body)), strict=True)
    return Layout(document, body, reader, _ends(body, reader))


def _light(body: bytes) -> bytes:
    """Return the file with empty containers, everything else in its place."""
    return _CONTAINER.sub(
        lambda found: _CONTENTS + b"<>".ljust(len(found[0]) - len(_CONTENTS)), body
    )


def put_container(layout: Layout, signature: DictionaryObject, place: int) -> bool:
    """Put back the container of a signature read from that place; whether it has only that one.

    ``signature`` is the dictionary as the light file gave it, ``place`` where its object begins.
    """
    ranges = [int(number) for number in signature.raw_get("/ByteRange")]
    if len(ranges) != 4 or not place < ranges[1] < ranges[2] <= len(layout.body):
        return False
    start, stop = ranges[1], ranges[2]
    container = layout.body[start:stop]
    own = layout.body[place:start] + layout.body[stop : layout.body.find(b"endobj", stop)]
    if (
        not layout.body.startswith(_CONTENTS, start - len(_CONTENTS))
        or own.count(b"/Contents") != 1
    ):
        return False
    if b"endobj" in own or not _CONTAINER.fullmatch(_CONTENTS + container):
        return False
    value = ByteStringObject(bytes.fromhex(container[1:-1].decode("ascii")))
    signature[pdf_name("/Contents")] = value
    return True


def _without_trailing(document: bytes) -> bytes:
    """Return the PDF up to its last end mark, with at most one line end after it."""
    end = document.rfind(_MARK) + len(_MARK)
    for line_end in (b"\r\n", b"\n", b"\r"):
        if document.startswith(line_end, end):
            return document[: end + len(line_end)]
    return document[:end]


def _ends(body: bytes, reader: PdfFileReader) -> tuple[int, ...]:
    found = list(_END.finditer(body))
    marks = body.count(_MARK)
    chain = [
        int(reader.xrefs.get_startxref_for_revision(number))
        for number in range(reader.xrefs.total_revisions)
    ]
    told = [int(each.group(1)) for each in found]
    if told != chain or marks != len(chain) or body.count(b"startxref") != len(chain):
        raise LayoutError(
            "le fichier réunit plusieurs documents ou cache des données entre ses versions"
        )
    ends = tuple(each.end() for each in found)
    for number, (place, end) in enumerate(zip(chain, ends, strict=True)):
        if not (ends[number - 1] if number else 0) <= place < end:
            raise LayoutError("les versions du fichier renvoient les unes dans les autres")
    if ends[-1] != len(body):
        raise LayoutError("la dernière version du fichier n’est pas celle qui le termine")
    return ends
