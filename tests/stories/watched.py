"""Runs the demonstration and the window under watch, in a program of its own.

Started as ``python -m tests.stories.watched FOLDER STEP…``; ends with 1 when the network was used,
by Python (every socket and every name looked up) or by Qt (its network library was loaded).
"""

# ruff: noqa: E402
# Nothing of the program is imported before the watch.
from tests import network_guard

network_guard.watch()

import socket
import sys
from pathlib import Path

from PySide6.QtCore import QSettings

from jurydesk.__main__ import main
from jurydesk.widgets.window.application import make_application
from tests.stories.room import Room
from tests.stories.typist import Key, Until


class _Owner:
    """Stands where pytest-qt would close the window at the end of a test."""

    def addWidget(self, widget, **_):  # noqa: N802 as pytest-qt names it
        self.widget = widget


def demo(folder: Path) -> None:
    """Do the main job of the program, signed and verified minutes included."""
    if main(["demo", "--out", str(folder), "--no-window"]) != 0:
        sys.exit("the demonstration failed")


def window(folder: Path) -> None:
    """Open the demonstration in the window and look at each page, those of the minutes drawn."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    application = make_application(sys.argv[:1])
    room = Room(_Owner(), folder / "demo.jury")
    view = room.window.page("minutes").minutes_preview.page_view
    drawn = Until(lambda: view.page_count > 0, "the pages of the minutes")
    room.type(*(Key(f"Ctrl+{page}") for page in range(1, 8)), Key("Ctrl+6"), drawn)
    room.window.close()
    application.quit()


def temptation(_folder: Path) -> None:
    """Open a socket, as the program must not."""
    socket.socket(socket.AF_INET).close()


if __name__ == "__main__":
    for step in sys.argv[2:]:
        {"demo": demo, "window": window, "temptation": temptation}[step](Path(sys.argv[1]))
    loaded = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    if "Qt6Network" in loaded:
        network_guard.uses.append("Qt's network library was loaded")
    sys.exit("; ".join(network_guard.uses) or None)
