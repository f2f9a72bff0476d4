"""What one may do is told where people look: each command, each word of a sheet, each key."""

from pathlib import Path

import pytest

from jurydesk.__main__ import _COMMANDS
from jurydesk.deliberation.sheet.acts import SHEET_ACTS
from jurydesk.minutes.papers.leaf import to_text
from jurydesk.minutes.papers.sitting_form import acts_legend
from tests.minutes.papers.builders import a_closed_state

ROOT = Path(__file__).parents[2]
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_a_command_is_in_the_readme(command):
    assert f"jurydesk {command}" in README or f"`{command}`" in README or f"`{command} " in README


@pytest.mark.parametrize("act", SHEET_ACTS, ids=lambda act: act.word)
def test_a_word_of_the_sheet_is_on_the_blank_sheet_with_its_meaning(act):
    told = to_text(acts_legend(a_closed_state()))
    assert f"{act.word} | " in told
    assert act.legend[2]
