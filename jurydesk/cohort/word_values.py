"""Understands the words of closed lists as people write them: yes, sex, a choice.

A list knows its words folded, initials put together (« V.A.E. » is « vae »). A word that only
contains a known one is taken with a doubt, never in silence.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from jurydesk.certification.vocabulary import Gender
from jurydesk.french.folding import folded_word
from jurydesk.tables.cell import Cell, Formatted
from jurydesk.tables.converters import Understood, refuse, shown, text_of, warn

Value = TypeVar("Value")

# What a box ticked, or left empty, is once pasted in a cell; folding would leave nothing of it.
_TICKED = frozenset("✓✔☑✅☒×🗹🗸")
_UNTICKED = frozenset("☐▢□✗✘❌")
_YES = frozenset({"oui", "o", "vrai", "true", "t", "x", "1", "yes", "y", "ok", "ja", "si"})
_NO = frozenset({"non", "n", "faux", "false", "f", "0", "no", "nein"})
_UNKNOWN = frozenset({"", "inconnu", "inconnue", "nc", "nsp", "na", "non renseigne", "a verifier"})

_WOMAN = (
    *("f", "femme", "feminin", "feminine", "mme", "madame", "mlle", "mademoiselle", "fille"),
    *("dame", "mrs", "ms", "miss", "woman", "female", "w", "melle", "mmes"),
)
_MAN = (
    *("m", "h", "homme", "masculin", "masculine", "monsieur", "mr", "garcon", "man", "male"),
    *("mm", "hommes"),
)
GENDERS: dict[str, tuple[Gender | None, str]] = {
    **dict.fromkeys(_WOMAN, (Gender.WOMAN, "femme")),
    **dict.fromkeys(_MAN, (Gender.MAN, "homme")),
    **dict.fromkeys(
        (
            *("", "inconnu", "nc", "non precise", "non renseigne", "autre", "neutre", "na"),
            *("non binaire", "nb", "x", "ne se prononce pas", "nspp", "indetermine"),
        ),
        (None, "inconnu"),
    ),
}
# Insee's figures for the sex, as in its identification numbers.
_INSEE_GENDERS = {"1": (Gender.MAN, "homme"), "2": (Gender.WOMAN, "femme")}


def to_gender(cell: Cell) -> Understood[Gender]:
    """A woman, a man, or unknown; a figure is read as Insee writes it, with a doubt."""
    if isinstance(cell, bool | Formatted):
        return refuse(f"« {shown(cell)} » n’est pas un sexe : écrivez F ou M, ou laissez vide.")
    text = shown(cell)
    if text in _INSEE_GENDERS:
        by_figure, named = _INSEE_GENDERS[text]
        return warn(by_figure, named, f"« {text} » est lu {named}, comme l’Insee : écrivez F ou M.")
    found = GENDERS.get(folded_word(text_of(cell)))
    if found is None:
        return refuse(f"« {text} » n’est pas reconnu : écrivez F ou M, ou laissez vide.")
    value, words = found
    if value is None and text:
        return Understood(None, f"{words} (« {text} »)")
    return Understood(value, words)


def to_answer(
    yes: frozenset[str], no: frozenset[str], expected: str
) -> Callable[[Cell], Understood[bool]]:
    """Return what reads a yes or a no, with the words that answer this column."""

    def convert(cell: Cell) -> Understood[bool]:
        text = shown(cell)
        if isinstance(cell, Formatted) or not isinstance(cell, str | bool | int | float):
            return refuse(f"« {text} » : {expected}.")
        if text in _TICKED:
            return Understood(value=True, words="oui")
        if text in _UNTICKED:
            return Understood(value=False, words="non")
        folded = folded_word(text)
        if folded in _YES or folded in yes:
            return Understood(value=True, words="oui")
        if folded in _NO or folded in no:
            return Understood(value=False, words="non")
        if folded in _UNKNOWN:
            return Understood(None, "inconnu")
        return refuse(f"« {text} » : {expected}.")

    return convert


to_yes_no = to_answer(
    frozenset(), frozenset(), "écrivez oui ou non, ou laissez vide si ce n’est pas su"
)


def to_choice(
    words: Mapping[str, tuple[Value | None, str]], expected: str
) -> Callable[[Cell], Understood[Value]]:
    """Return a converter to a closed list: folded text → (value, words understood)."""

    def convert(cell: Cell) -> Understood[Value]:
        found = words.get(folded_word(text_of(cell)))
        if found is None or isinstance(cell, bool):
            return refuse(f"« {shown(cell)} » n’est pas reconnu : écrivez {expected}.")
        return Understood(*found)

    return convert
