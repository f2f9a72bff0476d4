"""Reads a CSV file whatever its encoding and separator; leaves the meaning of cells to others.

No detector of charsets and no sniffer: both fail on French files. A file is what its byte order
mark says, else UTF-16 when every other byte is zero, else UTF-8 when it is valid, else cp1252;
its separator is the one that gives rows of one width.
"""

import codecs
import csv
from collections import Counter
from io import StringIO
from itertools import islice

from jurydesk.errors import UnreadableFileError

SEPARATORS = ";\t,|"
_SAMPLE_ROWS = 200
_MAX_COLUMNS = 1000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Return the text and the encoding it was read with; ``encoding`` overrides the rule."""
    chosen = encoding or _encoding(data)
    try:
        text = data.decode(chosen)
    except (UnicodeDecodeError, LookupError) as fault:
        raise UnreadableFileError(
            f"« {name} » n’est pas un texte lisible en {chosen} : enregistrez le tableau "
            "en « CSV UTF-8 » depuis le tableur, ou choisissez un autre encodage."
        ) from fault
    if "\0" in text:
        raise UnreadableFileError(
            f"« {name} » contient des octets nuls, ce n’est pas un tableau CSV : "
            "enregistrez-le de nouveau depuis le tableur."
        )
    return text.removeprefix("\ufeff"), chosen


def _encoding(data: bytes) -> str:
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
        return "cp1252"
    return "utf-8"


def split_rows(text: str, name: str, separator: str | None = None) -> tuple[list[list[str]], str]:
    """Return the rows, all of one width, and the separator they were cut with.

    A first line ``sep=;`` is obeyed and, as spreadsheets do, not counted as a row.
    """
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"').lower()
    if declared.startswith("sep=") and len(declared) <= 5:
        text = rest
        separator = separator or first.strip().strip('"')[4:] or "\t"
    chosen = separator or _separator(text, name)
    rows = _rows(text, chosen, name)
    width = max(map(len, rows), default=0)
    if width > _MAX_COLUMNS:
        raise UnreadableFileError(
            f"« {name} » compte {width} colonnes, au plus {_MAX_COLUMNS} sont lues : "
            "ne gardez que les colonnes utiles."
        )
    return [row + [""] * (width - len(row)) if len(row) < width else row for row in rows], chosen


def _separator(text: str, name: str) -> str:
    """Return the separator that gives the most rows of one same width, the widest if several."""

    def constancy(separator: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in _rows(text, separator, name, _SAMPLE_ROWS) if row)
        except UnreadableFileError:
            return 0.0, 0
        several = [(count, width) for width, count in widths.items() if width > 1]
        count, width = max(several, default=(0, 0))
        return count / max(1, widths.total()), width

    # max() keeps the first of equals: the order of SEPARATORS is the order of preference.
    return max(SEPARATORS, key=constancy)


def _rows(text: str, separator: str, name: str, limit: int | None = None) -> list[list[str]]:
    try:
        # Not splitlines(): a line separator of Unicode inside a cell is not a new row.
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        return list(islice(reader, limit))
    except (csv.Error, TypeError, ValueError) as fault:
        raise UnreadableFileError(
            f"« {name} » ne se découpe pas en lignes : un guillemet n’est sans doute pas fermé. "
            "Enregistrez de nouveau le tableau depuis le tableur."
        ) from fault
