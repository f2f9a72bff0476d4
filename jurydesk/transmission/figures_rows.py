"""The figures as rows with typed cells, a candidate each, in the order of their own content."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jurydesk.certification.vocabulary import Outcome
from jurydesk.deliberation.figures.people import BlockFigure, PersonFigures, SessionFigures

Cell = str | int | Decimal | date | None
UNDECIDED, ELSEWHERE = "à décider", "sans objet"


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of the rows: its heading, its width in letters, what it holds of a candidate."""

    heading: str
    wide: int
    read: Callable[[SessionFigures, PersonFigures], Cell]


def block_codes(sessions: Sequence[SessionFigures]) -> tuple[str, ...]:
    """Return the codes of the blocs of all sessions, short for the title of the first one."""
    title = sessions[0].certification
    return tuple(
        dict.fromkeys(_code(each, code, title) for each in sessions for code, _ in each.blocks)
    )


def _code(session: SessionFigures, short: str, title: str) -> str:
    """Return a bloc's code; of two titles, the first blocs are not the same."""
    return short if session.certification == title else f"{session.certification}{short}"


def figure_columns(sessions: Sequence[SessionFigures]) -> tuple[FigureColumn, ...]:
    """Return the columns of the rows of these sessions, the one on screen first."""
    title = sessions[0].certification
    codes = block_codes(sessions)
    return (
        FigureColumn("seance", 28, lambda session, _: session.name),
        FigureColumn("date", 12, lambda session, _: session.held_on),
        FigureColumn("titre", 14, lambda session, _: session.certification),
        FigureColumn("voie", 8, lambda _, person: person.route.value),
        FigureColumn("resultat", 10, lambda _, person: result_word(person.outcome)),
        *(column for code in codes for column in _of_block(code, title)),
        FigureColumn("note_rapport", 13, lambda _, person: _mark(person, "report")),
        FigureColumn("note_oral", 11, lambda _, person: _mark(person, "oral")),
        FigureColumn("note_soutenance", 16, lambda _, person: _mark(person, "mark")),
        FigureColumn("ecart_jures_rapport", 19, lambda _, person: _mark(person, "report_gap")),
        FigureColumn("ecart_jures_oral", 17, lambda _, person: _mark(person, "oral_gap")),
        FigureColumn("minutes", 10, lambda _, person: _minutes(person.seconds)),
    )


def figure_rows(
    sessions: Sequence[SessionFigures], columns: Sequence[FigureColumn]
) -> list[tuple[Cell, ...]]:
    """Return a row a candidate: its place tells nobody, it follows from what the row says."""
    rows = []
    for session in sessions:
        own = (tuple(column.read(session, each) for column in columns) for each in session.people)
        rows += sorted(own, key=lambda row: tuple(map(_sortable, row)))
    return rows


def result_word(outcome: Outcome | None) -> str:
    """Return the code of an outcome, or that there is none yet."""
    return UNDECIDED if outcome is None else outcome.value


def _of_block(code: str, title: str) -> tuple[FigureColumn, FigureColumn]:
    def status(session: SessionFigures, person: PersonFigures) -> Cell:
        block = _block(session, person, code, title)
        if block is None:
            return ELSEWHERE
        return UNDECIDED if block.status is None else block.status.value

    def level(session: SessionFigures, person: PersonFigures) -> Cell:
        block = _block(session, person, code, title)
        return None if block is None else block.level

    return FigureColumn(f"{code}_statut", 20, status), FigureColumn(f"{code}_niveau", 13, level)


def _block(
    session: SessionFigures, person: PersonFigures, code: str, title: str
) -> BlockFigure | None:
    for place, (short, _) in enumerate(session.blocks):
        if _code(session, short, title) == code:
            return person.blocks[place]
    return None


def _mark(person: PersonFigures, part: str) -> Decimal | None:
    return None if person.defence is None else getattr(person.defence, part)


def _minutes(seconds: Fraction | None) -> Decimal | None:
    if seconds is None:
        return None
    return Decimal((seconds / 60 * 100 + Fraction(1, 2)).__floor__()).scaleb(-2)


def _sortable(cell: Cell) -> tuple[bool, str, Decimal]:
    if cell is None:
        return True, "", Decimal(0)
    if isinstance(cell, int | Decimal):
        return False, "", Decimal(cell)
    return False, str(cell), Decimal(0)
