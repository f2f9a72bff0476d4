"""Mutated inputs to every reader: an answer or a sentence, never a trace, never long or large."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.reading_work import READERS

_LONG = os.environ.get("JURYDESK_FAULTS") == "long"
_ROOT = Path(__file__).parents[2]
_SLOW_READERS = ("minutes", "session", "cohort-xlsx")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder, so that the demonstration that some readers start from is made once."""
    return tmp_path_factory.mktemp("entrées")


@pytest.mark.skipif(os.name == "nt", reason="the limits are those of Unix")
@pytest.mark.parametrize("reader", READERS)
def test_mutated(place: Path, reader: str) -> None:
    count = (400 if _LONG else 15) if reader in _SLOW_READERS else (2000 if _LONG else 60)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.reading_work", reader, str(place), str(count), "5"],
        cwd=_ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert json.loads(done.stdout)["faults"] == []
