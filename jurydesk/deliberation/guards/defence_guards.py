"""Refuses a defence juror or a mark that the rulebook, a recusal or a decision does not allow."""

from decimal import Decimal

from jurydesk.certification.rulebook import DefenceRule
from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation.decisions import block_status
from jurydesk.deliberation.facts import DefenceJurorAppointed, DefenceMarked
from jurydesk.deliberation.known import known_candidate
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import block_of, candidate_name, member_name
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import agreed, of
from jurydesk.french.numbers import plain_decimal

_DIGITS_TOLD = 9


def check_juror(state: SittingState, fact: DefenceJurorAppointed) -> None:
    """Allow a juror who is not recused, for a defence not yet decided."""
    _check_defence(state, fact.candidate)
    if not fact.juror.strip():
        whose = of(candidate_name(state, fact.candidate))
        raise ActRefusedError(f"Nommez la personne qui juge la soutenance {whose}.")
    _refuse_recused(state, fact.candidate, fact.juror)


def check_mark(state: SittingState, fact: DefenceMarked) -> None:
    """Allow a mark of the scale, by the step, from a declared juror who is not recused."""
    rule = _check_defence(state, fact.candidate)
    _refuse_recused(state, fact.candidate, fact.juror)
    defence = state.defences.get(fact.candidate)
    if defence is None or fact.juror not in defence.jurors:
        raise ActRefusedError(
            f"{member_name(state, fact.juror)} n’est pas au jury de soutenance "
            f"{of(candidate_name(state, fact.candidate))} : faites-en la déclaration d’abord, "
            "comme entreprise ou "
            "comme enseignant."
        )
    maximum = rule.scale.value.maximum
    if not (fact.mark.is_finite() and 0 <= fact.mark <= maximum and fact.mark % rule.step == 0):
        raise ActRefusedError(
            f"{_words(fact.mark)} n’est pas possible : donnez une note de 0 à "
            f"{plain_decimal(maximum)}, par pas de {plain_decimal(rule.step)}."
        )


def _words(mark: Decimal) -> str:
    """Name a mark as typed, unless that would be no number or thousands of digits."""
    told = mark.is_finite() and abs(mark.adjusted()) < _DIGITS_TOLD
    return f"La note {plain_decimal(mark)}" if told else "Cette note"


def _check_defence(state: SittingState, candidate: str) -> DefenceRule:
    known_candidate(state, candidate)
    rule = state.rulebook.defence
    if rule is None:
        raise ActRefusedError(
            "Cette certification n’a pas de soutenance : aucun jury ni aucune note n’est attendu."
        )
    words = block_of(state, candidate, rule.block)
    if state.ballot(candidate, rule.block).decision is not None:
        raise ActRefusedError(
            f"Le {words} est déjà adopté : annulez son adoption avant de toucher à la soutenance."
        )
    if block_status(state, candidate, rule.block) is BlockStatus.ACQUIRED:
        raise ActRefusedError(f"Le {words} est déjà acquis : aucune soutenance n’est à noter.")
    return rule


def _refuse_recused(state: SittingState, candidate: str, juror: str) -> None:
    if juror in state.recused.get(candidate, frozenset()):
        gender = state.members[juror].gender if juror in state.members else None
        raise ActRefusedError(
            f"{member_name(state, juror)} s’est {agreed(gender, 'déporté')} pour "
            f"{candidate_name(state, candidate)} : "
            "désignez un autre juré pour cette soutenance."
        )
