"""Civil status corrected once the sitting opened: what it is, and where it stands.

The minutes, the decisions and the votes keep the file they were taken on; certificates, letters
and the accrochage are made with the corrected one, and say so.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from jurydesk.cohort.candidate import Candidate
from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS
from jurydesk.cohort.correction import correct
from jurydesk.deliberation.facts import CivilStatusAmended
from jurydesk.deliberation.known import known_candidate
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError
from jurydesk.french.days import unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, clean, typeset
from jurydesk.tables.column import Column

_LETTERS = ("courriel", "adresse")

AMENDABLE: dict[str, Column] = {
    column.name: column for column in CANDIDATE_COLUMNS if column.civil or column.name in _LETTERS
}
"""The columns that may be corrected from the opening on, the seal included: never a decision."""


def amended_candidate(state: SittingState, identifier: str) -> Candidate:
    """Return a candidate with the corrections of civil status; the file itself where none is."""
    who = known_candidate(state, identifier)
    for fact in state.amendments:
        if fact.candidate.identifier == identifier:
            attributes = {AMENDABLE[name].attribute for name, *_ in fact.changes}
            who = replace(who, **{each: getattr(fact.candidate, each) for each in attributes})
    return who


def amended(state: SittingState) -> SittingState:
    """Return the state with every corrected civil status in the place of the file's."""
    if not state.amendments:
        return state
    return replace(
        state, candidates={key: amended_candidate(state, key) for key in state.candidates}
    )


def amendment(
    state: SittingState,
    identifier: str,
    values: Iterable[tuple[str, str]],
    reason: str,
    at: datetime,
) -> tuple[CivilStatusAmended, tuple[str, ...]]:
    """Return the fact that corrects some columns, and what should be looked at.

    Raises:
        JuryDeskError: A column is no civil status, or a value is not understood.
    """
    who = amended_candidate(state, identifier)
    changes: dict[str, tuple[str, str, str]] = {}
    warnings: list[str] = []
    for name, text in values:
        column = AMENDABLE.get(name)
        if column is None:
            raise ActRefusedError(
                f"« {name} » n’est pas de l’état civil : corrigez seulement {', '.join(AMENDABLE)}."
            )
        if name in changes:
            raise ActRefusedError(f"« {name} » est donné deux fois : gardez une seule valeur.")
        found = correct(who, name, text, state.rulebook)
        who = found.candidate
        gone = getattr(who, column.attribute) in ("", None)
        if gone and clean(text):
            why = found.warnings[0] if found.warnings else _not_understood(column, text)
            raise ActRefusedError(f"Rien n’est corrigé : {why}")
        if gone:
            warnings.append(f"{column.label} : effacé, l’accrochage et le certificat en dépendent.")
        changes[name] = (name, found.before, found.after)
        warnings += found.warnings
    return CivilStatusAmended(at, who, tuple(changes.values()), reason), tuple(warnings)


def _not_understood(column: Column, text: str) -> str:
    """Say that a text stands for « unknown »: to erase a value is said by an empty one."""
    hint = f" ({column.hint})" if column.hint else ""
    return (
        f"« {clean(text)} » ne dit rien pour {column.label}{hint}. Pour effacer la valeur, ne "
        "donnez rien après « = »."
    )


def amendment_words(state: SittingState, identifier: str) -> str:
    """Return what civil status was corrected, for the papers made with it; empty when none was.

    Where letters go is no civil status: nothing is said of it.
    """
    facts = [fact for fact in state.amendments if fact.candidate.identifier == identifier]
    changed = (name for fact in facts for name, *_ in fact.changes)
    columns = dict.fromkeys(name for name in changed if AMENDABLE[name].civil)
    if not columns:
        return ""
    named = enumeration(typeset(AMENDABLE[name].label) for name in columns)
    last = max(fact.at for fact in facts)
    return (
        f"État civil corrigé le {unbroken_day(local(state, last).date())} ({named})"
        f"{NBSP}: le procès-verbal n°{NBSP}{clean(state.minutes_number)} ne change pas."
    )


def amendments_told(state: SittingState) -> tuple[str, ...]:
    """Return one sentence a person whose civil status was corrected."""
    return tuple(
        f"{clean(who.name)} ({key}){NBSP}: {words}"
        for key, who in state.candidates.items()
        if (words := amendment_words(state, key))
    )
