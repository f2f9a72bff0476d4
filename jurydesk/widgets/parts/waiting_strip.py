"""A line that shows work under way and stops it; only work that lasts makes it appear."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from jurydesk.widgets.parts.background import PATIENCE_MS
from jurydesk.widgets.parts.forms import load_form


class WaitingStrip(QWidget):
    """What is being done, how far it is, and « Interrompre »."""

    what_label: QLabel
    bar: QProgressBar
    stop_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "waiting_strip")
        self._stop: Callable[[], None] = lambda: None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self.hide()

        self._timer.timeout.connect(self.show)
        self.stop_button.clicked.connect(self._interrupt)

    def begin(self, what: str, stop: Callable[[], None]) -> None:
        """Announce work of unknown length; ``stop`` is called when the person interrupts it."""
        self._stop = stop
        self.what_label.setText(what)
        self.bar.setRange(0, 0)
        self._timer.start()

    def advance(self, done: int, total: int) -> None:
        """Tell how much is done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def finish(self) -> None:
        """The work is over, whatever came of it."""
        self._timer.stop()
        self.hide()

    def _interrupt(self) -> None:
        self.finish()
        self._stop()
