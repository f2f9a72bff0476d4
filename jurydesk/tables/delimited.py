"""Cuts a CSV file into rows whatever its separator; leaves the meaning of cells to others.

No sniffer: they fail on French files. The separator is the one that gives rows of one width.
"""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from jurydesk.errors import UnreadableFileError
from jurydesk.tables.encodings import Decoded, decode

SEPARATORS = ";\t,|"
_SAMPLE_ROWS = 200
_LINE_END = re.compile(r"\r\n|\r|\n")
_MAX_COLUMNS = 1000


def read_text(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file; ``encoding`` overrides what its bytes suggest."""
    try:
        found = decode(data, encoding)
    except (UnicodeError, LookupError) as fault:
        asked = encoding or "UTF-8"
        raise UnreadableFileError(
            f"« {name} » n’est pas un texte lisible en {asked} : enregistrez le tableau "
            "en « CSV UTF-8 » depuis le tableur, ou choisissez un autre encodage."
        ) from fault
    if "\0" in found.text:
        raise UnreadableFileError(
            f"« {name} » contient des octets nuls, ce n’est pas un tableau CSV : "
            "enregistrez-le de nouveau depuis le tableur."
        )
    return found


def split_rows(text: str, name: str, separator: str | None = None) -> tuple[list[list[str]], str]:
    """Return the rows, all of one width, and the separator they were cut with.

    A first line ``sep=;`` is obeyed and, as spreadsheets do, not counted as a row.
    """
    end = _LINE_END.search(text)
    first, rest = (text[: end.start()], text[end.end() :]) if end else (text, "")
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
