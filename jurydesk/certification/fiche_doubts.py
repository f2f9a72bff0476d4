"""What a fiche of the open data says against itself, or leaves unreadable: told, never mended.

What the rulebook drops (a date that cannot be) is among it: nothing is left out in silence.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from jurydesk.certification.fiche import Fiche
from jurydesk.certification.rulebook_text import fiche_day, level_of
from jurydesk.french.days import plain_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset

_NEAR = 45
_LONGEST_TITLE = 500


def fiche_doubts(fiche: Fiche) -> tuple[str, ...]:
    """Return one sentence for each thing to look at in the official fiche."""
    return tuple(typeset(each) for check in _CHECKS for each in check(fiche))


def _standing(fiche: Fiche) -> Iterator[str]:
    if not fiche.is_active:
        state = f" (état : {fiche.state})" if fiche.state else ""
        named = enumeration(fiche.successors)
        after = f" ; elle est remplacée par {named}" if named else ""
        yield f"la fiche n’est plus active{state}{after} : un jury peut-il encore s’y tenir ?"
    if fiche.code in (*fiche.successors, *fiche.predecessors):
        yield f"la fiche {fiche.code} se dit remplacée par elle-même, ou se remplacer."


def _unreadable_dates(fiche: Fiche) -> Iterator[str]:
    for label, words in _dates(fiche):
        if words and fiche_day(words) is None:
            yield f"{label} est illisible (« {words} ») et n’est pas reprise : cherchez-la."


def _dates(fiche: Fiche) -> tuple[tuple[str, str], ...]:
    return (
        ("la date de décision", fiche.decision),
        ("la date d’effet", fiche.effect),
        ("la fin de l’enregistrement", fiche.expiry),
        ("la date limite de délivrance", fiche.delivery_deadline),
    )


def _order_of_dates(fiche: Fiche) -> Iterator[str]:
    decision, effect, expiry, delivery = (fiche_day(words) for _, words in _dates(fiche))
    first = max((day for day in (decision, effect) if day is not None), default=None)
    for label, day in (
        ("la fin de l’enregistrement", expiry),
        ("la date limite de délivrance", delivery),
    ):
        if day is not None and first is not None and day < first:
            yield (
                f"{label} ({plain_day(day)}) précède la décision ou l’effet ({plain_day(first)}) "
                "et n’est pas reprise : l’une des deux est fausse."
            )
    if expiry is not None and delivery is not None and (first or expiry) <= delivery < expiry:
        yield (
            f"la date limite de délivrance ({plain_day(delivery)}) précède la fin de "
            f"l’enregistrement ({plain_day(expiry)}) : l’une des deux est fausse."
        )
    yield from _duration(fiche, [day for day in (decision, effect) if day is not None], expiry)


def _duration(fiche: Fiche, starts: list[date], expiry: date | None) -> Iterator[str]:
    if not fiche.duration.isdecimal() or expiry is None or not starts:
        return
    years = int(fiche.duration)
    ends = [
        day.replace(year=day.year + years, day=min(day.day, 28)) for day in starts if years < 100
    ]
    if years and not any(abs((expiry - end).days) <= _NEAR for end in ends):
        yield (
            f"l’enregistrement est de {plural(years, 'an')} depuis le "
            f"{enumeration(map(plain_day, starts))}, et finit le {plain_day(expiry)} : "
            "vérifiez ces dates."
        )


def _level(fiche: Fiche) -> Iterator[str]:
    level = level_of(fiche.level)
    if fiche.level and level is None:
        yield f"le niveau « {fiche.level} » n’est pas lisible : aucun niveau n’est repris."
    if fiche.code.startswith("RS") and level is not None:
        yield f"le répertoire spécifique n’a pas de niveau, la fiche donne {level}."


def _names(fiche: Fiche) -> Iterator[str]:
    if not fiche.certifiers:
        yield "la fiche ne nomme aucun certificateur : les certificats en auront besoin."
    for certifier in fiche.certifiers:
        siret = "".join(certifier.code.split())
        if siret and not (siret.isdecimal() and len(siret) == 14):
            yield f"le SIRET « {certifier.code} » n’a pas 14 chiffres et n’est pas repris."
    if len(fiche.title) > _LONGEST_TITLE:
        yield f"l’intitulé dépasse {_LONGEST_TITLE} lettres : il est coupé sur les papiers."


def _blocks(fiche: Fiche) -> Iterator[str]:
    codes = Counter(block.code.casefold() for block in fiche.blocks if block.code)
    for code, times in codes.items():
        if times > 1:
            yield f"le bloc {code.upper()} est décrit {times} fois : les suivants changent de code."
    bare = sum(not block.code for block in fiche.blocks)
    if bare:
        yield f"{plural(bare, 'bloc n’a', 'blocs n’ont')} pas de code : un code leur est donné."


def _routes(fiche: Fiche) -> Iterator[str]:
    described = [
        route.route.value for route in fiche.routes if route.composition and not route.is_open
    ]
    if described:
        yield (
            f"la fiche ferme {enumeration(described)} tout en décrivant le jury : la voie reste "
            "fermée, vérifiez-le."
        )


_CHECKS = (_standing, _unreadable_dates, _order_of_dates, _level, _names, _blocks, _routes)
