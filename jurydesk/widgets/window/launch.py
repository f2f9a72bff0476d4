"""The window's door: says in French why it cannot open, before anything of Qt is loaded."""

import gc
import sys
from pathlib import Path

from jurydesk.widgets.window import application
from jurydesk.widgets.window.platform_check import why_no_window


def run(path: Path | None) -> int:
    """Open the application, on a session when one is given; return the exit code.

    A missing system library would otherwise end the process, or the import, with Qt's own words.
    """
    reason = why_no_window()
    if reason is not None:
        sys.stderr.write(f"{reason}\n")
        return 2
    # The application collects for itself: doing it while Qt loads costs a twentieth of the start.
    gc.disable()
    return application.run_application(path)
