"""Replays a read « bordereau de séance » into a sitting, row by row.

Leaves reading the sheet to :mod:`~jurydesk.deliberation.sheet.sitting_sheet`, refusing acts to
whoever records them, and taking everything back when a row was refused to the caller.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.session_time import moment_at, zone_of
from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.sheet.acts import ACTS
from jurydesk.deliberation.sheet.zeros import with_zeros
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError
from jurydesk.french.days import clock, unbroken_day
from jurydesk.french.days import day as in_words
from jurydesk.french.numbers import counted


class Recorder(Protocol):
    """Whatever records acts: a session file, or a state in memory."""

    @property
    def state(self) -> SittingState:
        """The state after everything recorded so far."""

    def record(self, *facts: Fact) -> object:
        """Record one act, or refuse it with an :class:`ActRefusedError`."""

    def undo(self, at: datetime, reason: str) -> object:
        """Undo the last act not yet undone."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was refused, with the spreadsheet's own row number."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"Ligne {self.row} : {self.message}"


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What a replay did: rows read, acts recorded, every problem in order."""

    rows: int
    acts: int
    problems: tuple[RowProblem, ...]


def replay(rows: Iterable[SheetRow], session: Recorder) -> ReplayReport:
    """Record every row in order, on the session's day and in its zone.

    A refused row is listed and the next ones still tried, so that every problem is known at once;
    what was recorded meanwhile is the caller's to keep or to roll back.
    """
    zone, rows = zone_of(session.state), tuple(rows)
    if clash := _clash(rows, session.state, zone):
        return ReplayReport(len(rows), 0, (clash,))
    problems: list[RowProblem] = []
    latest: datetime | None = None
    lost: list[tuple[int, str, str]] = []
    read = acts = 0
    for given in rows:
        read += 1
        row = with_zeros(given, session.state, lost)
        try:
            at = _moment(row, session.state, zone)
            _check_order(at, latest)
            latest = at
            acts += _play(row, session, at)
        except ActRefusedError as refusal:
            problems.append(RowProblem(row.row, str(refusal)))
    told = _lost_zeros(lost)
    if told is not None:
        problems.insert(0, told)
    return ReplayReport(read, acts, tuple(problems))


def _lost_zeros(lost: Sequence[tuple[int, str, str]]) -> RowProblem | None:
    """Say once that the spreadsheet took the zeros of the identifiers, whatever the rows."""
    if not lost:
        return None
    row, typed, meant = lost[0]
    rows = {number for number, _, _ in lost}
    more = (
        f" De même pour {counted(len(rows) - 1, 'autre ligne', 'autres lignes')}."
        if len(rows) > 1
        else ""
    )
    return RowProblem(
        row,
        f"« {typed} » n’est pas un identifiant, {meant} en est un : le tableur a ôté les zéros du "
        f"début.{more} Mettez les colonnes des identifiants au format Texte et corrigez-les.",
    )


def _clash(rows: tuple[SheetRow, ...], state: SittingState, zone: ZoneInfo) -> RowProblem | None:
    """Say once that the sitting is already later than its sheet: every row would be refused."""
    last = state.sitting_at
    if not rows or last is None:
        return None
    start = datetime.combine(rows[0].day or state.session_date, rows[0].clock, zone)
    if start >= last:
        return None
    last = last.astimezone(zone)
    message = (
        f"Le bordereau commence le {in_words(start.date())} à {clock(start)}, et le dernier acte "
        f"de la séance est déjà du {in_words(last.date())} à {clock(last)} : annulez les actes "
        "notés depuis, ou corrigez la date de la séance, puis reprenez le bordereau."
    )
    return RowProblem(rows[0].row, message)


def _moment(row: SheetRow, state: SittingState, zone: ZoneInfo) -> datetime:
    day = row.day or state.session_date
    if day < state.session_date:
        raise ActRefusedError(
            f"Le {unbroken_day(day)} précède le jour de la séance "
            f"({unbroken_day(state.session_date)}) : corrigez la date de cette ligne."
        )
    return moment_at(day, row.clock, zone)


def _check_order(at: datetime, latest: datetime | None) -> None:
    if latest is not None and at < latest:
        raise ActRefusedError(
            f"L’heure {at:%H:%M} précède celle d’une ligne antérieure ({latest:%H:%M}) : "
            "remettez les actes dans l’ordre, ou datez ceux d’après minuit (JJ/MM/AAAA HH:MM)."
        )


def _play(row: SheetRow, session: Recorder, at: datetime) -> int:
    """Record one row and return how many acts it made."""
    build = ACTS[row.act].build
    if build is None:
        session.undo(at, row.reason)
        return 1
    acts = [facts for facts in build(session.state, row, at) if facts]
    if not acts:
        raise ActRefusedError("Cette ligne ne concerne personne : complétez-la ou retirez-la.")
    for facts in acts:
        session.record(*facts)
    return len(acts)
