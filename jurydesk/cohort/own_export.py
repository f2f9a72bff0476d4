"""Understands the decisions in our own exports read back as a cohort (FORMATS §6).

A bloc that a sealed session validated is acquired, with its day, and is never voted again; one not
validated is to vote. What a draft says is established by nobody: it is told, and not taken. Whoever
the session certified does not come back.
"""

from collections.abc import Iterable, Iterator, Sequence

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.block_columns import BlockColumns, read_block
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState
from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import CellState, Converter, Understood, shown, to_text, warn
from jurydesk.tables.preview import Problem
from jurydesk.tables.row import RowReading
from jurydesk.tables.row_reading import Group
from jurydesk.tables.spreadsheet import Workbook
from jurydesk.tables.table import Field

STATUS, LEVEL = "_statut", "_niveau"
RESULT, RESULT_WORDS, DOCUMENT, MARK = (
    "resultat",
    "resultat_en_clair",
    "document",
    "note_soutenance",
)
OFFICIAL = "officiel"
DRAFT = "PROJET – séance non scellée"
# No table of a secretary has all three, and only ours is read this way.
_OURS = frozenset((RESULT, RESULT_WORDS, DOCUMENT))
# What is worked out of a row beside its blocs.
_CERTIFIED, _DRAFT = "certified", "draft"
_STATUS_WORDS = {
    BlockStatus.VALIDATED: "validé dans la séance exportée : acquis",
    BlockStatus.ACQUIRED: "déjà acquis avant la séance exportée : acquis",
    BlockStatus.IN_PROGRESS: "en voie de validation dans la séance exportée : à voter",
    BlockStatus.NOT_ACQUIRED: "non acquis dans la séance exportée : à voter",
    BlockStatus.PENDING: "resté en attente dans la séance exportée : à voter",
    BlockStatus.NOT_PRESENTED: "non présenté dans la séance exportée : à voter",
}


def is_own_export(workbook: Workbook) -> bool:
    """Whether a workbook is what « export » writes."""
    return any(set(map(shown, sheet.rows[0])) >= _OURS for sheet in workbook.sheets if sheet.rows)


def decision_fields(blocks: Sequence[BlockColumns]) -> list[Field]:
    """Return the columns that an export adds to those of a cohort."""
    fields = [
        Field(RESULT, _to_outcome, label="résultat de la séance exportée"),
        Field(RESULT_WORDS, to_text, plain=True, label="résultat en clair"),
        Field(DOCUMENT, to_text, plain=True, label="officiel ou projet"),
        Field(MARK, to_text, plain=True, label="note de soutenance de la séance exportée"),
    ]
    for one in blocks:
        own = one.own
        fields.append(Field(f"{own}{STATUS}", _to_status, label=f"{own} : statut décidé"))
        fields.append(Field(f"{own}{LEVEL}", _to_decided, label=f"{own} : niveau décidé"))
    return fields


def decision_groups(columns: Sequence[BlockColumns], rulebook: Rulebook) -> list[Group]:
    """Return, for each bloc, what makes one record of its columns and of what was decided."""
    blocks = [
        Group(
            one.block.code,
            (one.own, one.day, *one.assessments, f"{one.own}{STATUS}", DOCUMENT),
            lambda row, one=one: _read_decided(row, one, rulebook),  # type: ignore[misc]
        )
        for one in columns
    ]
    certified = Group(_CERTIFIED, (RESULT, DOCUMENT), _is_certified)
    return [*blocks, certified, Group(_DRAFT, (DOCUMENT,), _is_draft)]


def leaves_out(row: RowReading) -> bool:
    """Whether a row is of somebody already certified, who does not come back; says so."""
    if not row.values.get(_CERTIFIED):
        return False
    row.warning(
        RESULT,
        "déjà titulaire de toute la certification par la séance exportée : cette ligne est laissée "
        "de côté.",
    )
    return True


def draft_notices(rows: Iterable[RowReading]) -> Iterator[Problem]:
    """Say once of the file that it comes from a session that was not sealed."""
    if any(row.values.get(_DRAFT) for row in rows):
        yield Problem(
            CellState.WARNING,
            "Cet export est un projet, d’une séance non scellée : ce qu’elle décide n’est pas "
            "acquis. Exportez de nouveau une fois la séance scellée.",
            column=DOCUMENT,
        )


def _is_draft(row: RowReading) -> bool:
    return fold(str(row.values.get(DOCUMENT, ""))) != fold(OFFICIAL)


def _is_certified(row: RowReading) -> bool:
    return row.values.get(RESULT) is Outcome.CERTIFIED and not _is_draft(row)


def _read_decided(row: RowReading, one: BlockColumns, rulebook: Rulebook) -> BlockRecord | None:
    status: BlockStatus | None = row.values.get(f"{one.own}{STATUS}")
    if status is None or not status.is_obtained:
        return read_block(row, one, rulebook)
    day = row.values.get(one.day)
    if status is BlockStatus.VALIDATED and _is_draft(row):
        row.warning(
            f"{one.own}{STATUS}",
            f"{one.own} est validé dans un projet, d’une séance non scellée : il n’est pas compté "
            "comme acquis et sera voté ; exportez de nouveau une fois la séance scellée.",
        )
        return None
    if row.values.get(one.own) is not None:
        row.warning(
            one.own,
            f"{one.own} est acquis d’après {one.own}{STATUS} : cette valeur est laissée de côté.",
        )
    if day is None:
        row.warning(
            f"{one.own}{STATUS}",
            f"{one.own} est acquis sans date : donnez-la dans {one.day}.",
        )
    return BlockRecord(one.block.code, BlockRecordState.ACQUIRED, acquired_on=day)


def _choice(words: dict[str, tuple[object, str]], what: str) -> Converter:
    def convert(cell: Cell) -> Understood[object]:
        found = words.get(fold(shown(cell)))
        if found is not None:
            return Understood(*found)
        # Nothing is taken of it: the bloc is then to vote, and it is said.
        return warn(None, "", f"« {shown(cell)} » n’est pas {what} : vérifiez cette cellule.")

    return convert


_to_status = _choice(
    {fold(each.value): (each, _STATUS_WORDS[each]) for each in BlockStatus},
    "un statut de bloc (validé, acquis, non acquis…)",
)
_to_outcome = _choice(
    {fold(each.value): (each, f"{each.words} dans la séance exportée") for each in Outcome},
    f"un résultat ({', '.join(Outcome)})",
)


def _to_decided(cell: Cell) -> Understood[str]:
    return Understood(shown(cell), f"{shown(cell)} : décidé alors, n’est pas une proposition")
