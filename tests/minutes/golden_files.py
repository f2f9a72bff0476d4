"""The minutes' words, reviewed by hand and kept; ``python -m tests.minutes.golden_files`` writes.

Read the difference before committing it: these files are what the program promises to say.
"""

from collections.abc import Callable
from pathlib import Path

from jurydesk.minutes.content.text import to_text
from jurydesk.minutes.content.whole import compose
from tests.builders import at
from tests.minutes.builders import HEAD, Story, a_full_sitting, a_refuge_sitting
from tests.minutes.rectifying import a_rectifying_sitting

FOLDER = Path(__file__).parent / "golden"


def a_half_sitting() -> Story:
    """The same sitting before its end: a draft."""
    whole = a_full_sitting(closed=False)
    return Story(acts=whole.acts[:22])


STORIES: dict[str, Callable[[], Story]] = {
    "full_sitting": a_full_sitting,
    "half_sitting": a_half_sitting,
    "refuge_sitting": a_refuge_sitting,
    "rectifying_sitting": a_rectifying_sitting,
}


def words_of(name: str) -> str:
    """The minutes of one of the stories, as text; no-break spaces shown as « ~ » and « _ »."""
    minutes = compose(STORIES[name]().state(), head=HEAD, entries=128, generated_at=at("17:00"))
    return to_text(minutes).replace("\u00a0", "~").replace("\u202f", "_")


if __name__ == "__main__":
    for story in STORIES:
        (FOLDER / f"{story}.txt").write_text(words_of(story), encoding="utf-8")
