"""The sessions chosen from disk to be compared with the one on screen."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jurydesk.deliberation.figures.comparison import with_session
from jurydesk.deliberation.figures.people import SessionFigures
from jurydesk.errors import JuryDeskError
from jurydesk.storage.encryption import is_protected
from jurydesk.transmission.earlier_figures import read_figures
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.passphrase_dialog import ask_key

FILTER = "Séances et décisions (*.jury *.json)"


def ask_sessions(parent: QWidget, start: Path) -> tuple[Path, ...]:
    """Ask for sessions, or decisions exported as JSON."""
    names, _ = QFileDialog.getOpenFileNames(
        parent, "Quelles séances comparer ?", str(start), FILTER
    )
    return tuple(map(Path, names))


def compared(
    parent: QWidget,
    paths: Iterable[Path],
    known: tuple[SessionFigures, ...],
    here: SessionFigures,
) -> tuple[SessionFigures, ...]:
    """Return the sessions compared with those of these files; what cannot be is told, each once."""
    problems = []
    for path in paths:
        try:
            key = None
            if path.suffix.lower() != ".json" and is_protected(path):
                key = ask_key(parent, path)
                if key is None:
                    continue
            with busy():
                known = with_session(known, here, read_figures(path, key))
        except (JuryDeskError, OSError) as error:
            problems.append(messages.sentence(error))
    if problems:
        messages.show_error(parent, JuryDeskError(" ".join(problems)))
    return known
