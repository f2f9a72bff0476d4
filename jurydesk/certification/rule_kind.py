"""What a rule of a rulebook is: its place in the file, how it is read, what a silent one means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.rule_values import Setting

Value = TypeVar("Value")

_NO_RULE = "aucune règle n’est fixée"


@dataclass(frozen=True, slots=True)
class RuleKind(Generic[Value]):
    """One rule: its place in ``[regles]``, what it is called, how it is read and put in words.

    ``key`` names the table (« soutenance.pas » stands in ``[regles.soutenance]``). A kind with
    ``ends`` is a list of tables: each entry has a key of its own, the list's with that end, and
    a label of its own. ``unset`` is what a silent rulebook means; ``required`` is for the rules
    that no jury, or no defence, can do without; ``plain`` for one written without a source. A kind
    that is not ``of_sitting`` is for reading: the jury does not apply it, and the minutes do not
    print it. ``example`` is what the file may hold, for a rule that may be set though unwritten;
    ``has_value`` is false for a text of law, which has no « valeur » to set. ``offered`` are the
    tables of entries, by their end, that may be set though nobody wrote them.
    """

    key: str
    label: str
    read: Callable[[CheckedTable], Value]
    words: Callable[[Value], str]
    unset: Value | None = None
    required: bool = False
    ends: Callable[[Value], str] | None = None
    labels: Callable[[Value], str] | None = None
    stem: str = ""
    plain: bool = False
    of_sitting: bool = True
    example: object = None
    has_value: bool = True
    offered: tuple[tuple[str, Mapping[str, object]], ...] = ()

    def holds(self, key: str) -> bool:
        """Whether a setting's key is of this kind."""
        if self.ends is None:
            return key == self.key
        return key.startswith(f"{self.stem or self.key}.")

    @property
    def not_set(self) -> Setting[object]:
        """What is shown of a rule that nobody set, and that the establishment may."""
        return Setting(self.key, self.label, self.unset, _NO_RULE, to_confirm=True)

    def offer(self, key: str) -> Mapping[str, object]:
        """Return the table of an entry that may be set though unwritten, without its value."""
        return next((dict(table) for end, table in self.offered if key == self.named(end)), {})

    def named(self, end: str) -> str:
        """Return the key of an entry."""
        return f"{self.stem or self.key}.{end}"

    @property
    def offers(self) -> "tuple[Setting[object], ...]":
        """What is shown of the entries that nobody wrote, and that may be set."""
        return tuple(
            Setting(self.named(end), f"Quota : {table['libelle']}", None, _NO_RULE, to_confirm=True)
            for end, table in self.offered
        )

    def is_silent(self, setting: Setting[object]) -> bool:
        """Whether nobody wrote a setting of this kind: it asks nothing."""
        return setting == self.not_set or setting in self.offers

    @property
    def nothing(self) -> Setting[Value]:
        """The setting of a rulebook that does not write this rule."""
        assert self.unset is not None  # noqa: S101 asked of rules that have one only
        return Setting(self.key, self.label, self.unset, _NO_RULE)
