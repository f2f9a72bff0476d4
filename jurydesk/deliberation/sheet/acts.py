"""What each act of a « bordereau de séance » becomes; leaves allowing it to the guards.

A row is one act, undone as a whole, save that each named vote is an act of its own.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_status, open_blocks
from jurydesk.deliberation.facts import BallotWay, Fact, Part
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.known import known_block, known_candidate
from jurydesk.deliberation.sheet.sitting_sheet import SheetRow
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError

ALL = "*"
UNDO = "annuler"

Acts = tuple[tuple[Fact, ...], ...]

_MARK = re.compile(r"(rapport|oral)\s*=\s*(\S+)")
_NUMBER = r"\d{1,9}"
_TALLY = re.compile(
    rf"(?P<counts>{_NUMBER}(?:\s*/\s*{_NUMBER})*)(?:\s+prep\s*=\s*(?P<chair>{_NUMBER}))?"
)


def acts_of(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    """Return the acts one row asks for, each to be recorded on its own.

    Raises:
        ActRefusedError: the row lacks something, or names what does not exist.
    """
    build = _BUILDERS.get(row.act)
    if build is None:
        known = ", ".join((*_BUILDERS, UNDO))
        raise ActRefusedError(f"L’acte « {row.act} » n’existe pas : choisissez parmi {known}.")
    return build(state, row, at)


def _attendance(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    try:
        attendance = Attendance(row.value)
    except ValueError:
        words = ", ".join(each.value for each in Attendance)
        raise ActRefusedError(
            f"La présence « {row.value} » n’existe pas : écrivez {words}."
        ) from None
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


def _opening(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    return (acts.open_sitting(state, at),)


def _suspension(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    return (acts.suspend_sitting(state, at, row.reason),)


def _resumption(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    return (acts.resume_sitting(state, at),)


def _closing(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    return (acts.close_sitting(state, at),)


def _acting_chair(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    members = _required(row.members, "le membre")
    if len(members) != 1 or members == (ALL,):
        raise ActRefusedError("Une seule personne préside : indiquez un seul membre.")
    return (acts.name_acting_chair(state, members[0], at),)


def _recusal(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    facts: list[Fact] = []
    for member in _every(_required(row.members, "le membre"), state.members):
        candidates = _required(row.candidates, "le candidat")
        if candidates == (ALL,):
            candidates = tuple(
                c for c in state.candidates if member not in state.recused.get(c, frozenset())
            )
        facts.extend(acts.recuse(state, (member,), candidates, at, row.reason))
    return (tuple(facts),)


def _override(state: SittingState, row: SheetRow, at: datetime) -> Acts:
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


def _jurors(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    try:
        capacity = JurorCapacity(row.value)
    except ValueError:
        raise ActRefusedError(
            f"La qualité « {row.value} » n’existe pas : écrivez entreprise ou enseignant."
        ) from None
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


def _mark(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    written = _MARK.fullmatch(row.value)
    if written is None:
        raise ActRefusedError(
            f"La note « {row.value} » ne se lit pas : écrivez par exemple rapport=14,5 ou oral=15."
        )
    part = Part(written[1])
    mark = _decimal(written[2])
    jurors = _required(row.members, "le juré")
    facts: list[Fact] = []
    for candidate in _candidates(state, row, _defence_block(state)):
        defence = state.defences.get(candidate)
        declared = () if defence is None else tuple(defence.jurors)
        for juror in _every(jurors, declared):
            facts.extend(acts.mark_defence(state, candidate, juror, part, mark, at))
    return (tuple(facts),)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ActRefusedError(
            f"La note « {text} » n’est pas un nombre : écrivez par exemple 14,5."
        ) from None


def _defence_block(state: SittingState) -> str:
    return "" if state.rulebook.defence is None else state.rulebook.defence.block


def _vote(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    level = None if row.value == "abstention" else _level(row.value)
    votes: list[tuple[Fact, ...]] = []
    members = _required(row.members, "le membre")
    for candidate, block in _ballots(state, row):
        to_come = tuple(
            voter.identifier
            for voter in (voters_for(state, candidate) if members == (ALL,) else ())
            if voter.identifier not in state.ballot(candidate, block).votes
        )
        votes.extend(
            acts.vote(state, member, candidate, block, level, at)
            for member in _every(members, to_come)
        )
    return tuple(votes)


def _ballots(state: SittingState, row: SheetRow) -> Iterable[tuple[str, str]]:
    for candidate in _candidates(state, row, row.block):
        known_candidate(state, candidate)
        if _given(row.block, "le bloc") != ALL:
            yield candidate, known_block(state, row.block)
            continue
        for block in open_blocks(state, candidate):
            yield candidate, block


def _level(text: str) -> int:
    if re.fullmatch(_NUMBER, text) is None:
        raise ActRefusedError(
            f"Le niveau « {text} » ne se lit pas : écrivez un numéro de niveau, ou abstention."
        )
    return int(text)


def _tally(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    levels = [level.number for level in state.rulebook.levels]
    form = "/".join((*(f"n{number}" for number in levels), "abst"))
    written = _TALLY.fullmatch(row.value)
    numbers = [int(number) for number in written["counts"].split("/")] if written else []
    if written is None or len(numbers) != len(levels) + 1:
        raise ActRefusedError(
            f"Le décompte « {row.value} » ne se lit pas : écrivez {form}, et au besoin prep=k."
        )
    chair = None if written["chair"] is None else int(written["chair"])
    counts = dict(zip(levels, numbers, strict=False))
    return (
        tuple(
            fact
            for candidate, block in _ballots(state, row)
            for fact in acts.count_tally(
                state, candidate, block, counts, numbers[-1], chair, BallotWay.TALLY, at
            )
        ),
    )


def _consensus(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    level = _level(row.value) if row.value else None
    block = _given(row.block, "le bloc")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, block)
            for fact in acts.agree(state, candidate, block, level, at)
        ),
    )


def _adoption(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    block = _given(row.block, "le bloc")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, block)
            for fact in acts.adopt(state, candidate, block, at, row.reason)
        ),
    )


def _aside(status: BlockStatus) -> Callable[[SittingState, SheetRow, datetime], Acts]:
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


def _recommendation(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    candidates = _every(_required(row.candidates, "le candidat"), state.candidates)
    return (tuple(f for c in candidates for f in acts.recommend(state, c, row.reason, at)),)


def _incident(state: SittingState, row: SheetRow, at: datetime) -> Acts:
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


def _given(text: str, what: str) -> str:
    if not text:
        raise ActRefusedError(f"Il manque {what} : indiquez-le.")
    return text


_BUILDERS: dict[str, Callable[[SittingState, SheetRow, datetime], Acts]] = {
    "presence": _attendance,
    "ouverture": _opening,
    "suspension": _suspension,
    "reprise": _resumption,
    "cloture": _closing,
    "president_seance": _acting_chair,
    "deport": _recusal,
    "passer_outre": _override,
    "jury_soutenance": _jurors,
    "note": _mark,
    "vote": _vote,
    "decompte": _tally,
    "consensus": _consensus,
    "adoption": _adoption,
    "attente": _aside(BlockStatus.PENDING),
    "non_presente": _aside(BlockStatus.NOT_PRESENTED),
    "recommandation": _recommendation,
    "incident": _incident,
}
