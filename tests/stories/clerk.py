"""A clerk at work in a program of its own, to be cut off: votes and adopts until killed.

Started as ``python -m tests.stories.clerk FILE.jury SETTINGS_FOLDER``. Every act the window
acknowledges is told on a line of JSON: its words, the votes in progress, the levels adopted.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSettings

from jurydesk.widgets.window.application import make_application
from tests.stories.room import Room


class _Desk:
    """Keeps what pytest-qt would close at the end of a test: nothing ends here but by a kill."""

    def addWidget(self, widget, **_later):  # noqa: N802 as pytest-qt names it
        self.widget = widget


def work(path: Path) -> None:
    """Open the session and contest every bloc of every candidate."""
    room = Room(_Desk(), path)
    bridge = room.window.bridge
    bridge.done.connect(lambda words: print(_told(words, bridge.state.ballots), flush=True))
    room.goes_to_the_sitting()
    while room.window.isVisible():
        room.votes("222122")
        room.adopts()


def _told(words, ballots) -> str:
    named = {f"{candidate} {block}": each for (candidate, block), each in ballots.items()}
    return json.dumps(
        {
            "act": words,
            "votes": {key: each.votes for key, each in named.items() if each.votes},
            "adopted": {key: each.decision.level for key, each in named.items() if each.decision},
        }
    )


if __name__ == "__main__":
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])
    application = make_application(sys.argv[:1])
    work(Path(sys.argv[1]))
