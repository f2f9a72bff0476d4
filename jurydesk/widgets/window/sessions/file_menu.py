"""« Enregistrer une copie… » and « Ouvrir le dossier » of the open session."""

from pathlib import Path

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction

from jurydesk.french.spaces import typeset
from jurydesk.storage import copies
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child

_FILTER = "Séances JuryDesk (*.jury)"


class FileMenu(QObject):
    """Acts on the file of the open session, never on what it holds."""

    def __init__(self, window: QtWidgets.QWidget, bridge: SessionBridge) -> None:
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._copy = child(window, QAction, "copy_session_action")
        self._folder = child(window, QAction, "folder_action")
        self._copy.triggered.connect(self.save_copy)
        self._folder.triggered.connect(self.open_folder)
        bridge.changed.connect(self._allow)
        self._allow()

    def save_copy(self) -> None:
        """Ask where a copy goes, and write it; votes under way are not in it."""
        file, path = self._bridge.file, self._bridge.path
        if file is None or path is None:
            return
        start = copies.free_name(path.with_name(f"{path.stem} - copie.jury"))
        name, _ = QtWidgets.QFileDialog.getSaveFileName(
            self._window, "Enregistrer une copie de la séance", str(start), _FILTER
        )
        to = Path(name if name.endswith(".jury") else f"{name}.jury")
        if name and messages.attempt(self._window, lambda: file.backup(to)):
            self._bridge.done.emit(typeset(f"copie de la séance : {to.name}"))

    def open_folder(self) -> None:
        """Show the session's file where it is."""
        if self._bridge.path is not None:
            folder = QUrl.fromLocalFile(str(self._bridge.path.parent))
            QtGui.QDesktopServices.openUrl(folder)

    def _allow(self) -> None:
        for action in (self._copy, self._folder):
            action.setEnabled(self._bridge.path is not None)
