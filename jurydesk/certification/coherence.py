"""Finds what contradicts itself in a rulebook that reads well; leaves single values to reading."""

from collections import Counter
from collections.abc import Iterable, Iterator

from jurydesk.certification.mark_scale import scale_incoherences
from jurydesk.certification.rule_kinds import CASTING_VOTE, SCALES
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Voice

_RANKS = {BlockStatus.VALIDATED: 0, BlockStatus.IN_PROGRESS: 1, BlockStatus.NOT_ACQUIRED: 2}


def incoherences(rulebook: Rulebook) -> tuple[str, ...]:
    """Return every contradiction, each with its place in the file."""
    return tuple(fault for check in _CHECKS for fault in check(rulebook))


def _levels(rulebook: Rulebook) -> Iterator[str]:
    place = "regles.niveaux.valeur"
    numbers = [level.number for level in rulebook.levels]
    if numbers != list(range(1, len(numbers) + 1)) or len(numbers) < 2:
        yield f"{place} : les niveaux sont numérotés 1, 2… dans l’ordre, du meilleur au moins bon"
    statuses = [level.status for level in rulebook.levels]
    unknown = [status for status in statuses if status not in _RANKS]
    for status in unknown:
        yield f"{place} : le statut « {status.value} » ne peut pas venir d’un niveau"
    if unknown:
        return
    ranks = [_RANKS[status] for status in statuses]
    if ranks[0] != 0:
        yield f"{place}[1].statut : le meilleur niveau donne un bloc « validé »"
    if ranks != sorted(ranks):
        yield f"{place} : un niveau moins bon ne donne pas un meilleur statut"


def _blocks(rulebook: Rulebook) -> Iterator[str]:
    blocks = rulebook.title.blocks
    yield from _twice("blocs", (block.code for block in blocks))
    codes = {block.code.casefold() for block in blocks}
    if len(codes) == len(blocks):
        yield from _twice("blocs (code_court)", (block.short_code for block in blocks))
    yield from _twice("competences", (skill.code for block in blocks for skill in block.skills))
    yield from _twice("evaluations", (item.code for block in blocks for item in block.assessments))
    levels = frozenset(level.number for level in rulebook.levels)
    for block in rulebook.certification.blocks:
        if block.mark_scale is not None:
            yield from scale_incoherences(
                block.mark_scale, f"regles.baremes ({block.code})", levels
            )


def _scales(rulebook: Rulebook) -> Iterator[str]:
    codes = {block.code for block in rulebook.title.blocks}
    given: set[str] = set()
    for rank, setting in enumerate(rulebook.settings_of(SCALES), start=1):
        place = f"regles.baremes[{rank}].blocs"
        for code in setting.value.blocks:
            if code not in codes:
                yield f"{place} : aucun bloc n’a le code « {code} »"
            elif code in given:
                yield f"{place} : le bloc « {code} » a déjà un barème"
            given.add(code)


def _dates(rulebook: Rulebook) -> Iterator[str]:
    known = rulebook.certification
    starts = (("decision", known.decision_date), ("enregistrement", known.registration_start))
    ends = (
        ("echeance", known.expiry_date),
        ("date_limite_delivrance", known.delivery_deadline),
    )
    for start, first in starts:
        for end, last in ends:
            if first is not None and last is not None and last < first:
                yield (
                    f"certification.{end} : cette date précède certification.{start} ; "
                    "vérifiez les deux dates"
                )


def _routes(rulebook: Rulebook) -> Iterator[str]:
    yield from _twice("regles.voies.valeur", (rule.route.value for rule in rulebook.routes))
    if not any(rule.is_open for rule in rulebook.routes):
        yield "regles.voies.valeur : aucune voie n’est ouverte ; ouvrez-en au moins une"
    declared = {rule.route for rule in rulebook.routes}
    given: set[AccessRoute] = set()
    for rank, setting in enumerate(rulebook.settings_of(CASTING_VOTE), start=1):
        place = f"regles.voix_preponderante[{rank}].voies"
        for route in setting.value.routes:
            if route in given:
                yield f"{place} : la voie {route.value} a déjà sa règle"
            if route not in declared:
                yield f"{place} : la voie {route.value} n’est pas dans regles.voies"
            given.add(route)


def _seats(rulebook: Rulebook) -> Iterator[str]:
    place = "regles.sieges.valeur"
    yield from _twice(place, (seat.role.value for seat in rulebook.seats))
    for rule in rulebook.routes:
        voices = [seat.voices.get(rule.route) for seat in rulebook.seats]
        if rule.is_open and Voice.VOTING not in voices:
            yield f"{place} : personne n’a voix délibérative pour la voie {rule.route.value}"


def _lists(rulebook: Rulebook) -> Iterator[str]:
    yield from _twice("regles.anglais.valeur", (score.test for score in rulebook.english))


def _defence(rulebook: Rulebook) -> Iterator[str]:
    defence = rulebook.defence
    if defence is None:
        return
    place = "regles.soutenance"
    if all(block.code != defence.block for block in rulebook.certification.blocks):
        yield f"{place}.bloc : aucun bloc n’a le code « {defence.block} »"
    if defence.step <= 0:
        yield f"{place}.pas.valeur : le pas des notes est plus grand que 0"
    levels = frozenset(level.number for level in rulebook.levels)
    yield from scale_incoherences(defence.scale.value, f"{place}.bareme.valeur", levels)


def _twice(place: str, codes: Iterable[str]) -> Iterator[str]:
    for code, times in Counter(code.casefold() for code in codes).items():
        if times > 1:
            yield f"{place} : « {code.upper()} » est écrit {times} fois ; un code est unique"


_CHECKS = (_blocks, _scales, _dates, _levels, _routes, _seats, _lists, _defence)
