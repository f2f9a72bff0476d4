"""One cell of a table: its words, its state in shape and colour, and how its words are broken."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from jurydesk.french.aloud import aloud
from jurydesk.french.sorting import Rank, family_order, shown_order
from jurydesk.widgets.parts import theme

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    ``state`` is good, warn, bad, unknown, muted, accent or empty; all but the last three add a
    shape beside the text when ``shape`` is asked for. ``spoken`` is what a screen reader says.
    ``lead`` stands first, in bold, before a text that may be drawn smaller to fit. ``person`` is
    a name shown first name first, sorted by its family name.
    """

    text: str
    state: str = ""
    tip: str = ""
    bold: bool = False
    shape: bool = False
    filled: bool = False
    spoken: str = ""
    centred: bool = False
    lead: str = ""
    person: bool = False

    @property
    def words(self) -> str:
        """The whole text, what leads it first."""
        return f"{self.lead}  {self.text}" if self.lead else self.text

    @property
    def order(self) -> Rank:
        """What sorts the cell among those of its column."""
        return family_order(self.text) if self.person else shown_order(self.words)


def spoken(cell: Cell) -> str:
    """Return what a screen reader says of a cell: what it shows, and what its tip adds to it.

    A sign alone says nothing to the ear, nor does a tip that leaves out the name it explains.
    """
    if cell.spoken:
        return cell.spoken
    shown, tip_words = aloud(f"{cell.lead} {cell.text}"), aloud(cell.tip)
    if not tip_words or not any(letter.isalnum() for letter in shown):
        return tip_words or shown
    left_out = set(_WORD.findall(shown.lower())) - set(_WORD.findall(tip_words.lower()))
    return f"{shown}, {tip_words}" if left_out else tip_words


def broken(text: str, metrics: QFontMetrics, width: int, lines: int) -> list[str]:
    """Return a text as at most so many lines of a width, the last one cut short by « … »."""
    words = text.split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        taken = 1
        while (
            taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) < width
        ):
            taken += 1
        found.append(" ".join(words[:taken]))
        words = words[taken:]
    found.append(" ".join(words))
    cut = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in found]
    return [line for line in cut if line] or [""]


def ink_of(state: str, now: theme.Theme) -> str:
    """Return the colour of a state in a theme."""
    return str(getattr(now, state, now.muted if state in ("muted", "unknown") else now.text))
