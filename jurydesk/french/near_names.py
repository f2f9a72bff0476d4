"""Finds whom a mistyped name may mean, to ask a person; nothing is ever decided on a near miss."""

from collections.abc import Mapping
from difflib import SequenceMatcher

from jurydesk.french.folding import fold

_ALIKE = 0.75
_SHORTEST = 3


def nearest_name(typed: str, names: Mapping[str, str]) -> str | None:
    """Return the key of the only name that a hurried typing may mean, ``None`` for none or two.

    Every word typed must begin a word of the name or be near one: « Aurlien V » may mean
    « Aurélien VASSEUR ». Initials alone mean nobody.
    """
    words = fold(typed).split()
    if not any(len(word) >= _SHORTEST for word in words):
        return None
    meant = [key for key, name in names.items() if _may_mean(words, fold(name).split())]
    return meant[0] if len(meant) == 1 else None


def _may_mean(words: list[str], name: list[str]) -> bool:
    left = list(name)
    for word in sorted(words, key=len, reverse=True):
        found = next((each for each in left if _alike(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _alike(word: str, of_name: str) -> bool:
    if of_name.startswith(word):
        return True
    near = SequenceMatcher(None, word, of_name, autojunk=False).ratio() >= _ALIKE
    return len(word) >= _SHORTEST and near
