"""One import of the assistant: a file, what was understood of it cell by cell, every problem."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableView,
    QWidget,
)

from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.french.agreement import of
from jurydesk.french.spaces import typeset
from jurydesk.tables.how_read import HowRead
from jurydesk.tables.located import Located, Matter
from jurydesk.tables.preview import Problem, TablePreview
from jurydesk.widgets.importing.import_cells import (
    LOOKS,
    alike,
    and_others,
    preview_cells,
    summed_up,
)
from jurydesk.widgets.importing.import_choices import (
    TEXTS,
    ColumnMemory,
    answer,
    ask,
    column_menu,
    headings_by_text,
    offer_hidden,
    offer_menus,
    offer_sheets,
    offer_texts,
    shown_heading,
)
from jurydesk.widgets.parts import icons, messages, theme
from jurydesk.widgets.parts.background import Background
from jurydesk.widgets.parts.drops import TABLE, FileDrops, typed_file
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.record_table import RecordTable, choose_place, dress_table
from jurydesk.widgets.parts.style import set_state
from jurydesk.widgets.parts.waiting_strip import WaitingStrip

_PLACE = Qt.ItemDataRole.UserRole
_FILTER = "Tableaux (*.csv *.xlsx *.ods *.txt *.json);;Tous les fichiers (*)"


# What a reader of files gives, whoever its rows are about.
Preview = TablePreview[Any]


Reader = Callable[[Path, HowRead], Preview]


class ImportStep(QWidget):
    """Reads one file beside the screen and shows it, and how it was read, which may be changed."""

    read = Signal()

    step_title: QLabel
    table_edit: QLineEdit
    table_browse: QPushButton
    reload_button: QPushButton
    blank_button: QPushButton
    how_frame: QFrame
    encoding_label: QLabel
    encoding_box: QComboBox
    separator_label: QLabel
    separator_box: QComboBox
    sheet_label: QLabel
    sheet_box: QComboBox
    hidden_label: QLabel
    hidden_box: QComboBox
    waiting: WaitingStrip
    summary_label: QLabel
    hint_label: QLabel
    table_view: QTableView
    cell_label: QLabel
    problem_view: QListWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "import_step")
        self._reader: Reader | None = None
        self._people = ("", "")
        self._path: Path | None = None
        self.folder: Path | None = None
        self.preview: Preview | None = None
        self._blank: tuple[str, Callable[[], bytes]] | None = None
        self._memory: Callable[[], ColumnMemory] | None = None
        self._background = Background(self)
        self._rows = RecordTable(("Ligne",), self)
        dress_table(self.table_view, self._rows, (64,), kept=3, is_sorted=False)
        FileDrops(self, (TABLE,), self.load, fields=(self.table_edit,))
        self.how_frame.hide()
        self.blank_button.hide()
        self._clear("")
        self.setFocusProxy(self.table_browse)

        self.table_edit.editingFinished.connect(self._read_typed)
        self.table_browse.clicked.connect(self._browse)
        self.reload_button.clicked.connect(self.reload)
        self.blank_button.clicked.connect(self._save_blank)
        for box in self._choices:
            box.activated.connect(self.reload)
        offer_menus(self.table_view, self._open_menu)
        self.table_view.selectionModel().currentChanged.connect(self._explain)
        self.problem_view.itemActivated.connect(self._go)
        self.problem_view.currentItemChanged.connect(self._go)

    def prepare(self, title: str, reader: Reader, people: tuple[str, str], hint: str = "") -> None:
        """Say what is read here; called once by the dialog that holds the step."""
        self._reader, self._people = reader, people
        self.step_title.setText(title)
        self.step_title.setVisible(bool(title))
        if hint:
            self.hint_label.setText(typeset(hint))
        title = title or "Tableau"
        self.table_edit.setAccessibleName(f"{title} : fichier lu")
        self.table_view.setAccessibleName(f"{title} : aperçu de l’import")
        self.problem_view.setAccessibleName(f"{title} : problèmes du fichier")

    def offer_blank(self, name: str, table: Callable[[], bytes]) -> None:
        """Offer an empty table with the columns expected, to whoever has none yet."""
        self._blank = (name, table)
        self.blank_button.show()

    def remember_columns(self, memory: Callable[[], ColumnMemory]) -> None:
        """Keep what a person makes of a heading, for the next table of this certification."""
        self._memory = memory

    def _columns(self) -> tuple[tuple[str, str], ...]:
        return () if self._memory is None else self._memory().recall()

    def _open_menu(self, column: int, place: QPoint) -> None:
        """Let a person say what a column of the file is, and read the file again."""
        preview = self.preview
        headings = [] if preview is None else list(headings_by_text(preview).values())
        if self._memory is None or preview is None or not 3 <= column < len(headings) + 3:
            return
        given = [heading.field for heading in headings if heading.field is not None]
        fields = preview.table.fields
        menu = column_menu(headings[column - 3], fields, given, self._name_column, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _name_column(self, heading: str, name: str | None) -> None:
        if self._memory is not None:
            self._memory().keep(heading, name)
            self.reload()

    @property
    def _choices(self) -> tuple[QComboBox, ...]:
        return self.encoding_box, self.separator_box, self.sheet_box, self.hidden_box

    @property
    def is_ready(self) -> bool:
        """Whether the file may be taken whole."""
        return self.preview is not None and self.preview.is_acceptable

    @property
    def path(self) -> Path | None:
        """The file chosen."""
        return self._path

    def load(self, path: Path) -> None:
        """Read a file beside the screen, as the file itself suggests."""
        self._path = path
        for box in self._choices:
            box.clear()
        self.how_frame.hide()
        self._read(path, HowRead(columns=self._columns()))

    def reload(self) -> None:
        """Read the same file again, under another rulebook or as a person says."""
        if self._path is not None:
            how = answer(self.sheet_box, self.hidden_box)
            encoding, separator = self.encoding_box.currentData(), self.separator_box.currentData()
            how = replace(
                how,
                encoding=encoding or None,
                separator=separator or None,
                columns=self._columns(),
            )
            self._read(self._path, how)

    def _read(self, path: Path, how: HowRead) -> None:
        reader = self._reader
        if reader is None:
            return
        self.preview = None
        self.reload_button.setEnabled(True)
        self.table_edit.setText(str(path))
        self.summary_label.setText("Lecture…")
        self.summary_label.show()
        set_state(self.summary_label, "")
        self.waiting.begin(f"Lecture {of(path.name)}…", self._interrupt)
        self._background.start(lambda: reader(path, how), self._show, self._fail)
        self.read.emit()

    def _interrupt(self) -> None:
        self._background.forget()
        self._path = None
        self.reload_button.setEnabled(False)
        self.table_edit.clear()
        self._clear("Lecture interrompue : rien n’est importé.")

    def _read_typed(self) -> None:
        """Read the file whose path was typed or pasted, unless it is the one shown."""
        typed = typed_file(self.table_edit.text())
        if typed is not None and typed != self._path:
            self.load(typed)

    def _browse(self) -> None:
        start = str(self._path.parent if self._path else self.folder or Path.home())
        name, _ = QFileDialog.getOpenFileName(self, "Choisir un tableau", start, _FILTER)
        if name:
            self.load(Path(name))

    def _save_blank(self) -> None:
        if self._blank is None:
            return
        name, table = self._blank
        given, _ = QFileDialog.getSaveFileName(
            self,
            "Enregistrer un modèle vierge",
            str((self.folder or Path.home()) / name),
            "Tableaux (*.csv)",
        )
        path = Path(given)
        if given and messages.attempt(self, lambda: write_whole(path, table(), replace=True)):
            self.hint_label.setText(
                typeset(
                    f"Modèle enregistré : {path.name}. Remplissez-le dans un tableur, "
                    "enregistrez-le, puis choisissez-le ici."
                )
            )

    def _fail(self, error: Exception) -> None:
        self.waiting.finish()
        if not isinstance(error, JuryDeskError | OSError):
            self._clear("")
            raise error
        self._clear(messages.sentence(error))
        self._offer_encodings()
        set_state(self.summary_label, "bad")
        self.read.emit()

    def _clear(self, text: str) -> None:
        self._rows.set_rows((), lambda _: ())
        self._show_table(shown=False)
        self.summary_label.setText(typeset(text))
        self.summary_label.setVisible(bool(text))

    def _show_table(self, *, shown: bool) -> None:
        self.hint_label.setVisible(not shown)
        self.table_view.setVisible(shown)
        self.cell_label.setVisible(shown)
        if not shown:
            self.problem_view.hide()

    def _offer_encodings(self) -> None:
        """Let a person say how a text that could not be read was written."""
        if (
            self._path is None
            or self._path.suffix.lower() not in TEXTS
            or self.encoding_box.count()
        ):
            return
        offer_texts(self.encoding_box, self.separator_box)
        for widget in (self.sheet_label, self.sheet_box, self.hidden_label, self.hidden_box):
            widget.hide()
        self.how_frame.show()

    def _show_how(self, located: Located) -> None:
        """Show how the file was read, with what else could be chosen."""
        source = located.source
        is_text = source.kind == "CSV"
        if is_text:
            offer_texts(self.encoding_box, self.separator_box, source)
        else:
            offer_sheets(self.sheet_box, located)
        if located.hidden_rows:
            offer_hidden(self.hidden_box)
        shown = {
            (self.encoding_label, self.encoding_box): is_text,
            (self.separator_label, self.separator_box): is_text,
            (self.sheet_label, self.sheet_box): len(located.sheets) > 1,
            (self.hidden_label, self.hidden_box): bool(located.hidden_rows),
        }
        for widgets, visible in shown.items():
            for widget in widgets:
                widget.setVisible(visible)
        self.how_frame.setVisible(any(shown.values()))
        ask(self.sheet_box, located, Matter.SHEETS)
        ask(self.hidden_box, located, Matter.HIDDEN_ROWS)

    def _show(self, preview: Preview) -> None:
        self.waiting.finish()
        self.preview = preview
        self._show_table(shown=True)
        self._show_how(preview.located)
        headings = tuple(map(shown_heading, headings_by_text(preview).values()))
        self._rows.set_headings(("Ligne", "État", "Personne", *headings))
        rows = {_place(*row.key): row for row in preview.rows}
        aside = frozenset(name for name, field in preview.columns.items() if field is None)
        self._rows.set_rows(tuple(rows), lambda key: preview_cells(rows[key], aside))
        for column, width in enumerate((58, 104, 180)):
            self.table_view.setColumnWidth(column, width)
        for column in range(3, len(headings) + 3):
            self.table_view.setColumnWidth(column, 128)
        self._sum_up(preview)
        self._list_problems(preview.problems)
        if rows:
            choose_place(self.table_view, 0, 2)
        self.table_view.horizontalScrollBar().setValue(0)
        self.read.emit()

    def _sum_up(self, preview: Preview) -> None:
        text, look = summed_up(preview, self._people)
        self.summary_label.setText(typeset(text))
        set_state(self.summary_label, look)

    def _list_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problem_view.clear()
        for problem, others in alike(problems):
            look, _ = LOOKS[problem.state]
            shape = "blocking" if look == "bad" else "warning"
            ink = QColor(str(getattr(theme.current(), look)))
            words = problem.sentence.removesuffix(".") + and_others(others) + "."
            item = QListWidgetItem(icons.icon(shape, ink), typeset(words))
            item.setData(_PLACE, (_place(problem.sheet, problem.row or 0), problem.column))
            self.problem_view.addItem(item)
        self.problem_view.setVisible(bool(problems))

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None or self.preview is None:
            return
        row, column = item.data(_PLACE)
        place = self._rows.row_of(row)
        headings = list(self.preview.columns)
        if place >= 0:
            at = headings.index(column) + 3 if column in headings else 2
            choose_place(self.table_view, place, at)

    def _explain(self) -> None:
        index = self.table_view.currentIndex()
        if index.isValid():
            cell = self._rows.cell(index.row(), index.column())
            self.cell_label.setText(typeset(cell.tip or cell.text))


def _place(sheet: str, row: int) -> str:
    """Return what names a row in the table on screen, whatever its sheet."""
    return f"{sheet}\n{row}" if row else ""
