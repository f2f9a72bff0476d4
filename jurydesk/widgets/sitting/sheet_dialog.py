"""Enters a « bordereau de séance », a sitting kept on paper and typed in a table: all or nothing.

Leaves reading the table and playing its acts to the core, which says what is to be corrected.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QWidget,
)

from jurydesk.cohort.blank_table import blank_csv
from jurydesk.deliberation.sheet.columns import sheet_fields
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.storage.sheet_recording import SheetReport
from jurydesk.tables.located import Located, Matter
from jurydesk.tables.table import Heading
from jurydesk.widgets.importing.import_choices import (
    ColumnMemory,
    answer,
    ask,
    column_menu,
    is_to_name,
    offer_hidden,
    offer_sheets,
)
from jurydesk.widgets.parts import icons, messages, theme
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.drops import TableDrops, typed_file
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.sentence_delegate import SentenceDelegate
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state

_ABOUT = (
    "Pour une séance tenue sur papier : un acte par ligne, avec son heure, dans l’ordre. Tout le "
    "tableau est d’abord essayé sans rien écrire ; il n’est enregistré que si aucune ligne n’est "
    "refusée, et ses votes nominatifs sont effacés à l’adoption, comme ceux du clavier."
)
_TABLES = "Tableaux (*.csv *.xlsx *.xlsm *.ods *.txt *.tsv)"


class SheetDialog(QDialog):
    """Shows what a sheet would do, then records it."""

    about_label: QLabel
    file_edit: QLineEdit
    file_button: QPushButton
    again_button: QPushButton
    blank_button: QPushButton
    how_frame: QFrame
    sheet_label: QLabel
    sheet_box: QComboBox
    hidden_label: QLabel
    hidden_box: QComboBox
    verdict_label: QLabel
    problem_view: QListWidget
    columns_button: QPushButton
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "sheet_dialog")
        self._bridge = bridge
        self.about_label.setText(typeset(_ABOUT))
        self.problem_view.setItemDelegate(SentenceDelegate(self.problem_view))
        for button in (self.file_button, self.again_button, self.blank_button):
            button.setAutoDefault(False)
        self._begin()
        self.file_edit.setFocus()

        TableDrops(self, lambda: True, self.load)
        self.file_edit.textEdited.connect(self._begin)
        self.sheet_box.activated.connect(self._read)
        self.hidden_box.activated.connect(self._read)
        self.file_edit.installEventFilter(self)
        self.file_button.clicked.connect(self._choose)
        self.again_button.clicked.connect(self._read)
        self.blank_button.clicked.connect(self._save_blank)
        self.accept_button.clicked.connect(self._enter)
        self.cancel_button.clicked.connect(self.reject)

    def load(self, path: Path) -> None:
        """Try a sheet, without recording anything."""
        self.file_edit.setText(str(path))
        self._begin()
        self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Try the sheet with Enter, and no more: the same key would else record it at once."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.key() in keys:
            if event.type() is QEvent.Type.KeyPress:
                self._read()
            return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        start = self.file_edit.text() or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(self, "Choisir le bordereau", start, _TABLES)
        if name:
            self.load(Path(name))

    def _begin(self) -> None:
        """Wait for a file: nothing that was said of another one stays."""
        self.sheet_box.clear()
        self.hidden_box.clear()
        self.how_frame.hide()
        self.columns_button.hide()
        self._forget()

    def _forget(self) -> None:
        self.problem_view.clear()
        self._say("Choisissez le tableau du bordereau.", "")
        self.again_button.setEnabled(bool(self.file_edit.text().strip()))
        self.accept_button.setText("&Enregistrer")
        self.accept_button.setEnabled(False)

    def _read(self) -> None:
        self._forget()
        report = self._play(rehearsed=True)
        if report is not None and report.acts:
            self._say(f"{plural(report.acts, 'acte')}, aucun refusé.", "good")
            self.accept_button.setText(f"&Enregistrer {plural(report.acts, 'acte')}")
            self.accept_button.setEnabled(True)
            self.accept_button.setFocus()

    def _enter(self) -> None:
        report = self._play(rehearsed=False)
        if report is not None and not report.problems:
            self.accept()

    def _play(self, *, rehearsed: bool) -> SheetReport | None:
        """Play the sheet and list what is to be corrected; nothing where it cannot be read."""
        given = typed_file(self.file_edit.text())
        if given is None:
            return None
        try:
            with busy():
                how = answer(self.sheet_box, self.hidden_box)
                how = replace(how, columns=self._memory().recall())
                report = self._bridge.enter_sheet(given, how, rehearsed=rehearsed)
        except (JuryDeskError, OSError) as error:
            self._say(messages.sentence(error), "bad")
            return None
        self.problem_view.clear()
        self._list(report.problems, "blocking", "bad")
        asked = report.located.questions if report.located is not None else ()
        told = {question.sentence for question in asked}
        self._list(tuple(each for each in report.notices if each not in told), "warning", "warn")
        if report.located is not None:
            self._show_choices(report.located)
        if report.problems:
            self.accept_button.setEnabled(False)
            refused = plural(len(report.problems), "ligne à corriger", "lignes à corriger")
            self._say(
                f"{refused} : rien n’est enregistré. Corrigez le tableau, puis « Relire ».", "bad"
            )
        return report

    def _show_choices(self, located: Located) -> None:
        """Offer the sheets and what hidden rows become, where the file has some."""
        offer_sheets(self.sheet_box, located)
        if located.hidden_rows:
            offer_hidden(self.hidden_box)
        several, hidden = len(located.sheets) > 1, self.hidden_box.count() > 0
        for widget, visible in (
            (self.sheet_label, several),
            (self.sheet_box, several),
            (self.hidden_label, hidden),
            (self.hidden_box, hidden),
        ):
            widget.setVisible(visible)
        to_name = [each for table in located.tables for each in table.headings if is_to_name(each)]
        self._offer_columns(located, to_name)
        self.how_frame.setVisible(several or hidden or bool(to_name))
        ask(self.sheet_box, located, Matter.SHEETS)
        ask(self.hidden_box, located, Matter.HIDDEN_ROWS)
        if located.questions:
            self._say(" ".join(each.sentence for each in located.questions), "warn")

    def _offer_columns(self, located: Located, to_name: Sequence[Heading]) -> None:
        """Let a person say what each column that is not recognised is."""
        menu, fields = QMenu(self), located.table.fields
        given = [each.field for each in located.table.headings if each.field is not None]
        for heading in to_name:
            menu.addMenu(column_menu(heading, fields, given, self._name_column, menu))
        self.columns_button.setMenu(menu)
        self.columns_button.setVisible(bool(to_name))

    def _name_column(self, heading: str, name: str | None) -> None:
        self._memory().keep(heading, name)
        self._read()

    def _memory(self) -> ColumnMemory:
        state = self._bridge.state
        code = "" if state is None else state.rulebook.certification.code
        return ColumnMemory(f"{code}/sheet")

    def _list(self, sentences: tuple[str, ...], shape: str, look: str) -> None:
        ink = QColor(str(getattr(theme.current(), look)))
        for each in sentences:
            self.problem_view.addItem(QListWidgetItem(icons.icon(shape, ink), typeset(each)))

    def _say(self, text: str, look: str) -> None:
        self.verdict_label.setText(typeset(text))
        set_state(self.verdict_label, look)

    def _save_blank(self) -> None:
        start = str(Path.home() / "modele_bordereau.csv")
        name, _ = QFileDialog.getSaveFileName(
            self, "Enregistrer un modèle vierge", start, "Tableaux (*.csv)"
        )
        path = Path(name)
        if name and messages.attempt(
            self, lambda: write_whole(path, blank_csv(sheet_fields()), replace=True)
        ):
            self._say(f"Modèle enregistré : {path.name}.", "good")
