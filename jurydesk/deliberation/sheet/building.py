"""Builds the acts that a row of a « bordereau » asks for; leaves allowing them to the guards.

A row is one act, undone as a whole, save that each named vote is an act of its own.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_status, decided_blocks, open_blocks
from jurydesk.deliberation.facts import BallotWay, Fact
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.known import known_block, known_candidate
from jurydesk.deliberation.sheet.act import Acts, SheetRow
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError

if TYPE_CHECKING:
    from jurydesk.deliberation.sheet import values

ALL = "*"


def attendance(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Record where members are."""
    attendance: Attendance = _given(row.value, "la présence")
    members = _required(row.members, "le membre")
    if members == (ALL,):
        members = tuple(m for m in state.members if _changes(state, m, attendance))
    return (acts.attend(state, members, attendance, at, row.reason),)


def _changes(state: SittingState, member: str, attendance: Attendance) -> bool:
    """Whether « * » applies this attendance to a member."""
    before = state.attendance.get(member)
    if attendance is Attendance.LEFT:
        return before is not None and before.sits
    if attendance.sits:
        return before is not attendance
    return before is None


def opening(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    """Open the sitting."""
    return (acts.open_sitting(state, at),)


def suspension(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Suspend it."""
    return (acts.suspend_sitting(state, at, row.reason),)


def resumption(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    """Resume it."""
    return (acts.resume_sitting(state, at),)


def closing(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    """Close it."""
    return (acts.close_sitting(state, at),)


def acting_chair(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Name who presides."""
    members = _required(row.members, "le membre")
    if len(members) != 1 or members == (ALL,):
        raise ActRefusedError("Une seule personne préside : indiquez un seul membre.")
    return (acts.name_acting_chair(state, members[0], at),)


def recusal(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Withdraw members for candidates."""
    facts: list[Fact] = []
    for member in _every(_required(row.members, "le membre"), state.members):
        candidates = _required(row.candidates, "le candidat")
        if candidates == (ALL,):
            candidates = tuple(
                c for c in state.candidates if member not in state.recused.get(c, frozenset())
            )
        facts.extend(acts.recuse(state, (member,), candidates, at, row.reason))
    return (tuple(facts),)


def override(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Pass over a finding."""
    finding = _given(row.value, "le constat")
    if row.candidates in ((), (ALL,)):
        return (acts.override(state, finding, at, row.reason),)
    return (
        tuple(
            fact
            for candidate in row.candidates
            for fact in acts.override(state, finding, at, row.reason, candidate)
        ),
    )


def jurors(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Declare who judges a defence."""
    capacity: JurorCapacity = _given(row.value, "la qualité")
    jurors = _required(row.members, "le juré")
    if jurors == (ALL,):
        raise ActRefusedError("Nommez les jurés de la soutenance : « * » n’en désigne aucun.")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, _defence_block(state))
            for fact in acts.appoint_jurors(state, candidate, jurors, capacity, at)
        ),
    )


def mark(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Mark a part of a defence."""
    written: values.WrittenMark = _given(row.value, "la note")
    jurors = _required(row.members, "le juré")
    facts: list[Fact] = []
    for candidate in _candidates(state, row, _defence_block(state)):
        defence = state.defences.get(candidate)
        declared = () if defence is None else tuple(defence.jurors)
        for juror in _every(jurors, declared):
            facts.extend(acts.mark_defence(state, candidate, juror, written.part, written.mark, at))
    return (tuple(facts),)


def _defence_block(state: SittingState) -> str:
    return "" if state.rulebook.defence is None else state.rulebook.defence.block


def vote(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Cast named votes, an act each."""
    written: int | str = _given(row.value, "le vote")
    level = None if isinstance(written, str) else written
    votes: list[tuple[Fact, ...]] = []
    members = _required(row.members, "le membre")
    for candidate, block in _ballots(state, row):
        named = members if members != (ALL,) else _votes_to_come(state, candidate, block)
        votes.extend(acts.vote(state, member, candidate, block, level, at) for member in named)
    return tuple(votes)


def _votes_to_come(state: SittingState, candidate: str, block: str) -> tuple[str, ...]:
    """Return who has yet to vote: everybody again when all have, and only abstained."""
    voters = tuple(voter.identifier for voter in voters_for(state, candidate))
    cast = state.ballot(candidate, block).votes
    missing = tuple(voter for voter in voters if voter not in cast)
    if not missing and all(cast[voter] is None for voter in voters):
        return voters
    return missing


def _ballots(state: SittingState, row: SheetRow) -> Iterable[tuple[str, str]]:
    for candidate in _candidates(state, row, row.block):
        known_candidate(state, candidate)
        if _given(row.block, "le bloc") != ALL:
            yield candidate, known_block(state, row.block)
            continue
        for block in open_blocks(state, candidate):
            yield candidate, block


def tally(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Count a ballot."""
    levels = [level.number for level in state.rulebook.levels]
    form = "/".join((*(f"n{number}" for number in levels), "abst"))
    written: values.WrittenTally = _given(row.value, "le décompte")
    if len(written.numbers) != len(levels) + 1:
        raise ActRefusedError(f"Le décompte ne se lit pas : écrivez {form}, et au besoin prep=k.")
    *votes, abstentions = written.numbers
    counts = dict(zip(levels, votes, strict=True))
    return (
        tuple(
            fact
            for candidate, block in _ballots(state, row)
            for fact in acts.count_tally(
                state,
                candidate,
                block,
                counts,
                abstentions,
                written.chair,
                BallotWay.TALLY,
                at,
            )
        ),
    )


def consensus(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Agree on a level."""
    level: int | None = None if row.value == "" else row.value
    block = _given(row.block, "le bloc")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, block)
            for fact in acts.agree(state, candidate, block, level, at)
        ),
    )


def adoption(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Adopt what was voted."""
    block = _given(row.block, "le bloc")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, block)
            for fact in acts.adopt(state, candidate, block, at, row.reason)
        ),
    )


def aside(status: BlockStatus) -> Callable[[SittingState, SheetRow, datetime], Acts]:
    """Put blocs aside with a status."""

    def build(state: SittingState, row: SheetRow, at: datetime) -> Acts:
        block = _given(row.block, "le bloc")
        return (
            tuple(
                fact
                for candidate in _candidates(state, row, block)
                for fact in acts.set_aside(state, candidate, block, status, at, row.reason)
            ),
        )

    return build


def reopening(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Take decisions up again."""
    block = _given(row.block, "le bloc")
    candidates = _required(row.candidates, "le candidat")
    if candidates == (ALL,):
        codes = None if block == ALL else {known_block(state, block)}
        candidates = tuple(
            c
            for c in state.candidates
            if (decided := decided_blocks(state, c)) and (codes is None or codes & set(decided))
        )
        if not candidates:
            raise ActRefusedError(
                "Aucun bloc n’est adopté, en attente ou non présenté : il n’y a rien à rouvrir."
            )
    return (tuple(f for c in candidates for f in acts.reopen(state, c, block, at, row.reason)),)


def recommendation(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Write recommendations."""
    candidates = _every(_required(row.candidates, "le candidat"), state.candidates)
    return (tuple(f for c in candidates for f in acts.recommend(state, c, row.reason, at)),)


def incident(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Tell an incident."""
    return (acts.record_incident(state, row.reason, at),)


def _candidates(state: SittingState, row: SheetRow, block: str) -> tuple[str, ...]:
    """Return the row's candidates; « * » is everyone on whom the jury has yet to decide."""
    named = _required(row.candidates, "le candidat")
    if named != (ALL,):
        return named
    if block in ("", ALL):
        found = tuple(c for c in state.candidates if open_blocks(state, c))
    else:
        code = known_block(state, block)
        found = tuple(c for c in state.candidates if block_status(state, c, code) is None)
    if not found:
        raise ActRefusedError(
            "Aucun candidat n’est concerné : le jury a déjà statué sur tous ; retirez cette ligne."
        )
    return found


def _every(named: tuple[str, ...], everyone: Iterable[str]) -> tuple[str, ...]:
    return tuple(everyone) if named == (ALL,) else named


def _required(named: tuple[str, ...], what: str) -> tuple[str, ...]:
    if not named:
        raise ActRefusedError(f"Il manque {what} : indiquez son identifiant.")
    return named


def _given(value: Any, what: str) -> Any:  # noqa: ANN401 each act reads its own kind of value
    if value == "":
        raise ActRefusedError(f"Il manque {what} : indiquez-le.")
    return value
