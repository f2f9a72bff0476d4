"""Spares Python's cycle collector the many records that hold no cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cycle collector while a large table of records is built.

    Records make no cycles, and walking them again and again would take longer than reading them.
    What was built meanwhile then counts as old, since the first walk after the pause would
    otherwise be through all of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Frozen objects leave the young generations unwalked, and thaw into the oldest one.
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()
