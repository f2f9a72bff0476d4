"""The facts that prepare a session: who is examined, who examines, by which rules."""

from collections.abc import Sized

from jurydesk.certification.rule_change import from_json, with_rule_set
from jurydesk.certification.rule_kinds import EXTERNAL_READING, PROPOSAL, SCALES
from jurydesk.cohort.block_columns import proposed_again
from jurydesk.deliberation.facts import (
    CandidateCorrected,
    CivilStatusAmended,
    CohortImported,
    JuryImported,
    MemberCorrected,
    NominationDescribed,
    RectificationDeclared,
    RuleConfirmed,
    RuleSet,
    SessionCreated,
    SessionDescribed,
    SessionFollowed,
    SessionRescheduled,
)
from jurydesk.deliberation.guards import preparation_guards as guards
from jurydesk.deliberation.kinds.kind import FactKind, Input
from jurydesk.deliberation.state import SittingState
from jurydesk.french.agreement import of
from jurydesk.french.days import plain_day
from jurydesk.french.numbers import counted


def _number(rows: Sized, noun: str) -> str:
    return counted(len(rows), noun, f"{noun}s")


_PREPARED = "se fait à la préparation, avant la séance"


def _create(fact: SessionCreated, state: SittingState) -> None:
    assert fact is state.created  # noqa: S101 one session, one creation
    state.sitting_log.append(fact)


def _import_cohort(fact: CohortImported, state: SittingState) -> None:
    state.cohort_source = fact
    state.candidates = {candidate.identifier: candidate for candidate in fact.candidates}


def _import_jury(fact: JuryImported, state: SittingState) -> None:
    state.jury_source = fact
    state.members = {member.identifier: member for member in fact.members}
    chairs = [m for m in fact.members if m.role == "president" and not m.substitute_for]
    state.chair = chairs[0].identifier if chairs else None


def _rectify(fact: RectificationDeclared, state: SittingState) -> None:
    state.rectification = fact


def _follow(fact: SessionFollowed, state: SittingState) -> None:
    state.followed.append(fact)


def _correct(fact: CandidateCorrected, state: SittingState) -> None:
    state.candidates[fact.candidate.identifier] = fact.candidate
    state.corrections.append(fact)


def _amend(fact: CivilStatusAmended, state: SittingState) -> None:
    state.amendments.append(fact)


def _describe(fact: SessionDescribed, state: SittingState) -> None:
    state.place = fact.place or state.place
    state.remote_means = fact.remote_means or state.remote_means
    state.minutes_number = fact.minutes_number or state.minutes_number
    state.cohort_name = fact.cohort_name or state.cohort_name
    state.promotion_size = fact.promotion_size or state.promotion_size
    if fact.figures_annex is not None:
        state.figures_annex = fact.figures_annex
    state.convened_at = fact.convened_at or state.convened_at


def _reschedule(fact: SessionRescheduled, state: SittingState) -> None:
    # The number proposed holds the day; one that somebody chose stays.
    before, after = f"{state.session_date:%Y-%m-%d}", f"{fact.session_date:%Y-%m-%d}"
    code = state.rulebook.certification.code
    if state.minutes_number.startswith(f"{code}-{before}-"):
        state.minutes_number = state.minutes_number.replace(before, after, 1)
    state.session_date = fact.session_date


def _nominate(fact: NominationDescribed, state: SittingState) -> None:
    state.acts[fact.act.number] = fact.act


def _correct_member(fact: MemberCorrected, state: SittingState) -> None:
    state.members[fact.member.identifier] = fact.member
    state.member_corrections.append(fact)


def _set_rule(fact: RuleSet, state: SittingState) -> None:
    state.rulebook = with_rule_set(
        state.rulebook,
        state.created.rulebook,
        fact.key,
        from_json(fact.value),
        source=fact.source,
        adoption=fact.adoption,
    )
    state.rules_set[fact.key] = fact.value
    if fact.key == EXTERNAL_READING.key:
        state.reading = state.rulebook.external_reading.value
    if fact.key == PROPOSAL.key or SCALES.holds(fact.key):
        for key, who in state.candidates.items():
            state.candidates[key] = proposed_again(who, state.rulebook)


def _rule_named(key: str, state: SittingState) -> str:
    labels = {setting.key: setting.label for setting in state.rulebook.settings()}
    return f"règle « {labels.get(key, key)} »"


def _confirm(fact: RuleConfirmed, state: SittingState) -> None:
    state.rulebook = state.rulebook.with_adoption(fact.key, fact.adoption)


def _confirmed(fact: RuleConfirmed, state: SittingState) -> str:
    return f"confirmation de la {_rule_named(fact.key, state)}"


KINDS = (
    FactKind(
        SessionCreated,
        guards.check_creation,
        _create,
        lambda _fact, _state: "création de la séance",
        "la séance existe avant son bordereau",
    ),
    FactKind(
        CohortImported,
        guards.check_cohort,
        _import_cohort,
        lambda fact, _state: f"import de la promotion ({_number(fact.candidates, 'candidat')})",
        _PREPARED,
    ),
    FactKind(
        JuryImported,
        guards.check_jury,
        _import_jury,
        lambda fact, _state: f"import du jury ({_number(fact.members, 'membre')})",
        _PREPARED,
    ),
    FactKind(
        CandidateCorrected,
        guards.check_correction,
        _correct,
        lambda fact, _: f"correction du dossier {of(fact.candidate.name)} ({fact.field})",
        "porte sur le dossier, non sur la séance",
    ),
    FactKind(
        CivilStatusAmended,
        guards.check_amendment,
        _amend,
        lambda fact, _state: f"état civil corrigé {of(fact.candidate.name)}",
        "porte sur l’état civil, non sur la séance",
        after_seal=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        SessionDescribed,
        guards.check_nothing,
        _describe,
        lambda _fact, _state: "description de la séance",
        _PREPARED,
    ),
    FactKind(
        SessionRescheduled,
        guards.check_rescheduling,
        _reschedule,
        lambda fact, _state: f"date de la séance corrigée, {plain_day(fact.session_date)}",
        _PREPARED,
    ),
    FactKind(
        RectificationDeclared,
        guards.check_rectification,
        _rectify,
        lambda fact, _state: f"rectification du procès-verbal {fact.minutes_number}",
        _PREPARED,
    ),
    FactKind(
        SessionFollowed,
        guards.check_followed,
        _follow,
        lambda fact, _state: f"suite du procès-verbal {fact.minutes_number}",
        _PREPARED,
    ),
    FactKind(
        NominationDescribed,
        guards.check_nomination,
        _nominate,
        lambda fact, _state: f"description de l’acte de nomination {fact.act.number}",
        _PREPARED,
    ),
    FactKind(RuleConfirmed, guards.check_rule, _confirm, _confirmed, _PREPARED),
    FactKind(
        RuleSet,
        guards.check_rule_set,
        _set_rule,
        lambda fact, state: f"changement de la {_rule_named(fact.key, state)}",
        _PREPARED,
    ),
    FactKind(
        MemberCorrected,
        guards.check_member_correction,
        _correct_member,
        lambda fact, _state: f"correction {of(fact.member.full_name)} ({fact.field})",
        "porte sur la composition du jury, non sur la séance",
    ),
)
