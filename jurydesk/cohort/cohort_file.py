"""Reads a cohort (« promotion ») from a spreadsheet; leaves taking it into a session to others.

Nothing is taken by halves: the preview shows every row and every problem, and only a file without
any error gives its candidates.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.block_columns import BlockColumns, block_columns, block_groups
from jurydesk.cohort.candidate import BlockRecord, Candidate, Thesis
from jurydesk.cohort.civility import Civility
from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS, cohort_fields
from jurydesk.cohort.identifiers import tell_lost_zeros_once
from jurydesk.cohort.json_export import is_json, read_json_workbook
from jurydesk.cohort.own_export import (
    decision_fields,
    decision_groups,
    draft_notices,
    is_own_export,
    leaves_out,
)
from jurydesk.cohort.person_checks import (
    LACKING,
    check_acquired,
    check_civil_status,
    check_person,
)
from jurydesk.french.folding import fold
from jurydesk.french.lists import enumeration
from jurydesk.memory import collector_paused
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import CellState, shown
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HowRead
from jurydesk.tables.located import locate
from jurydesk.tables.notices import file_notices
from jurydesk.tables.preview import Problem, TablePreview, preview_row
from jurydesk.tables.row import RowReading
from jurydesk.tables.row_reading import read_rows
from jurydesk.tables.spreadsheet import Workbook, read_workbook
from jurydesk.tables.table import Heading, Table

# What a cohort's file was understood as, before anything is taken.
CohortPreview = TablePreview[Candidate]


def read_cohort(
    path: Path,
    rulebook: Rulebook,
    how: HowRead = AS_THE_FILE_SAYS,
    *,
    on: date | None = None,
    keeps_certified: bool = False,
) -> CohortPreview:
    """Read a cohort's file (FORMATS §2) and say what was understood of it.

    ``how`` imposes sheets of a workbook, what hidden rows become, the encoding of a CSV. ``on`` is
    the day of the sitting, or today: what comes after it is a doubt. Of our own exports, those
    already certified are left out unless ``keeps_certified``. Raises
    :class:`UnreadableFileError` when there is no table to read.
    """
    with collector_paused():
        workbook = read_json_workbook(path) if is_json(path) else read_workbook(path, how)
        return _read(workbook, rulebook, how, on, keeps_certified=keeps_certified)


def _read(
    workbook: Workbook,
    rulebook: Rulebook,
    how: HowRead,
    on: date | None,
    *,
    keeps_certified: bool,
) -> CohortPreview:
    blocks = block_columns(rulebook)
    fields, groups = cohort_fields(rulebook, blocks), block_groups(blocks, rulebook)
    is_ours = is_own_export(workbook)
    if is_ours:
        fields += decision_fields(blocks)
        groups = decision_groups(blocks, rulebook)
    located = locate(workbook, fields, how)
    readings: list[tuple[RowReading, Candidate]] = []
    for table in located.tables:
        given = _given(table)
        aside = _Aside.of(table)
        civility = Civility.of(table, _NAMES)
        for row in read_rows(table, groups):
            check_person(row, rulebook, on)
            check_civil_status(row, given)
            civility.check(row)
            readings.append((row, _candidate(row, blocks, aside)))
            _check_acquired(row, blocks, given, on)
    _compare_rows(readings)
    tell_lost_zeros_once(row for row, _ in readings)
    rows = tuple(
        preview_row(
            row,
            located,
            candidate.identifier,
            candidate.name,
            None if is_ours and not keeps_certified and leaves_out(row) else candidate,
        )
        for row, candidate in readings
    )
    tests = [each for table in located.tables for each in _tests_as_columns(table, rulebook)]
    told = (*tests, *_missing_civil_status(located.tables))
    drafts = draft_notices(row for row, _ in readings) if is_ours else ()
    notices = (*file_notices(located), *told, *drafts)
    if not rows:
        notices = (*notices, Problem(CellState.ERROR, "Le tableau ne contient aucun candidat."))
    return TablePreview("candidates", located, rows, notices)


def _tests_as_columns(table: Table, rulebook: Rulebook) -> Iterator[Problem]:
    """Say where the scores of a column headed « TOEIC » belong: it is kept aside as it is."""
    tests = {fold(threshold.test).split()[0] for threshold in rulebook.english}
    for heading in table.headings:
        if _is_unknown(heading) and tests.intersection(fold(heading.text).split()):
            told = (
                "colonne inconnue, gardée à part ; pour que ce score compte, mettez-le dans "
                "« anglais_score » et le nom du test dans « anglais_test »."
            )
            yield Problem(CellState.WARNING, told, column=heading.text, letter=heading.letter)


def _candidate(row: RowReading, blocks: Sequence[BlockColumns], aside: "_Aside") -> Candidate:
    raw = row.raw
    held: dict[str, Any] = dict(_EMPTY)
    thesis: dict[str, Any] = {}
    values = row.values
    for name, attribute, of_thesis in _PLACES:
        if name in values:
            (thesis if of_thesis else held)[attribute] = values[name]
    return Candidate(
        **held,
        thesis=_thesis(thesis),
        blocks=tuple([record for one in blocks if (record := values.get(one.block.code))]),
        remarks=aside.remarks(raw),
    )


class _Aside(NamedTuple):
    """The columns kept aside: their headings, and what takes their cells out of a row."""

    texts: tuple[str, ...]
    cells_of: Callable[[Sequence[Cell]], tuple[Any, ...]]

    @classmethod
    def of(cls, table: Table) -> "_Aside":
        """Return those of a table."""
        unknown = [heading for heading in table.headings if _is_unknown(heading)]
        places = [heading.index for heading in unknown]
        # itemgetter gives a bare cell for one column, and takes no fewer.
        getter = itemgetter(*places) if len(places) > 1 else _few(places)
        return cls(tuple(heading.text for heading in unknown), getter)

    def remarks(self, raw: Sequence[Cell]) -> tuple[tuple[str, str], ...]:
        """Return what these columns hold in a row, as the spreadsheet shows it."""
        cells = self.cells_of(raw)
        if "" not in cells and set(map(type, cells)) == _ONLY_TEXT:
            # The common case by far, at the speed of C.
            return tuple(zip(self.texts, cells, strict=True))
        pairs = zip(self.texts, cells, strict=True)
        return tuple([(text, shown(cell)) for text, cell in pairs if cell != ""])


def _few(places: list[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    return lambda raw: tuple(raw[at] for at in places)


_ONLY_TEXT = {str}


# A row without a required value is in error and its candidate is never taken.
_EMPTY = {"identifier": "", "birth_name": "", "first_names": "", "route": None}
_PLACES = tuple(
    (column.name, column.attribute.removeprefix("thesis."), "." in column.attribute)
    for column in CANDIDATE_COLUMNS
)
_NO_THESIS = Thesis()
_NAMES = ("nom_naissance", "nom_usage", "prenoms")
# Communes whose births are kept by arrondissement.
_HAS_SEVERAL = frozenset({"paris", "lyon", "marseille"})


def _thesis(held: dict[str, Any]) -> Thesis | None:
    if not held:
        return None
    thesis = Thesis(**held)
    return None if thesis == _NO_THESIS else thesis


def _check_acquired(
    row: RowReading, blocks: Sequence[BlockColumns], given: frozenset[str], on: date | None
) -> None:
    for one in blocks:
        record: BlockRecord | None = row.values.get(one.block.code)
        if record is not None and record.acquired_on is not None:
            name = one.day if one.day in given else one.own
            check_acquired(row, name, record.acquired_on, on)


def _is_unknown(heading: Heading) -> bool:
    return heading.field is None and not heading.left_out


def _given(table: Table) -> frozenset[str]:
    return frozenset(heading.field for heading in table.headings if heading.field is not None)


def _missing_civil_status(tables: Sequence[Table]) -> Iterator[Problem]:
    """Say once of the file what no row can say, for want of a column."""
    given = frozenset[str]().union(*map(_given, tables))
    fields = tables[0].fields if tables else {}
    missing = [fields[name].title for name in LACKING if name in fields and name not in given]
    if missing:
        told = (
            f"Le tableau n’a pas de colonne pour {enumeration(missing)} : l’accrochage et les "
            "certificats en auront besoin."
        )
        yield Problem(CellState.WARNING, told)


def _compare_rows(readings: Sequence[tuple[RowReading, Candidate]]) -> None:
    """Refuse an identifier given twice, and point out two persons of one name."""
    identifiers: dict[str, RowReading] = {}
    homonyms: dict[str, list[tuple[RowReading, Candidate]]] = {}
    for row, candidate in readings:
        key = candidate.identifier.casefold()
        if key:
            first = identifiers.setdefault(key, row)
            if first is not row:
                row.error(
                    "identifiant",
                    f"l’identifiant {candidate.identifier} est déjà celui de la ligne "
                    f"{first.place} : "
                    "chaque personne a le sien.",
                )
        if candidate.birth_name and candidate.first_names:
            name = fold(f"{candidate.birth_name} {candidate.first_names}")
            homonyms.setdefault(name, []).append((row, candidate))
    for group in homonyms.values():
        if len(group) > 1:
            _note_homonyms(group)
    _note_communes(readings)


def _note_communes(readings: Sequence[tuple[RowReading, Candidate]]) -> None:
    """Point out a commune that has two codes in one département: one of them is a postcode."""
    codes: dict[tuple[str, str], dict[str, int]] = {}
    for row, candidate in readings:
        code, place = candidate.birth_place_code, fold(candidate.birth_place)
        if not code or not place or place in _HAS_SEVERAL:
            continue
        known = codes.setdefault((code[:2], place), {})
        other = next((each for each in known if each != code), None)
        known.setdefault(code, row.number)
        if other is not None:
            row.warning(
                "code_insee_naissance",
                f"{candidate.birth_place} a le code {other} à la ligne {known[other]} : l’un des "
                "deux est faux, ou un code postal.",
            )


def _note_homonyms(group: Sequence[tuple[RowReading, Candidate]]) -> None:
    for row, candidate in group:
        others = [
            f"{other.place}"
            + (", et même jour de naissance" if _same_day(candidate, person) else "")
            for other, person in group
            if other is not row
        ]
        row.warning(
            "nom_naissance",
            f"même nom et même prénom que la ligne {' et la ligne '.join(others)} : "
            "vérifiez que ce sont deux personnes.",
        )


def _same_day(one: Candidate, other: Candidate) -> bool:
    return one.birth_date is not None and one.birth_date == other.birth_date
