"""Runs every benchmark, each in a process of its own, and prints one table: ``make bench``.

A process's peak memory never comes down, so a part measured after another would show the other's.
"""

from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context

from benchmarks.table import Row, print_table

_PARTS = ("storage", "minutes", "reading", "findings", "window")


def measure(part: str) -> list[Row]:
    """Return the rows of one part."""
    rows: list[Row] = import_module(f"benchmarks.{part}").measure()
    return rows


def main() -> None:
    """Measure the parts one after another."""
    rows: list[Row] = []
    for part in _PARTS:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as alone:
            rows += alone.submit(measure, part).result()
    print_table(rows)


if __name__ == "__main__":
    main()
