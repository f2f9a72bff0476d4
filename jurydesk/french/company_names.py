"""Compares names of companies as people write them, legal forms set aside; decides nothing."""

import re
from functools import lru_cache

from jurydesk.french.folding import fold

# « S.A.S. » and « S. A. » are initials, not words; « A/S » is one too.
_INITIALS = re.compile(r"\b([^\W\d_])\.\s?(?=[^\W\d_](?:\.|\b(?!\w)))")
_SLASHED = re.compile(r"\b([AK])/(S)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
# Forms of companies that are written before or after the name.
_FORMS_ANYWHERE = frozenset(
    (
        *("sa", "sas", "sasu", "sarl", "eurl", "snc", "sca", "scop", "scic", "sci", "gie", "epic"),
        *("selarl", "selas", "sem", "spl", "epa", "eirl", "ei", "scs", "sel", "groupe", "group"),
    )
)
# Forms that are only written after it: before, they may be a part of the name.
_FORMS_AFTER = frozenset(
    (
        *("se", "ag", "gmbh", "kg", "kgaa", "ltd", "limited", "inc", "incorporated", "corp"),
        *("corporation", "llc", "llp", "plc", "nv", "bv", "spa", "srl", "holding", "oy", "ab"),
        *("as", "aps", "sl", "slu", "lda", "sprl", "srl", "pty", "pte", "co", "company", "sl"),
    )
)
# Words before a name that say it is a company, unless what follows needs them.
_COMPANY_WORDS = frozenset({"societe", "ste", "entreprise", "etablissements", "ets", "firme"})
_NEEDS_THEM = frozenset(
    (
        *("generale", "nationale", "francaise", "europeenne", "industrielle", "commerciale"),
        *(
            "centrale",
            "anonyme",
            "civile",
            "cooperative",
            "d",
            "de",
            "du",
            "des",
            "pour",
            "publique",
        ),
    )
)
_ARTICLES = frozenset({"la", "le", "les", "l"})
_LINKS = frozenset({"et", "and", "und", "y", "e", "the"})
_WRITTEN = {"compagnie": "cie", "company": "co", "brothers": "freres"}
_FORM_PHRASES = re.compile(
    r"\bsociete (?:anonyme|par actions simplifiee(?: unipersonnelle)?|a responsabilite limitee"
    r"|en nom collectif|europeenne)\b"
)


def same_company(first: str, second: str) -> bool:
    """Whether two texts name one company: folded, legal forms and « groupe » set aside.

    A subsidiary is not its parent (« Thales Alenia Space » is not « Thales »), and an unknown
    company is nobody's: an empty text never matches.
    """
    left = _company(first)
    return bool(left) and left == _company(second)


@lru_cache(maxsize=4096)
def _company(text: str) -> str:
    folded = fold(_SLASHED.sub(r"\1\2", _INITIALS.sub(r"\1", _ASIDE.sub(" ", text))))
    words = _FORM_PHRASES.sub(" ", folded).split() or folded.split()
    words = [_WRITTEN.get(word, word) for word in words if word not in _LINKS] or words
    # A name made of such words only (« Groupe SA ») keeps its last one.
    while len(words) > 1 and (words[-1] in _FORMS_ANYWHERE or words[-1] in _FORMS_AFTER):
        words.pop()
    while len(words) > 1 and (
        words[0] in _FORMS_ANYWHERE
        or (words[0] in _COMPANY_WORDS and words[1] not in _NEEDS_THEM)
        or words[0] in _ARTICLES
    ):
        words.pop(0)
    # « Yapı Kredi » and « YapıKredi » are one.
    return "".join(words)
