"""Compares the sex that a row gives with the titles beside it (« civilité »): told, never guessed.

A title stands before a name, or in a column that the one of the sex has left aside.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jurydesk.certification.vocabulary import Gender
from jurydesk.cohort.word_values import GENDERS
from jurydesk.french.folding import folded_word
from jurydesk.tables.converters import shown
from jurydesk.tables.row import RowReading
from jurydesk.tables.table import Table

_SEX = "sexe"
# Alone, « M » and « F » may be anything but a title.
_TITLES = {word: said[0] for word, said in GENDERS.items() if said[0] and len(word) > 1}
_MARKED = re.compile(r"\(?(?:M|MM)\.\)?")
_WORDS = re.compile(r"[^\s,;:/]+")


class Civility(NamedTuple):
    """Where a table may give a title: its columns of names, and those left aside for the sex."""

    names: tuple[tuple[str | None, int], ...]
    asides: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, table: Table, names: Sequence[str]) -> "Civility":
        """Return the places of a table whose names stand in these fields."""
        headings = table.headings
        return cls(
            tuple((name, each.index) for each in headings if (name := each.field) in names),
            tuple(
                (each.text, each.index)
                for each in headings
                if each.field is None and each.proposed == _SEX
            ),
        )

    def check(self, row: RowReading) -> None:
        """Point out a title that says another sex than the row, or a sex that the row lacks."""
        told = self._told(row)
        if told is None:
            return
        where, text, said = told
        sex: Gender | None = row.values.get(_SEX)
        if sex is None:
            row.warning(
                _SEX,
                f"{where} dit « {text} », et le sexe n’est pas donné : écrivez-le, rien n’est "
                "déduit d’une civilité.",
            )
        elif sex is not said:
            row.warning(
                _SEX,
                f"{where} dit « {text} », et le sexe est donné « {sex.value} » : l’un des deux "
                "est faux, vérifiez.",
            )

    def _told(self, row: RowReading) -> tuple[str, str, Gender] | None:
        """Return the first title that says a sex: where, its text, which."""
        for heading, at in self.asides:
            text = shown(row.raw[at])
            said = GENDERS.get(folded_word(text), (None, ""))[0]
            if said is not None:
                return f"la colonne « {heading} »", text, said
        noted = {flaw.field for flaw in row.flaws}
        for name, at in self.names:
            # A name without a title raised no doubt: nothing to look at in nearly every row.
            if name in noted:
                for word in _WORDS.findall(shown(row.raw[at])):
                    said = Gender.MAN if _MARKED.fullmatch(word) else _title(word)
                    if said is not None:
                        return "le nom", word, said
        return None


def _title(word: str) -> Gender | None:
    bare = folded_word(word.strip("().,"))
    return _TITLES.get(bare) if bare in _ALONE else None


_ALONE = frozenset(
    (
        *("mme", "mmes", "madame", "mlle", "melle", "mademoiselle", "mrs", "miss"),
        *("mr", "monsieur", "mm"),
    )
)
