"""What the rules ask of the appointed jury, as whole numbers that add up member by member.

A check says whether a jury passes; a search among thousands of juries needs to know how far each
one is and what one member would bring. Every rule about composition is such a sum: three in ten is
« ten for each external, less three for each member, not below zero ». The checks keep the last
word, see :mod:`.compositions`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from jurydesk.certification.rulebook import VaeRegime
from jurydesk.certification.vocabulary import AccessRoute, Reading, Role, Voice
from jurydesk.compliance.appointed import vae_groups
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.checks import cohort_routes
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.rules.composition import required_seats
from jurydesk.compliance.rules.demand import asked_seats, is_qualified
from jurydesk.compliance.situation import Situation, voice_of

Weight = Callable[[JuryMember], int]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A sum over the members that must not be below zero; ``start`` is the appointed jury's."""

    weight: Weight
    start: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule before it is known whether the jury passes: with the unknown against it, and for."""

    certain: Weight
    hopeful: Weight
    constant: int = 0

    def settled(self, members: tuple[JuryMember, ...]) -> Requirement:
        """Count the unknown for the jury only where the jury already relies on them.

        What is unknown never stops, but an unknown person cures nothing for certain.
        """
        surely = sum(map(self.certain, members)) + self.constant
        hopefully = sum(map(self.hopeful, members)) + self.constant
        if surely < 0 <= hopefully:
            return Requirement(self.hopeful, hopefully)
        return Requirement(self.certain, surely)


def requirements(situation: Situation) -> tuple[Requirement, ...]:
    """Return all that the composition of the jury must satisfy, on every route of the cohort."""
    found: list[Requirement] = []
    for route in cohort_routes(situation):
        bench = bench_of(situation, route)
        rules = [*_seats(bench), _externals(situation, bench)]
        if route.is_experience:
            rules += _experience(situation)
        found.extend(rule.settled(bench.seated) for rule in rules)
    return tuple(found)


def _seats(bench: Bench) -> Iterator[_Rule]:
    for seat in required_seats(bench):
        held = _holding(seat.role)
        yield _Rule(held, held, -seat.minimum)


def _holding(role: Role) -> Weight:
    return lambda member: int(member.role is role)


def _externals(situation: Situation, bench: Bench) -> _Rule:
    """A share n/d of external members: d for each of them, less n for each one counted."""
    threshold = bench.rulebook.external_share.value
    statutory = {s.role for s in bench.rulebook.seats if s.statutory and bench.route in s.voices}
    reading = situation.reading
    away = frozenset(
        m.identifier
        for m in bench.seated
        if reading is Reading.PRESENT and m.identifier not in bench.present
    )

    def above(member: JuryMember) -> bool:
        if member.role is Role.RAPPORTEUR or member.identifier in away:
            return False
        if reading is Reading.VOTING:
            return _votes(situation, member, bench.route)
        return True

    def below(member: JuryMember) -> bool:
        return above(member) and (reading is not Reading.STATUTORY or member.role in statutory)

    return _share(threshold, above, below, lambda member: member.external)


def _share(
    threshold: Fraction,
    above: Callable[[JuryMember], bool],
    below: Callable[[JuryMember], bool],
    quality: Callable[[JuryMember], bool | None],
) -> _Rule:
    def weight(member: JuryMember, *, unknown: bool) -> int:
        has = quality(member)
        held = above(member) and (unknown if has is None else has)
        return threshold.denominator * held - threshold.numerator * below(member)

    return _Rule(
        lambda member: weight(member, unknown=False), lambda member: weight(member, unknown=True)
    )


def _votes(situation: Situation, member: JuryMember, route: AccessRoute) -> bool:
    return voice_of(member, route, situation.rulebook) is Voice.VOTING


def _experience(situation: Situation) -> Iterator[_Rule]:
    """Return what the texts ask for the VAE candidates of this cohort, all of them together."""

    def votes(member: JuryMember) -> bool:
        return _votes(situation, member, AccessRoute.EXPERIENCE)

    def represents(member: JuryMember) -> bool:
        return votes(member) and member.role.is_representative

    groups = vae_groups(situation)
    bench = bench_of(situation, AccessRoute.EXPERIENCE)
    for role in (Role.EMPLOYER, Role.EMPLOYEE) if groups else ():
        yield from _voting_seats(votes, role, asked_seats(bench, role))
    for regime in {regime: None for regimes in groups for regime in regimes}:
        yield from _of_representatives(regime, votes, represents)
        if regime.qualified:
            yield _qualified(votes, regime.qualified)
        if regime.minimum_members:
            yield _Rule(votes, votes, -regime.minimum_members)
        if regime.teacher_researchers_majority:
            half = _share(Fraction(1, 2), votes, votes, lambda m: m.teacher_researcher)
            # Strictly more than half: two for each, less one for all, at least one.
            yield _Rule(half.certain, half.hopeful, -1)


def _of_representatives(
    regime: VaeRegime,
    votes: Callable[[JuryMember], bool],
    represents: Callable[[JuryMember], bool],
) -> Iterator[_Rule]:
    if regime.representatives:
        yield _Rule(represents, represents, -regime.representatives)
    if regime.representatives_share:
        yield _share(regime.representatives_share, votes, votes, represents)
    if regime.halves:
        # As near as can be when their number is odd: one more on a side.
        yield _more_of(represents, Role.EMPLOYER)
        yield _more_of(represents, Role.EMPLOYEE)


def _voting_seats(votes: Callable[[JuryMember], bool], role: Role, asked: int) -> Iterator[_Rule]:
    """Return the seats of representatives that the fiche wants to vote on VAE."""
    if asked:

        def held(member: JuryMember) -> int:
            return int(votes(member) and member.role is role)

        yield _Rule(held, held, -asked)


def _more_of(represents: Callable[[JuryMember], bool], role: Role) -> _Rule:
    """Return that one side holds at most one seat more than the other."""

    def balance(member: JuryMember) -> int:
        if not represents(member):
            return 0
        return 1 if member.role is role else -1

    return _Rule(balance, balance, 1)


def _qualified(votes: Callable[[JuryMember], bool], asked: int) -> _Rule:
    """Return the persons qualified for the certification aimed at (D6412-6)."""
    return _Rule(
        lambda member: int(votes(member) and bool(is_qualified(member))),
        lambda member: int(votes(member) and is_qualified(member) is not False),
        -asked,
    )
