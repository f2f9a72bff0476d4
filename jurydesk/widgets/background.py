"""Runs long work beside the screen and hands the result back to it; errors come back as values."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

Result = TypeVar("Result")


class _Post(QObject):
    """Carries a result from the worker's thread to the screen's."""

    arrived = Signal(object, object)


class _Work(QRunnable, Generic[Result]):
    def __init__(self, work: Callable[[], Result], post: _Post) -> None:
        super().__init__()
        self._work = work
        self._post = post

    @Slot()
    def run(self) -> None:
        """Do the work; whatever it raises is for the screen to tell."""
        try:
            self._post.arrived.emit(self._work(), None)
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
        post = _Post()

        def receive(result: Result, error: Exception | None) -> None:
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
        QThreadPool.globalInstance().start(_Work(work, post))


@contextmanager
def busy() -> Iterator[None]:
    """Show the waiting pointer during what cannot be left half done."""
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
