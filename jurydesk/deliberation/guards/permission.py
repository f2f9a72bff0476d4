"""Whether an act is allowed now; refuses in a French sentence that says what to do.

Each kind of fact has one check, in the module of its subject; this one keeps the order of times
and what a closed or sealed session still takes.
"""

from collections.abc import Callable

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    ActUndone,
    AttendanceRecorded,
    BallotCounted,
    BlockSetAside,
    CandidateCorrected,
    CohortImported,
    DecisionAdopted,
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    FindingOverridden,
    FollowUpPlanned,
    IncidentRecorded,
    JuryImported,
    MemberRecused,
    MinutesSigned,
    NominationDescribed,
    RecommendationWritten,
    RectificationDeclared,
    RuleConfirmed,
    SessionCreated,
    SessionDescribed,
    SessionSealed,
    SigningDeclared,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.guards import (
    ballot_guards,
    defence_guards,
    preparation_guards,
    sitting_guards,
)
from jurydesk.deliberation.state import SITTING_FACTS, Phase, SittingState
from jurydesk.deliberation.words.labels import clock
from jurydesk.errors import ActRefusedError


def check_allowed(state: SittingState, fact: Fact) -> None:
    """Refuse one fact that the state does not allow; what was recorded with it is folded already.

    Raises:
        ActRefusedError: with what to do instead.
    """
    _check_moment(state, fact)
    _CHECKS[type(fact)](state, fact)


def _check_moment(state: SittingState, fact: Fact) -> None:
    if state.phase is Phase.SEALED and not isinstance(fact, MinutesSigned | SigningDeclared):
        raise ActRefusedError(
            "La séance est scellée : plus rien ne peut y être changé. Pour corriger une erreur, "
            "réunissez de nouveau le jury : « Rectifier… », page « Procès-verbal », prépare la "
            "séance et son procès-verbal rectificatif."
        )
    if not isinstance(fact, SITTING_FACTS):
        return
    if state.phase is Phase.CLOSED:
        if _notes_who_never_came(state, fact):
            return
        raise ActRefusedError(
            "La séance est close : annulez la clôture pour enregistrer un nouvel acte."
        )
    if state.sitting_at is not None and fact.at < state.sitting_at:
        raise ActRefusedError(
            f"L’heure de l’acte ({clock(fact.at)}) précède celle du dernier acte enregistré "
            f"({clock(state.sitting_at)}) : corrigez l’heure, les actes se suivent."
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


_CHECKS: dict[type[Fact], Callable[[SittingState, Fact], None]] = {
    SessionCreated: preparation_guards.check_creation,
    CohortImported: preparation_guards.check_cohort,
    JuryImported: preparation_guards.check_jury,
    RectificationDeclared: preparation_guards.check_rectification,
    CandidateCorrected: preparation_guards.check_correction,
    SessionDescribed: preparation_guards.check_nothing,
    NominationDescribed: preparation_guards.check_nomination,
    RuleConfirmed: preparation_guards.check_rule,
    SigningDeclared: preparation_guards.check_signing_way,
    SessionSealed: preparation_guards.check_seal,
    MinutesSigned: preparation_guards.check_signature,
    AttendanceRecorded: sitting_guards.check_attendance,
    SittingOpened: sitting_guards.check_opening,
    SittingSuspended: sitting_guards.check_suspension,
    SittingResumed: sitting_guards.check_resumption,
    SittingClosed: sitting_guards.check_closing,
    ActingChairNamed: sitting_guards.check_acting_chair,
    MemberRecused: sitting_guards.check_recusal,
    FindingOverridden: sitting_guards.check_override,
    RecommendationWritten: sitting_guards.check_recommendation,
    IncidentRecorded: sitting_guards.check_incident,
    ActUndone: preparation_guards.check_nothing,
    DefenceJurorAppointed: defence_guards.check_juror,
    DefenceMarked: defence_guards.check_mark,
    VoteCast: ballot_guards.check_vote,
    VoteWithdrawn: ballot_guards.check_withdrawal,
    BallotCounted: ballot_guards.check_count,
    DecisionAdopted: ballot_guards.check_adoption,
    BlockSetAside: ballot_guards.check_set_aside,
    FollowUpPlanned: ballot_guards.check_follow_up,
}
