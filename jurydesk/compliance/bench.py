"""The bench of one access route at one moment: who is appointed, who sits, who votes.

Leaves judging these numbers to the checks; a bench holds for every candidate of its route until
attendance, the members or the rulebook change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import AccessRoute, Role, Voice
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import Situation, seated_members, voice_of


@dataclass(frozen=True, slots=True)
class Bench:
    """The « formation de jugement » for one route, suppléants in place.

    ``seated`` is everyone appointed; ``counted`` leaves the rapporteurs apart, who are never in a
    denominator; ``statutory`` and ``voting`` are parts of ``counted``. ``present`` holds the
    identifiers of those who sit now. ``attended`` is false before the first attendance.
    ``settled`` is that of the situation.
    """

    rulebook: Rulebook
    route: AccessRoute
    seated: tuple[JuryMember, ...]
    counted: tuple[JuryMember, ...]
    statutory: tuple[JuryMember, ...]
    voting: tuple[JuryMember, ...]
    present: frozenset[str]
    attended: bool
    settled: Mapping[tuple[str, str, str], bool] = field(default_factory=dict)

    def there(self, members: Iterable[JuryMember]) -> tuple[JuryMember, ...]:
        """Keep those who sit now."""
        return tuple(member for member in members if member.identifier in self.present)


def bench_of(situation: Situation, route: AccessRoute) -> Bench:
    """Return the bench of a route."""
    rulebook = situation.rulebook
    seated = seated_members(situation.members, situation.attendance)
    counted = tuple(member for member in seated if member.role is not Role.RAPPORTEUR)
    statutory = {seat.role for seat in rulebook.seats if seat.statutory and route in seat.voices}
    return Bench(
        rulebook=rulebook,
        route=route,
        seated=seated,
        counted=counted,
        statutory=tuple(member for member in counted if member.role in statutory),
        voting=tuple(
            member for member in counted if voice_of(member, route, rulebook) is Voice.VOTING
        ),
        present=frozenset(member.identifier for member in seated if situation.sits(member)),
        attended=bool(situation.attendance),
        settled=situation.settled,
    )


def without(members: Iterable[JuryMember], identifiers: frozenset[str]) -> tuple[JuryMember, ...]:
    """Leave out the members with these identifiers."""
    return tuple(member for member in members if member.identifier not in identifiers)
