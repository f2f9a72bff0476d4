"""What the minutes say, word by word, against files reviewed by hand."""

import pytest

from tests.minutes.golden_files import FOLDER, STORIES, words_of


@pytest.mark.parametrize("name", STORIES)
def test_minutes_say_what_was_reviewed(name):
    assert words_of(name) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
