"""What a rectifying session changes: each candidate touched, before and now, and how late.

Source: CE 29/07/1983, a sealed PV is never edited and an error needs a new deliberation. Leaves
preparing such a session to :mod:`~jurydesk.deliberation.rectification.plan`.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.earlier_decisions import BlockBefore, CandidateBefore
from jurydesk.deliberation.facts import RectificationDeclared
from jurydesk.deliberation.state import SittingState

MONTHS = 4


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One bloc before and now; ``status`` and ``level`` are what this session decided so far."""

    before: BlockBefore
    status: BlockStatus | None
    level: int | None

    @property
    def is_changed(self) -> bool | None:
        """Whether the new decision differs; ``None`` until there is one."""
        if self.status is None:
            return None
        return (self.status, self.level) != (self.before.status, self.before.level)


@dataclass(frozen=True, slots=True)
class CandidateChange:
    """A candidate before and now; ``blocks`` are those deliberated again, ``kept`` the others."""

    before: CandidateBefore
    outcome: Outcome | None
    blocks: tuple[BlockChange, ...]
    kept: tuple[BlockBefore, ...]

    @property
    def is_changed(self) -> bool | None:
        """Whether the outcome differs; ``None`` until there is one."""
        return None if self.outcome is None else self.outcome is not self.before.outcome


def changes(state: SittingState) -> tuple[CandidateChange, ...]:
    """Return what the rectifying session changes so far, nothing for any other session."""
    declared = state.rectification
    if declared is None:
        return ()
    return tuple(_candidate_change(state, before) for before in declared.candidates)


def change_of(state: SittingState, candidate: str) -> CandidateChange | None:
    """Return what changes for one candidate, ``None`` when nothing is rectified."""
    before = before_of(state, candidate)
    return None if before is None else _candidate_change(state, before)


def before_of(state: SittingState, candidate: str) -> CandidateBefore | None:
    """Return what the first minutes decided on a candidate."""
    told = () if state.rectification is None else state.rectification.candidates
    return next((before for before in told if before.candidate == candidate), None)


def last_day(first: date) -> date:
    """Return the last day of the four months, in calendar months: 31 October ends in February."""
    years, month = divmod(first.month - 1 + MONTHS, 12)
    year, month = first.year + years, month + 1
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def is_late(first: date, day: date) -> bool:
    """Whether a session is held past four months after the one it rectifies."""
    return day > last_day(first)


def lateness(state: SittingState) -> RectificationDeclared | None:
    """Return the rectification when it comes past four months, else nothing."""
    declared = state.rectification
    if declared is None or not is_late(declared.session_date, state.session_date):
        return None
    return declared


def rectified_json(declared: RectificationDeclared) -> dict[str, object]:
    """Return the first minutes and what they decided, as the JSON attached to the pages has it."""
    return {
        "minutes_number": declared.minutes_number,
        "date": declared.session_date.isoformat(),
        "sealed_at": declared.sealed_at.isoformat(),
        "journal": {"head": declared.head, "entries": declared.entries},
        "reason": declared.reason,
        "candidates": [_before_json(before) for before in declared.candidates],
    }


def _before_json(before: CandidateBefore) -> dict[str, object]:
    return {
        "id": before.candidate,
        "outcome": None if before.outcome is None else before.outcome.value,
        "blocs": [
            {
                "code": block.block,
                "status": None if block.status is None else block.status.value,
                "level": block.level,
                "reviewed": block.reviewed,
            }
            for block in before.blocks
        ],
    }


def _candidate_change(state: SittingState, before: CandidateBefore) -> CandidateChange:
    again = tuple(_block_changes(state, before))
    voted = {change.before.block for change in again}
    return CandidateChange(
        before,
        outcome(state, before.candidate),
        again,
        tuple(block for block in before.blocks if block.block not in voted),
    )


def _block_changes(state: SittingState, before: CandidateBefore) -> Iterator[BlockChange]:
    for block in before.blocks:
        status = block_status(state, before.candidate, block.block)
        # A file corrected since may have put to the vote a bloc that was not to be reviewed.
        if block.reviewed or status is not BlockStatus.ACQUIRED:
            decision = state.ballot(before.candidate, block.block).decision
            yield BlockChange(block, status, None if decision is None else decision.level)
