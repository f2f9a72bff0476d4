"""The four readings of the external share for each route, with the names behind each figure."""

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtWidgets import QLabel, QTableView, QWidget

from jurydesk.certification.vocabulary import AccessRoute, Reading
from jurydesk.compliance.bench import bench_of
from jurydesk.compliance.rules.external_share import external_shares
from jurydesk.compliance.share import Share
from jurydesk.compliance.wording import names
from jurydesk.deliberation.inspection import situation_of
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import cohort_routes
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted_share, percent
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_place,
    current_key,
    dress_table,
    fit_column,
)
from jurydesk.widgets.parts.style import child


class ReadingTab(QWidget):
    """A small table: one row a reading, one column for the routes that count alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RecordTable(("Lecture",), self)
        self._shares: dict[tuple[AccessRoute, ...], Mapping[Reading, Share]] = {}
        self._source = ""

    def show_state(self, state: SittingState) -> None:
        """Redraw the shares."""
        self._shares = _shares(state)
        view = child(self, QTableView, "reading_view")
        if view.model() is not self._rows:
            dress_table(view, self._rows, (240,))
            # Two lines: « toutes les personnes nommées, rapporteur VAE à part ».
            view.verticalHeader().setDefaultSectionSize(50)
            view.selectionModel().currentRowChanged.connect(self._explain)
        self._rows.set_headings(("Lecture", *(", ".join(routes) for routes in self._shares)))
        rule = state.rulebook.external_share
        self._source = typeset(rule.source)
        self._rows.set_rows(
            tuple(reading.value for reading in Reading),
            lambda key: self._cells(Reading(key), state.reading, rule.value),
        )
        for column in range(1, len(self._shares) + 1):
            fit_column(view, column, 76, 150)
        fit_column(view, 0, 160, 270)
        hint = child(self, QLabel, "readings_hint")
        hint.setText(
            typeset(
                f"Part des membres extérieurs, seuil {percent(rule.value)}. ◆ marque la lecture "
                "retenue pour la séance : elle seule décide."
            )
        )
        if not view.currentIndex().isValid():
            choose_place(view, self._rows.row_of(state.reading.value))
        self._explain()

    def _cells(self, reading: Reading, chosen: Reading, threshold: Fraction) -> tuple[Cell, ...]:
        mark = " ◆" if reading is chosen else ""
        head = Cell(
            f"{capitalised(reading.words)}{mark}",
            "accent" if mark else "",
            capitalised(reading.words),
            bold=bool(mark),
        )
        shares = (counts[reading] for counts in self._shares.values())
        return (head, *(_share_cell(share, threshold) for share in shares))

    def _explain(self) -> None:
        text = child(self, QLabel, "reading_text")
        key = current_key(child(self, QTableView, "reading_view"))
        if not self._shares or not key:
            text.setText("Aucun candidat : rien n’est compté.")
            return
        lines = [_told(routes, counts[Reading(key)]) for routes, counts in self._shares.items()]
        text.setText("\n".join([*lines, self._source]))


def _shares(state: SittingState) -> dict[tuple[AccessRoute, ...], Mapping[Reading, Share]]:
    """Return the four shares, the routes of the cohort that count alike together."""
    situation = situation_of(state)
    alike: list[tuple[list[AccessRoute], Mapping[Reading, Share]]] = []
    for route in cohort_routes(state):
        counts = external_shares(bench_of(situation, route))
        known = next((routes for routes, others in alike if others == counts), None)
        if known is None:
            alike.append(([route], counts))
        else:
            known.append(route)
    return {tuple(routes): counts for routes, counts in alike}


def _share_cell(share: Share, threshold: Fraction) -> Cell:
    if not share.total:
        return Cell("–", state="muted", tip="Personne à compter pour l’instant.")
    look, words = _VERDICTS[share.reaches(threshold)]
    return Cell(share.value, look, f"{counted_share(share.value)}, {words}", shape=True)


_VERDICTS = {
    True: ("good", "atteint le seuil"),
    None: ("unknown", "incertain : un statut est inconnu"),
    False: ("warn", "sous le seuil"),
}


def _told(routes: tuple[AccessRoute, ...], share: Share) -> str:
    """Name who is counted as external, and of whom it is not known."""
    where = f"Voie{'s' if len(routes) > 1 else ''} {enumeration(routes)}"
    if not share.total:
        return typeset(f"{where} : personne à compter pour l’instant.")
    who = enumeration(names(share.having)) or "personne"
    unknown = enumeration(names(share.unknown))
    doubt = f" ; statut inconnu : {unknown}" if unknown else ""
    return typeset(f"{where} : {counted_share(share.value)}, {who}{doubt}.")
