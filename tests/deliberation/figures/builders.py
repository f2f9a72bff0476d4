"""What is counted of invented people: a route, an outcome, levels in digits, marks, minutes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Outcome
from jurydesk.deliberation.figures.people import (
    BlockFigure,
    DefenceFigure,
    PersonFigures,
    SessionFigures,
)

LEVELS = (
    (1, "au-delà des attentes"),
    (2, "au niveau des attentes"),
    (3, "en voie de validation"),
    (4, "non acquise"),
)
_STATUSES = {
    "1": BlockStatus.VALIDATED,
    "2": BlockStatus.VALIDATED,
    "3": BlockStatus.IN_PROGRESS,
    "4": BlockStatus.NOT_ACQUIRED,
    "a": BlockStatus.ACQUIRED,
    "n": BlockStatus.NOT_PRESENTED,
    "e": BlockStatus.PENDING,
    "-": None,
}


def a_defence(report: str, oral: str, mark: str, gaps: tuple[str, str] | None = None):
    """A complete defence; the gaps of report and oral where two jurors marked."""
    known = (None, None) if gaps is None else (Decimal(gaps[0]), Decimal(gaps[1]))
    return DefenceFigure(Decimal(report), Decimal(oral), Decimal(mark), *known)


def a_person(
    route: str = "FI",
    outcome: str | None = "CERT",
    blocks: str = "22",
    defence: DefenceFigure | None = None,
    minutes: str | None = None,
) -> PersonFigures:
    return PersonFigures(
        AccessRoute(route),
        None if outcome is None else Outcome(outcome),
        tuple(BlockFigure(_STATUSES[d], int(d) if d.isdigit() else None) for d in blocks),
        defence,
        None if minutes is None else Fraction(minutes) * 60,
    )


def a_count(
    *people: PersonFigures,
    label: str = "PV-2024",
    day: date = date(2024, 4, 19),
    code: str = "RNCP35609",
    head: str = "",
    **details: object,
) -> SessionFigures:
    """A sealed session of two blocs."""
    count = SessionFigures(
        label, day, code, True, (("BC01", "Concevoir"), ("BC02", "Conduire")), LEVELS, people, head
    )
    return replace(count, **details)
