"""The menu « Protection »: the passphrase of the open session, and copies of it in clear."""

from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QWidget

from jurydesk.french.spaces import capitalised, typeset
from jurydesk.storage import encryption, protection
from jurydesk.widgets.parts import messages, passphrase_dialog
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child
from jurydesk.widgets.window import copies_dialog
from jurydesk.widgets.window.retention import (
    choose_years,
    chosen_years,
    remember_day,
    words_for,
)
from jurydesk.widgets.window.safety_keeper import SafetyKeeper

_FILTER = "Séances JuryDesk (*.jury)"


class ProtectionMenu(QObject):
    """Acts on the open session through the bridge, and says what was done."""

    def __init__(self, window: QWidget, bridge: SessionBridge, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._menu = child(window, QMenu, "protection_menu")
        self._protect = child(window, QAction, "protect_action")
        self._unprotect = child(window, QAction, "unprotect_action")
        self._copy = child(window, QAction, "clear_copy_action")
        self._second = child(window, QAction, "second_folder_action")
        self._retention = child(window, QAction, "retention_action")
        self._settings = settings
        self._kept = QLabel(window)
        child(window, QStatusBar, "status_bar").addPermanentWidget(self._kept)
        self.keeper = SafetyKeeper(bridge, settings, self)
        self._show()

        bridge.changed.connect(self._show)
        self._protect.triggered.connect(self._choose)
        self._unprotect.triggered.connect(self._remove)
        self._copy.triggered.connect(self._export)
        self._second.triggered.connect(self._choose_second)
        self._retention.triggered.connect(self._choose_retention)

    def _show(self) -> None:
        file = self._bridge.file
        protected = file is not None and file.key is not None
        self._menu.setEnabled(file is not None)
        text = "&Changer la phrase secrète…" if protected else "&Protéger par une phrase secrète…"
        self._protect.setText(text)
        self._unprotect.setEnabled(protected)
        self._show_retention()

    def _show_retention(self) -> None:
        """Show on the session until when it is kept: in the menu, and at the foot of the window."""
        state, path = self._bridge.state, self._bridge.path
        words = ""
        if state is not None and path is not None:
            remember_day(self._settings, path, state.session_date)
            words = words_for(self._settings, state.session_date, self._bridge.now().date())
        self._retention.setText(f"&Durée de conservation : {words or 'à choisir'}…")
        self._kept.setText(capitalised(typeset(words)))
        self._kept.setVisible(bool(words))

    def _choose_retention(self) -> None:
        years, given = QtWidgets.QInputDialog.getInt(
            self._window,
            "JuryDesk – durée de conservation",
            typeset(
                "Combien d’années l’établissement garde-t-il ses séances ? (0 : non choisi)\n"
                "Rien n’est jamais effacé : l’accueil signale les séances dont la durée est passée."
            ),
            chosen_years(self._settings),
            0,
            100,
        )
        if given:
            choose_years(self._settings, years)
            self._show_retention()

    def _choose(self) -> None:
        file = self._bridge.file
        if file is None:
            return
        title = "Protéger la séance" if file.key is None else "Changer la phrase secrète"
        done = (
            "protection par une phrase secrète" if file.key is None else "nouvelle phrase secrète"
        )

        def act(typed: str) -> None:
            self._bridge.reprotect(encryption.new_key(typed), done)
            self.keeper.begin_again()

        passphrase_dialog.choose_passphrase(self._window, title, act)

    def _remove(self) -> None:
        agreed = messages.confirm(
            self._window,
            "Retirer la protection ?",
            typeset(
                "La séance sera lisible par quiconque a le fichier : état civil, votes comptés, "
                "décisions."
            ),
            "Re&mettre en clair",
        )
        if agreed:
            messages.attempt(
                self._window, lambda: self._bridge.reprotect(None, "protection retirée")
            )

    def _choose_second(self) -> None:
        start = str(self.keeper.second_folder or Path.home())
        name = QtWidgets.QFileDialog.getExistingDirectory(
            self._window, "Second dossier de copies de sûreté (clé USB)", start
        )
        if name:
            self.keeper.choose_second(Path(name))
            self._bridge.done.emit(typeset(f"copies de sûreté aussi dans {Path(name).name}"))

    def restore(self) -> Path | None:
        """Show the safety copies; return the session put back from one, if any."""
        dialog = copies_dialog.CopiesDialog(self.keeper.second_folder, self._window)
        dialog.exec()
        dialog.deleteLater()
        return dialog.path

    def _export(self) -> None:
        file = self._bridge.file
        if file is None:
            return
        start = str(file.path.with_name(f"{file.path.stem} - en clair.jury"))
        name, _ = QtWidgets.QFileDialog.getSaveFileName(
            self._window, "Exporter une copie en clair", start, _FILTER
        )
        if name and messages.attempt(
            self._window, lambda: protection.export_clear(file.path, file.key, Path(name))
        ):
            self._bridge.done.emit(typeset(f"copie en clair écrite : {Path(name).name}"))


def open_asking(parent: QWidget, bridge: SessionBridge, path: Path) -> bool:
    """Open a session, its passphrase asked when it is protected; return whether it is open."""
    key = None
    if encryption.is_protected(path):
        key = passphrase_dialog.ask_key(parent, path)
        if key is None:
            return False
    return messages.attempt(parent, lambda: bridge.open(path, key))
