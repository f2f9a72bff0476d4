"""What is counted of each candidate, without anything that names one; of sessions on disk alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Outcome
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.figures.timing import candidate_times
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import defence_of, thesis_mark


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """One bloc of one candidate: where it stands, the level adopted if one was."""

    status: BlockStatus | None
    level: int | None


@dataclass(frozen=True, slots=True)
class DefenceFigure:
    """One complete defence: means and mark as printed, widest gaps between two jurors.

    Gaps are ``None`` where one juror alone marked, or where nobody kept them.
    """

    report: Decimal
    oral: Decimal
    mark: Decimal
    report_gap: Decimal | None = None
    oral_gap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """One candidate, nameless; ``seconds`` the jury spent, ``None`` where nobody knows."""

    route: AccessRoute
    outcome: Outcome | None
    blocks: tuple[BlockFigure, ...]
    defence: DefenceFigure | None
    seconds: Fraction | None


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """Everything counted of one session: ``blocks`` are codes and titles, ``levels`` in words."""

    label: str
    held_on: date
    certification: str
    is_sealed: bool
    blocks: tuple[tuple[str, str], ...]
    levels: tuple[tuple[int, str], ...]
    people: tuple[PersonFigures, ...]
    head: str = ""

    @property
    def name(self) -> str:
        """The number of its minutes, said to be a draft where they are not sealed."""
        return self.label if self.is_sealed else f"{self.label} (non scellée)"


def session_figures(state: SittingState) -> SessionFigures:
    """Return what is counted of a session, complete or not."""
    certification = state.rulebook.certification
    times = candidate_times(state)
    return SessionFigures(
        label=state.minutes_number,
        held_on=state.session_date,
        certification=certification.code,
        is_sealed=state.sealed is not None,
        blocks=tuple((block.short_code, block.title) for block in certification.blocks),
        levels=tuple((level.number, level.words) for level in state.rulebook.levels),
        people=tuple(_person(state, each, times.get(each)) for each in state.candidates),
        head=state.sealed.head if state.sealed else "",
    )


def _person(state: SittingState, candidate: str, seconds: Fraction | None) -> PersonFigures:
    return PersonFigures(
        route=state.candidates[candidate].route,
        outcome=outcome(state, candidate),
        blocks=tuple(
            _block(state, candidate, block.code) for block in state.rulebook.certification.blocks
        ),
        defence=_defence(state, candidate),
        seconds=seconds,
    )


def _block(state: SittingState, candidate: str, code: str) -> BlockFigure:
    ballot = state.ballots.get((candidate, code))
    decision = None if ballot is None else ballot.decision
    status = block_status(state, candidate, code)
    return BlockFigure(status, None if decision is None else decision.level)


def _defence(state: SittingState, candidate: str) -> DefenceFigure | None:
    mark = thesis_mark(state, candidate)
    if mark is None:
        return None
    sitting = defence_of(state, candidate)
    gaps = []
    for marks in (sitting.report, sitting.oral):
        given = [marks[juror] for juror in sitting.jurors if juror in marks]
        gaps.append(max(given) - min(given) if len(given) > 1 else None)
    return DefenceFigure(mark.report, mark.oral, mark.mark, *gaps)
