"""Measures one part, in the process made for it: a spawned one cannot see ``__main__``."""

from importlib import import_module

from benchmarks.table import Row


def measure(part: str) -> list[Row]:
    """Return the rows of one part, or of one group of it after a dot."""
    module, _, group = part.partition(".")
    rows: list[Row] = import_module(f"benchmarks.{module}").measure(*filter(None, [group]))
    return rows
