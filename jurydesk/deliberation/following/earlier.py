"""An earlier sealed session as the next one sees it: its people, their blocs, what was asked.

Leaves reading files to :mod:`jurydesk.storage.rectified` and :mod:`jurydesk.transmission`, and
deciding who comes back to :mod:`~jurydesk.deliberation.following.plan`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.civil_status import amended, amended_candidate
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.earlier_decisions import BlockBroughtIn
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import ThesisMark, thesis_mark
from jurydesk.errors import ActRefusedError
from jurydesk.french.days import short_day


@dataclass(frozen=True, slots=True)
class EarlierPerson:
    """A candidate of an earlier session: the file as it stands there, and what was decided."""

    file: Candidate
    outcome: Outcome | None
    blocks: tuple[BlockBroughtIn, ...]

    @property
    def is_certified(self) -> bool:
        """Whether the whole certification was obtained there."""
        return self.outcome is Outcome.CERTIFIED


@dataclass(frozen=True, slots=True)
class EarlierSession:
    """A sealed session; ``rectifies`` is the head of the minutes it rectifies, or empty."""

    minutes_number: str
    certification: str
    session_date: date
    sealed_at: datetime
    head: str
    entries: int
    people: tuple[EarlierPerson, ...]
    rectifies: str = ""

    @property
    def words(self) -> str:
        """The session as a sentence names it."""
        return f"la séance du {short_day(self.session_date)}, procès-verbal {self.minutes_number}"


def earlier_of(state: SittingState) -> EarlierSession:
    """Return a sealed session as the next one sees it.

    Raises:
        ActRefusedError: it is not sealed: nothing was acquired there yet.
    """
    sealed = state.sealed
    if sealed is None:
        raise ActRefusedError(
            f"La séance du {short_day(state.session_date)} n’est pas scellée : rien n’y est encore "
            "acquis. Scellez-la, puis préparez la séance suivante."
        )
    declared = state.rectification
    return EarlierSession(
        minutes_number=sealed.minutes_number,
        certification=state.rulebook.certification.code,
        session_date=state.session_date,
        sealed_at=sealed.at,
        head=sealed.head,
        entries=sealed.entries,
        people=tuple(_person(state, candidate) for candidate in amended(state).candidates.values()),
        rectifies="" if declared is None else declared.head,
    )


def brought_block(state: SittingState, candidate: str, code: str) -> BlockBroughtIn:
    """Return one bloc as a session leaves it: its day where it is obtained, else what is asked."""
    status = block_status(state, candidate, code)
    ballot = state.ballot(candidate, code)
    decision, asked = ballot.decision, ballot.follow_up
    day = None
    if status is BlockStatus.ACQUIRED:
        day = state.candidates[candidate].record(code).acquired_on
    elif status is BlockStatus.VALIDATED and decision is not None:
        day = local(state, decision.at).date()
    is_open = decision is not None and not decision.status.is_obtained
    defended = _defended(state, candidate, code) if status is BlockStatus.PENDING else None
    return BlockBroughtIn(
        code,
        status,
        None if decision is None else decision.level,
        day,
        asked.work if asked is not None and is_open else "",
        asked.due_on if asked is not None and is_open else None,
        None if defended is None else (defended.report, defended.oral, defended.mark),
        None if defended is None else defended.level,
    )


def _defended(state: SittingState, candidate: str, code: str) -> ThesisMark | None:
    """Return the mark of a defence, where the bloc is the one it is of."""
    rule = state.rulebook.defence
    return None if rule is None or rule.block != code else thesis_mark(state, candidate)


def _person(state: SittingState, candidate: Candidate) -> EarlierPerson:
    blocks = tuple(
        brought_block(state, candidate.identifier, block.code)
        for block in state.rulebook.certification.blocks
    )
    file = amended_candidate(state, candidate.identifier)
    return EarlierPerson(file, outcome(state, candidate.identifier), blocks)
