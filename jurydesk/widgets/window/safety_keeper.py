"""Makes safety copies of the open session while one works: on this computer, and on a stick.

Copies are made beside the screen, some minutes after an act and when the session is closed; a
stick that is gone is said once and tried again.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer

from jurydesk import errors
from jurydesk.storage import safety_copies, session_file
from jurydesk.widgets.parts.session_bridge import SessionBridge

if TYPE_CHECKING:
    from jurydesk.storage.encryption import SessionKey

_EVERY_MS = 3 * 60 * 1000


class SafetyKeeper(QObject):
    """Follows the bridge; ``second_folder`` is chosen for each session and remembered."""

    def __init__(self, bridge: SessionBridge, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._settings = bridge, settings
        self._held: tuple[Path, SessionKey | None] | None = None
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)

        self._timer.timeout.connect(self.copy_now)
        bridge.changed.connect(self._follow)

    @property
    def second_folder(self) -> Path | None:
        """The second folder of the open session, if one was chosen."""
        path = self._bridge.path
        kept = "" if path is None else str(self._settings.value(_key(path), ""))
        return Path(kept) if kept else None

    def choose_second(self, folder: Path | None) -> None:
        """Remember the second folder of the open session, or none, and copy at once."""
        if self._bridge.path is not None:
            self._settings.setValue(_key(self._bridge.path), str(folder or ""))
            self.copy_now()

    def folders(self) -> list[Path]:
        """Return where the open session is copied."""
        second = self.second_folder
        return [safety_copies.copies_folder(), *([second] if second else [])]

    def copy_now(self) -> None:
        """Copy the open session to each of its folders."""
        file = self._bridge.file
        if file is not None:
            self._copy(file.path, file.key, self.folders())

    def begin_again(self) -> None:
        """Destroy the copies of the open session, and make one: its passphrase has changed."""
        if self._bridge.state is not None:
            safety_copies.destroy_copies(self._bridge.state, self.folders())
            self.copy_now()

    def _follow(self) -> None:
        file = self._bridge.file
        if file is not None:
            if self._held is None or self._held[0] != file.path:
                self._told = ""
            self._held = (file.path, file.key)
            if not self._timer.isActive():
                self._timer.start()
            return
        self._timer.stop()
        if self._held is not None:
            path, key = self._held
            self._held = None
            self._copy(path, key, self._folders_of(path))

    def _folders_of(self, path: Path) -> list[Path]:
        second = str(self._settings.value(_key(path), ""))
        return [safety_copies.copies_folder(), *([Path(second)] if second else [])]

    def _copy(self, path: Path, key: "SessionKey | None", folders: list[Path]) -> None:
        told = ""
        try:
            with session_file.SessionFile.open(path, read_only=True, key=key) as session:
                for folder in folders:
                    try:
                        safety_copies.make_copy(session, folder, datetime.now().astimezone())
                    except (errors.JuryDeskError, OSError) as error:
                        told = f"Copie de sûreté impossible : {error}"
        except (errors.JuryDeskError, OSError) as error:
            told = f"Copie de sûreté impossible : {error}"
        if told and told != self._told and self._bridge.file is not None:
            self._bridge.refused.emit(told)
        self._told = told


def _key(session: Path) -> str:
    """Return a settings key for a path: Qt reads a slash as a group."""
    return "copies/" + str(session.absolute()).replace("/", "|").replace("\\", "|")
