"""Runs long work beside the screen and hands the result back to it; errors come back as values."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget
from shiboken6 import isValid

# Work that is done before the eye looks for it shows nothing.
PATIENCE_MS = 400

Result = TypeVar("Result")


class _Post(QObject):
    """Carries a result from the worker's thread to the screen's.

    It also keeps the work, and lives until the screen has received: what the work holds (a page,
    a dialog) must never be let go, and so destroyed, by the worker.
    """

    arrived = Signal(object, object)

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(QCoreApplication.instance())
        self.work = work


class _Work(QRunnable):
    def __init__(self, post: _Post) -> None:
        super().__init__()
        self._post = post

    @Slot()
    def run(self) -> None:
        """Do the work; whatever it raises is for the screen to tell."""
        try:
            self._post.arrived.emit(self._post.work(), None)
        except Exception as error:  # noqa: BLE001 carried to the screen, raised again there
            self._post.arrived.emit(None, error)


class Background(QObject):
    """One kind of work at a time: a result that was asked for before the last one is dropped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked = 0
        self._posts: dict[int, _Post] = {}

    @property
    def is_busy(self) -> bool:
        """Whether a result is awaited."""
        return bool(self._posts)

    def forget(self) -> None:
        """Drop the result awaited, if any: nobody wants it any more."""
        self._asked += 1

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do some work beside the screen, then call ``done`` or ``failed`` on the screen."""
        self._asked += 1
        number = self._asked
        post = _Post(work)

        def receive(result: Result, error: Exception | None) -> None:
            post.deleteLater()
            del self._posts[number]
            # A dialog may have been closed, and destroyed, since it asked.
            if not isValid(self) or number != self._asked:
                return
            if error is None:
                done(result)
            else:
                failed(error)

        # The post lives in this thread: the signal is delivered here.
        post.arrived.connect(receive, Qt.ConnectionType.QueuedConnection)
        self._posts[number] = post
        QThreadPool.globalInstance().start(_Work(post))


def wait_for(parent: QWidget, what: str, work: Callable[[], Result]) -> Result | None:
    """Do some work beside the screen and wait for it; ``None`` when the person interrupted it.

    Whatever the work raises is raised here.
    """
    ended: list[tuple[Result | None, Exception | None]] = []
    dialog, loop = _progress(parent, what), QEventLoop()

    def end(result: Result | None, error: Exception | None) -> None:
        ended.append((result, error))
        loop.quit()

    background = Background(dialog)
    background.start(work, lambda result: end(result, None), lambda error: end(None, error))
    dialog.canceled.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    # Nothing else is begun meanwhile: at first no key is heard, then the dialog is before all.
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not ended:
        dialog.show()
        loop.exec()
    _leave(dialog)
    result, error = ended[0] if ended else (None, None)
    if error is not None:
        raise error
    return result


@contextmanager
def counted(parent: QWidget, what: str) -> Iterator[Callable[[int, int], bool]]:
    """Follow work that only the screen's thread can do, piece by piece.

    What is given is called before each piece with how many are done out of how many, and tells
    whether to go on.
    """
    dialog = _progress(parent, what)
    # It hears what is pressed meanwhile, and nothing else does.
    dialog.show()

    def go_on(done: int, total: int) -> bool:
        dialog.setMaximum(total)
        dialog.setValue(done)
        return not dialog.wasCanceled()

    try:
        yield go_on
    finally:
        _leave(dialog)


def _leave(dialog: QProgressDialog) -> None:
    # Hidden is not enough: its own timer would show it again over the dialog that comes next.
    dialog.reset()
    dialog.hide()
    dialog.deleteLater()


def _progress(parent: QWidget, what: str) -> QProgressDialog:
    dialog = QProgressDialog(what, "&Interrompre", 0, 0, parent)
    dialog.setWindowTitle("JuryDesk")
    dialog.setMinimumWidth(360)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(PATIENCE_MS)
    return dialog


@contextmanager
def busy() -> Iterator[None]:
    """Show the waiting pointer during what cannot be left half done."""
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
