"""Reads a cohort (« promotion ») from a spreadsheet; leaves taking it into a session to others.

Nothing is taken by halves: the preview shows every row and every problem, and only a file without
any error gives its candidates.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jurydesk.certification.english import read_score, scales_words
from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.block_columns import BlockColumns, block_columns, block_groups
from jurydesk.cohort.candidate import Candidate, Thesis
from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS, cohort_fields
from jurydesk.french.days import plain_day
from jurydesk.french.folding import fold
from jurydesk.memory import collector_paused
from jurydesk.tables.converters import CellState, shown
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HowRead
from jurydesk.tables.located import locate
from jurydesk.tables.notices import file_notices
from jurydesk.tables.preview import Problem, TablePreview, preview_row
from jurydesk.tables.row import RowReading
from jurydesk.tables.row_reading import read_rows
from jurydesk.tables.spreadsheet import Workbook, read_workbook
from jurydesk.tables.table import Table

_YOUNGEST = 14
_TEST_ONLY = "test d’anglais sans score : ajoutez le score."
_SCORE_ONLY = "score d’anglais sans test : ajoutez le nom du test."


# What a cohort's file was understood as, before anything is taken.
CohortPreview = TablePreview[Candidate]


def read_cohort(
    path: Path,
    rulebook: Rulebook,
    how: HowRead = AS_THE_FILE_SAYS,
) -> CohortPreview:
    """Read a cohort's file (FORMATS §2) and say what was understood of it.

    ``how`` imposes sheets of a workbook, what hidden rows become, the encoding of a CSV. Raises
    :class:`UnreadableFileError` when there is no table to read.
    """
    with collector_paused():
        return _read(read_workbook(path, how), rulebook, how)


def _read(workbook: Workbook, rulebook: Rulebook, how: HowRead) -> CohortPreview:
    blocks = block_columns(rulebook)
    located = locate(workbook, cohort_fields(rulebook, blocks), how)
    groups = block_groups(blocks, rulebook)
    readings: list[tuple[RowReading, Candidate]] = []
    for table in located.tables:
        unknown = [(each.text, each.index) for each in table.headings if each.field is None]
        readings += [
            (row, _candidate(row, rulebook, blocks, unknown)) for row in read_rows(table, groups)
        ]
    _compare_rows(readings)
    rows = tuple(
        preview_row(row, located, candidate.identifier, candidate.name, candidate)
        for row, candidate in readings
    )
    tests = [each for table in located.tables for each in _tests_as_columns(table, rulebook)]
    notices = (*file_notices(located), *tests)
    if not rows:
        notices = (*notices, Problem(CellState.ERROR, "Le tableau ne contient aucun candidat."))
    return TablePreview("candidates", located, rows, notices)


def _tests_as_columns(table: Table, rulebook: Rulebook) -> Iterator[Problem]:
    """Say where the scores of a column headed « TOEIC » belong: it is kept aside as it is."""
    tests = {fold(threshold.test).split()[0] for threshold in rulebook.english}
    for heading in table.headings:
        if heading.field is None and tests.intersection(fold(heading.text).split()):
            told = (
                "colonne inconnue, gardée à part ; pour que ce score compte, mettez-le dans "
                "« anglais_score » et le nom du test dans « anglais_test »."
            )
            yield Problem(CellState.WARNING, told, column=heading.text, letter=heading.letter)


def _candidate(
    row: RowReading,
    rulebook: Rulebook,
    blocks: Sequence[BlockColumns],
    unknown: Sequence[tuple[str, int]],
) -> Candidate:
    raw = row.raw
    check_person(row, rulebook)
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
        remarks=tuple(
            [
                # A text is the common case by far, and costs no call.
                (text, cell if type(cell) is str else shown(cell))
                for text, at in unknown
                if (cell := raw[at]) != ""
            ]
        ),
    )


# A row without a required value is in error and its candidate is never taken.
_EMPTY = {"identifier": "", "birth_name": "", "first_names": "", "route": None}
_PLACES = tuple(
    (column.name, column.attribute.removeprefix("thesis."), "." in column.attribute)
    for column in CANDIDATE_COLUMNS
)
_NO_THESIS = Thesis()


def _thesis(held: dict[str, Any]) -> Thesis | None:
    thesis = Thesis(**held) if held else _NO_THESIS
    return None if thesis == _NO_THESIS else thesis


def check_person(row: RowReading, rulebook: Rulebook) -> None:
    """Point out what two columns of one row say against each other."""
    get = row.values.get
    born, began = get("date_naissance"), get("debut_parcours")
    if born is not None and began is not None and began.year - born.year < _YOUNGEST:
        message = (
            f"naissance {born.words} pour un parcours commencé le {plain_day(began)} : "
            "l’une des deux dates est fausse."
        )
        if born.earliest >= began:
            row.error("date_naissance", message)
        else:
            row.warning("date_naissance", message)
    _check_english(row, rulebook)


def _check_english(row: RowReading, rulebook: Rulebook) -> None:
    """Point out a score without its test, on none of its scales, or read on a second scale."""
    test, score = row.values.get("anglais_test"), row.values.get("anglais_score")
    if test is not None and score is not None:
        reading = read_score(rulebook, test, score)
        if reading.outside:
            row.warning(
                "anglais_score",
                f"{reading.words} n’est pas un score de ce test "
                f"({scales_words(rulebook, reading.test)}) : il ne compte pas comme atteint, "
                "vérifiez-le.",
            )
        elif reading.on_second_scale:
            row.warning("anglais_score", f"compris comme {reading.words} : vérifiez l’échelle.")
    if test is not None and score is None and not _is_faulty(row, "anglais_score"):
        row.warning("anglais_test", _TEST_ONLY)
    elif score is not None and test is None:
        row.warning("anglais_score", _SCORE_ONLY)


def _is_faulty(row: RowReading, name: str) -> bool:
    return any(flaw.field == name for flaw in row.flaws)


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
