"""One import of the assistant: a file, what was understood of it cell by cell, every problem."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableView,
    QWidget,
)

from jurydesk.cohort.converters import CellState
from jurydesk.cohort.preview import CellPreview, Problem, RowPreview
from jurydesk.errors import JuryDeskError
from jurydesk.minutes.typography import plural, typeset
from jurydesk.widgets import icons, messages, theme
from jurydesk.widgets.background import Background
from jurydesk.widgets.record_table import Cell, RecordTable, dress_table
from jurydesk.widgets.style import child, set_state

_LOOKS = {
    CellState.OK: ("good", "bonne"),
    CellState.WARNING: ("warn", "à vérifier"),
    CellState.ERROR: ("bad", "refusée"),
}
_PLACE = Qt.ItemDataRole.UserRole
_FILTER = "Tableaux (*.csv *.xlsx *.ods *.txt);;Tous les fichiers (*)"


class Preview(Protocol):
    """What the two readers of files give."""

    @property
    def rows(self) -> tuple[RowPreview[Any], ...]:
        """Every row, explained."""

    @property
    def columns(self) -> dict[str, str | None]:
        """Each heading and the field it was taken for."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem at once."""

    @property
    def is_acceptable(self) -> bool:
        """Whether the whole file may be taken."""


class ImportStep(QObject):
    """Reads one file beside the screen and shows it; ``prefix`` names the form's widgets."""

    read = Signal()

    def __init__(
        self,
        dialog: QWidget,
        prefix: str,
        reader: Callable[[Path], Preview],
        people: tuple[str, str],
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._reader = reader
        self._people = people
        self._path: Path | None = None
        self.preview: Preview | None = None
        self._background = Background(self)
        self._page = child(dialog, QWidget, f"{prefix}_step")
        self._edit = child(dialog, QLineEdit, f"{prefix}_edit")
        self._summary = child(dialog, QLabel, f"{prefix}_summary")
        self._view = child(dialog, QTableView, f"{prefix}_view")
        self._cell = child(dialog, QLabel, f"{prefix}_cell")
        self._problems = child(dialog, QListWidget, f"{prefix}_problems")
        self._rows = RecordTable(("Ligne",), self)
        dress_table(self._view, self._rows, (64,))
        self._page.setAcceptDrops(True)
        self._page.installEventFilter(self)
        self._problems.hide()

        child(dialog, QPushButton, f"{prefix}_browse").clicked.connect(self._browse)
        self._view.selectionModel().currentChanged.connect(self._explain)
        self._problems.itemActivated.connect(self._go)
        self._problems.currentItemChanged.connect(self._go)

    @property
    def is_ready(self) -> bool:
        """Whether the file may be taken whole."""
        return self.preview is not None and self.preview.is_acceptable

    @property
    def path(self) -> Path | None:
        """The file chosen."""
        return self._path

    def load(self, path: Path) -> None:
        """Read a file beside the screen."""
        self._path = path
        self.preview = None
        self._edit.setText(str(path))
        self._summary.setText("Lecture…")
        self._background.start(lambda: self._reader(path), self._show, self._fail)
        self.read.emit()

    def reload(self) -> None:
        """Read the same file again, under another rulebook."""
        if self._path is not None:
            self.load(self._path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file dropped on the page."""
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            is_drop = not isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.Drop
            if is_drop:
                self.load(Path(event.mimeData().urls()[0].toLocalFile()))
            return True
        return super().eventFilter(watched, event)

    def _browse(self) -> None:
        start = str(self._path.parent if self._path else Path.home())
        name, _ = QFileDialog.getOpenFileName(self._dialog, "Choisir un tableau", start, _FILTER)
        if name:
            self.load(Path(name))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, JuryDeskError | OSError):
            self._summary.clear()
            raise error
        self._rows.set_rows((), lambda _: ())
        self._problems.hide()
        self._summary.setText(typeset(messages.sentence(error)))
        set_state(self._summary, "bad")
        self.read.emit()

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        headings = tuple(preview.columns)
        self._rows.set_headings(("Ligne", "État", "Personne", *headings))
        rows = {str(row.number): row for row in preview.rows}
        self._rows.set_rows(tuple(rows), lambda key: _cells(rows[key]))
        for column, width in enumerate((58, 104, 180)):
            self._view.setColumnWidth(column, width)
        for column in range(3, len(headings) + 3):
            self._view.setColumnWidth(column, 128)
        self._sum_up(preview)
        self._list_problems(preview.problems)
        if rows:
            self._view.setCurrentIndex(self._rows.index(0, 2))
        self.read.emit()

    def _sum_up(self, preview: Preview) -> None:
        states = [row.state for row in preview.rows]
        parts = [plural(len(states), *self._people)]
        parts += [
            f"{plural(states.count(state), 'ligne')} {word}{'s' if states.count(state) > 1 else ''}"
            if state is not CellState.WARNING
            else f"{plural(states.count(state), 'ligne')} {word}"
            for state, (_, word) in _LOOKS.items()
            if states.count(state)
        ]
        aside = [heading for heading, field in preview.columns.items() if field is None]
        if aside:
            parts.append(f"gardées à part : {', '.join(aside)}")
        end = "" if preview.is_acceptable else " Rien n’est importé tant qu’une erreur reste."
        self._summary.setText(typeset(f"{', '.join(parts)}.{end}"))
        set_state(self._summary, "good" if preview.is_acceptable else "bad")

    def _list_problems(self, problems: tuple[Problem, ...]) -> None:
        self._problems.clear()
        for problem in sorted(problems, key=lambda each: each.state is not CellState.ERROR):
            look, _ = _LOOKS[problem.state]
            shape = "blocking" if look == "bad" else "warning"
            ink = QColor(str(getattr(theme.current(), look)))
            item = QListWidgetItem(icons.icon(shape, ink), typeset(problem.sentence))
            item.setData(_PLACE, (str(problem.row or ""), problem.column))
            self._problems.addItem(item)
        self._problems.setVisible(bool(problems))

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None or self.preview is None:
            return
        row, column = item.data(_PLACE)
        place = self._rows.row_of(row)
        headings = list(self.preview.columns)
        if place >= 0:
            at = headings.index(column) + 3 if column in headings else 2
            self._view.setCurrentIndex(self._rows.index(place, at))

    def _explain(self) -> None:
        index = self._view.currentIndex()
        if index.isValid():
            cell = self._rows.cell(index.row(), index.column())
            self._cell.setText(typeset(cell.tip or cell.text))


def _cells(row: RowPreview[Any]) -> tuple[Cell, ...]:
    look, word = _LOOKS[row.state]
    told = " ".join(problem.message for problem in row.problems) or "Rien à signaler."
    head = (
        Cell(str(row.number), state="muted"),
        Cell(word, look, told, shape=True),
        Cell(row.person or row.identifier, bold=True, tip=told),
    )
    return (*head, *(_cell(each) for each in row.cells))


def _cell(each: CellPreview) -> Cell:
    look = "" if each.state is CellState.OK else _LOOKS[each.state][0]
    told = f"« {each.value} » compris comme : {each.understood}" if each.understood else each.value
    words = " – ".join(part for part in (told, each.message) if part)
    shown = each.understood or each.value
    return Cell(shown, look, words, filled=bool(look), shape=bool(look))
