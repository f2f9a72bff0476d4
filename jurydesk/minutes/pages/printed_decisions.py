"""The decisions on paper: one row a candidate, one column a bloc, then lists and defences."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether
from reportlab.platypus.flowables import Flowable

from jurydesk.deliberation.looks import look_of
from jurydesk.french.spaces import capitalised
from jurydesk.minutes.content.model import BlockCell, CandidateRow, Minutes, ResultList
from jurydesk.minutes.pages.fonts import ITALIC, SEMIBOLD
from jurydesk.minutes.pages.grid import Column, Grid, GridLayout, Sense, grid
from jurydesk.minutes.pages.typesetting import (
    MUTED,
    NOTE,
    SMALL,
    SMALL_BOLD,
    TINY,
    TINY_MUTED,
    Run,
    Style,
    Typesetter,
    colour_of,
)

_NAME_WIDTH = 33 * mm
_OUTCOME_WIDTH = 19 * mm
_TINY_NOTE = Style(font=ITALIC, size=6.6, leading=8.4)
# Dark and large enough that a photocopy keeps the strokes between the figures.
_TALLY = Style(font=SEMIBOLD, size=7.5, leading=9.2)
# Names in the lists of results stand in this many columns.
_LIST_COLUMNS = 3


def decision_flowables(
    minutes: Minutes, typesetter: Typesetter, width: float
) -> Iterator[Flowable]:
    """Return the decisions' table, the counts and the lists of results."""
    yield from typesetter.section("Décisions", room=200)
    if minutes.tally_note:
        yield typesetter.paragraph(minutes.tally_note, NOTE)
    if minutes.candidates:
        yield _matrix(minutes, typesetter, width)
    else:
        yield typesetter.paragraph("Aucune candidature.")
    yield KeepTogether([typesetter.heading("Résultats"), _counts(minutes, typesetter, width)])
    for each in minutes.lists:
        yield typesetter.heading(each.title, 1)
        yield _names(each, typesetter, width)


def defence_flowables(minutes: Minutes, typesetter: Typesetter, width: float) -> Iterator[Flowable]:
    """Return the defences: what was defended, before whom, and the jury's marks."""
    mark, name, level = 13 * mm, 35 * mm, 26 * mm
    rest = width - 3 * mark - name - level
    columns = (
        Column("Candidature", name, style=SMALL_BOLD),
        Column("Thèse professionnelle et jury de soutenance", rest),
        Column("Rapport", mark, "right"),
        Column("Oral", mark, "right"),
        Column("Note", mark, "right", SMALL_BOLD),
        Column("Niveau proposé", level),
    )
    rows = [
        (
            row.candidate,
            (Run(capitalised(row.title), SMALL), Run(capitalised(row.jurors), TINY_MUTED)),
            row.report,
            row.oral,
            row.mark,
            row.level,
        )
        for row in minutes.defences
    ]
    yield from typesetter.section("Soutenances")
    yield grid(typesetter, columns, rows, who=[row.candidate for row in minutes.defences])


def _matrix(minutes: Minutes, typesetter: Typesetter, width: float) -> Grid:
    bloc = (width - _NAME_WIDTH - _OUTCOME_WIDTH) / len(minutes.columns)
    columns = (
        Column("Candidature", _NAME_WIDTH),
        *(Column(column.short_code, bloc, style=TINY) for column in minutes.columns),
        Column("Résultat", _OUTCOME_WIDTH),
    )
    rows = [_candidate(row) for row in minutes.candidates]
    names = [row.name for row in minutes.candidates]
    return grid(typesetter, columns, rows, GridLayout(pad=3.5, gutter=5), who=names)


def _candidate(row: CandidateRow) -> Sequence[Sequence[Run]]:
    colour = colour_of(look_of(row.outcome).tone) if row.outcome else MUTED
    return (
        (
            Run(row.name, SMALL_BOLD),
            Run(row.birth_name, TINY_MUTED),
            Run(f"{row.identifier} · {row.route}", SMALL),
        ),
        *(_cell(cell) for cell in row.cells),
        (
            Run(row.outcome.value if row.outcome else "", Style(SEMIBOLD, 8, 10.5, colour)),
            Run(row.outcome_words, TINY),
        ),
    )


def _cell(cell: BlockCell) -> Sequence[Run]:
    colour = colour_of(look_of(cell.status).tone) if cell.status else MUTED
    return (
        Run(capitalised(cell.words), Style(SEMIBOLD, 7.5, 9.2, colour)),
        Run(cell.level, TINY),
        Run(cell.tally, _TALLY),
        *(Run(note, _TINY_NOTE) for note in cell.notes),
    )


def _counts(minutes: Minutes, typesetter: Typesetter, width: float) -> Grid:
    columns = [Column("", width / len(minutes.counts)) for _ in minutes.counts]
    number = Style(font=SEMIBOLD, size=12, leading=15)
    row = [(Run(pair.text, number), Run(pair.label, TINY_MUTED)) for pair in minutes.counts]
    return grid(typesetter, columns, [row], GridLayout(head=False, sense=Sense.TEXT))


def _names(each: ResultList, typesetter: Typesetter, width: float) -> Grid:
    columns = [Column("", width / _LIST_COLUMNS, style=SMALL) for _ in range(_LIST_COLUMNS)]
    rows = [
        (*each.names[index : index + _LIST_COLUMNS], "", "")[:_LIST_COLUMNS]
        for index in range(0, len(each.names), _LIST_COLUMNS)
    ]
    return grid(
        typesetter, columns, rows, GridLayout(pad=1.5, head=False, ruled=False, sense=Sense.LIST)
    )
