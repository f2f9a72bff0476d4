"""Whether two files are of one person: birth name, first names, birth date, folded (FORMATS §6).

All three the same, it is one person; one of the three differs or is not known on one side, it is
a doubt that a person settles; more, they are two persons. Nothing approximate is ever decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, TypeVar

from jurydesk.cohort.candidate import Candidate
from jurydesk.french.folding import fold

T = TypeVar("T")


class Likeness(Enum):
    """What two files say of each other."""

    SAME = auto()
    DOUBT = auto()
    OTHER = auto()


def likeness(one: Candidate, other: Candidate) -> Likeness:
    """Return whether two files are of one person.

    With no birth date on either side, the same names under the same identifier are one person.
    """
    same_name = fold(one.birth_name) == fold(other.birth_name)
    same_first = fold(one.first_names) == fold(other.first_names)
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    if same_name and same_first:
        unknown = one.birth_date is None and other.birth_date is None
        is_same = same_birth or (unknown and one.identifier == other.identifier)
        return Likeness.SAME if is_same else Likeness.DOUBT
    return Likeness.DOUBT if same_birth and (same_name or same_first) else Likeness.OTHER


def difference(one: Candidate, other: Candidate) -> str:
    """Return what makes two files a doubt, « prénoms « Zoé » ici, « Zoé Marie » là »."""
    if fold(one.birth_name) != fold(other.birth_name):
        return f"nom de naissance « {one.birth_name} » ici, « {other.birth_name} » là"
    if fold(one.first_names) != fold(other.first_names):
        return f"prénoms « {one.first_names} » ici, « {other.first_names} » là"
    here, there = one.birth_date, other.birth_date
    if here is None and there is None:
        return "la date de naissance n’est connue d’aucun côté"
    return (
        f"naissance {here.short if here else 'inconnue'} ici, "
        f"{there.short if there else 'inconnue'} là"
    )


@dataclass(slots=True)
class People(Generic[T]):
    """Things about persons, found by a file: only those that two of the three bring near."""

    _near: dict[tuple[str, str, str], list[tuple[Candidate, T]]] = field(default_factory=dict)

    def add(self, who: Candidate, what: T) -> None:
        """Keep something under a person's file."""
        for key in _keys(who):
            self._near.setdefault(key, []).append((who, what))

    def like(self, who: Candidate) -> dict[Likeness, list[T]]:
        """Return what is kept of files of the same person, and of those in doubt."""
        found: dict[Likeness, list[T]] = {Likeness.SAME: [], Likeness.DOUBT: []}
        seen: set[int] = set()
        for key in _keys(who):
            for other, what in self._near.get(key, ()):
                if id(other) in seen:
                    continue
                seen.add(id(other))
                alike = likeness(who, other)
                if alike is not Likeness.OTHER:
                    found[alike].append(what)
        return found


def _keys(who: Candidate) -> Iterable[tuple[str, str, str]]:
    name, first = fold(who.birth_name), fold(who.first_names)
    yield ("", name, first)
    if who.birth_date is not None:
        born = who.birth_date.isoformat()
        yield ("name", name, born)
        yield ("first", first, born)
