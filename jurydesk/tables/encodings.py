"""Finds how a text file was encoded, and doubts aloud; leaves cutting it into cells to others.

No detector of charsets: they fail on French files. A file is what its byte order mark says, else
UTF-16 when every other byte is zero, else UTF-8 when it is valid, else the one of four older
encodings whose letters make the likelier French: « é » inside a word, « É » at its beginning,
never a « Ž » after a small letter.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from jurydesk.errors import JuryDeskError

# Text that was UTF-8, read as something older, then saved as UTF-8 again: « Ã© » for « é ».
TWICE = "utf-8-deux-fois"
WORDS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (avec BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 (sans BOM)",
    "utf-16-be": "UTF-16 (sans BOM)",
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "mac-roman": "Mac (MacRoman)",
    "cp850": "DOS (850)",
    TWICE: "UTF-8 codé deux fois",
}
_USUAL = {
    "mac": "mac-roman",
    "macroman": "mac-roman",
    "mac_roman": "mac-roman",
    "mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "dos": "cp850",
    "oem": "cp850",
    "850": "cp850",
    "windows": "cp1252",
    "ansi": "cp1252",
    "1252": "cp1252",
    "unicode": "utf-16",
    "utf8": "utf-8",
    "utf-8-bom": "utf-8-sig",
    TWICE: TWICE,
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The first one wins where several fit as well.
_OLDER = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_THROUGH = ("cp1252", "mac-roman", "cp850")
_SAMPLE = 20_000
# How likely a letter is inside a French word.
_LIKELY = {"é": 4, "è": 3, "ê": 3, "ç": 3} | dict.fromkeys("âîôûëïœ", 2) | dict.fromkeys("äöüñ", 1)
_CAPITALS = {"Ç": 4, "É": 3, "À": 3} | dict.fromkeys("ÎÔŒ", 2) | dict.fromkeys("ÂÄÈÊËÏÖÙÛÜÑ", 1)
_AT_THE_END = frozenset("àù")
_QUOTES = frozenset("’‘“”«»–—…\u00a0\u202f°€")
_LOST_LETTER = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read with, and a sentence when that may be wrong."""

    text: str
    encoding: str
    doubt: str = ""


def named_encoding(name: str) -> str:
    """Return the encoding a person names: « mac », « dos », « windows-1252 » and Python's names.

    Raises:
        JuryDeskError: No encoding of texts has this name.
    """
    asked = name.strip().lower()
    if asked in _USUAL:
        return _USUAL[asked]
    try:
        # str.encode() refuses the codecs that are no encodings of texts.
        "a".encode(asked)
        return codecs.lookup(asked).name
    except (LookupError, UnicodeError, ValueError):
        raise JuryDeskError(
            f"L’encodage « {name} » est inconnu : écrivez utf-8, windows-1252, mac, dos ou utf-16."
        ) from None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return a text and how it was read; ``encoding`` overrides what the bytes suggest.

    Raises:
        UnicodeError, LookupError: The bytes are no text in that encoding.
    """
    if encoding is not None:
        asked = named_encoding(encoding)
        text = _in(data, asked)
        return Decoded(text.removeprefix("\ufeff"), asked, contradiction(data, asked))
    found = _encoding_of(data)
    if found is not None:
        text = data.decode(found).removeprefix("\ufeff")
        once = _twice(text) if found.startswith("utf-8") else None
        if once is not None:
            return Decoded(once, TWICE, _told(TWICE, "ses accents étaient codés deux fois"))
        return Decoded(text, found)
    return _older(data)


def _in(data: bytes, encoding: str) -> str:
    if encoding != TWICE:
        return data.decode(encoding)
    text = data.decode("utf-8").removeprefix("\ufeff")
    once = _twice(text)
    return text if once is None else once


def contradiction(data: bytes, asked: str) -> str:
    """Return the doubt about an encoding that a person chose against what the bytes say."""
    if asked.startswith("utf") or asked == TWICE or data.isascii():
        return ""
    found = _encoding_of(data)
    if found is None:
        return ""
    return (
        f"lu en {WORDS.get(asked, asked)} comme demandé, mais ses octets sont de "
        f"l’{WORDS[found]} : vérifiez les accents."
    )


def _encoding_of(data: bytes) -> str | None:
    """Return the Unicode encoding that the bytes prove, or ``None``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) >= 4 and max(even, odd) * 4 > len(head) and min(even, odd) * 8 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _older(data: bytes) -> Decoded:
    """Read a text of before Unicode by the encoding that makes the likelier French."""
    only_returns = b"\r" in data and b"\n" not in data
    marks = {}
    for encoding in _OLDER:
        text = data.decode(encoding, "replace")
        marks[encoding] = _likelihood(text) + (2 if only_returns and encoding == "mac-roman" else 0)
    best = max(_OLDER, key=marks.__getitem__)
    text = data.decode(best, "strict" if best != "cp1252" else "replace")
    if best != "cp1252":
        why = "ses accents ne sont pas ceux de Windows"
        return Decoded(text, best, _told(best, why))
    second = max(mark for encoding, mark in marks.items() if encoding in ("mac-roman", "cp850"))
    if "\ufffd" in text or marks[best] <= 0 or marks[best] - second < 2:
        return Decoded(text, best, _told(best, "ce n’est pas certain"))
    return Decoded(text, best)


