"""What comes with the program, and under which licence."""

import tomllib
from pathlib import Path

from jurydesk.commands.licences import licences

ROOT = Path(__file__).resolve().parents[2]


def test_every_library_of_the_program_is_named_with_its_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = licences().lower().replace("_", "-")
    lines = told.splitlines()
    for line in project["dependencies"]:
        if "sys_platform" not in line:
            name = line.split(">=")[0].split("[")[0].lower().replace("_", "-")
            (found,) = [each for each in lines if each.startswith(f"{name} ")]
            assert not found.endswith("– "), found
    assert "sil open font license" in told
