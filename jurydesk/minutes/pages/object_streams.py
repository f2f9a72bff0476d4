"""Adds small objects to a file of reportlab's, packed in streams (ISO 32000-1 §7.5.7, §7.5.8)."""

import re
import zlib
from collections.abc import Iterable, Mapping
from itertools import islice

_IN_ONE = 500


def with_objects(file: bytes, offsets: Mapping[int, int], objects: Mapping[int, str]) -> bytes:
    """Return the file with more objects, or others in place of some, by their numbers.

    ``offsets`` are the places of the file's own objects. The table of places becomes a stream:
    only such a table can say which stream an object is packed in.
    """
    cut = file.rindex(b"xref\n0 ")
    trailer = file[cut:]
    parts = [b"%PDF-1.7", file[8:cut]]
    place = cut
    number = max(*offsets, *objects)
    entries = {own: (1, at, 0) for own, at in offsets.items()}
    entries[0] = (0, 0, 65535)
    left = iter(objects.items())
    while pack := tuple(islice(left, _IN_ONE)):
        number += 1
        written = _stream(number, *_packed(pack))
        entries[number] = (1, place, 0)
        entries.update({own: (2, number, index) for index, (own, _) in enumerate(pack)})
        parts.append(written)
        place += len(written)
    number += 1
    entries[number] = (1, place, 0)
    parts.append(_stream(number, _head(number, trailer), _table(entries, number)))
    return b"".join((*parts, f"startxref\n{place}\n%%EOF\n".encode("ascii")))


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


def _table(entries: Mapping[int, tuple[int, int, int]], last: int) -> bytes:
    free = (0, 0, 0)
    rows = (entries.get(number, free) for number in range(last + 1))
    return b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + more.to_bytes(2, "big")
        for kind, where, more in rows
    )


def _stream(number: int, head: str, content: bytes) -> bytes:
    squeezed = zlib.compress(content)
    opening = f"{number} 0 obj\n<<{head}/Filter/FlateDecode/Length {len(squeezed)}>>\nstream\n"
    return opening.encode("latin-1") + squeezed + b"\nendstream\nendobj\n"
