"""Writes a file of reportlab's as it goes, with small objects packed in streams.

Source: ISO 32000-1 §7.5.7, §7.5.8.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from itertools import islice
from struct import Struct
from typing import Any, BinaryIO, cast

from reportlab.pdfbase.pdfdoc import (
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFObject,
    PDFObjectReference,
    PDFPage,
)

_IN_ONE = 500
_ROW = Struct(">BIH")


class WrittenDocument(PDFDocument):
    """A document whose objects are written one by one, and forgotten: pages are most of a file.

    reportlab would hold the pages, their copies, the file and its copy at once. ``target`` is where
    it is written; ``place`` how much is, ``head`` what a trailer says of it.
    """

    target: BinaryIO
    place: int
    head: str

    @classmethod
    def of(cls, document: PDFDocument, target: BinaryIO) -> "WrittenDocument":
        """Make a document of reportlab's one that is written to a target as it goes."""
        written = cast("WrittenDocument", document)
        written.__class__ = cls
        written.target = target
        written.place = target.write(b"%PDF-1.7" + PDFFile().strings[0][8:])
        return written

    def write_now(self, thing: PDFObject) -> PDFObjectReference:
        """Write an object whose contents are settled, and return what refers to it."""
        reference: PDFObjectReference = cast("Any", self).Reference(thing)
        self._write(reference.name)
        return reference

    def write_page(self, page: PDFPage) -> None:
        """Write a page and forget what it shows; others may still refer to it."""
        name = self.write_now(page).name
        vars(page).clear()
        vars(page)["__InternalName__"] = name

    def format(self) -> bytes:
        """Write what is left; the table of places is for :func:`write_objects`."""
        inside, reference = vars(self), cast("Any", self).Reference
        self.encrypt.prepare(self)
        ends = [reference(inside[each]).name for each in ("Catalog", "info")]
        number = 1
        # An object may bring others while it is written.
        while number in self.numberToId:
            name = self.numberToId[number]
            if name not in self.idToOffset:
                self._write(name)
            number += 1
        root, info = (self.idToObjectNumberAndVersion[each][0] for each in ends)
        mark = re.search(rb"\[(.*?)\]", self.ID(), re.DOTALL)
        assert mark  # noqa: S101 reportlab writes it
        told = mark.group(1).decode("latin-1").strip()
        self.head = f"/Root {root} 0 R/Info {info} 0 R/ID [{told}]"
        return b""

    def _write(self, name: str) -> None:
        kept: dict[str, Any] = self.idToObject
        written = PDFIndirectObject(name, kept[name]).format(self)
        kept[name] = None
        self.idToOffset[name] = self.place
        self.place += self.target.write(written)


def write_objects(
    document: WrittenDocument,
    offsets: Mapping[int, int],
    objects: Iterable[tuple[int, str]],
    last: int,
) -> None:
    """Write more objects after those of a document, or others in place of some, by their numbers.

    ``offsets`` are the places of the file's own objects; ``last`` is the highest number of all.
    The table of places becomes a stream: only such a table can say which stream an object is
    packed in. Nothing is kept of an object once it is packed.
    """
    target, place, number = document.target, document.place, last
    table = _Places(last)
    for own, at in offsets.items():
        table.put(own, 1, at, 0)
    left = iter(objects)
    while pack := tuple(islice(left, _IN_ONE)):
        number += 1
        written = _stream(number, *_packed(pack))
        table.put(number, 1, place, 0)
        for index, (own, _) in enumerate(pack):
            table.put(own, 2, number, index)
        target.write(written)
        place += len(written)
    number += 1
    table.put(number, 1, place, 0)
    head = f"/Type/XRef/Size {number + 1}/W [1 4 2]{document.head}"
    target.write(_stream(number, head, bytes(table.rows)))
    target.write(f"startxref\n{place}\n%%EOF\n".encode("ascii"))


class _Places:
    """The table of places: a row of seven bytes for each number, free until it is put."""

    def __init__(self, last: int) -> None:
        self.rows = bytearray(7 * (last + 1))
        self.put(0, 0, 0, 65535)

    def put(self, number: int, kind: int, where: int, more: int) -> None:
        """Say where an object is: at a place of the file, or in a stream and which one there."""
        start = 7 * number
        if start + 7 > len(self.rows):
            self.rows.extend(bytes(start + 7 - len(self.rows)))
        self.rows[start : start + 7] = _ROW.pack(kind, where, more)


def _packed(pack: Iterable[tuple[int, str]]) -> tuple[str, bytes]:
    places, texts, at = [], [], 0
    for number, text in pack:
        places.append(f"{number} {at}")
        texts.append(text)
        at += len(text) + 1
    head = " ".join(places) + "\n"
    content = head + "\n".join(texts)
    return f"/Type/ObjStm/N {len(texts)}/First {len(head)}", content.encode("latin-1")


def _stream(number: int, head: str, content: bytes) -> bytes:
    squeezed = zlib.compress(content)
    opening = f"{number} 0 obj\n<<{head}/Filter/FlateDecode/Length {len(squeezed)}>>\nstream\n"
    return opening.encode("latin-1") + squeezed + b"\nendstream\nendobj\n"
