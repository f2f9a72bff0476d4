"""The settings of the establishment on this computer, taken by each session when papers leave."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from jurydesk.deliberation.establishment import Establishment
from jurydesk.errors import JuryDeskError
from jurydesk.files import make_owned_folder, write_whole
from jurydesk.storage import establishment_file

_NAME = "etablissement.json"


def settings_path() -> Path:
    """Return where this computer keeps them."""
    kind = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(kind)) / _NAME


def computer_settings() -> Establishment | None:
    """Return them; ``None`` when nothing was set, or what was kept is no longer understood."""
    path = settings_path()
    if not path.is_file():
        return None
    try:
        return establishment_file.read_establishment(path)
    except JuryDeskError:
        return None


def keep_settings(house: Establishment, path: Path | None = None) -> None:
    """Write them, for this computer or to another file.

    Raises:
        OSError: The file cannot be written.
    """
    path = path or settings_path()
    make_owned_folder(path.parent)
    write_whole(path, establishment_file.establishment_text(house).encode(), replace=True)
