"""What the VAE texts and the fiche ask of the jury together, as numbers of people.

Leaves saying so to :mod:`.experience`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from jurydesk.certification.rulebook import VaeRegime
from jurydesk.certification.vocabulary import AccessRoute, Role, Voice
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.member import JuryMember
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted, ratio

# Beyond as many more persons, adding some is no advice.
_MOST = 60


def is_qualified(member: JuryMember) -> bool | None:
    """Whether a member is qualified for the certification aimed at (D6412-6); ``None`` unknown.

    An outside professional or a trainer: a representative, a teacher, or anyone from outside.
    """
    if member.role.is_representative or member.role is Role.TEACHER or member.teacher_researcher:
        return True
    return member.external


@dataclass(frozen=True, slots=True)
class Count:
    """The voting members: how many represent employers, employees, are qualified, are there."""

    employers: int
    employees: int
    qualified: int
    members: int

    @property
    def representatives(self) -> int:
        """The qualified representatives of either side."""
        return self.employers + self.employees


def count_of(members: Iterable[JuryMember], *, hopeful: bool = False) -> Count:
    """Count the members; ``hopeful`` counts as qualified those of whom it is unknown."""
    employers = employees = qualified = total = 0
    for member in members:
        total += 1
        employers += member.role is Role.EMPLOYER
        employees += member.role is Role.EMPLOYEE
        held = is_qualified(member)
        qualified += hopeful if held is None else held
    return Count(employers, employees, qualified, total)


@dataclass(frozen=True, slots=True)
class Demand:
    """So many representatives, such a share of the members, so many of each side, and so on."""

    representatives: int = 0
    share: Fraction = Fraction(0)
    halves: bool = False
    employers: int = 0
    employees: int = 0
    qualified: int = 0
    members: int = 0

    @property
    def of_representatives(self) -> bool:
        """Whether representatives are asked for, and not only qualified persons."""
        return bool(self.representatives or self.share or self.employers or self.employees)

    @property
    def fewest(self) -> int:
        """The fewest representatives asked for, the share aside."""
        return max(self.representatives, self.employers + self.employees)

    def lacks(self, count: Count) -> int | None:
        """Return how many more representatives would do; ``None`` when none ever would."""
        return next((more for more in range(_MOST) if self._met(count, more)), None)

    def _met(self, count: Count, more: int) -> bool:
        held, members = count.representatives + more, count.members + more
        apart = abs(count.employers - count.employees)
        lacking = max(0, self.employers - count.employers) + max(
            0, self.employees - count.employees
        )
        return (
            held >= self.fewest
            # In whole numbers: a Fraction is slow, and there are thousands of candidates.
            and held * self.share.denominator >= self.share.numerator * members
            and members >= self.members
            and count.qualified + more >= self.qualified
            and lacking <= more
            # An odd number cannot be halved: one more on a side is as near as can be.
            and (not self.halves or apart <= more + held % 2)
        )

    @property
    def words(self) -> str:
        """What is asked, in words."""
        sides = (
            self.employers and f"{self.employers} des employeurs",
            self.employees and f"{self.employees} des salariés",
        )
        of_sides = enumeration(side for side in sides if side)
        parts = (
            self.members and f"{counted(self.members, 'membre', 'membres')}",
            self.qualified
            and f"{counted(self.qualified, 'personne qualifiée', 'personnes qualifiées')} "
            "(professionnel extérieur ou formateur)",
            self.fewest
            and f"{counted(self.fewest, 'représentant', 'représentants')}"
            f"{f' ({of_sides})' if of_sides else ''}",
            self.share and f"{ratio(self.share)} des membres",
        )
        halved = ", pour moitié employeurs, pour moitié salariés" if self.halves else ""
        return f"au moins {enumeration(part for part in parts if part)}{halved}"


def demand_of(bench: Bench, regimes: tuple[VaeRegime, ...]) -> Demand:
    """Return what the texts ask, and the seats of representatives that the fiche asks to vote."""
    memo, key = bench.rulebook.memo, tuple(regime.key for regime in regimes)
    known = memo.get(key)
    if known is None:
        known = memo[key] = _demand(bench, regimes)
    return cast("Demand", known)


def _demand(bench: Bench, regimes: tuple[VaeRegime, ...]) -> Demand:
    return replace(
        Demand(
            representatives=max((regime.representatives for regime in regimes), default=0),
            share=max(
                (r.representatives_share or Fraction(0) for r in regimes), default=Fraction()
            ),
            halves=any(regime.halves for regime in regimes),
            qualified=max((regime.qualified for regime in regimes), default=0),
            members=max((regime.minimum_members for regime in regimes), default=0),
        ),
        employers=asked_seats(bench, Role.EMPLOYER),
        employees=asked_seats(bench, Role.EMPLOYEE),
    )


def asked_seats(bench: Bench, role: Role) -> int:
    """Return how many voting seats of representatives the rulebook asks for on VAE."""
    seat = bench.rulebook.seat(role)
    votes = seat is not None and seat.voices.get(AccessRoute.EXPERIENCE) is Voice.VOTING
    return seat.minimum if seat is not None and votes else 0
