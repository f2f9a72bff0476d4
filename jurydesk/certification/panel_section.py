"""Reads the levels, the routes and the seats of the jury; leaves the counts to the checks."""

from jurydesk.certification.checked_table import LONGEST_TEXT, CheckedTable
from jurydesk.certification.rule_values import Level, RouteRule, Seat
from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Role, Voice

EVERY_ROUTE = "toutes"


def read_levels(table: CheckedTable) -> tuple[Level, ...]:
    """Read the levels in words, best first, with the status each gives to a bloc."""
    levels = []
    for item in table.tables("valeur"):
        status = item.word("statut", BlockStatus)
        levels.append(
            Level(
                item.integer("numero", low=1, high=9),
                item.text("libelle", longest=200),
                status or BlockStatus.NOT_ACQUIRED,
            )
        )
        item.close()
    return tuple(levels)


def level_words(levels: tuple[Level, ...]) -> str:
    """Return « 1 – au-delà des attentes : validé, … »."""
    return ", ".join(f"{level.label} : {level.status.value}" for level in levels)


def read_routes(table: CheckedTable) -> tuple[RouteRule, ...]:
    """Read which routes are open, with the fiche's prose on the jury of each."""
    routes = []
    for item in table.tables("valeur"):
        route = item.word("voie", AccessRoute)
        is_open = item.flag("ouverte")
        prose = item.text("composition", required=False, longest=LONGEST_TEXT)
        item.close()
        if route is not None:
            routes.append(RouteRule(route, is_open, prose))
    return tuple(routes)


def route_words(routes: tuple[RouteRule, ...]) -> str:
    """Return the open routes, « FI, FC »."""
    return ", ".join(rule.route.value for rule in routes if rule.is_open) or "aucune"


def read_seats(table: CheckedTable) -> tuple[Seat, ...]:
    """Read the seats; the word « toutes » gives one voice for every route."""
    seats = []
    for item in table.tables("valeur"):
        role = item.word("role", Role)
        seat = Seat(
            role=role or Role.GUEST,
            minimum=item.integer("minimum", high=100),
            voices=_voices(item.table("voix")),
            statutory=item.flag("statutaire", default=False),
        )
        item.close()
        if role is not None:
            seats.append(seat)
    return tuple(seats)


def seat_words(seats: tuple[Seat, ...]) -> str:
    """Return the seats that must be filled, « 1 présidence, 4 enseignement »."""
    return ", ".join(f"{seat.minimum} {seat.role.words}" for seat in seats if seat.minimum)


def _voices(table: CheckedTable) -> dict[AccessRoute, Voice]:
    voices: dict[AccessRoute, Voice] = {}
    if EVERY_ROUTE in table and (voice := table.word(EVERY_ROUTE, Voice)):
        voices = dict.fromkeys(AccessRoute, voice)
    for route in AccessRoute:
        if route.value in table and (voice := table.word(route.value, Voice)):
            voices[route] = voice
    table.close()
    return voices
