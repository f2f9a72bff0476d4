"""What rectifying minutes say of those they rectify: which, why, and what changed for whom.

The first minutes are cited and never edited. Changes are told by a word (« modifié »,
« confirmé », « maintenu »), for the candidates touched only.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.facts import RectificationDeclared
from jurydesk.deliberation.rectification.changes import (
    CandidateChange,
    changes,
    is_late,
    last_day,
    lateness,
)
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import UNDECIDED, candidate_name
from jurydesk.french.days import clock, day, unbroken_day
from jurydesk.french.lists import span
from jurydesk.french.numbers import agree_number, plural
from jurydesk.french.spaces import NBSP, capitalised, clean, sentence
from jurydesk.minutes.content.decisions_section import level_words
from jurydesk.minutes.content.model import ChangeRow, Decided, Pair, Rectification

TITLE = "Procès-verbal rectificatif"
CHANGED, CONFIRMED, KEPT = "modifié", "confirmé", "maintenu"


def rectification(state: SittingState) -> Rectification | None:
    """Return the part of the minutes on what they rectify, nothing for a first deliberation."""
    declared = state.rectification
    if declared is None:
        return None
    return Rectification(
        statement=_statement(declared),
        cited=_cited(declared),
        reason=sentence(declared.reason),
        alert=_alert(state),
        rows=tuple(row for change in changes(state) for row in _rows(state, change)),
    )


def _statement(declared: RectificationDeclared) -> tuple[str, ...]:
    rectifies = (
        f"Le présent procès-verbal rectifie {cited_words(declared)}. Une erreur trouvée après le "
        f"scellement demande une nouvelle délibération (CE, 29 juillet 1983){NBSP}: le premier "
        "procès-verbal n’est pas modifié, et les décisions ci-dessous remplacent les siennes pour "
        "les seules candidatures citées."
    )
    voted = (
        "Un bloc validé est acquis. Le jury a délibéré de nouveau sur les blocs qui ne l’étaient "
        "pas, et sur ceux qu’il a expressément remis en question."
    )
    return (rectifies, voted)


def cited_words(declared: RectificationDeclared) -> str:
    """Return « le procès-verbal n° X de la séance du 19 avril 2024 »."""
    number = clean(declared.minutes_number)
    return (
        f"le procès-verbal n°{NBSP}{number} de la séance du {unbroken_day(declared.session_date)}"
    )


def late_words(first: date, held_on: date) -> str:
    """Return the warning for a session past four months after the first, nothing before."""
    if not is_late(first, held_on):
        return ""
    return (
        f"Plus de quatre mois après la séance du {unbroken_day(first)} (délai échu le "
        f"{unbroken_day(last_day(first))}){NBSP}: faites vérifier que la décision peut encore être "
        "rectifiée."
    )


def _alert(state: SittingState) -> str:
    """Return the printed alert; the minutes ask nobody anything."""
    late = lateness(state)
    if late is None:
        return ""
    ended = unbroken_day(last_day(late.session_date))
    return (
        f"Alerte{NBSP}: la séance rectificative s’est tenue au-delà du délai de quatre mois après "
        f"la première séance, échu le {ended}."
    )


def _cited(declared: RectificationDeclared) -> tuple[Pair, ...]:
    sealed = declared.sealed_at
    return (
        Pair("Procès-verbal rectifié", f"n°{NBSP}{clean(declared.minutes_number)}"),
        Pair("Séance rectifiée", capitalised(day(declared.session_date))),
        Pair("Scellé le", f"{unbroken_day(sealed.date())} à {clock(sealed)}"),
        Pair(
            "Empreinte de son journal",
            f"{declared.head} ({plural(declared.entries, 'inscription')})",
        ),
    )


def _rows(state: SittingState, change: CandidateChange) -> Iterator[ChangeRow]:
    who = change.before.candidate
    row = partial(ChangeRow, clean(who), candidate_name(state, who))
    codes = {block.code: clean(block.short_code) for block in state.rulebook.certification.blocks}
    before, now = change.before.outcome, change.outcome
    yield row("Résultat", _outcome(before), _outcome(now), _effect(change.is_changed))
    for each in change.blocks:
        yield row(
            f"Bloc {codes[each.before.block]}",
            decided(state, each.before.status, each.before.level),
            decided(state, each.status, each.level),
            _effect(each.is_changed),
        )
    if change.kept:
        kept = {each.block for each in change.kept}
        places = [place for place, code in enumerate(codes) if code in kept]
        blocks = span(list(codes.values()), places)
        yield row(
            f"{agree_number(len(places), 'Bloc', 'Blocs')} {blocks}",
            Decided(agree_number(len(places), "validé ou acquis", "validés ou acquis")),
            Decided("acquis, non remis en question"),
            KEPT,
        )


def decided(state: SittingState, status: BlockStatus | None, level: int | None) -> Decided:
    """Return « validé », and « niveau 2 – au niveau des attentes » where a level was adopted."""
    words = UNDECIDED if status is None else status.value
    return Decided(words, "" if level is None else f"niveau {level_words(state, level)}")


def _outcome(result: Outcome | None) -> Decided:
    return Decided(UNDECIDED if result is None else result.words)


def _effect(is_changed: bool | None) -> str:  # noqa: FBT001 what a comparison gave
    if is_changed is None:
        return ""
    return CHANGED if is_changed else CONFIRMED
