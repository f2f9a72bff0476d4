"""A text as a voice reads it: no sign that is only seen, no tag, plain spaces."""

import re
from html import unescape

_TAGS = re.compile(r"<[^>]*>")
# A count, not a date: « 3/8 » is said « 3 sur 8 ».
_FRACTION = re.compile(r"(?<![\d/])(\d+)/(\d+)(?![\d/])")
_POINT = re.compile(r"\s+·\s+")
_CHAIR = re.compile(r"\s*◆(?:\s+préside\b)?")


def aloud(text: str) -> str:
    """Return a text to be heard: « 3/8 · PAUL ◆ » is « 3 sur 8, PAUL, préside »."""
    if "</" in text:
        text = unescape(_TAGS.sub(" ", text.replace("</p>", " ").replace("</li>", ". ")))
    text = _POINT.sub(", ", _CHAIR.sub(", préside", text))
    return " ".join(_FRACTION.sub(r"\1 sur \2", text).split())
