"""The facts of the sitting's course: who is there, who presides, who withdraws, what happens."""

from jurydesk.compliance.member import Attendance
from jurydesk.compliance.recusal import mention_key
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    ActRestored,
    ActUndone,
    AttendanceRecorded,
    Fact,
    FindingOverridden,
    IncidentRecorded,
    MemberRecused,
    MentionSettled,
    RecommendationWritten,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
)
from jurydesk.deliberation.guards import preparation_guards, sitting_guards
from jurydesk.deliberation.kinds.kind import FactKind, Input
from jurydesk.deliberation.records import Phase
from jurydesk.deliberation.sheet import acts as sheet
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import candidate_name, member_name
from jurydesk.french.agreement import of

_ATTENDANCE = {
    Attendance.PRESENT: "arrivée",
    Attendance.REMOTE: "présence à distance",
    Attendance.ABSENT: "absence",
    Attendance.EXCUSED: "excuse",
    Attendance.LEFT: "départ",
}


def _attend(fact: AttendanceRecorded, state: SittingState) -> None:
    state.attendance[fact.member] = fact.attendance
    state.attendance_log.append(fact)


def _open(fact: SittingOpened, state: SittingState) -> None:
    state.recused_before = len(state.recusals)
    _go_on(fact, state)


def _go_on(fact: Fact, state: SittingState) -> None:
    state.phase = Phase.OPEN
    state.sitting_log.append(fact)


def _suspend(fact: SittingSuspended, state: SittingState) -> None:
    state.phase = Phase.SUSPENDED
    state.sitting_log.append(fact)


def _close(fact: SittingClosed, state: SittingState) -> None:
    state.phase = Phase.CLOSED
    state.sitting_log.append(fact)


def _preside(fact: ActingChairNamed, state: SittingState) -> None:
    state.chair = fact.member
    state.chairs.append(fact)


def _recuse(fact: MemberRecused, state: SittingState) -> None:
    before = state.recused.get(fact.candidate, frozenset())
    state.recused[fact.candidate] = before | {fact.member}
    state.recusals.append(fact)


def _recused(fact: MemberRecused, state: SittingState) -> str:
    name = candidate_name(state, fact.candidate)
    return f"déport {of(member_name(state, fact.member))} pour {name}"


def _settle(fact: MentionSettled, state: SittingState) -> None:
    candidate, member = state.candidates[fact.candidate], state.members[fact.member]
    state.settled[mention_key(candidate, member, fact.mention)] = fact.same


def _settled(fact: MentionSettled, state: SittingState) -> str:
    verb = "désigne" if fact.same else "ne désigne pas"
    name = candidate_name(state, fact.candidate)
    return f"« {fact.mention} » {verb} {member_name(state, fact.member)}, dossier {of(name)}"


def _override(fact: FindingOverridden, state: SittingState) -> None:
    state.overrides.append(fact)


def _overridden(fact: FindingOverridden, state: SittingState) -> str:
    whom = "" if fact.candidate is None else f" pour {candidate_name(state, fact.candidate)}"
    return f"passer outre le constat « {fact.finding} »{whom}"


def _recommend(fact: RecommendationWritten, state: SittingState) -> None:
    state.recommendations[fact.candidate] = fact.text


def _happen(fact: IncidentRecorded, state: SittingState) -> None:
    state.incidents.append(fact)


def _nothing(_fact: Fact, _state: SittingState) -> None:
    """Undoing and restoring are applied to the whole: acts are left out, or taken in again."""


KINDS = (
    FactKind(
        AttendanceRecorded,
        sitting_guards.check_attendance,
        _attend,
        lambda f, state: f"{_ATTENDANCE[f.attendance]} {of(member_name(state, f.member))}",
        (sheet.ATTENDANCE,),
        sitting=True,
    ),
    FactKind(
        SittingOpened,
        sitting_guards.check_opening,
        _open,
        lambda _fact, _state: "ouverture de la séance",
        (sheet.OPENING,),
        sitting=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        SittingSuspended,
        sitting_guards.check_suspension,
        _suspend,
        lambda _fact, _state: "suspension de la séance",
        (sheet.SUSPENSION,),
        sitting=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        SittingResumed,
        sitting_guards.check_resumption,
        _go_on,
        lambda _fact, _state: "reprise de la séance",
        (sheet.RESUMPTION,),
        sitting=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        SittingClosed,
        sitting_guards.check_closing,
        _close,
        lambda _fact, _state: "clôture de la séance",
        (sheet.CLOSING,),
        sitting=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        ActingChairNamed,
        sitting_guards.check_acting_chair,
        _preside,
        lambda f, state: f"présidence de séance confiée à {member_name(state, f.member)}",
        (sheet.ACTING_CHAIR,),
        sitting=True,
    ),
    FactKind(
        MemberRecused,
        sitting_guards.check_recusal,
        _recuse,
        _recused,
        (sheet.RECUSAL,),
        sitting=True,
        early=True,
        inputs=Input.VOTERS,
    ),
    FactKind(
        MentionSettled,
        sitting_guards.check_mention,
        _settle,
        _settled,
        "se dit à l’écran, devant le dossier ; un bordereau note le déport qui s’ensuit",
        inputs=Input.EVERYTHING,
    ),
    FactKind(
        FindingOverridden,
        sitting_guards.check_override,
        _override,
        _overridden,
        (sheet.OVERRIDE,),
        sitting=True,
        early=True,
        inputs=Input.OVERRIDES,
    ),
    FactKind(
        RecommendationWritten,
        sitting_guards.check_recommendation,
        _recommend,
        lambda fact, state: f"recommandations à {candidate_name(state, fact.candidate)}",
        (sheet.RECOMMENDATION,),
        inputs=Input.NOTHING,
    ),
    FactKind(
        IncidentRecorded,
        sitting_guards.check_incident,
        _happen,
        lambda _fact, _state: "incident porté au procès-verbal",
        (sheet.INCIDENT,),
        ordered=True,
        early=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        ActUndone,
        preparation_guards.check_nothing,
        _nothing,
        lambda _fact, _state: "annulation du dernier acte",
        (sheet.UNDO,),
        undoable=False,
        inputs=Input.NOTHING,
    ),
    FactKind(
        ActRestored,
        preparation_guards.check_nothing,
        _nothing,
        lambda _fact, _state: "rétablissement du dernier acte annulé",
        "un bordereau se corrige : retirez la ligne « annuler »",
        undoable=False,
        inputs=Input.NOTHING,
    ),
)
