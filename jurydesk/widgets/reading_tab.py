"""The four readings of the external share for each route, with the names behind each figure."""

from PySide6.QtWidgets import QLabel, QTableView, QWidget

from jurydesk.certification.vocabulary import AccessRoute, Reading
from jurydesk.compliance.finding import Finding
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.state import SittingState
from jurydesk.minutes.typography import capitalised, counted, enumeration, percent, typeset
from jurydesk.widgets.record_table import Cell, RecordTable, current_key, dress_table
from jurydesk.widgets.style import child


class ReadingTab(QWidget):
    """A small table: one row a reading, one column a route."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RecordTable(("Lecture",), self)
        self._found: dict[AccessRoute, Finding] = {}

    def show_state(self, state: SittingState) -> None:
        """Redraw the shares."""
        self._found = {
            finding.route: finding
            for finding in findings(state)
            if finding.id == "exterieurs" and finding.route and finding.candidate is None
        }
        view = child(self, QTableView, "reading_view")
        if view.model() is not self._rows:
            dress_table(view, self._rows, (240,))
            view.selectionModel().currentRowChanged.connect(self._explain)
        self._rows.set_headings(("Lecture", *(route.value for route in self._found)))
        view.setColumnWidth(0, 226)
        for column in range(1, len(self._found) + 1):
            view.setColumnWidth(column, 64)
        chosen = state.reading
        self._rows.set_rows(
            tuple(reading.value for reading in Reading),
            lambda key: self._cells(Reading(key), chosen, state),
        )
        threshold = percent(state.rulebook.external_share.value)
        hint = child(self, QLabel, "readings_hint")
        hint.setText(
            typeset(
                f"Part des membres extérieurs, seuil {threshold}. ◆ marque la lecture retenue pour "
                "la séance : elle seule décide."
            )
        )
        if not view.currentIndex().isValid():
            view.selectRow(tuple(Reading).index(chosen))
        self._explain()

    def _cells(self, reading: Reading, chosen: Reading, state: SittingState) -> tuple[Cell, ...]:
        mark = " ◆" if reading is chosen else ""
        head = Cell(
            f"{capitalised(reading.words)}{mark}",
            "accent" if mark else "",
            capitalised(reading.words),
            bold=bool(mark),
        )
        return (head, *(self._share(finding, reading, state) for finding in self._found.values()))

    def _share(self, finding: Finding, reading: Reading, state: SittingState) -> Cell:
        value = (finding.readings or {}).get(reading, "")
        top, _, bottom = value.partition("/")
        if not bottom or bottom == "0":
            return Cell("–", state="muted", tip="Personne à compter pour l’instant.")
        passes = int(top) >= state.rulebook.external_share.value * int(bottom)
        words = "atteint le seuil" if passes else "sous le seuil"
        return Cell(value, "good" if passes else "warn", f"{counted(value)}, {words}", shape=True)

    def _explain(self) -> None:
        text = child(self, QLabel, "reading_text")
        finding = next(iter(self._found.values()), None)
        if finding is None:
            text.setText("Aucun candidat : rien n’est compté.")
            return
        key = current_key(child(self, QTableView, "reading_view"))
        lines = [
            f"{each.route} : {counted((each.readings or {}).get(Reading(key), ''))}"
            for each in self._found.values()
            if key
        ]
        names = enumeration(finding.names)
        told = [
            " ; ".join(lines),
            f"Extérieurs comptés : {names}." if names else "",
            finding.source,
        ]
        text.setText("\n".join(typeset(part) for part in told if part))
