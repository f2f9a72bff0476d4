"""The facts of a defence: who judges it, and the marks."""

from jurydesk.deliberation.facts import DefenceJurorAppointed, DefenceMarked, Part
from jurydesk.deliberation.guards import defence_guards as guards
from jurydesk.deliberation.kinds.kind import FactKind, Input
from jurydesk.deliberation.records import Defence
from jurydesk.deliberation.sheet import acts as sheet
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import candidate_name, member_name
from jurydesk.french.agreement import of


def _appoint(fact: DefenceJurorAppointed, state: SittingState) -> None:
    state.defences.setdefault(fact.candidate, Defence()).jurors[fact.juror] = fact.capacity


def _appointed(fact: DefenceJurorAppointed, state: SittingState) -> str:
    name = candidate_name(state, fact.candidate)
    return f"désignation {of(member_name(state, fact.juror))} à la soutenance {of(name)}"


def _mark(fact: DefenceMarked, state: SittingState) -> None:
    defence = state.defences.setdefault(fact.candidate, Defence())
    marks = defence.report if fact.part is Part.REPORT else defence.oral
    marks[fact.juror] = fact.mark


def _marked(fact: DefenceMarked, state: SittingState) -> str:
    part = "de rapport" if fact.part is Part.REPORT else "d’oral"
    name = candidate_name(state, fact.candidate)
    return f"note {part} {of(member_name(state, fact.juror))} pour {name}"


KINDS = (
    FactKind(
        DefenceJurorAppointed,
        guards.check_juror,
        _appoint,
        _appointed,
        (sheet.JURORS,),
        sitting=True,
        early=True,
        inputs=Input.CANDIDATE,
    ),
    FactKind(
        DefenceMarked,
        guards.check_mark,
        _mark,
        _marked,
        (sheet.MARK,),
        sitting=True,
        early=True,
        inputs=Input.CANDIDATE,
    ),
)
