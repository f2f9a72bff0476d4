"""Names each act in French, for « Annuler : … » and for the log.

Never tells how a person voted nor why a member was recused.
"""

from collections.abc import Sequence
from functools import singledispatch

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import facts
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import block_of, candidate_name, member_name
from jurydesk.french.agreement import of


def describe(fact: facts.Fact, state: SittingState) -> str:
    """Return the name of one fact, a noun phrase without capital or full stop."""
    return _describe(fact, state)


def describe_act(act: Sequence[facts.Fact], state: SittingState) -> str:
    """Return the name of facts recorded together, by what they decide."""
    adopted = [fact for fact in act if isinstance(fact, facts.DecisionAdopted)]
    decided: Sequence[facts.Fact] = adopted or act
    first = describe(decided[0], state)
    more = len(decided) - 1
    if more == 0:
        return first
    return f"{first} et {_counted(more, 'autre')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"


@singledispatch
def _describe(fact: facts.Fact, _state: SittingState) -> str:
    raise TypeError(fact)


@_describe.register
def _(_fact: facts.SessionCreated, _state: SittingState) -> str:
    return "création de la séance"


@_describe.register
def _(fact: facts.CohortImported, _state: SittingState) -> str:
    return f"import de la promotion ({_counted(len(fact.candidates), 'candidat')})"


@_describe.register
def _(fact: facts.JuryImported, _state: SittingState) -> str:
    return f"import du jury ({_counted(len(fact.members), 'membre')})"


@_describe.register
def _(fact: facts.RectificationDeclared, _state: SittingState) -> str:
    return f"rectification du procès-verbal {fact.minutes_number}"


@_describe.register
def _(fact: facts.CandidateCorrected, _state: SittingState) -> str:
    return f"correction du dossier {of(fact.candidate.name)} ({fact.field})"


@_describe.register
def _(_fact: facts.SessionDescribed, _state: SittingState) -> str:
    return "description de la séance"


@_describe.register
def _(fact: facts.NominationDescribed, _state: SittingState) -> str:
    return f"description de l’acte de nomination {fact.act.number}"


@_describe.register
def _(fact: facts.RuleConfirmed, state: SittingState) -> str:
    labels = {setting.key: setting.label for setting in state.rulebook.settings()}
    return f"confirmation de la règle « {labels.get(fact.key, fact.key)} »"


@_describe.register
def _(fact: facts.SigningDeclared, state: SittingState) -> str:
    return f"manière de signer {of(member_name(state, fact.member))}"


_ATTENDANCE = {
    Attendance.PRESENT: "arrivée",
    Attendance.REMOTE: "présence à distance",
    Attendance.ABSENT: "absence",
    Attendance.EXCUSED: "excuse",
    Attendance.LEFT: "départ",
}


@_describe.register
def _(fact: facts.AttendanceRecorded, state: SittingState) -> str:
    return f"{_ATTENDANCE[fact.attendance]} {of(member_name(state, fact.member))}"


@_describe.register
def _(_fact: facts.SittingOpened, _state: SittingState) -> str:
    return "ouverture de la séance"


@_describe.register
def _(_fact: facts.SittingSuspended, _state: SittingState) -> str:
    return "suspension de la séance"


@_describe.register
def _(_fact: facts.SittingResumed, _state: SittingState) -> str:
    return "reprise de la séance"


@_describe.register
def _(_fact: facts.SittingClosed, _state: SittingState) -> str:
    return "clôture de la séance"


@_describe.register
def _(fact: facts.ActingChairNamed, state: SittingState) -> str:
    return f"présidence de séance confiée à {member_name(state, fact.member)}"


@_describe.register
def _(fact: facts.MemberRecused, state: SittingState) -> str:
    name = candidate_name(state, fact.candidate)
    return f"déport {of(member_name(state, fact.member))} pour {name}"


@_describe.register
def _(fact: facts.FindingOverridden, state: SittingState) -> str:
    whom = "" if fact.candidate is None else f" pour {candidate_name(state, fact.candidate)}"
    return f"passer outre le constat « {fact.finding} »{whom}"


@_describe.register
def _(fact: facts.DefenceJurorAppointed, state: SittingState) -> str:
    name = candidate_name(state, fact.candidate)
    return f"désignation {of(member_name(state, fact.juror))} à la soutenance {of(name)}"


@_describe.register
def _(fact: facts.DefenceMarked, state: SittingState) -> str:
    part = "de rapport" if fact.part is facts.Part.REPORT else "d’oral"
    name = candidate_name(state, fact.candidate)
    return f"note {part} {of(member_name(state, fact.juror))} pour {name}"


@_describe.register
def _(fact: facts.VoteCast, state: SittingState) -> str:
    words = block_of(state, fact.candidate, fact.block)
    return f"vote {of(member_name(state, fact.member))} sur le {words}"


@_describe.register
def _(fact: facts.VoteWithdrawn, state: SittingState) -> str:
    words = block_of(state, fact.candidate, fact.block)
    return f"retrait du vote {of(member_name(state, fact.member))} sur le {words}"


@_describe.register
def _(fact: facts.BallotCounted, state: SittingState) -> str:
    what = "consensus" if fact.way is facts.BallotWay.CONSENSUS else "décompte"
    return f"{what} sur le {block_of(state, fact.candidate, fact.block)}"


@_describe.register
def _(fact: facts.DecisionAdopted, state: SittingState) -> str:
    return f"adoption du {block_of(state, fact.candidate, fact.block)}"


@_describe.register
def _(fact: facts.BlockSetAside, state: SittingState) -> str:
    words = block_of(state, fact.candidate, fact.block)
    if fact.status is BlockStatus.PENDING:
        return f"mise en attente du {words}"
    return f"{words} déclaré non présenté"


@_describe.register
def _(fact: facts.FollowUpPlanned, state: SittingState) -> str:
    return f"suite demandée pour le {block_of(state, fact.candidate, fact.block)}"


@_describe.register
def _(fact: facts.RecommendationWritten, state: SittingState) -> str:
    return f"recommandations à {candidate_name(state, fact.candidate)}"


@_describe.register
def _(_fact: facts.IncidentRecorded, _state: SittingState) -> str:
    return "incident porté au procès-verbal"


@_describe.register
def _(_fact: facts.ActUndone, _state: SittingState) -> str:
    return "annulation du dernier acte"


@_describe.register
def _(_fact: facts.SessionSealed, _state: SittingState) -> str:
    return "scellement de la séance"


@_describe.register
def _(fact: facts.MinutesSigned, state: SittingState) -> str:
    return f"signature {of(member_name(state, fact.member))}"
