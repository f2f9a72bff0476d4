"""Adds small objects to a file of reportlab's, packed in streams (ISO 32000-1 §7.5.7, §7.5.8)."""

import re
import zlib
from collections.abc import Iterable, Mapping
from itertools import islice
from struct import Struct
from typing import BinaryIO

_IN_ONE = 500
_ROW = Struct(">BIH")


def write_with_objects(
    target: BinaryIO,
    file: bytes,
    offsets: Mapping[int, int],
    objects: Iterable[tuple[int, str]],
    last: int,
) -> None:
    """Write the file with more objects, or others in place of some, by their numbers.

    ``offsets`` are the places of the file's own objects; ``last`` is the highest number of all.
    The table of places becomes a stream: only such a table can say which stream an object is
    packed in. Nothing is kept of an object once it is packed.
    """
    cut = file.rindex(b"xref\n0 ")
    trailer = file[cut:]
    target.write(b"%PDF-1.7")
    target.write(memoryview(file)[8:cut])
    place, number = cut, last
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
    target.write(_stream(number, _head(number, trailer), bytes(table.rows)))
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


def _head(number: int, trailer: bytes) -> str:
    root, info = (re.search(rb"/%s (\d+ 0 R)" % key, trailer) for key in (b"Root", b"Info"))
    mark = re.search(rb"/ID\s*\[(.*?)\]", trailer, re.DOTALL)
    assert root and info and mark  # noqa: S101, PT018 reportlab writes all three
    told = [part.group(1).decode("latin-1").strip() for part in (root, info, mark)]
    return f"/Type/XRef/Size {number + 1}/W [1 4 2]/Root {told[0]}/Info {told[1]}/ID [{told[2]}]"


def _stream(number: int, head: str, content: bytes) -> bytes:
    squeezed = zlib.compress(content)
    opening = f"{number} 0 obj\n<<{head}/Filter/FlateDecode/Length {len(squeezed)}>>\nstream\n"
    return opening.encode("latin-1") + squeezed + b"\nendstream\nendobj\n"
