"""Which letters our fonts can print, and which cannot be seen; leaves printing to the minutes.

The letters of the shipped faces are kept as ranges beside them: the import says what no paper will
print without opening a font, and a test holds both together.
"""

import unicodedata
from functools import cache

from jurydesk.bundle import resource

# Marks of direction, joiners and the like: a paste brings them, nobody sees them.
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})


@cache
def printable_letters() -> frozenset[str]:
    """Return every character that all the faces of the papers can draw."""
    letters: set[str] = set()
    for span in resource("fonts", "letters.hex").read_text(encoding="ascii").split():
        first, _, last = span.partition("-")
        letters.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(letters)


def without_invisible(text: str) -> tuple[str, str]:
    """Return a text without the characters that nobody sees, and those, each once."""
    if text.isprintable():
        return text, ""
    hidden = [c for c in text if unicodedata.category(c) in _INVISIBLE and not c.isspace()]
    for one in hidden:
        text = text.replace(one, "")
    return text, "".join(dict.fromkeys(hidden))


def unprintable(text: str) -> str:
    """Return the letters of a text that no face can draw, each once; marks are composed first."""
    if text.isascii() or printable_letters().issuperset(text):
        return ""
    composed = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(c for c in composed if c not in printable_letters()))


def letter_words(letters: str) -> str:
    """Return letters as a sentence quotes them: « 王 » (U+738B)."""
    return ", ".join(
        f"« {one} » (U+{ord(one):04X})" if one.isprintable() else f"U+{ord(one):04X}"
        for one in letters
    )
