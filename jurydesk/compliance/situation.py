"""The plain arguments every check takes: who is appointed, who is there, who is examined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import AccessRoute, JurorCapacity, Reading, Role, Voice
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import Attendance, JuryMember, NominationAct


@dataclass(frozen=True, slots=True)
class DefenceSitting:
    """Who judged one defence, and each juror's two marks over 20 given so far."""

    jurors: Mapping[str, JurorCapacity] = field(default_factory=dict)
    report: Mapping[str, Decimal] = field(default_factory=dict)
    oral: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the checks look at, at one moment of the sitting.

    ``attendance`` is empty before the first attendance is recorded. ``recused`` gives, per
    candidate, the members who do not deliberate on them. ``defences`` are by candidate;
    ``defence_excused`` are the candidates whose defence bloc needs none (acquis, en attente or
    non présenté). ``chair`` is the acting chair's identifier. ``whole_cohort`` is false where
    only some of a cohort is examined again: its shares were counted the first time.
    ``promotion_size`` is how many were admitted together, when not all of them are candidates.
    ``settled`` says who was meant where a file only may name a member: by candidate, member and
    folded mention.
    ``returning`` are the candidates who come back from an earlier session that this one follows.
    """

    rulebook: Rulebook
    on: date
    reading: Reading
    members: tuple[JuryMember, ...]
    candidates: tuple[Candidate, ...]
    attendance: Mapping[str, Attendance] = field(default_factory=dict)
    recused: Mapping[str, frozenset[str]] = field(default_factory=dict)
    chair: str | None = None
    acts: Mapping[str, NominationAct] = field(default_factory=dict)
    defences: Mapping[str, DefenceSitting] = field(default_factory=dict)
    defence_excused: frozenset[str] = frozenset()
    whole_cohort: bool = True
    promotion_size: int | None = None
    settled: Mapping[tuple[str, str, str], bool] = field(default_factory=dict)
    returning: frozenset[str] = frozenset()

    def sits(self, member: JuryMember) -> bool:
        """Whether a member takes part now."""
        there = self.attendance.get(member.identifier)
        return there is not None and there.sits


def voice_of(member: JuryMember, route: AccessRoute, rulebook: Rulebook) -> Voice:
    """Return a member's voice for a route: their own when the act gives one, else the seat's.

    A rapporteur never votes (fiche, VAE); a role without a seat on that route is advisory.
    """
    if member.role is Role.RAPPORTEUR:
        return Voice.ADVISORY
    if member.voice is not None:
        return member.voice
    seat = rulebook.seat(member.role)
    return Voice.ADVISORY if seat is None else seat.voices.get(route, Voice.ADVISORY)


def seated_members(
    members: tuple[JuryMember, ...], attendance: Mapping[str, Attendance]
) -> tuple[JuryMember, ...]:
    """Return the jury with « suppléants » in place.

    A suppléant counts only while replacing an absent titulaire: the titulaire is known not to
    sit, the suppléant sits. Before attendance, the titulaires alone are the jury.
    """

    def sits(identifier: str) -> bool:
        there = attendance.get(identifier)
        return there is not None and there.sits

    replaced: dict[str, str] = {}
    for member in members:
        titulaire = member.substitute_for
        if (
            titulaire
            and sits(member.identifier)
            and titulaire in attendance
            and not sits(titulaire)
            and titulaire not in replaced
        ):
            replaced[titulaire] = member.identifier
    in_place = set(replaced.values())
    return tuple(
        member
        for member in members
        if (member.identifier in in_place if member.substitute_for else True)
        and member.identifier not in replaced
    )
