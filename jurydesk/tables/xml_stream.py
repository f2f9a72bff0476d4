"""Streams the XML of a workbook's parts; leaves what elements mean to the readers.

A document type is refused: no workbook needs one, and it may name local files or grow without
end. Names come as the namespace and the local name, whatever prefix the writer chose.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn
from xml.parsers import expat

from jurydesk.tables.spreadsheet_guard import damaged, forbidden

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
_LONGEST_ROW = 32 * 1024 * 1024
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_ENTITY = re.compile("&(lt|gt|quot|apos|amp);")
_ODD_ENTITY = re.compile("&(?!(?:lt|gt|quot|apos|amp);)")


class XmlStream:
    """Feeds the pieces of one part to handlers; ``file`` names the file in refusals."""

    def __init__(
        self,
        file: str,
        start: Start,
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
    ) -> None:
        self._file = file
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        self._parser = parser

    def feed(self, piece: bytes) -> None:
        """Take one more piece."""
        try:
            self._parser.Parse(piece)
        except (expat.ExpatError, ValueError, LookupError) as fault:
            raise damaged(self._file) from fault

    def close(self) -> None:
        """Refuse a part that ends before its last tag."""
        try:
            self._parser.Parse(b"", True)  # noqa: FBT003 it takes no keyword
        except (expat.ExpatError, ValueError) as fault:
            raise damaged(self._file) from fault

    def listen(self, text: Callable[[str], None] | None) -> None:
        """Listen to text, or not."""
        self._parser.CharacterDataHandler = text

    def _refuse(self, *_: object) -> NoReturn:
        raise forbidden(self._file)


def elements(
    pieces: Iterable[bytes], file: str, wanted: frozenset[str]
) -> list[tuple[str, Attributes]]:
    """Return the wanted elements of a small part, in order, by local names."""
    found: list[tuple[str, Attributes]] = []

    def start(tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name in wanted:
            found.append((name, {local(key): value for key, value in attributes.items()}))

    stream = XmlStream(file, start, lambda _: None)
    for piece in pieces:
        stream.feed(piece)
    stream.close()
    return found


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(" ")[2]


def is_true(written: str | None) -> bool:
    """Whether an attribute says yes."""
    return written is not None and written.strip().lower() in ("1", "true", "on")


def in_utf8(head: bytes) -> bool:
    """Whether a part says, or lets believe, that it is written in UTF-8."""
    declared = head[:200].partition(b"?>")[0].lower()
    return b"encoding" not in declared or b"utf-8" in declared


def whole_rows(pieces: Iterable[bytes], begin: bytes, end: bytes, file: str) -> Iterator[bytes]:
    """Yield a part cut between its rows: what precedes them, runs of whole rows, what follows.

    ``begin`` and ``end`` open and close a row as most writers do.
    """
    carried, head = b"", True
    for piece in pieces:
        carried += piece
        if head:
            cut = carried.find(begin)
            if cut < 0:
                # Nothing to hold back but a tag that a piece cuts.
                cut = max(0, carried.rfind(b"<"))
                yield carried[:cut]
                carried = carried[cut:]
                continue
            yield carried[:cut]
            carried, head = carried[cut:], False
        cut = carried.rfind(end) + len(end)
        if cut > len(end):
            yield carried[:cut].lstrip()
            carried = carried[cut:]
        elif len(carried) > _LONGEST_ROW:
            raise damaged(file)
    yield carried


def odd_entities(text: str) -> bool:
    """Whether a text holds an entity that only a parser should read."""
    return _ODD_ENTITY.search(text) is not None


def unescape_entities(text: str) -> str:
    """Return a text with the five entities of XML read."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    return _ENTITIES[match[1]]
