"""Measures signing and verifying minutes, beside another tree of the program where one is given.

Run ``python -m benchmarks.signing`` or, to compare, ``python -m benchmarks.signing --beside DIR``
(a work tree of an older commit): each size runs in a process of its own, on one tree then on the
other. ``memory`` is the peak of the process that verifies.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.table import Row, print_table

_HERE = Path(__file__).resolve().parents[1]
_FEW, _MANY = (28, 10), (300, 20)
_VERIFY_AIM, _SIGN_AIM, _GROWTH_AIM, _MEMORY_AIM = 1 / 6, 1 / 4, 1.3, 200
_ROUNDS = 3
_LARGE = (3_000, 9)


class _Measure(NamedTuple):
    sign: float
    verify: float
    memory: int


def measure(beside: Path | None = None) -> list[Row]:
    """Measure this tree, and the one beside it."""
    rows = []
    for size in (_FEW, _MANY):
        ours = _run(_HERE, *size)
        theirs = None if beside is None else _run(beside, *size)
        what = f"{size[0]} candidates, {size[1]} signers"
        rows += [
            _beside(f"signing all, {what}", ours.sign, theirs and theirs.sign, _SIGN_AIM),
            _beside(f"verifying, {what}", ours.verify, theirs and theirs.verify, _VERIFY_AIM),
        ]
    rows += _growth()
    large = _run(_HERE, *_LARGE)
    rows.append(
        Row(
            f"memory to verify, {_LARGE[0]} candidates, {_LARGE[1]} signers",
            f"{large.memory} MiB",
            "",
            "",
            f"≤ {_MEMORY_AIM} MiB",
            large.memory <= _MEMORY_AIM,
        )
    )
    return rows


def _growth() -> list[Row]:
    few, many = _run(_HERE, 28, 10), _run(_HERE, 28, 40)
    rows = []
    for what, small, large in (
        ("signing", few.sign, many.sign),
        ("verifying", few.verify, many.verify),
    ):
        growth = (large / 40) / (small / 10)
        rows.append(
            Row(
                f"{what}, cost per signature of 40 signers",
                f"{1000 * large / 40:.1f} ms",
                f"{1000 * small / 10:.1f} ms (of 10)",
                f"{growth:.2f}",
                f"≤ {_GROWTH_AIM}",
                growth <= _GROWTH_AIM,
            )
        )
    return rows


def _beside(what: str, ours: float, theirs: float | None, aim: float) -> Row:
    if theirs is None:
        return Row(what, f"{ours:.2f} s", "–", "–", "none alone", ok=True)
    ratio = ours / theirs
    return Row(
        what, f"{ours:.3f} s", f"{theirs:.3f} s", f"{ratio:.3f}", f"≤ {aim:.3f}", ratio <= aim
    )


def _run(tree: Path, candidates: int, signers: int) -> _Measure:
    """Sign in one process, then verify in others that never saw the file; the best of three."""
    with TemporaryDirectory() as folder:
        signing, _ = _work(tree, "sign", folder, candidates, signers)
        verified = [_work(tree, "verify", folder, candidates, signers) for _ in range(_ROUNDS)]
    return _Measure(signing, min(each[0] for each in verified), verified[0][1])


def _work(tree: Path, what: str, folder: str, candidates: int, signers: int) -> tuple[float, int]:
    script = _HERE / "benchmarks" / "signing_work.py"
    done = subprocess.run(
        [sys.executable, script, what, folder, str(candidates), str(signers)],
        env={**os.environ, "PYTHONPATH": str(tree)},
        cwd=tree,
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


if __name__ == "__main__":
    given = sys.argv[sys.argv.index("--beside") + 1] if "--beside" in sys.argv else None
    print_table(measure(None if given is None else Path(given).resolve()))
