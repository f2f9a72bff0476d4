"""Measures signing and verifying minutes, beside another tree of the program where one is given.

Run ``python -m benchmarks.signing`` or, to compare, ``python -m benchmarks.signing --beside DIR``
(a work tree of an older commit): each size runs in processes of its own, on one tree then on the
other, in turn, and the best of each counts: what else the machine does then slows down both.
``memory`` is the peak of the process that verifies.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
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
        ours, theirs = _in_turn(_HERE, beside, *size)
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
    runs = [(_run(_HERE, 28, 10), _run(_HERE, 28, 40)) for _ in range(_ROUNDS)]
    few, many = (_best(each) for each in zip(*runs, strict=True))
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


def _in_turn(
    ours: Path, theirs: Path | None, candidates: int, signers: int
) -> tuple[_Measure, _Measure | None]:
    # The older tree takes a minute to sign the large one.
    rounds = _ROUNDS if signers < _MANY[1] else 1
    trees = [tree for tree in (ours, theirs) if tree is not None]
    runs = [[_run(tree, candidates, signers) for tree in trees] for _ in range(rounds)]
    best = [_best(each) for each in zip(*runs, strict=True)]
    return best[0], best[1] if theirs is not None else None


def _best(runs: Sequence[_Measure]) -> _Measure:
    return _Measure(*(min(each) for each in zip(*runs, strict=True)))


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
