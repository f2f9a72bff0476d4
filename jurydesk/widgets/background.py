"""Runs long work beside the screen and hands the result back to it; errors come back as values."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

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
            # A dialog may have been closed, and destroyed, since it asked.
            if not isValid(self):
                return
            del self._posts[number]
            if number != self._asked:
                return
            if error is None:
                done(result)
            else:
                failed(error)

        # The post lives in this thread: the signal is delivered here.
        post.arrived.connect(receive, Qt.ConnectionType.QueuedConnection)
        self._posts[number] = post
        QThreadPool.globalInstance().start(_Work(post))


@contextmanager
def busy() -> Iterator[None]:
    """Show the waiting pointer during what cannot be left half done."""
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
