"""The code of each page: what its QR code holds, and a digest of the page's own words.

A clerk who holds a sheet of paper compares the code read from it with the one that the signed file
gives for that page; the words are then compared by eye. Leaves drawing the code to ``qr``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pikepdf

_LENGTH = 10
# What a QR code writes in its densest mode, small letters apart.
_DENSE = re.compile(r"[0-9A-Z $%*+./:-]*")
_SHORT_DIGEST = 16


def words_code(texts: Iterable[str]) -> str:
    """Return the code of a page from its words, in the order of reading: ten hexadecimal digits.

    Spaces and line ends count for nothing: a reader of the file makes its own.
    """
    said = "".join("".join(normalize("NFC", text).split()) for text in texts)
    return sha256(said.encode("utf-8")).hexdigest()[:_LENGTH].upper()


def code_line(number: str, page: int, total: int, code: str, digest: str) -> str:
    """Return what the QR code of a page holds: minutes, page, its words, the journal's digest.

    Upper case throughout, which takes a third less room. A number with letters that the dense
    alphabet has not is kept as it is, and the digest shortened to its first sixteen digits.
    """
    line = f"PV {number.upper()} P {page}/{total} T {code} {digest.upper()}"
    if _DENSE.fullmatch(line):
        return line
    return f"PV {number} P {page}/{total} T {code} {digest[:_SHORT_DIGEST].upper()}"


def page_codes(pdf: "pikepdf.Pdf") -> tuple[str, ...]:
    """Return the code of every page of printed minutes, worked out again from what they show."""
    return tuple(words_code(_words(page)) for page in pdf.pages)


def codes_of_file(path: Path) -> tuple[str, ...]:
    """Return the codes of the pages of a file, nothing when they are not such pages."""
    try:
        with pikepdf.open(path) as pdf:
            return page_codes(pdf)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, IndexError, OSError):
        # Pages of another program's making are not marked as ours are.
        return ()


def _words(page: "pikepdf.Page") -> Iterator[str]:
    """Yield the texts of a page that are no decoration, in the order they are drawn."""
    fonts = page.Resources.Font
    inside: list[str] = []
    letters: dict[int, str] = {}
    for each in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        operands: Any = each.operands
        match str(each.operator):
            case "BDC" | "BMC":
                kind, held = str(operands[0]), operands[1] if len(operands) > 1 else None
                if kind == "/Span" and isinstance(held, pikepdf.Dictionary):
                    yield str(held.ActualText)
                inside.append(kind)
            case "EMC":
                inside.pop()
            case "Tf":
                letters = _letters(fonts[str(operands[0])].ToUnicode.read_bytes())
            case _ if not {"/Artifact", "/Span"} & set(inside):
                parts = operands[0] if str(each.operator) == "TJ" else operands
                codes = (bytes(part) for part in parts if isinstance(part, pikepdf.String))
                yield "".join(
                    letters.get(code, "\N{REPLACEMENT CHARACTER}") for code in b"".join(codes)
                )


@lru_cache(maxsize=64)
def _letters(described: bytes) -> dict[int, str]:
    """Return the characters of a face by their codes in the page."""
    pairs = re.findall(rb"^<(\w{2})> <(\w{4,})>$", described, re.MULTILINE)
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
