"""Whether an act is allowed now; refuses in a French sentence that says what to do.

Each kind of fact names its own guard; this module keeps the order of times and what a closed or
sealed session still takes.
"""

from typing import Any

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.facts import AttendanceRecorded, Fact
from jurydesk.deliberation.kinds.kind import FactKind
from jurydesk.deliberation.kinds.registry import kind_of
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import clock
from jurydesk.errors import ActRefusedError


def check_allowed(state: SittingState, fact: Fact) -> None:
    """Refuse one fact that the state does not allow; what was recorded with it is applied already.

    Raises:
        ActRefusedError: with what to do instead.
    """
    kind = kind_of(fact)
    _check_moment(state, fact, kind)
    kind.guard(state, fact)


def _check_moment(state: SittingState, fact: Fact, kind: FactKind[Any]) -> None:
    if state.phase is Phase.SEALED and not kind.after_seal:
        raise ActRefusedError(
            "La séance est scellée : plus rien ne peut y être changé. Pour corriger une erreur, "
            "réunissez de nouveau le jury : « Rectifier… », page « Procès-verbal », prépare la "
            "séance et son procès-verbal rectificatif."
        )
    if kind.sitting and state.phase is Phase.CLOSED and not _notes_who_never_came(state, fact):
        raise ActRefusedError(
            "La séance est close : annulez la clôture pour enregistrer un nouvel acte."
        )
    if not kind.keeps_order or (kind.early and state.phase is Phase.PREPARATION):
        return
    if state.phase is Phase.CLOSED and kind.sitting:
        return
    if state.sitting_at is not None and fact.at < state.sitting_at:
        told, before = clock(local(state, fact.at)), clock(local(state, state.sitting_at))
        raise ActRefusedError(
            f"L’heure de l’acte ({told}) précède celle du dernier acte enregistré "
            f"({before}) : corrigez l’heure, les actes se suivent."
        )


def _notes_who_never_came(state: SittingState, fact: Fact) -> bool:
    """Tell whether a fact completes the attendance with somebody absent from end to end.

    The minutes ask for everyone's attendance; nothing the jury decided rests on this one.
    """
    return (
        isinstance(fact, AttendanceRecorded)
        and fact.member not in state.attendance
        and fact.attendance in (Attendance.ABSENT, Attendance.EXCUSED)
    )
