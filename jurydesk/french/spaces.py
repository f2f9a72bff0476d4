"""Spaces, apostrophes, capitals and full stops, as French printing asks; leaves glyphs to fonts."""

import re
import unicodedata
from functools import lru_cache

NBSP = "\u00a0"
THIN = "\u202f"

# Control, invisible and half characters could move or hide text; line breaks become spaces first.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs"})


def clean(text: str) -> str:
    """Return a text fit to print: composed (NFC), on one line, without control characters."""
    composed = unicodedata.normalize("NFC", text)
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", composed)
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join(c for c in spaced if unicodedata.category(c) not in _UNPRINTABLE)


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Give a typed text French spaces and apostrophes.

    No-break spaces go inside « » and before : ; ? ! %, and between a level and its dash; an
    apostrophe between two letters is curled. A colon inside a word or between figures (an
    address, a time) is left alone.
    """
    text = re.sub(r"(?<=\w)'(?=\w)", "’", clean(text))
    text = re.sub(rf"«[ {NBSP}{THIN}]*", f"«{NBSP}", text)
    text = re.sub(rf"[ {NBSP}{THIN}]*»", f"{NBSP}»", text)
    text = re.sub(rf"[ {NBSP}{THIN}]+([;?!%])", rf"{THIN}\1", text)
    text = re.sub(rf"[ {NBSP}{THIN}]+:", f"{NBSP}:", text)
    text = re.sub(r"(?<=\b\d) (?=– )", NBSP, text)
    return re.sub(r"(?<=\w)(?=[;?!](?:\s|$))|(?<=\d)(?=%)", THIN, text)


def spaced(text: str) -> str:
    """Put the no-break spaces that French asks for into a text typed with plain ones."""
    return (
        text.replace("« ", f"«{NBSP}")
        .replace(" »", f"{NBSP}»")
        .replace(" :", f"{NBSP}:")
        .replace(" ;", f"{THIN};")
        .replace(" ?", f"{THIN}?")
        .replace(" !", f"{THIN}!")
        .replace(" %", f"{THIN}%")
    )


def sentence(text: str) -> str:
    """Return a text with a capital first and a full stop last, unless it ends a sentence."""
    return capitalised(ended(text))


def ended(text: str) -> str:
    """Return a text with a full stop last, unless it ends a sentence; for what follows a colon."""
    text = typeset(text).strip()
    return text if not text or text[-1] in ".?!…" else f"{text}."


def capitalised(text: str) -> str:
    """Return the text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Return the text between « », with no-break spaces inside."""
    return f"«{NBSP}{typeset(text)}{NBSP}»"
