"""The window opens on its first page with nothing that only a session needs."""

import os
import subprocess
import sys

from PySide6.QtCore import QSettings

from jurydesk.widgets.window.recent_sessions import remember
from tests.started import STARTED

_TELL = """
import os, sys
def tell(*_):
    from PySide6 import QtCore
    print(*(
        name for name, module in sys.modules.items()
        if type(module).__name__ != "_Waiting" and "__path__" not in vars(module)
        and name.startswith(("jurydesk", "reportlab", "sqlite", "pikepdf", "html"))
    ))
    print("Qt" in vars(QtCore), flush=True)
    os._exit(0)
"""


def test_start_loads_neither_the_core_nor_the_enums_of_qt(tmp_path):
    # Sessions remembered are part of an everyday start, were they gone.
    settings = QSettings(str(tmp_path / "JuryDesk" / "JuryDesk.conf"), QSettings.Format.IniFormat)
    remember(settings, tmp_path / "absente.jury")
    (tmp_path / "jury.jury").touch()
    remember(settings, tmp_path / "jury.jury")
    settings.sync()
    told = subprocess.run(
        [sys.executable, "-c", _TELL + STARTED],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.splitlines()
    loaded = told[0].split()
    assert "jurydesk.widgets.window.start_page" in loaded
    for later in ("jurydesk.deliberation.", "jurydesk.storage.", "reportlab", "sqlite", "pikepdf"):
        assert [name for name in loaded if name.startswith(later)] == []
    # Two hundred enums, a tenth of the start: the first page is written without them.
    assert told[1] == "False"
