"""Compares names of persons and companies as people write them; leaves the meaning to others.

Nothing here is approximate: two names are the same once accents, case, punctuation and spacing
are set aside, or they are not. A near miss is never a match, since a match may recuse someone.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, and that a keyboard without them writes otherwise.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_NOT_WORD = re.compile(r"[\W_]+")
# « S.A.S. » and « S. A. » are initials, not words.
_INITIALS = re.compile(r"\b([^\W\d_])\.\s?(?=[^\W\d_](?:\.|\b(?!\w)))")
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_SEVERAL = re.compile(r"[;,/&\n]|\bet\b", re.IGNORECASE)

_CIVILITIES = frozenset(
    (
        "m",
        "mr",
        "mme",
        "mlle",
        "mlles",
        "monsieur",
        "madame",
        "mademoiselle",
        "dr",
        "docteur",
        "pr",
        "prof",
        "professeur",
    )
)
# Forms of companies that are written before or after the name.
_FORMS_ANYWHERE = frozenset(
    (
        "sa",
        "sas",
        "sasu",
        "sarl",
        "eurl",
        "snc",
        "sca",
        "scop",
        "sci",
        "gie",
        "epic",
        "groupe",
        "group",
    )
)
# Forms that are only written after it: before, they may be a part of the name.
_FORMS_AFTER = frozenset(
    (
        "se",
        "ag",
        "gmbh",
        "ltd",
        "limited",
        "inc",
        "corp",
        "llc",
        "plc",
        "nv",
        "bv",
        "spa",
        "srl",
        "holding",
    )
)
_FORM_PHRASES = re.compile(
    r"\bsociete (?:anonyme|par actions simplifiee(?: unipersonnelle)?|a responsabilite limitee"
    r"|en nom collectif|europeenne)\b"
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text without accents, case, punctuation or spacing: what two spellings share.

    Every run of other characters becomes one space: ``fold("  L’Haÿ-les-Roses ")`` is
    ``"l hay les roses"``.
    """
    if text.isascii():
        plain = text.lower()
    else:
        # Decomposed on both sides of the case folding, which itself makes and meets accents.
        plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        plain = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", plain)
            if not unicodedata.combining(letter)
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


def same_person(mention: str, last: str, first: str) -> bool:
    """Whether a mention names this person: name and first name in either order, folded.

    A civility before the name and a remark in brackets are set aside; a mention of several
    persons (« A. Roy et B. Vidal ») names each of them. A name alone names nobody.
    """
    name, given = fold(last), fold(first)
    if not name or not given:
        return False
    wanted = (f"{name} {given}", f"{given} {name}")
    mention = _ASIDE.sub(" ", mention)
    return any(
        _without_civility(fold(part)) in wanted for part in (mention, *_SEVERAL.split(mention))
    )


def _without_civility(folded: str) -> str:
    words = folded.split()
    while len(words) > 2 and words[0] in _CIVILITIES:
        words.pop(0)
    return " ".join(words)


def same_company(first: str, second: str) -> bool:
    """Whether two texts name one company: folded, legal forms and « groupe » set aside.

    A subsidiary is not its parent (« Thales Alenia Space » is not « Thales »), and an unknown
    company is nobody's: an empty text never matches.
    """
    left = _company(first)
    return bool(left) and left == _company(second)


@lru_cache(maxsize=4096)
def _company(text: str) -> str:
    folded = fold(_INITIALS.sub(r"\1", _ASIDE.sub(" ", text)))
    words = _FORM_PHRASES.sub(" ", folded).split() or folded.split()
    # A name made of such words only (« Groupe SA ») keeps its last one.
    while len(words) > 1 and (words[-1] in _FORMS_ANYWHERE or words[-1] in _FORMS_AFTER):
        words.pop()
    while len(words) > 1 and words[0] in _FORMS_ANYWHERE:
        words.pop(0)
    return " ".join(words)
