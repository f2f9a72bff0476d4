"""Understands a text that papers will print, and the name of a person; leaves rows to others.

A title before a name is no part of it; a figure, a date or a yes in a column of names is what a
spreadsheet made of something else. Whatever is set aside is said.
"""

import re

from jurydesk.french.folding import fold
from jurydesk.french.letters import letter_words, unprintable, without_invisible
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import CellState, Understood, refuse, shown, text_of, warn

_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mme", "mmes", "mlle", "mlles", "melle", "mm", "mgr"),
        *("monsieur", "madame", "mademoiselle", "messieurs", "mesdames"),
        *("dr", "drs", "docteur", "docteure", "pr", "prs", "prof", "professeur", "professeure"),
        *("me", "maitre", "ing", "sir"),
    )
)
# Names of their own too: a lone « M » may be M’HAMED, and « Maître » somebody's name.
_DOUBTFUL = frozenset({"m", "me", "maitre", "ms", "mm", "ing", "sir"})
_TITLE = re.compile(r"\(?\s*([^\W\d_]+)\.?(?:\(e\))?\s*\)?[,:]?")
# « M.Martin »: the title and the name are two words.
_GLUED = re.compile(r"^(\(?(?:MM?|Mrs?|Mmes?|Mlles?|Drs?|Prs?|Me)\.\)?)(?=\w)", re.IGNORECASE)
_REMARK = re.compile(r"(?<=\s)n[ée]e?\b|\b[ée]p(?:oux|ouse|x)?\b\.?\s|[(\[]", re.IGNORECASE)
_SEVERAL = re.compile(r"[/;|+&@#=<>]")
_NOTHING = frozenset(
    (
        *("", "neant", "null", "idem", "nc", "sans objet", "aucun", "aucune", "n a", "nr", "so"),
        *("non renseigne", "none", "nan", "vide", "inconnu"),
    )
)


def to_printed(cell: Cell) -> Understood[str]:
    """A text for the papers, on one line; what they cannot print is told with its letter."""
    if not isinstance(cell, str):
        text = shown(cell)
        return warn(text, text, f"« {text} » n’est pas un texte : vérifiez cette cellule.")
    if cell.isascii() and cell.isalpha():
        return Understood(cell, cell)
    text, told = _clean(cell)
    if text.strip("0") == "" != text:
        told.append(f"« {text} » vient sans doute d’une formule jamais calculée.")
    elif text.startswith("#") and text.isupper():
        told.append(f"« {text} » est une erreur du tableur et non un texte.")
    return _told(text, told)


def to_name(cell: Cell) -> Understood[str]:
    """A person's name or first names: a title is set aside and said, a figure is refused."""
    if not isinstance(cell, str):
        return refuse(
            f"« {shown(cell)} » n’est pas un nom, le tableur y voit autre chose qu’un texte : "
            "mettez la cellule au format Texte et saisissez le nom."
        )
    # The common case by far.
    if cell.isalnum() and cell[0].isalpha() and _is_plain(cell):
        return Understood(cell, cell)
    text, told = _clean(cell)
    if not any(map(str.isalpha, text)) and not text.strip("0").isdecimal():
        return refuse(f"« {text} » n’est pas un nom : saisissez-le, ou corrigez la formule.")
    if text.startswith(("=", "#")):
        return refuse(f"« {text} » est une formule ou une erreur du tableur : saisissez le nom.")
    text = _without_title(_GLUED.sub(r"\1 ", text), told)
    if text[0].isdigit():
        told.append(f"« {text} » commence par un chiffre : vérifiez ce nom.")
    elif _SEVERAL.search(text):
        told.append(f"« {text} » semble contenir autre chose qu’un nom : vérifiez-le.")
    elif _REMARK.search(text):
        told.append(f"« {text} » contient une remarque, qui serait imprimée comme un nom.")
    elif fold(text) in _TITLES - _DOUBTFUL:
        told.append(f"« {text} » est une civilité et non un nom : écrivez le nom.")
    elif fold(text) in _NOTHING:
        told.append(f"« {text} » est-il bien un nom ? Il sera imprimé tel quel.")
    return _told(text, told)


def _is_plain(word: str) -> bool:
    return word.casefold() not in _SPECIAL and not unprintable(word)


# Words that are more, or less, than a name.
_SPECIAL = _TITLES | _NOTHING | {"maître", "néant"}


def to_optional_name(cell: Cell) -> Understood[str]:
    """A name that may be missing: « néant », « idem » or a dash is no name, and it is said."""
    if isinstance(cell, str) and fold(text_of(cell)) in _NOTHING:
        text = text_of(cell)
        message = f"« {text} » est lu comme l’absence de nom : laissez la cellule vide."
        return Understood(None, "aucun", CellState.WARNING, message)
    return to_name(cell)


def _clean(cell: str) -> tuple[str, list[str]]:
    """Return the text on one line without what nobody sees, and what its letters call for."""
    text, hidden = without_invisible(text_of(cell))
    text = " ".join(text.split())
    told = []
    if hidden:
        told.append(
            f"caractère invisible ôté ({letter_words(hidden)}) : lu « {text} », à vérifier."
        )
    missing = unprintable(text)
    if missing:
        told.append(
            f"les papiers ne savent pas imprimer {letter_words(missing)} : écrivez « {text} » "
            "en lettres latines, comme sur la pièce d’identité."
        )
    return text, told


def _without_title(text: str, told: list[str]) -> str:
    """Return a name without the title before or after it, noting what was set aside."""
    words = text.split(" ")
    titles: list[str] = []
    while len(words) > 1 and (found := _title(words[0])):
        if found in _DOUBTFUL and _title_is_doubtful(words[0]):
            told.append(
                f"« {words[0]} » est-il une civilité ? Elle ne fait pas partie du nom : à vérifier."
            )
            break
        titles.append(words.pop(0))
    while len(words) > 1 and _title(words[-1]) and _is_marked(words, words[-1]):
        titles.append(words.pop())
    name = " ".join(words).strip(" ,")
    if titles:
        told.append(
            f"« {' '.join(titles)} » est une civilité et non une partie du nom : lu « {name} », "
            "à vérifier."
        )
    return name


def _title(word: str) -> str:
    match = _TITLE.fullmatch(word)
    folded = fold(match[1]) if match else ""
    return folded if folded in _TITLES or folded == "m" else ""


def _title_is_doubtful(word: str) -> bool:
    return not word.endswith((".", ")", ":"))


def _is_marked(words: list[str], last: str) -> bool:
    """Whether a last word is a title for sure: in brackets, after a comma, or never a name."""
    return last.startswith("(") or words[-2].endswith(",") or _title(last) not in _DOUBTFUL


def _told(text: str, told: list[str]) -> Understood[str]:
    return warn(text, text, " ".join(told)) if told else Understood(text, text)
