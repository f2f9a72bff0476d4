"""Says of a file what concerns no row: its sheets, its columns, what it hides."""

from collections.abc import Iterator

from jurydesk.french.folding import fold
from jurydesk.french.lists import enumeration, shortened
from jurydesk.tables.converters import CellState
from jurydesk.tables.how_read import HiddenRows
from jurydesk.tables.located import Located
from jurydesk.tables.preview import Problem
from jurydesk.tables.table import Field, Heading, Table

_NAMED = 12


def file_notices(located: Located) -> tuple[Problem, ...]:
    """Return what is to be said of the sheets read, of their columns and of what they hide."""
    return (
        *_of_sheets(located),
        *(notice for table in located.tables for notice in _of_table(table)),
    )


def _of_sheets(located: Located) -> Iterator[Problem]:
    if located.source.doubt:
        yield Problem(CellState.WARNING, f"Fichier {located.source.doubt}")
    for question in located.questions:
        yield Problem(CellState.WARNING, question.sentence)
    alike = [sheet for sheet in located.sheets if sheet.is_alike]
    left = [f"« {sheet.name} »" for sheet in alike if not sheet.is_read]
    if not located.questions and (left or len(alike) > 1):
        read = enumeration(f"« {sheet.name} »" for sheet in alike if sheet.is_read)
        rest = f" ; laissé de côté : {enumeration(left)}" if left else ""
        yield Problem(CellState.WARNING, f"Lu dans {read}{rest}.")
    hidden = [str(row) for row in located.hidden_rows]
    policy = located.table.hidden
    if hidden and policy is not None:
        done = "lues" if policy is HiddenRows.KEEP else "laissées de côté"
        said = f"Lignes masquées dans le tableur, {done} : {shortened(hidden, _NAMED)}."
        yield Problem(CellState.WARNING, said)


def _of_table(table: Table) -> Iterator[Problem]:
    yield from _of_columns(table)
    for heading in table.headings:
        if heading.index in table.sheet.hidden.columns and heading.field is not None:
            said = "colonne masquée dans le tableur : elle est lue comme les autres."
            yield _about(heading, CellState.WARNING, said)


def _of_columns(table: Table) -> Iterator[Problem]:
    """Return what is to be said of the columns: missing, doubled, unknown, or resembling one."""
    for name in table.missing:
        yield Problem(CellState.ERROR, _missing(table.fields[name]), sheet=table.sheet_told)
    for heading in table.headings:
        if heading.field is not None or heading.proposed is None:
            continue
        other = table.heading_of(heading.proposed)
        if other is None:
            said = (
                "colonne inconnue, gardée à part ; si c’est « "
                f"{table.fields[heading.proposed].title} », dites-le par le menu de son en-tête, "
                f"ou renommez-la « {heading.proposed} »."
            )
            yield _about(heading, CellState.WARNING, said)
        else:
            yield _doubled(heading, other, heading.proposed)
    for row, text in table.asides:
        said = f"« {text} » est lu comme un titre et laissé de côté."
        yield Problem(CellState.WARNING, said, row, sheet=table.sheet_told)


def _doubled(heading: Heading, other: Heading, name: str) -> Problem:
    """Two columns for one field: harmless only when the other bears the field's very name."""
    if fold(other.text) == fold(name):
        said = f"colonne gardée à part : la colonne {other.letter} donne déjà {name}."
        return _about(heading, CellState.WARNING, said)
    said = (
        f"deux colonnes donnent {name}, celle-ci et la colonne {other.letter} : "
        "supprimez ou renommez celle qui ne sert pas."
    )
    return _about(heading, CellState.ERROR, said)


def _about(heading: Heading, state: CellState, message: str) -> Problem:
    return Problem(state, message, column=heading.text, letter=heading.letter)


def _missing(field: Field) -> str:
    expected = f" ; on y écrit {field.hint}" if field.hint else ""
    return (
        f"La colonne « {field.title} » manque : ajoutez-la, son en-tête est « {field.name} »"
        f"{expected}."
    )
