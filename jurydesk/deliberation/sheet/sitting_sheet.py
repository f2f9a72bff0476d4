"""Reads the rows of a « bordereau de séance » (FORMATS §4); leaves what an act does to the replay.

Only the form is checked here, and every problem is listed with the spreadsheet's own row: whether
the sitting allows an act, and whether the persons and blocs exist, is known only row by row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.sheet.acts import ACTS
from jurydesk.deliberation.sheet.columns import SHEET_COLUMNS, sheet_fields
from jurydesk.deliberation.sheet.values import WrittenMoment
from jurydesk.errors import JuryDeskError
from jurydesk.memory import collector_paused
from jurydesk.tables.column import attributes_of
from jurydesk.tables.converters import CellState
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HowRead
from jurydesk.tables.located import Located, locate
from jurydesk.tables.notices import file_notices
from jurydesk.tables.preview import Problem, preview_row
from jurydesk.tables.row import RowReading
from jurydesk.tables.row_reading import read_rows
from jurydesk.tables.spreadsheet import Source, Workbook, read_workbook

_IN_ORDER = "remettez les actes dans l’ordre, ou datez ceux d’après minuit (JJ/MM/AAAA HH:MM)."


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """A sheet read: its acts in order, and every problem of form."""

    located: Located
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]

    @property
    def source(self) -> Source:
        """The file, and how it was read."""
        return self.located.source

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that prevent the sheet from being entered."""
        return tuple(problem for problem in self.problems if problem.state is CellState.ERROR)

    @property
    def is_acceptable(self) -> bool:
        """Whether every row has the form of an act, and nothing is left to ask."""
        return not self.errors and not self.located.questions

    def accepted(self) -> tuple[SheetRow, ...]:
        """Return all the acts; raises with every problem when one row is wrong."""
        self.located.require_answers()
        errors = self.errors
        if errors:
            raise JuryDeskError(
                f"Rien n’est enregistré de « {self.source.name} », corrigez-le d’abord. "
                + " ".join(problem.sentence for problem in errors)
            )
        return self.rows


def read_sheet(path: Path, how: HowRead = AS_THE_FILE_SAYS) -> SheetPreview:
    """Read a sitting sheet; raises :class:`UnreadableFileError` when there is no table in it."""
    with collector_paused():
        return _read(read_workbook(path, how), how)


def _read(workbook: Workbook, how: HowRead) -> SheetPreview:
    located = locate(workbook, sheet_fields(), how)
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    for reading, row in _acts(each for table in located.tables for each in read_rows(table)):
        if reading.flaws:
            problems.extend(preview_row(reading, located, "", "", row).problems)
        if row is not None:
            rows.append(row)
    # Titles inside the table are known once it is read.
    problems = [*file_notices(located), *problems]
    if not rows and not problems:
        problems.append(Problem(CellState.ERROR, "Le bordereau ne contient aucun acte."))
    return SheetPreview(located, tuple(rows), tuple(problems))


def _acts(readings: Iterator[RowReading]) -> Iterator[tuple[RowReading, SheetRow | None]]:
    latest = WrittenMoment(time.min)
    for reading in readings:
        moment, act = reading.values.get("heure"), reading.values.get("acte")
        if moment is not None:
            # Without a day, the one of the row before: midnight passes only where a day says so.
            moment = replace(moment, day=moment.day or latest.day)
            latest = _later(reading, moment, latest)
        value = _check_form(reading, act) if act is not None else ""
        if moment is None or act is None or any(_is_error(flaw.state) for flaw in reading.flaws):
            yield reading, None
            continue
        values = reading.values | {"heure": moment.clock, "valeur": value}
        row = SheetRow(reading.number, **attributes_of(SHEET_COLUMNS, values), day=moment.day)
        yield reading, row


def _later(reading: RowReading, moment: WrittenMoment, latest: WrittenMoment) -> WrittenMoment:
    """Return the later of two moments; an earlier one is a fault of the row.

    A day written after rows that have none is known to follow them only by whoever knows the
    session's.
    """
    if latest.day is None and moment.day is not None:
        return moment
    if (moment.day or date.min, moment.clock) >= (latest.day or date.min, latest.clock):
        return moment
    before = f"{_words(moment)} précède l’heure d’une ligne antérieure ({_words(latest)})"
    reading.error("heure", f"{before} : {_IN_ORDER}")
    return latest


def _words(moment: WrittenMoment) -> str:
    day = "" if moment.day is None else f"{moment.day:%d/%m/%Y} "
    return f"{day}{moment.clock:%H:%M}"


def _is_error(state: CellState) -> bool:
    return state is CellState.ERROR


def _check_form(reading: RowReading, act: str) -> object:
    """Note what an act lacks or does not use, and return its value as the replay reads it."""
    form, values = ACTS[act], reading.values
    faulty = {flaw.field for flaw in reading.flaws}
    for name in form.required:
        if name not in values and name not in faulty:
            reading.error(name, f"l’acte {act} demande « {name} » : remplissez cette cellule.")
    for name in ("membre", "candidat", "bloc", "valeur"):
        if name in values and name not in form.required and name not in form.accepted:
            reading.warning(name, f"l’acte {act} n’utilise pas « {name} » : laissé de côté.")
            del values[name]
    if not form.star and values.get("membre") == ("*",):
        reading.error("membre", f"l’acte {act} nomme des personnes : « * » n’en désigne aucune.")
    written = values.get("valeur", "")
    if form.value is None or not written:
        return ""
    value = form.value(written)
    if value is None:
        reading.error("valeur", f"« {written} » ne convient pas à {act} : écrivez {form.example}.")
        return ""
    return value
