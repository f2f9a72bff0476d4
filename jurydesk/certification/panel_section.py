"""Reads the levels, the routes and the seats of the jury; leaves the counts to the checks."""

from jurydesk.certification.checked_table import LONGEST_TEXT, CheckedTable
from jurydesk.certification.rulebook import Level, RouteRule, Seat, Setting
from jurydesk.certification.setting_table import read_setting, words_of
from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Role, Voice

EVERY_ROUTE = "toutes"


def read_levels(table: CheckedTable, provisions: list[Setting[str]]) -> tuple[Level, ...]:
    """Read the levels in words, best first, with the status each gives to a bloc."""

    def read(found: CheckedTable) -> tuple[Level, ...]:
        levels = []
        for item in found.tables("valeur"):
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

    setting = read_setting(table, "niveaux", "Niveaux et statut donné au bloc", read)
    words = ", ".join(f"{level.label} : {level.status.value}" for level in setting.value)
    provisions.append(words_of(setting, words))
    return setting.value


def read_routes(table: CheckedTable, provisions: list[Setting[str]]) -> tuple[RouteRule, ...]:
    """Read which routes are open, with the fiche's prose on the jury of each."""

    def read(found: CheckedTable) -> tuple[RouteRule, ...]:
        routes = []
        for item in found.tables("valeur"):
            route = item.word("voie", AccessRoute)
            is_open = item.flag("ouverte")
            prose = item.text("composition", required=False, longest=LONGEST_TEXT)
            item.close()
            if route is not None:
                routes.append(RouteRule(route, is_open, prose))
        return tuple(routes)

    setting = read_setting(table, "voies", "Voies d’accès ouvertes", read)
    words = ", ".join(rule.route.value for rule in setting.value if rule.is_open)
    provisions.append(words_of(setting, words or "aucune"))
    return setting.value


def read_seats(
    table: CheckedTable, routes: tuple[AccessRoute, ...], provisions: list[Setting[str]]
) -> tuple[Seat, ...]:
    """Read the seats; the word « toutes » gives one voice for every open route."""

    def read(found: CheckedTable) -> tuple[Seat, ...]:
        seats = []
        for item in found.tables("valeur"):
            role = item.word("role", Role)
            seat = Seat(
                role=role or Role.GUEST,
                minimum=item.integer("minimum", high=100),
                voices=_voices(item.table("voix"), routes),
                statutory=item.flag("statutaire", default=False),
            )
            item.close()
            if role is not None:
                seats.append(seat)
        return tuple(seats)

    setting = read_setting(table, "sieges", "Sièges du jury", read)
    words = ", ".join(f"{seat.minimum} {seat.role.words}" for seat in setting.value if seat.minimum)
    provisions.append(words_of(setting, words))
    return setting.value


def _voices(table: CheckedTable, routes: tuple[AccessRoute, ...]) -> dict[AccessRoute, Voice]:
    voices: dict[AccessRoute, Voice] = {}
    if EVERY_ROUTE in table and (voice := table.word(EVERY_ROUTE, Voice)):
        voices = dict.fromkeys(routes, voice)
    for route in AccessRoute:
        if route.value in table and (voice := table.word(route.value, Voice)):
            voices[route] = voice
    table.close()
    return voices