def _told(encoding: str, why: str) -> str:
    return (
        f"lu en {WORDS[encoding]}, car {why} : vérifiez les noms, et choisissez un autre encodage "
        "s’ils sont faux."
    )


def _likelihood(text: str) -> int:
    """Return how well the letters beyond ASCII stand in French words; negative when they do not."""
    total, seen = 0, 0
    padded = f" {text} "
    for at, letter in enumerate(padded):
        if letter.isascii():
            continue
        total += _fit(padded[at - 1], letter, padded[at + 1 : at + 2] or " ")
        seen += 1
        if seen > _SAMPLE:
            break
    return total


def _fit(before: str, letter: str, after: str) -> int:
    if letter == "\ufffd" or "\x80" <= letter < "\xa0":
        return -5
    if letter in _QUOTES:
        inside = before.isalpha() and after.isalpha()
        return (2 if letter == "’" else -3) if inside else 1
    if not letter.isalpha() or letter in "ªºµ":
        return -3 if before.isalpha() or after.isalpha() else -1
    if letter.isupper():
        if before.islower():
            return -3
        return _CAPITALS.get(letter, 0)
    if before.isupper() and (after.isupper() or not after.isalpha()) and before != " ":
        return -2
    if letter in _AT_THE_END:
        return 2 if not after.isalpha() else -1
    likely = _LIKELY.get(letter, 0)
    return likely if before.isalpha() else min(likely, 3)


_TWO_LETTERS = re.compile(r"[^\x00-\x7f]{2}")


def _twice(text: str) -> str | None:
    """Return the right text when every letter beyond ASCII was encoded twice; else ``None``."""
    # One letter beyond ASCII became at least two, side by side.
    if text.isascii() or not _TWO_LETTERS.search(text):
        return None
    for encoding in _THROUGH:
        try:
            once = _bytes_of(text, encoding).decode("utf-8")
        except UnicodeError:
            continue
        return once
    return None


def _bytes_of(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        if encoding != "cp1252":
            raise
        # Windows leaves five bytes undefined; programs keep them as they are.
        return b"".join(
            letter.encode("latin-1" if "\x80" <= letter < "\xa0" else encoding) for letter in text
        )


def damage_told(cell: str) -> str:
    """Return what is wrong with the letters of one cell: read twice, or lost; else nothing."""
    if _LOST_LETTER.search(cell):
        return f"« {cell[:60]} » a perdu une lettre en route : corrigez-la à la source."
    once = _twice(cell)
    if once is None:
        return ""
    return (
        f"« {cell[:60]} » a des accents codés deux fois, sans doute « {once[:60]} » : "
        "corrigez cette cellule."
    )
