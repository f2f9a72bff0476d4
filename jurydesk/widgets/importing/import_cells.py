"""What the preview of an import shows: a row of cells, and its problems said once."""

import re
from collections.abc import Sequence
from typing import Any

from jurydesk.french.numbers import plural
from jurydesk.tables.converters import CellState
from jurydesk.tables.preview import CellPreview, Problem, RowPreview, TablePreview
from jurydesk.widgets.importing.import_choices import headings_by_text, is_to_name
from jurydesk.widgets.parts.record_table import Cell

LOOKS = {
    CellState.OK: ("good", "bonne"),
    CellState.WARNING: ("warn", "à vérifier"),
    CellState.ERROR: ("bad", "refusée"),
}
# The same thing said of this many rows is said once, with the first rows it concerns.
_MANY = 4
_NAMED = 10
_CURE = (
    "Rien n’est importé tant qu’une erreur reste : corrigez le tableau dans le tableur, "
    "enregistrez-le, puis « Relire »."
)
_QUOTED = re.compile("«[^»]*»")


def alike(problems: Sequence[Problem]) -> list[tuple[Problem, list[int]]]:
    """Return the problems, errors first; one said of many rows comes once, with the other rows."""
    found: dict[tuple[CellState, str, str], list[Problem]] = {}
    for problem in problems:
        said = _QUOTED.sub("", problem.message)
        found.setdefault((problem.state, problem.column, said), []).append(problem)
    told: list[tuple[Problem, list[int]]] = []
    for group in found.values():
        if len(group) < _MANY:
            told += [(problem, []) for problem in group]
        else:
            told.append((group[0], [each.row for each in group[1:] if each.row]))
    return sorted(told, key=lambda each: each[0].state is not CellState.ERROR)


def and_others(rows: list[int]) -> str:
    """Return the other rows of which the same is said."""
    if not rows:
        return ""
    some = ", ".join(str(row) for row in rows[:_NAMED])
    more = "…" if len(rows) > _NAMED else ""
    return f" – de même pour {plural(len(rows), 'autre ligne', 'autres lignes')} ({some}{more})"


def summed_up(preview: TablePreview[Any], people: tuple[str, str]) -> tuple[str, str]:
    """Return what a table holds in one line, what is to be done with it, and its look."""
    states = [row.state for row in preview.rows]
    parts = [plural(len(states), *people)]
    for state, (_, word) in LOOKS.items():
        many = states.count(state)
        # « à vérifier » has no plural.
        ending = "s" if many > 1 and state is not CellState.WARNING else ""
        if many:
            parts.append(f"{plural(many, 'ligne')} {word}{ending}")
    aside = [text for text, each in headings_by_text(preview).items() if is_to_name(each)]
    if aside:
        kept = "colonne gardée à part" if len(aside) == 1 else "colonnes gardées à part"
        parts.append(f"{kept} : {', '.join(aside)} (cliquez l’en-tête pour dire ce que c’est)")
    asked = " ".join(question.sentence for question in preview.questions)
    end = "".join(f" {each}" for each in (_CURE if preview.errors else "", asked) if each)
    look = "good" if preview.is_acceptable else "bad" if preview.errors else "warn"
    return f"{', '.join(parts)}.{end}", look


def preview_cells(row: RowPreview[Any], aside: frozenset[str]) -> tuple[Cell, ...]:
    """Return a row of the preview; the columns ``aside`` show what they hold."""
    look, word = LOOKS[row.state]
    told = " ".join(problem.message for problem in row.problems) or "Rien à signaler."
    head = (
        Cell(str(row.number), state="muted"),
        Cell(word, look, told, shape=True),
        Cell(row.person or row.identifier, bold=True, tip=told),
    )
    return (*head, *(_cell(each, aside=each.column in aside) for each in row.cells))


def _cell(each: CellPreview, *, aside: bool) -> Cell:
    look = "" if each.state is CellState.OK else LOOKS[each.state][0]
    told = f"« {each.value} » compris comme : {each.understood}" if each.understood else each.value
    words = " – ".join(part for part in (told, each.message) if part)
    if aside:
        return Cell(each.value, "muted", words)
    shown = each.understood or each.value
    return Cell(shown, look, words, filled=bool(look), shape=bool(look))
