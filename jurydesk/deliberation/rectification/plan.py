"""Prepares a rectifying session from a sealed one: its first facts, and what may be reviewed.

What was chosen, since the law says only that a new deliberation is needed (CE 29/07/1983). The
session holds the candidates touched and nobody else. A bloc is acquired for good once validated:
the blocs that the first minutes validated enter as « acquis », dated of the first sitting, and
are not voted again. But what the jury itself decided by error it may decide again: a validated
bloc is put to the vote when it is expressly put in question (« à revoir »). The blocs not
validated are always voted again, for nothing is acquired on them and the outcome needs them. A
bloc acquired before the first sitting was decided by another jury and cannot be put in question;
when the cohort's file was wrong about it, the file is corrected, with its reason.

Rulebook, adopted rules, candidates' files, defences and described acts of nomination are those of
the first session. Attendance, recusals, overrides, ballots, recommendations start empty. Leaves
checking that the first file is intact to :mod:`jurydesk.storage.rectified`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from jurydesk.certification.rule_change import to_json
from jurydesk.certification.rule_kinds import EXTERNAL_READING
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import BlockStatus, Reading
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate
from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.earlier_decisions import BlockBefore, CandidateBefore
from jurydesk.deliberation.facts import (
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    JuryImported,
    NominationDescribed,
    Part,
    RectificationDeclared,
    RuleConfirmed,
    RuleSet,
    SessionCreated,
    SessionDescribed,
    SessionSealed,
)
from jurydesk.deliberation.known import known_block, known_candidate
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import of
from jurydesk.french.days import short_day


@dataclass(frozen=True, slots=True)
class RectificationPlan:
    """What is chosen before a rectifying session exists.

    ``candidates`` are those touched by the error; ``reviewed`` gives, for some of them, the
    validated blocs put in question, by full or short code. Without ``reading`` the first
    session's own decides; without ``jury`` its jury is proposed.
    """

    day: date
    reason: str
    candidates: tuple[str, ...]
    reviewed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place: str = ""
    reading: Reading | None = None
    jury: JuryImported | None = None


def rectifying_facts(
    first: SittingState, plan: RectificationPlan, at: datetime
) -> tuple[Fact, ...]:
    """Return the facts that make the session which rectifies the first one.

    Raises:
        ActRefusedError: the first session is not sealed, or the plan cannot be.
    """
    sealed = require_sealed(first)
    _check_plan(first, plan)
    before = tuple(_before(first, plan, candidate) for candidate in _touched(first, plan))
    candidates = tuple(_candidate(first, each) for each in before)
    assert first.cohort_source is not None  # noqa: S101 a sealed session has candidates
    jury = _jury(first, plan, at)
    return (
        _created(first, plan, at),
        replace(first.cohort_source, at=at, candidates=candidates),
        jury,
        RectificationDeclared(
            at=at,
            minutes_number=sealed.minutes_number,
            session_date=first.session_date,
            sealed_at=sealed.at,
            head=sealed.head,
            entries=sealed.entries,
            reason=plan.reason.strip(),
            candidates=before,
        ),
        *_carried(first, jury, plan.reading, at),
        *(fact for each in before for fact in _defence(first, each, jury)),
    )


def require_sealed(first: SittingState) -> SessionSealed:
    """Return the seal of a session, refusing one that can still be corrected."""
    if first.sealed is None:
        raise ActRefusedError(
            "La séance à rectifier n’est pas scellée : corrigez-la elle-même. Seul un "
            "procès-verbal scellé se rectifie par une nouvelle séance."
        )
    return first.sealed


def may_be_reviewed(first: SittingState, candidate: str) -> tuple[str, ...]:
    """Return the blocs that the first jury validated itself, by full code."""
    return tuple(
        block.code
        for block in first.rulebook.certification.blocks
        if block_status(first, candidate, block.code) is BlockStatus.VALIDATED
    )


def voted_again(first: SittingState, candidate: str) -> tuple[str, ...]:
    """Return the blocs that are to vote whatever is put in question: those not obtained."""
    return tuple(
        block.code
        for block in first.rulebook.certification.blocks
        if not _is_obtained(block_status(first, candidate, block.code))
    )


def proposed_number(first: SittingState, held_on: date) -> str:
    """Return the number proposed for the minutes, never that of the minutes rectified."""
    stem = f"{first.rulebook.certification.code}-{held_on:%Y-%m-%d}"
    earlier = re.fullmatch(rf"{re.escape(stem)}-(\d+)-R", require_sealed(first).minutes_number)
    return f"{stem}-{int(earlier[1]) + 1 if earlier else 1:02}-R"


def _touched(first: SittingState, plan: RectificationPlan) -> tuple[Candidate, ...]:
    """Return the candidates touched in the order of the first cohort."""
    asked = {known_candidate(first, each).identifier for each in plan.candidates}
    return tuple(candidate for key, candidate in first.candidates.items() if key in asked)


def _check_plan(first: SittingState, plan: RectificationPlan) -> None:
    if not plan.candidates:
        raise ActRefusedError("Choisissez au moins un candidat touché par l’erreur.")
    if not plan.reason.strip():
        raise ActRefusedError(
            "Indiquez le motif de la rectification : il figure au procès-verbal rectificatif."
        )
    if plan.day < first.session_date:
        raise ActRefusedError(
            f"La séance rectificative ({short_day(plan.day)}) précède celle qu’elle rectifie "
            f"({short_day(first.session_date)}) : corrigez sa date."
        )
    strangers = plan.reviewed.keys() - set(plan.candidates)
    if strangers:
        raise ActRefusedError(
            f"Un bloc à revoir concerne {', '.join(sorted(strangers))}, qui n’est pas parmi les "
            "candidats touchés : ajoutez-le à ceux-ci, ou retirez ce bloc."
        )


def _before(first: SittingState, plan: RectificationPlan, candidate: Candidate) -> CandidateBefore:
    who = candidate.identifier
    asked = {known_block(first, code) for code in plan.reviewed.get(who, ())}
    for code in sorted(asked):
        if block_status(first, who, code) is BlockStatus.ACQUIRED:
            short = first.rulebook.certification.block(code).short_code
            raise ActRefusedError(
                f"Le bloc {short} {of(candidate.name)} était acquis avant la séance à rectifier : "
                "ce jury ne l’a pas voté. Rectifiez la séance qui l’a validé ; si le "
                "dossier était faux, corrigez-le dans la séance rectificative, page « Promotion »."
            )
    again = asked | set(voted_again(first, who))
    if not again:
        raise ActRefusedError(
            f"Tous les blocs {of(candidate.name)} ont été validés : dites lesquels sont à revoir."
        )
    blocks = tuple(
        _block_before(first, who, block.code, reviewed=block.code in again)
        for block in first.rulebook.certification.blocks
    )
    return CandidateBefore(who, outcome(first, who), blocks)


def _block_before(first: SittingState, candidate: str, code: str, *, reviewed: bool) -> BlockBefore:
    decision = first.ballot(candidate, code).decision
    level = None if decision is None else decision.level
    return BlockBefore(code, block_status(first, candidate, code), level, reviewed)


def _candidate(first: SittingState, before: CandidateBefore) -> Candidate:
    """Return a candidate's file: what stands is « acquis », the rest is to vote as proposed then.

    A bloc that the file said « en attente » or « np » is to vote too: the jury says it again.
    """
    file = amended_candidate(first, before.candidate)
    records = {record.block: record for record in file.blocks}
    for each in before.blocks:
        if each.reviewed:
            # A bloc left empty in the file has no record: it is to vote already.
            if each.block in records:
                records[each.block] = replace(records[each.block], state=BlockRecordState.TO_VOTE)
        elif each.status is BlockStatus.VALIDATED:
            records[each.block] = BlockRecord(
                each.block, BlockRecordState.ACQUIRED, acquired_on=first.session_date
            )
    return replace(file, blocks=tuple(records.values()))


def _created(first: SittingState, plan: RectificationPlan, at: datetime) -> SessionCreated:
    return replace(
        first.created,
        at=at,
        session_date=plan.day,
        place=plan.place,
        reading=plan.reading or first.reading,
        minutes_number=proposed_number(first, plan.day),
    )


def _jury(first: SittingState, plan: RectificationPlan, at: datetime) -> JuryImported:
    if plan.jury is not None:
        return plan.jury
    assert first.jury_source is not None  # noqa: S101 a sealed session has a jury
    # As corrected since: a name that was wrong is not printed again.
    return replace(first.jury_source, at=at, members=tuple(first.members.values()))


def _carried(
    first: SittingState, jury: JuryImported, reading: Reading | None, at: datetime
) -> Iterator[Fact]:
    """Return what was said of the cohort, of the acts that name this jury, and of the rules."""
    if first.cohort_name:
        yield SessionDescribed(at, cohort_name=first.cohort_name)
    for number in dict.fromkeys(member.act for member in jury.members):
        if number in first.acts:
            yield NominationDescribed(at, first.acts[number])
    for key, value in first.rules_set.items():
        setting = first.rulebook.rules[key]
        if key == EXTERNAL_READING.key and reading is not None:
            value = to_json(reading.value)  # noqa: PLW2901
        yield RuleSet(at, key, value, setting.source, setting.adoption)
    frozen = {setting.key: setting for setting in parse_rulebook(first.created.rulebook).settings()}
    for setting in first.rulebook.settings():
        known = frozen.get(setting.key)
        if setting.key not in first.rules_set and known and setting.adoption != known.adoption:
            yield RuleConfirmed(at, setting.key, setting.adoption)


def _defence(first: SittingState, before: CandidateBefore, jury: JuryImported) -> Iterator[Fact]:
    """Return the defence of a bloc voted again, as it stood when the first sitting closed."""
    rule, held = first.rulebook.defence, first.defences.get(before.candidate)
    block = None if rule is None else before.block(rule.block)
    if held is None or block is None or not block.reviewed:
        return
    when = first.sitting_at
    assert when is not None  # noqa: S101 a sealed sitting was closed
    recused = first.recused.get(before.candidate, frozenset())
    for juror, capacity in held.jurors.items():
        if juror in recused:
            continue
        who = _same_person(first, juror, jury)
        yield DefenceJurorAppointed(when, before.candidate, who, capacity)
        for part, marks in ((Part.REPORT, held.report), (Part.ORAL, held.oral)):
            if juror in marks:
                yield DefenceMarked(when, before.candidate, who, part, marks[juror])


def _same_person(first: SittingState, juror: str, jury: JuryImported) -> str:
    """Return a juror's identifier while it names the same person in the new jury, else a name."""
    member = first.members.get(juror)
    if member is None:
        return juror
    present = {each.identifier: each.full_name for each in jury.members}
    return juror if present.get(juror) == member.full_name else member.full_name


def _is_obtained(status: BlockStatus | None) -> bool:
    return status is not None and status.is_obtained
