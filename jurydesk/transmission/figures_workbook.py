"""Writes the figures as a workbook: raw rows with typed cells, totals that follow a choice.

No macro, no name of anybody. The totals are formulas over the rows, written with their values:
choosing another session or route at the head of their sheet counts again.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from typing import Any

import xlsxwriter

from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Outcome
from jurydesk.deliberation.figures.chart import SMALL
from jurydesk.deliberation.figures.people import SessionFigures
from jurydesk.replacing import AUTHOR
from jurydesk.transmission.figures_rows import (
    UNDECIDED,
    Cell,
    block_codes,
    figure_columns,
    figure_rows,
    result_word,
)
from jurydesk.transmission.spreadsheets import printable

ROWS, TOTALS, ABOUT = "Lignes", "Totaux", "À propos"
_ALL = "toutes"
_SESSION, _ROUTE = (2, 1), (3, 1)
_HEAD = 5
_LONGEST = 255
_LEAST_MARKS = 20


def figures_workbook(
    here: SessionFigures, others: Sequence[SessionFigures], created: datetime
) -> bytes:
    """Return the workbook of a session and of those compared; same input, same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None), "author": AUTHOR})
        writer = _Writer(book, (here, *others))
        writer.write_rows()
        writer.write_totals()
        writer.write_about()
    return out.getvalue()


