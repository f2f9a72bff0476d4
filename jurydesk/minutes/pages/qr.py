"""QR codes (ISO/IEC 18004): the modules of one, and the operators that draw it on a page."""

import re
from collections.abc import Sequence
from typing import Any

import zxingcpp

from jurydesk.minutes.pages.inking import fill
from jurydesk.minutes.pages.typesetting import INK

_UTF_8 = 26
_DARK = re.compile(b"\x01+")
_AS_ONES = bytes.maketrans(b"\x00\xff", b"\x01\x00")


def modules(text: str, level: str) -> tuple[bytes, ...]:
    """Return the rows of the smallest code that holds a text, a dark module as 1, no margin.

    ``level`` is how much of it may be lost: L, M, Q or H, from 7 % to 30 %. Letters that the
    format's own alphabets lack are announced by their encoding (ECI), without which some readers
    take an accented number for another script.
    """
    announced = {} if text.isascii() else {"eci": _UTF_8}
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level, **announced)
    drawn: Any = made.to_image(scale=1, add_quiet_zones=False)
    wide: int = drawn.shape[1]
    plain = memoryview(drawn).tobytes().translate(_AS_ONES)
    return tuple(plain[start : start + wide] for start in range(0, len(plain), wide))


def traced(rows: Sequence[bytes], side: float) -> str:
    """Return the operators that draw a code: its dark modules as one path, neighbours joined."""
    count = len(rows)
    module = side / count
    parts = [fill(INK)]
    for row, line in enumerate(rows):
        y = (count - row - 1) * module
        for run in _DARK.finditer(line):
            left, wide = run.start() * module, len(run[0]) * module
            parts.append(f"{left:.3f} {y:.3f} {wide:.3f} {module:.3f} re")
    parts.append("f")
    return "\n".join(parts)
