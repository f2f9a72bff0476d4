"""Runs mutmut on samples of the core, in a copy, and says which changes no test saw.

    python -m benchmarks.mutants [--part deliberation]… [--sample 40] [--seed 1] [--keep FOLDER]
    python -m benchmarks.mutants --keep FOLDER --again     those that survived there, once more

The copy holds the files as they are on disk; nothing is written in the working tree. For each
change only the tests that reach the changed function run, those of its own folder first, until
one fails, 400 at most. `tests/MUTANTS.md` explains the survivors of the last run that counts.
"""

import argparse
import gc
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from functools import _lru_cache_wrapper
from pathlib import Path

from benchmarks.mutants import changes

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("deliberation", "compliance", "tables", "minutes.content", "storage", "cohort")
_ALIVE = ("survived", "no tests")
# What is reached by nearly every test is tried by those of its own folder, and some beside.
_MOST_TESTS = 400


def main() -> None:
    wanted = _arguments()
    folder = (wanted.keep or Path(tempfile.mkdtemp(prefix="jurydesk-mutants-"))).resolve()
    if folder == ROOT or folder in ROOT.parents:
        sys.exit(f"{folder} holds the working tree: choose another folder")
    try:
        _copy(folder)
        os.chdir(folder)
        changes.choose()
        survivors = _run(wanted)
    finally:
        os.chdir(ROOT)
        if not wanted.keep:
            shutil.rmtree(folder)
    sys.exit(1 if survivors and wanted.strict else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("--part", action="append", choices=PARTS, help="all of them unless given")
    parser.add_argument("--sample", type=int, default=40, help="changes a part; 0 for every one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    parser.add_argument("--again", action="store_true", help="only what survived in that folder")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--strict", action="store_true", help="fail when a change survives")
    return parser.parse_args()


def _copy(folder: Path) -> None:
    """The files as they are on disk, and what tests look for beside the checkout."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, folder / name
        if not source.is_file() or source.is_symlink():
            continue
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    shared = ROOT.parent / "shared"
    if shared.exists() and not (folder / "shared").exists():
        (folder / "shared").symlink_to(shared.resolve())


def _run(wanted: argparse.Namespace) -> int:
    """Draw the changes, let mutmut try them, and say what came of it; returns the survivors."""
    from mutmut import __main__ as mutmut  # noqa: PLC0415 after the move into the copy
    from mutmut.runners.harness import PytestRunner  # noqa: PLC0415
    from mutmut.workers.isolation import ForkRunner  # noqa: PLC0415

    PytestRunner._pytest_args_regular_run = _nearest_first
    PytestRunner.run_tests = _forgetful(PytestRunner.run_tests)
    # Collecting what each test reaches ran them all unchanged already.
    ForkRunner.run_clean_tests = lambda *_args, **_named: 0
    drawn = _survivors(mutmut) if wanted.again else _drawn(mutmut, wanted)
    if not drawn:
        return 0
    mutmut._run(drawn, wanted.processes)
    return _report(mutmut, drawn)


def _forgetful(run_tests):
    """What the unchanged functions answered is forgotten first: it would hide a change."""

    def run(*args, **named):
        for each in gc.get_objects():
            if isinstance(each, _lru_cache_wrapper):
                each.cache_clear()
        return run_tests(*args, **named)

    return run


def _nearest_first(runner, tests) -> list[str]:
    from mutmut.mutation.trampoline import get_mutant_under_test  # noqa: PLC0415
    from mutmut.state import state  # noqa: PLC0415

    args = ["-x", "-q", "-p", "no:randomly"]
    if not tests:
        return [*args, *runner._pytest_add_cli_args_test_selection]
    folders = get_mutant_under_test().split(".")[1:]
    durations = state().duration_by_test

    def far(test: str) -> tuple[int, float]:
        shared = 0
        for ours, theirs in zip(folders, test.split("/")[1:], strict=False):
            if ours not in theirs:
                break
            shared += 1
        return -shared, durations.get(test, 0.0)

    return [*args, *sorted(tests, key=far)[:_MOST_TESTS]]


def _part(name: str) -> str:
    return next(part for part in PARTS if name.startswith(f"jurydesk.{part}."))


def _drawn(mutmut, wanted: argparse.Namespace) -> list[str]:
    Path("mutants").mkdir(exist_ok=True)
    with mutmut.CatchOutput(spinner_title="Generating mutants"):
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.setup_source_paths()
        mutmut.create_mutants(wanted.processes)
    possible = list(_statuses(mutmut))
    drawn: list[str] = []
    for part in wanted.part or PARTS:
        names = sorted(name for name in possible if _part(name) == part)
        print(f"{part}: {len(names)} changes possible")
        chance = random.Random(f"{wanted.seed} {part}")  # noqa: S311 a sample, no secret
        size = min(wanted.sample, len(names)) if wanted.sample else len(names)
        drawn += chance.sample(names, size)
    return drawn


def _statuses(mutmut) -> dict[str, str]:
    _, data = mutmut.collect_source_file_mutation_data(mutant_names=())
    return {
        name: mutmut.status_by_exit_code[code]
        for each in data.values()
        for name, code in each.exit_code_by_key.items()
    }


def _survivors(mutmut) -> list[str]:
    return [name for name, status in _statuses(mutmut).items() if status in _ALIVE]


def _report(mutmut, drawn: list[str]) -> int:
    """What survived, with its change, then a line for each part."""
    statuses = _statuses(mutmut)
    alive = [name for name in sorted(drawn) if statuses[name] in _ALIVE]
    for name in alive:
        print(f"\n# {name}: {statuses[name]}")
        print(mutmut.get_diff_for_mutant(name, path=mutmut.find_mutant(name).path))
    print()
    for part in PARTS:
        ours = [name for name in drawn if _part(name) == part]
        counted = Counter(statuses[name] for name in ours)
        live = sum(counted[status] for status in _ALIVE)
        if ours:
            share = f"({100 * live / len(ours):.0f} %)"
            print(f"{part:16} n = {len(ours):4}  survived {live:3} {share}  {dict(counted)}")
    return len(alive)


if __name__ == "__main__":
    main()
