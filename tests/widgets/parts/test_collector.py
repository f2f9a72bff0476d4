"""Garbage is collected in the thread of the screen, and only there."""

import gc
import threading
import weakref

from jurydesk.widgets.parts.collector import Collector, collect_due


class Knot:
    """Something that only the cycle collector frees."""

    def __init__(self):
        self.myself = self


def make_many():
    seen = weakref.ref(Knot())
    for _ in range(5 * gc.get_threshold()[0]):
        Knot()
    return seen


def test_worker_frees_nothing_and_the_screen_does(qtbot, qapp):
    collector = Collector(qapp)
    try:
        seen = []
        worker = threading.Thread(target=lambda: seen.append(make_many()))
        worker.start()
        worker.join()
        assert seen[0]() is not None

        def freed():
            # What earlier tests let go counts down from what is due: keep it due.
            make_many()
            return seen[0]() is None

        qtbot.waitUntil(freed, timeout=10_000)
    finally:
        collector.deleteLater()
        gc.enable()


def test_nothing_is_collected_before_it_is_due():
    gc.collect()
    assert collect_due() == 0
