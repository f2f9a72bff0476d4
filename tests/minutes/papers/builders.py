"""Sealed and closed sittings, and what they print."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2

from jurydesk.deliberation.facts import SessionSealed
from jurydesk.deliberation.state import SittingState
from jurydesk.minutes.papers.documents import Paper, produce
from jurydesk.minutes.papers.mentions import load_mentions
from tests.builders import at
from tests.minutes.builders import HEAD, Story, a_full_sitting

GOLDEN = Path(__file__).parent / "golden"
APPEAL = load_mentions().appeal


def a_closed_state() -> SittingState:
    """The whole day of the minutes' tests, closed and not sealed."""
    return a_full_sitting().state()


def a_sealed_state(story: Story | None = None) -> SittingState:
    """The same, sealed at five o'clock."""
    story = story or a_full_sitting()
    story.tell(SessionSealed(at("17:00"), "RNCP35609-2024-04-19-01", HEAD, 120, "0" * 64))
    return story.state()


def printed(state: SittingState, kind: str) -> Paper:
    """One paper by its key."""
    (paper,) = produce(state, (kind,))
    return paper


def pages(paper: Paper) -> list[str]:
    """The text of each page, on one line, plain spaces."""
    document = pypdfium2.PdfDocument(BytesIO(paper.content))
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(re.sub(r"\s+", " ", text_page.get_text_bounded()))
        text_page.close()
        page.close()
    document.close()
    return texts


def plain(text: str) -> str:
    """The same text with plain spaces, to compare words only."""
    return re.sub(r"\s+", " ", text)


def golden(name: str) -> str:
    """A reviewed text."""
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
