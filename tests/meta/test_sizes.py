"""No file and no folder of the program grows beyond what one reads at a sitting."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "jurydesk"
FILES = sorted(ROOT.rglob("*.py"))
FOLDERS = sorted({path.parent for path in FILES})


def test_every_file_is_looked_at():
    assert len(FILES) > 300
    assert len(FOLDERS) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_no_folder_has_more_than_thirty_modules(folder):
    assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= 30
