"""Runs every benchmark, each in a process of its own, and prints one table: ``make bench``.

``python -m benchmarks window`` runs one part, ``window.starting`` one group of its measures.
``--beside DIR`` runs each part in another work tree too, in turn, and tells the ratio of the two.
A process's peak memory never comes down, so a part measured after another would show the other's.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.beside import measure_beside
from benchmarks.part import measure
from benchmarks.table import Row, print_table

_PARTS = ("storage", "minutes", "papers", "reading", "findings", "signing", "window", "scale")


def main(words: list[str]) -> None:
    """Measure the parts one after another."""
    rows: list[Row] = []
    other, parts = None, list(words)
    if "--beside" in parts:
        place = parts.index("--beside")
        other = Path(parts[place + 1]).resolve()
        del parts[place : place + 2]
    for part in parts or _PARTS:
        if other is not None:
            rows += measure_beside(part, other)
            continue
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as alone:
            rows += alone.submit(measure, part).result()
    print_table(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
