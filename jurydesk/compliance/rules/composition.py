"""Are the seats of the rulebook filled? Leaves shares to :mod:`.external_share`."""

from collections import Counter
from collections.abc import Iterable

from jurydesk.certification.rule_kinds import MAIN_ACTIVITY
from jurydesk.certification.rulebook import Seat
from jurydesk.certification.vocabulary import Role
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.rule import Cure, Rule, Stops, Subject
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import named, names, provision_source
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted


def check_composition(_situation: Situation, bench: Bench) -> tuple[Finding, ...]:
    """Check that at least the seats of the rulebook are filled on a route; more is fine."""
    seats = required_seats(bench)
    asked = sum(seat.minimum for seat in seats)
    if not asked:
        about = f"Composition, voie {bench.route}, aucun siège n’est exigé"
        return (COMPOSITION.unset(about, route=bench.route),)
    lacking = lacking_seats(bench)
    filled = asked - sum(number for _, number in lacking)
    message = f"Composition, voie {bench.route} : {filled}/{asked} sièges pourvus"
    status = FindingStatus.COMPLIANT
    if lacking:
        status = FindingStatus.BLOCKING
        message += f" ; il manque au jury nommé {_listed(lacking)}."
    elif bench.attended and (away := _lacking(seats, bench.there(bench.seated))):
        status = FindingStatus.RESERVE
        message += (
            f" au jury nommé ; en séance il manque {_listed(away)} : réserve portée au "
            "procès-verbal, sans arrêter les décisions."
        )
    else:
        message += "."
    message += _doubt(bench)
    roles = {seat.role for seat in seats}
    return (
        COMPOSITION.finding(
            status,
            message,
            source=provision_source(bench.rulebook, "sieges"),
            route=bench.route,
            value=f"{filled}/{asked}",
            threshold=f"{asked}/{asked}",
            missing=asked - filled or None,
            names=names(member for member in bench.seated if member.role in roles),
        ),
    )


def _doubt(bench: Bench) -> str:
    """Point out a representative said to teach, where the fiche asks for another main activity."""
    asked = bench.rulebook.rule(MAIN_ACTIVITY).value
    teaching = named(m for m in bench.seated if m.role.is_representative and m.teacher_researcher)
    if not asked or not teaching:
        return ""
    return (
        f" À vérifier : {teaching}, au titre des professions, est dit enseignant-chercheur ; la "
        f"fiche demande {asked}."
    )


def required_seats(bench: Bench) -> tuple[Seat, ...]:
    """Return the seats that the rulebook wants filled on a route."""
    return tuple(s for s in bench.rulebook.seats if s.minimum and bench.route in s.voices)


def lacking_seats(bench: Bench) -> list[tuple[Role, int]]:
    """Return the seats that the appointed jury leaves empty, and how many of each."""
    return _lacking(required_seats(bench), bench.seated)


def _lacking(seats: tuple[Seat, ...], members: Iterable[JuryMember]) -> list[tuple[Role, int]]:
    held = Counter(member.role for member in members)
    return [
        (seat.role, seat.minimum - held[seat.role])
        for seat in seats
        if held[seat.role] < seat.minimum
    ]


def _listed(lacking: list[tuple[Role, int]]) -> str:
    return enumeration(
        f"{counted(number, 'siège', 'sièges')} « {role.words} »" for role, number in lacking
    )


COMPOSITION = Rule(
    id="composition",
    title="Composition du jury",
    subject=Subject.JURY,
    stops=Stops.ADOPTION,
    overridable=True,
    source="composition des jurys de la fiche",
    route=check_composition,
    cure=Cure.COMPOSITION,
    counts="les sièges pourvus",
)
