"""A paper as plain data: the blocks of one letter, form or certificate, in reading order.

Holds words and no rule. The papers' own modules compose sheets from the state, and
:mod:`~jurydesk.minutes.papers.pages` sets them on pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from jurydesk.french.days import unbroken_day
from jurydesk.french.spaces import capitalised
from jurydesk.minutes.content.model import Pair

TO_WRITE = "………………………………"


class Tone(Enum):
    """How a text is said."""

    BODY = auto()
    STRONG = auto()
    NOTE = auto()
    STATEMENT = auto()
    PLACED = auto()
    CENTRED = auto()
    CENTRED_STRONG = auto()
    KIND = auto()
    NAME = auto()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, on the left with what to quote in an answer; to whom, where a window shows it."""

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """Where and when a paper is written; what is not known is left to write by hand.

    ``made`` words it for a certificate (« Fait à Toulouse, le… »), ``centred`` on a framed one.
    """

    place: str = ""
    day: date | None = None
    made: bool = False
    centred: bool = False

    @property
    def words(self) -> str:
        """The line as it is printed."""
        when = TO_WRITE if self.day is None else unbroken_day(self.day)
        if self.made:
            return f"Fait à {self.place or TO_WRITE}, le {when}"
        return capitalised(f"{self.place}, le {when}" if self.place else f"le {when}")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a form or a list, with what it is about above and below."""

    text: str
    kicker: str = ""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A heading inside a paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, in the language of its leaf unless it has its own."""

    text: str
    tone: Tone = Tone.BODY
    language: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """Labels and what they say, one a line."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its heading and its share of the width; ``centred`` for short figures.

    ``language`` is that of its cells, where it is not that of the leaf.
    """

    title: str
    share: int
    centred: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to read, or to fill by hand: then every cell is boxed and high enough to write in.

    A cell of several lines parts them with a line break. ``row_height`` is the least height of a
    row to fill, in millimetres.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    to_fill: bool = False
    row_height: float = 8.5


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A place to sign: in what capacity, who if it is known, what else to write."""

    capacity: str
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, side by side, the last on the right; ``code`` is drawn on their left.

    ``stamped`` puts the establishment's stamp in the last one, where it has one.
    """

    places: tuple[SignatureLine, ...]
    code: str = ""
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Room left on the page, in millimetres."""

    height: int


Block = Letterhead | Dated | Title | Subtitle | Words | Details | Table | Signatures | Gap


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paper: a person's letter or a form, that begins on a page of its own.

    ``about`` names the person or thing for the sentence of a text that cannot be printed.
    ``bordered`` draws the frame of a certificate, and lets its gaps grow to fill the page.
    ``continues`` goes on numbering the pages of the leaf before. ``language`` is the one it is
    written in, where it is not French.
    """

    about: str
    blocks: tuple[Block, ...]
    bordered: bool = False
    continues: bool = False
    language: str = ""


DUPLICATE = "Duplicata"


def marked_duplicate(sheet: Leaf) -> Leaf:
    """Return a certificate said to be a « duplicata », under the name of the certifier."""
    tone = Tone.CENTRED_STRONG if sheet.bordered else Tone.STATEMENT
    first, *others = sheet.blocks
    return replace(sheet, blocks=(first, Words(DUPLICATE, tone), *others))


def with_code(sheet: Leaf, code: str) -> Leaf:
    """Return a certificate with the code that a third party checks."""
    return replace(
        sheet,
        blocks=tuple(
            replace(block, code=code) if isinstance(block, Signatures) else block
            for block in sheet.blocks
        ),
    )


def with_day(sheet: Leaf, day: date) -> Leaf:
    """Return a paper dated of a day, wherever it says when it was written."""
    blocks = tuple(
        replace(block, day=day) if isinstance(block, Dated) else block for block in sheet.blocks
    )
    return replace(sheet, blocks=blocks)


def _paired(pairs: tuple[Pair, ...]) -> Iterator[str]:
    return (f"{pair.label} : {pair.text}" for pair in pairs)


def to_text(sheet: Leaf) -> str:
    """Return everything a sheet says, to be reviewed word by word."""
    return "\n".join(line for block in sheet.blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Letterhead(sender, addressee, references):
            yield from (*sender, *(f"    {line}" for line in addressee), *references)
        case Title(text, kicker, subtitle):
            yield from (line for line in (kicker, f"# {text}", subtitle) if line)
        case Subtitle(text):
            yield f"## {text}"
        case Words(text) | Dated(words=text):
            yield text
        case Details(pairs):
            yield from _paired(pairs)
        case Table(columns, rows):
            yield " | ".join(column.title for column in columns)
            yield from (" | ".join(cell.replace("\n", " / ") for cell in row) for row in rows)
        case Signatures(places):
            for place in places:
                parts = (place.capacity, place.name, place.note)
                yield "[ ] " + " | ".join(part for part in parts if part)
        case Gap():
            yield ""
