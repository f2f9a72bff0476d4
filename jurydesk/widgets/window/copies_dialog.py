"""« Copies de sûreté »: what each copy holds, and putting one back as a session of its own."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QListWidget, QPushButton, QWidget

from jurydesk.french.days import clock, unbroken_day
from jurydesk.french.spaces import typeset
from jurydesk.storage.safety_copies import (
    SafetyCopy,
    copies_folder,
    copies_in,
    restore,
    what_it_holds,
)
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.window.demonstration import free_path

_FILTER = "Séances JuryDesk (*.jury)"


class CopiesDialog(QDialog):
    """Lists the copies of this computer and of a folder; ``path`` is the session restored."""

    copy_view: QListWidget
    empty_label: QLabel
    folder_button: QPushButton
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(self, second: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "copies_dialog")
        self.path: Path | None = None
        self._folders = [copies_folder(), *([second] if second else [])]
        self._copies: tuple[SafetyCopy, ...] = ()
        self._fill()

        self.copy_view.currentRowChanged.connect(self._allow)
        self.copy_view.itemActivated.connect(self._restore)
        self.folder_button.clicked.connect(self._add_folder)
        self.accept_button.clicked.connect(self._restore)
        self.cancel_button.clicked.connect(self.reject)

    def _fill(self) -> None:
        self._copies = copies_in(self._folders)
        self.copy_view.clear()
        for copy in self._copies:
            when = f"{unbroken_day(copy.made_at.date())} à {clock(copy.made_at)}"
            text = f"{copy.stem}, {when}\n{what_it_holds(copy)}\n{copy.path.parent}"
            self.copy_view.addItem(typeset_lines(text))
        self.empty_label.setVisible(not self._copies)
        self.copy_view.setVisible(bool(self._copies))
        if self._copies:
            self.copy_view.setCurrentRow(0)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.copy_view.currentRow() >= 0)

    def _add_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Dossier des copies", str(Path.home()))
        if name:
            self._folders.append(Path(name))
            self._fill()

    def _restore(self) -> None:
        row = self.copy_view.currentRow()
        if row < 0:
            return
        copy = self._copies[row]
        start = str(free_path(Path.home() / f"{copy.stem} - restaurée.jury"))
        name, _ = QFileDialog.getSaveFileName(self, "Restaurer la séance sous", start, _FILTER)
        if not name:
            return
        to = Path(name if name.endswith(".jury") else f"{name}.jury")
        if messages.attempt(self, lambda: restore(copy, to)):
            self.path = to
            self.accept()


def typeset_lines(text: str) -> str:
    """Return lines with French spaces; typesetting would join them."""
    return "\n".join(typeset(line) for line in text.split("\n"))