class _Writer:
    """The sheets of one workbook."""

    def __init__(self, book: Any, sessions: Sequence[SessionFigures]) -> None:  # noqa: ANN401
        self._sessions = sessions
        self._codes = block_codes(sessions)
        columns = figure_columns(sessions)
        self._headings = [printable(column.heading) for column in columns]
        self._widths = [column.wide for column in columns]
        self._rows = figure_rows(sessions, columns)
        self._bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._title = book.add_format({"bold": True, "font_size": 13})
        self._day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        self._mark = book.add_format({"num_format": "0.00"})
        self._choice = book.add_format({"bg_color": "#FFF6DD", "border": 1})
        self._small = book.add_format({"bg_color": "#FAE0BC"})
        self._note = book.add_format({"italic": True, "font_color": "#5B6470"})
        self._raw, self._totals = book.add_worksheet(ROWS), book.add_worksheet(TOTALS)
        self._about = book.add_worksheet(ABOUT)
        self._top = _HEAD

    def write_rows(self) -> None:
        """Write one row a candidate, each cell of its own type."""
        sheet = self._raw
        sheet.freeze_panes(1, 0)
        for place, (heading, wide) in enumerate(zip(self._headings, self._widths, strict=True)):
            sheet.write_string(0, place, heading, self._bold)
            sheet.set_column(place, place, wide)
        for number, row in enumerate(self._rows, start=1):
            for place, cell in enumerate(row):
                self._write(sheet, number, place, cell)
        sheet.autofilter(0, 0, max(len(self._rows), 1), len(self._headings) - 1)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:  # noqa: ANN401
        match cell:
            case None:
                return
            case str():
                sheet.write_string(row, column, printable(cell))
            case Decimal():
                sheet.write_number(row, column, float(cell), self._mark)
            case date():
                sheet.write_datetime(row, column, datetime.combine(cell, time()), self._day)
            case _:
                sheet.write_number(row, column, cell)

    def write_totals(self) -> None:
        """Write the choices, then each table of totals as formulas with their values."""
        sheet = self._totals
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 12, 14)
        sheet.write_string(0, 0, "Totaux : choisissez une séance et une voie", self._title)
        names = [printable(each.name) for each in self._sessions]
        routes = [route.value for route in AccessRoute]
        self._choose(_SESSION, "Séance", [_ALL, *names], names[0])
        self._choose(_ROUTE, "Voie", [_ALL, *routes], _ALL)
        self._outcomes()
        self._levels()
        self._marks()
        self._times()
        sheet.write_string(
            self._top,
            0,
            f"Sur fond coloré : moins de {SMALL} personnes, qu’un nombre peut faire reconnaître.",
            self._note,
        )

    def _choose(self, place: tuple[int, int], label: str, words: list[str], first: str) -> None:
        row, column = place
        self._totals.write_string(row, 0, label, self._bold)
        self._totals.write_string(row, column, first, self._choice)
        # A list longer than a formula may be is left to be typed.
        if sum(map(len, words)) + len(words) <= 255 and not any("," in each for each in words):
            self._totals.data_validation(
                row, column, row, column, {"validate": "list", "source": words}
            )

    def _outcomes(self) -> None:
        found = {row[4] for row in self._rows}
        codes = [word for each in (*Outcome, None) if (word := result_word(each)) in found]
        heads = [*codes, "Total"]
        here = {row[3] for row in self._rows}
        routes = [route for route in AccessRoute if route.value in here]
        self._table("Résultats par voie", ["Voie", *heads])
        for route in routes:
            asked = [("voie", route.value)]
            cells = [[*asked, ("resultat", code)] for code in codes]
            self._line(route.value, [*cells, asked])
        self._line("Ensemble", [*([("resultat", code)] for code in codes), []])
        self._top += 1

    def _levels(self) -> None:
        numbers = sorted({level for each in self._sessions for level, _ in each.levels})
        asides = [
            BlockStatus.ACQUIRED.value,
            BlockStatus.PENDING.value,
            BlockStatus.NOT_PRESENTED.value,
            UNDECIDED,
        ]
        heads = [*(f"niveau {number}" for number in numbers), *asides]
        self._table("Niveaux par bloc", ["Bloc", *heads])
        for code in self._codes:
            levels: list[list[tuple[str, Cell]]] = [[(f"{code}_niveau", n)] for n in numbers]
            self._line(code, [*levels, *([(f"{code}_statut", word)] for word in asides)])
        self._top += 1

    def _marks(self) -> None:
        self._table("Notes de soutenance", ["De (compris)", "À (exclu)", "Soutenances"])
        column = self._range("note_soutenance")
        marks = [row[self._headings.index("note_soutenance")] for row in self._rows]
        known = [mark for mark in marks if isinstance(mark, Decimal)]
        last = max(_LEAST_MARKS, *map(ceil, known)) - 1 if known else _LEAST_MARKS - 1
        for low in range(last + 1):
            row = self._top
            self._totals.write_number(row, 0, low)
            self._totals.write_number(row, 1, low + 1)
            # The highest mark is in the last range, as in the chart.
            below = "<=" if low == last else "<"
            bounds = f"ISNUMBER({column})*({column}>=$A{row + 1})*({column}{below}$B{row + 1})"
            value = sum(
                self._is_chosen(each) and isinstance(mark, Decimal) and min(int(mark), last) == low
                for each, mark in zip(self._rows, marks, strict=True)
            )
            self._count(row, 2, bounds, value)
            self._top += 1
        self._top += 1

    def _times(self) -> None:
        self._table("Temps et notes", ["Colonne", "Nombre", "Moyenne"])
        for heading in ("note_rapport", "note_oral", "note_soutenance", "minutes"):
            row, column = self._top, self._range(heading)
            place = self._headings.index(heading)
            found = [
                mark
                for each in self._rows
                if self._is_chosen(each) and isinstance(mark := each[place], Decimal)
            ]
            self._totals.write_string(row, 0, heading)
            self._count(row, 1, f"ISNUMBER({column})", len(found))
            mean = float(sum(found) / len(found)) if found else ""
            asked = f"{self._asked()}*ISNUMBER({column})"
            formula = f'=IF($B{row + 1}=0,"",SUMPRODUCT({asked},{column})/$B{row + 1})'
            self._totals.write_formula(row, 2, formula, self._mark, mean)
            self._top += 1
        self._top += 1

    def _table(self, title: str, heads: Sequence[str]) -> None:
        self._totals.write_string(self._top, 0, title, self._title)
        for place, head in enumerate(heads):
            self._totals.write_string(self._top + 1, place, printable(head), self._bold)
        self._top += 2

    def _line(self, name: str, cells: Sequence[Sequence[tuple[str, Cell]]]) -> None:
        """Write a row of counts: of each cell, the columns and the values asked."""
        self._totals.write_string(self._top, 0, printable(name))
        for place, asked in enumerate(cells, start=1):
            tests = "*".join(f"({self._range(h)}={_literal(value)})" for h, value in asked)
            value = sum(
                1
                for row in self._rows
                if self._is_chosen(row)
                and all(row[self._headings.index(printable(h))] == want for h, want in asked)
            )
            self._count(self._top, place, tests, value)
        self._top += 1

    def _count(self, row: int, column: int, tests: str, value: int) -> None:
        asked = f"{self._asked()}*{tests}" if tests else self._asked()
        self._totals.write_formula(row, column, f"=SUMPRODUCT({asked})", None, value)
        low = {"type": "cell", "criteria": "between", "minimum": 1, "maximum": SMALL - 1}
        self._totals.conditional_format(row, column, row, column, {**low, "format": self._small})

    def _asked(self) -> str:
        """Return the test of the session and the route chosen at the head of the sheet."""
        return "*".join(
            f'((({cell}="{_ALL}")+({self._range(heading)}={cell}))>0)'
            for heading, cell in (("seance", "$B$3"), ("voie", "$B$4"))
        )

    def _is_chosen(self, row: Sequence[Cell]) -> bool:
        return row[0] == self._sessions[0].name

    def _range(self, heading: str) -> str:
        letter = _letter(self._headings.index(printable(heading)))
        return f"{ROWS}!${letter}$2:${letter}${max(len(self._rows), 1) + 1}"

    def write_about(self) -> None:
        """Write what each session is, and how things are counted."""
        sheet = self._about
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 4, 16)
        for place, head in enumerate(("Séance", "Date", "Titre", "Scellée", "Inscrits")):
            sheet.write_string(0, place, head, self._bold)
        for number, each in enumerate(self._sessions, start=1):
            told: tuple[Cell, ...] = (
                each.label,
                each.held_on,
                each.certification,
                "oui" if each.is_sealed else "non",
                len(each.people),
            )
            for place, cell in enumerate(told):
                self._write(sheet, number, place, cell)
        for number, line in enumerate(_NOTES, start=len(self._sessions) + 2):
            sheet.write_string(number, 0, line, self._note)


_NOTES = (
    "Une ligne par candidat, sans nom, identifiant, naissance ni employeur ; l’ordre ne dit rien.",
    f"Moins de {SMALL} personnes dans une case peuvent se reconnaître : ne la publiez pas ainsi.",
    "minutes : le temps entre deux décisions revient au candidat de la seconde.",
    "Ceux que le jury a décidés ensemble se le partagent ; suspensions non comptées.",
    "ecart_jures : le plus grand écart entre deux jurés d’une soutenance, en points.",
)


def _literal(value: Cell) -> str:
    """Return a value as a formula writes it; the texts are words of ours."""
    return str(value) if isinstance(value, int) else f'"{value}"'


def _letter(column: int) -> str:
    """Return a column as formulas name it: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
