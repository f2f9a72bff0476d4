"""Runs one part in this tree and in another in turn, and tells the ratio of what they measured."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.table import Row

_HERE = Path(__file__).resolve().parents[1]
_ROUNDS = 3
_AIM = 1.05
_NUMBER = re.compile(r"[\d ]+(?:[.,]\d+)?")
_TELL = """
import json, sys
from dataclasses import asdict
from benchmarks.part import measure
print("\\n" + json.dumps([asdict(row) for row in measure(sys.argv[1])]))
"""


def measure_beside(part: str, other: Path) -> list[Row]:
    """Return a row for each figure that both trees measure; the best of each counts.

    Each tree runs its own benchmarks, so that only figures of one name and one unit are compared.
    """
    runs: dict[Path, list[dict[str, str]]] = {_HERE: [], other: []}
    for _ in range(_ROUNDS):
        for tree, told in runs.items():
            told.append(dict(_figures(tree, part)))
    ours, theirs = (_best(each) for each in runs.values())
    return [_row(name, ours[name], theirs[name]) for name in ours if name in theirs]


def _figures(tree: Path, part: str) -> Iterable[tuple[str, str]]:
    done = subprocess.run(
        [sys.executable, "-c", _TELL, part],
        env={**os.environ, "PYTHONPATH": str(tree)},
        cwd=tree,
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        print(f"{tree}: {part} not measured: {done.stderr.strip().splitlines()[-1]}")
        return
    for row in json.loads(done.stdout.splitlines()[-1]):
        yield row["name"], row["measured"]


def _best(runs: Iterable[dict[str, str]]) -> dict[str, str]:
    best: dict[str, str] = {}
    for run in runs:
        for name, told in run.items():
            if name not in best or _cost(told) < _cost(best[name]):
                best[name] = told
    return best


def _cost(told: str) -> float:
    """Return a figure as what is to be small; so many a second is turned over."""
    found = _NUMBER.match(told)
    number = float(found[0].replace(" ", "").replace(",", ".")) if found else 0.0
    return 1 / number if told.endswith("/s") and number else number


def _row(name: str, ours: str, theirs: str) -> Row:
    ratio = _cost(ours) / _cost(theirs) if _cost(theirs) else 1.0
    return Row(name, ours, theirs, f"{ratio:.2f}", f"≤ {_AIM}", ratio <= _AIM)
