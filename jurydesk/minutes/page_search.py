"""Finds words in the text of pages, accents and case aside; leaves drawing to page_view."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Match(NamedTuple):
    """Where words are: the page from 0, the first character and how many there are."""

    page: int
    start: int
    length: int


def find_words(texts: Sequence[str], words: str) -> tuple[Match, ...]:
    """Return every place where the words follow one another, across the ends of lines too."""
    wanted = [re.escape(word) for word in _plain(words).split()]
    if not wanted:
        return ()
    pattern = re.compile(r"\s+".join(wanted))
    return tuple(_in_pages(texts, pattern))


def _in_pages(texts: Sequence[str], pattern: re.Pattern[str]) -> Iterator[Match]:
    for page, text in enumerate(texts):
        for found in pattern.finditer(_plain(text)):
            yield Match(page, found.start(), found.end() - found.start())


def _plain(text: str) -> str:
    """Return a text of the same length, each letter without its accent and its case."""
    return "".join(_letter(char) for char in text)


def _letter(char: str) -> str:
    if char == "’":
        return "'"
    bare = unicodedata.normalize("NFD", char)[0].lower()
    return bare if len(bare) == 1 else char
