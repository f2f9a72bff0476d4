"""Collects garbage in the screen's thread only; leaves everything else to Python.

Python's collector runs in whichever thread happens to allocate. From a worker it would destroy
widgets that are only the screen's to destroy, while they are being painted: a crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class Collector(QObject):
    """Takes over from the automatic collector for as long as the application lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> int:
    """Collect the generations that are due, as the automatic collector would; return how many."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
    if due:
        gc.collect(max(due))
    return len(due)
