"""Grows the work and tells how the cost follows: an exponent of 1 is ten times the cost for ten.

Run ``python -m benchmarks scale``, or ``scale.candidates``, ``scale.members``, ``scale.facts``.
Each size is one sitting held in a process of its own by :mod:`benchmarks.scale_work`. The exponent
is that of the two largest sizes; what a step costs whatever the size bends it down.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Row

_HERE = Path(__file__).resolve().parents[1]
# Ten times the work may cost 12.6 times at the most: what remains is the machine's memory.
_LINEAR = 1.1
# One act, an opening of a page, a signature: what a person waits for hardly grows.
_SHORT = 0.005
_GROUPS = {
    "candidates": [(30, 9, 0), (300, 9, 0), (3_000, 9, 0)],
    "members": [(300, 10, 0), (300, 40, 0)],
    "facts": [(30, 9, 10_000), (30, 9, 100_000)],
}
_GROWN = {"candidates": 0, "members": 1, "facts": 2}


def measure(*groups: str) -> list[Row]:
    """Return a row a step of each group."""
    return [
        row
        for group, sizes in _GROUPS.items()
        if not groups or group in groups
        for row in _rows(group, sizes, [_run(_HERE, size) for size in sizes])
    ]


def _rows(
    group: str, sizes: list[tuple[int, int, int]], runs: list[dict[str, float]]
) -> Iterable[Row]:
    grown = [size[_GROWN[group]] for size in sizes]
    for step in runs[0]:
        costs = [run[step] for run in runs]
        growth = log(costs[-1] / costs[-2]) / log(grown[-1] / grown[-2])
        unit = "MiB" if step == "memory" else "ms"
        told = [f"{cost:.0f}" if unit == "MiB" else f"{cost * 1000:.1f}" for cost in costs]
        fine = growth <= _LINEAR or (unit == "ms" and costs[-1] < _SHORT)
        yield Row(
            f"{step}, {grown[-1]} {group}",
            f"{told[-1]} {unit}",
            " / ".join(f"{text} ({size})" for text, size in zip(told[:-1], grown, strict=False)),
            f"{growth:.2f}",
            f"≤ {_LINEAR}",
            fine,
        )


def _run(tree: Path, size: tuple[int, int, int]) -> dict[str, float]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        done = subprocess.run(
            [sys.executable, _HERE / "benchmarks" / "scale_work.py", folder, *map(str, size)],
            env={**os.environ, "PYTHONPATH": str(tree)},
            cwd=tree,
            capture_output=True,
            check=False,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(done.stderr[-800:])
    told: dict[str, float] = json.loads(done.stdout)
    return told
