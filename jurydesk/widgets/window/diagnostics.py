"""Keeps the technical log and catches what nobody expected; never writes a name or a vote."""

import faulthandler
import logging
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from jurydesk import __version__
from jurydesk.files import make_owned_folder

_LOG = logging.getLogger("jurydesk")
_LONG = 512 * 1024


def log_folder() -> Path:
    """Return the folder of the technical log, made if need be."""
    kind = QStandardPaths.StandardLocation.AppLocalDataLocation
    folder = Path(QStandardPaths.writableLocation(kind)) / "journal"
    make_owned_folder(folder)
    return folder


@contextmanager
def kept_log(folder: Path) -> Iterator[Path]:
    """Write the log to a file, and hard crashes to one beside it; keep the log before a long one.

    Turning over when the program starts is enough for what it writes, and spares the start the
    network modules that :mod:`logging.handlers` brings.
    """
    path = folder / "jurydesk.log"
    if path.is_file() and path.stat().st_size > _LONG:
        path.replace(folder / "jurydesk.log.1")
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    # Kept open all along: a crash handler cannot open files.
    with (folder / "crash.log").open("a", encoding="utf-8") as crashes:
        faulthandler.enable(crashes)
        try:
            yield path
        finally:
            faulthandler.disable()
            _LOG.removeHandler(handler)
            handler.close()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return the report: versions, places in the code, the kind of error and never its words.

    An error's message may quote a person's name; the places in the code are enough to mend it.
    """
    head = f"JuryDesk {__version__} · Qt {qt_version} · Python {platform.python_version()}"
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    cause = f"  (à cause de {type(error.__cause__).__name__})" if error.__cause__ else ""
    return "\n".join([f"{head} · {platform.platform()}", f"{kind.__name__}{cause}", *places])


class CrashCatcher(QObject):
    """Catches every exception nobody handled: logs at once, shows it from the screen's thread."""

    caught = Signal(str)

    def __init__(self, show: Callable[[str], None]) -> None:
        super().__init__()
        self._previous = sys.excepthook
        self._showing = False
        self._show = show
        # A worker's exception runs the hook in the worker's thread: the signal goes to ours.
        self.caught.connect(self._wait)

    def install(self) -> None:
        """Take the place of Python's own handler."""
        sys.excepthook = self._catch

    def remove(self) -> None:
        """Give its place back to the handler that was there."""
        sys.excepthook = self._previous

    def _catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous(kind, error, trace)
            return
        text = report(kind, error, trace)
        _LOG.error("%s", text)
        self.caught.emit(text)

    def _wait(self, text: str) -> None:
        """Let what broke, a painting perhaps, come to its end before a window opens."""
        QTimer.singleShot(0, lambda: self._display(text))

    def _display(self, text: str) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            self._show(text)
        finally:
            self._showing = False
