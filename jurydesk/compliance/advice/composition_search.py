"""Goes through the changes of a jury, the fewest first, within a bound of effort.

Persons whom no rule can tell apart are one kind. A change is followed only if it brings the jury
nearer to a rule it fails, and dropped as soon as the changes left cannot make up for what is
missing. The effort is counted in changes looked at, never in seconds: the same question always
has the same answer.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jurydesk.certification.vocabulary import Gender, Role
from jurydesk.compliance.advice.pool import Pool
from jurydesk.compliance.advice.requirements import Requirement, requirements
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import Situation, seated_members

MOST_CHANGES = 4
_EFFORT = 60_000

Vector = tuple[int, ...]
People = tuple[JuryMember, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """Persons alike for every rule: what each adds to each requirement, and what ranks them."""

    adds: Vector
    role: Role
    gender: Gender | None
    recusals: int = 0


@dataclass(frozen=True, slots=True)
class _Node:
    """Kinds that enter and leave, by their numbers, and where the requirements then stand."""

    entering: tuple[int, ...]
    leaving: tuple[int, ...]
    stands: Vector

    @property
    def is_solution(self) -> bool:
        return min(self.stands, default=0) >= 0

    def includes(self, other: "_Node") -> bool:
        """Whether a smaller set of changes is a part of this one."""
        return Counter(other.entering) <= Counter(self.entering) and Counter(
            other.leaving
        ) <= Counter(self.leaving)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who enters and who leaves; ``instead`` might leave as well, to the same effect."""

    entering: People
    leaving: People
    instead: People


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The proposals, best first, and how far the search went."""

    proposals: Iterable["Proposal"]
    tried: int
    is_cut: bool


def search(situation: Situation, pool: Pool, recused: Sequence[str], at_most: int) -> SearchResult:
    """Return the smallest changes that satisfy every requirement.

    ``recused`` names a newcomer once for each recusal it would need.
    """
    return _Search(situation, pool, Counter(recused)).run(at_most)


class _Search:
    def __init__(self, situation: Situation, pool: Pool, recusals: Counter[str]) -> None:
        self._pool = pool
        asked = _telling(requirements(situation), (*pool.entering, *pool.leaving))
        self._start = tuple(each.start for each in asked)
        self._entering = [
            _kind(person, asked, recusals[person.identifier]) for person in pool.entering
        ]
        self._leaving = [_kind(member, asked) for member in pool.leaving]
        self._in_kinds = list(dict.fromkeys(self._entering))
        self._out_kinds = list(dict.fromkeys(self._leaving))
        self._in_stock = Counter(self._in_kinds.index(kind) for kind in self._entering)
        self._out_stock = Counter(self._out_kinds.index(kind) for kind in self._leaving)
        self._changes = self._possible_changes()
        self._best = tuple(
            # Not every change left need be made, so none ever counts for less than nothing.
            max((0, *(adds[place] for _, _, adds in self._changes)))
            for place in range(len(asked))
        )
        self._threshold = situation.rulebook.gender_balance.value
        seated = seated_members(situation.members, situation.attendance)
        self._genders = Counter(m.gender for m in seated if m.role is not Role.RAPPORTEUR)
        self._effort = 0

    def run(self, at_most: int) -> SearchResult:
        level: dict[tuple[Vector, Vector], _Node] = {((), ()): _Node((), (), self._start)}
        solutions: list[_Node] = []
        tried = 0
        while tried < MOST_CHANGES and self._effort < _EFFORT:
            grown = self._grown(level.values(), MOST_CHANGES - tried - 1)
            smaller = tuple(solutions)
            fresh = [
                node
                for node in grown.values()
                if node.is_solution and not any(node.includes(other) for other in smaller)
            ]
            solutions.extend(fresh)
            if self._effort >= _EFFORT:
                break
            tried += 1
            if self._count(solutions, at_most) >= at_most:
                break
            level = {key: node for key, node in grown.items() if not node.is_solution}
        return SearchResult(self._filled(solutions), tried, self._effort >= _EFFORT)

    def _possible_changes(self) -> list[tuple[int, int | None, Vector]]:
        """Return every kind of change: who enters, in whose seat if any, what it adds."""
        changes: list[tuple[int, int | None, Vector]] = []
        for place, kind in enumerate(self._in_kinds):
            if self._pool.may_add(kind.role, 0):
                changes.append((place, None, kind.adds))
            changes.extend(
                (place, other, tuple(a - b for a, b in zip(kind.adds, out.adds, strict=True)))
                for other, out in enumerate(self._out_kinds)
                if out.role is kind.role
            )
        return changes

    def _grown(self, nodes: Iterable[_Node], left: int) -> dict[tuple[Vector, Vector], _Node]:
        """Return the nodes with one change more, without those that cannot succeed any more."""
        grown: dict[tuple[Vector, Vector], _Node] = {}
        for node in nodes:
            # Whatever cures the jury holds a change that helps its worst requirement.
            failing = min(range(len(node.stands)), key=node.stands.__getitem__)
            for entering, leaving, adds in self._changes:
                self._effort += 1
                if adds[failing] <= 0 or not self._is_free(node, entering, leaving):
                    continue
                ins = tuple(sorted((*node.entering, entering)))
                outs = node.leaving
                if leaving is not None:
                    outs = tuple(sorted((*outs, leaving)))
                if (ins, outs) in grown:
                    continue
                stands = tuple(a + b for a, b in zip(node.stands, adds, strict=True))
                if all(s + left * b >= 0 for s, b in zip(stands, self._best, strict=True)):
                    grown[ins, outs] = _Node(ins, outs, stands)
            if self._effort >= _EFFORT:
                break
        return grown

    def _is_free(self, node: _Node, entering: int, leaving: int | None) -> bool:
        """Whether a person of the kind is left, and the seat may be taken."""
        if node.entering.count(entering) >= self._in_stock[entering]:
            return False
        if leaving is not None:
            return node.leaving.count(leaving) < self._out_stock[leaving]
        role = self._in_kinds[entering].role
        came = sum(self._in_kinds[kind].role is role for kind in node.entering)
        gone = sum(self._out_kinds[kind].role is role for kind in node.leaving)
        return self._pool.may_add(role, came - gone)

    def _count(self, solutions: Iterable[_Node], at_most: int) -> int:
        """Count the compositions the kinds stand for, no further than asked."""
        total = 0
        for node in solutions:
            total += sum(1 for _, _ in zip(range(at_most), self._people(node), strict=False))
            if total >= at_most:
                break
        return total

    def _filled(self, solutions: Sequence[_Node]) -> Iterator[Proposal]:
        """Fill the kinds with persons: the best ranked first, then the first of the pool."""
        ranked: dict[tuple[int, Fraction, int, int], list[_Node]] = {}
        for node in solutions:
            ranked.setdefault(self._rank(node), []).append(node)
        for rank in sorted(ranked):
            for ins, outs in heapq.merge(*(self._people(node) for node in ranked[rank])):
                alike = {self._leaving[place] for place in outs}
                yield Proposal(
                    tuple(self._pool.entering[place] for place in ins),
                    tuple(self._pool.leaving[place] for place in outs),
                    tuple(
                        member
                        for place, member in enumerate(self._pool.leaving)
                        if self._leaving[place] in alike and place not in outs
                    ),
                )

    def _rank(self, node: _Node) -> tuple[int, Fraction, int, int]:
        ins = [self._in_kinds[kind] for kind in node.entering]
        genders = Counter(self._genders)
        genders.update(kind.gender for kind in ins)
        genders.subtract(self._out_kinds[kind].gender for kind in node.leaving)
        women, men = genders[Gender.WOMAN], genders[Gender.MAN]
        short = max(Fraction(0), self._threshold * (women + men) - min(women, men))
        return len(ins), short, genders[None], sum(kind.recusals for kind in ins)

    def _people(self, node: _Node) -> Iterator[tuple[Vector, Vector]]:
        """Yield the places in the pool that a node stands for, and the first places in the jury."""
        entering = [self._in_kinds.index(kind) for kind in self._entering]
        leaving = [self._out_kinds.index(kind) for kind in self._leaving]
        outs = next(_choices(leaving, Counter(node.leaving)))
        return ((ins, outs) for ins in _choices(entering, Counter(node.entering)))


def _kind(person: JuryMember, asked: Sequence[Requirement], recusals: int = 0) -> _Kind:
    adds = tuple(each.weight(person) for each in asked)
    return _Kind(adds, person.role, person.gender, recusals)


def _telling(asked: Iterable[Requirement], people: People) -> list[Requirement]:
    """Keep one of those that say the same, and none that no change can bring to fail."""
    kept: dict[tuple[int, Vector], Requirement] = {}
    for each in asked:
        weights = tuple(each.weight(person) for person in people)
        if each.start < 0 or any(weights):
            kept.setdefault((each.start, weights), each)
    return list(kept.values())


def _choices(kinds: Sequence[int], wanted: Counter[int], start: int = 0) -> Iterator[Vector]:
    """Yield, in order, the increasing places whose kinds are those wanted."""
    if not wanted.total():
        yield ()
        return
    for place in range(start, len(kinds)):
        kind = kinds[place]
        if wanted[kind] > 0:
            rest = wanted - Counter((kind,))
            for more in _choices(kinds, rest, place + 1):
                yield (place, *more)
