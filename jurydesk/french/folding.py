"""Sets aside what two spellings of one word do not share; leaves names and their meaning to others.

Nothing here is approximate: two texts fold to the same letters once accents, case, punctuation and
spacing are set aside, or they do not.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
# Latin letters as Unicode names them: « D WITH STROKE » is written d where no key draws it.
_NAMED = re.compile(
    r"LATIN SMALL (?:LETTER|LIGATURE) (?:OPEN |SCRIPT |REVERSED |TURNED )?([A-Z]{1,2})"
    r"(?: WITH [A-Z -]+| DIGRAPH)?"
)
_OTHERS = {
    "ı": "i",
    "ȷ": "j",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ĸ": "q",
    "ə": "e",
    "ǝ": "e",
    "ƣ": "gh",
    "ɣ": "g",
    "ɩ": "i",
    "ʊ": "u",
    "ʃ": "s",
    "ʒ": "z",
    "ƿ": "w",
    "ȝ": "y",
    "ɑ": "a",
    "ʋ": "v",
    "ꝛ": "r",
    "ƶ": "z",
    "ꞵ": "b",
    "ɸ": "f",
}
_LATIN = ((0xC0, 0x2B0), (0x1D00, 0x1DC0), (0x1E00, 0x1F00), (0x2C60, 0x2C80), (0xA720, 0xA800))
# Apostrophes that Unicode counts as letters: « Oʼahu », « Mʻbow ».
_APOSTROPHES = re.compile("[ʰ-˿Ꞌꞌʹʺʻʼʽʾʿˈˊˋ՚ʔʕ]")


def _letters() -> Iterator[tuple[int, str]]:
    """Give each small Latin letter that Unicode does not decompose, and how it is written else."""
    for first, end in _LATIN:
        for code in range(first, end):
            letter = chr(code)
            match = _NAMED.fullmatch(unicodedata.name(letter, ""))
            if letter in _OTHERS:
                yield code, _OTHERS[letter]
            elif match and not unicodedata.normalize("NFKD", letter)[0].isascii():
                yield code, match[1].lower()


_WRITTEN = dict(_letters())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text without accents, case, punctuation or spacing: what two spellings share.

    Every run of other characters becomes one space: ``fold("  L’Haÿ-les-Roses ")`` is
    ``"l hay les roses"``. A letter that no accent explains is written as keyboards without it do:
    « ł » is l, « ı » is i, « œ » is oe. What nobody sees separates nothing.
    """
    if text.isascii():
        plain = text.lower()
    else:
        # Decomposed on both sides of the case folding, which itself makes and meets accents.
        plain = _APOSTROPHES.sub(" ", unicodedata.normalize("NFKD", text)).casefold()
        plain = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", plain).translate(_WRITTEN)
            if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
        )
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def identifier_key(identifier: str) -> tuple[object, ...]:
    """Return what sorts identifiers as people count them: « A9 » comes before « A10 ».

    Texts and numbers never meet at one place, and two identifiers never share a key.
    """
    parts = re.findall(r"\d+|\D+", identifier)
    key = tuple((0, int(part), "") if part.isdecimal() else (1, 0, fold(part)) for part in parts)
    return (*key, (2, 0, identifier))


_RUN_OF_LETTERS = re.compile(r"\b(\w) (?=\w\b)")


def folded_word(text: str) -> str:
    """Return a text folded, its initials put together: « V.A.E. » and « V A E » are « vae »."""
    return _RUN_OF_LETTERS.sub(r"\1", fold(text))
