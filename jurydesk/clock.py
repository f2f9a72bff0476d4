"""The machine's clock, read in one place so that the core never does."""

from datetime import datetime


def now() -> datetime:
    """Return this moment with the machine's own offset, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)
