"""Sets sheets on pages with the minutes' kit: one sheet after the other, each a paper alone.

A sheet is composed and laid out only when its page comes, so that thousands of letters take the
memory of one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.pages.fonts import BOLD, SEMIBOLD
from jurydesk.minutes.pages.grid import Column, Grid, GridLayout, grid
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH, PageFrame, build
from jurydesk.minutes.pages.typesetting import (
    ACCENT,
    BODY,
    MUTED,
    SMALL,
    SMALL_MUTED,
    Rule,
    Run,
    Style,
    Typesetter,
)
from jurydesk.minutes.papers.flowables import (
    FOOT_ROOM,
    Border,
    PartMark,
    SignedTable,
    SigningBox,
)
from jurydesk.minutes.papers.form_table import FormTable, form_table
from jurydesk.minutes.papers.sheet import (
    Block,
    Details,
    Gap,
    Letterhead,
    Sheet,
    Signatures,
    Subtitle,
    Table,
    Title,
    Tone,
    Words,
)

_SENDER = Style(font=SEMIBOLD, size=10, leading=13, colour=ACCENT)
_ADDRESSEE = Style(font=SEMIBOLD, size=10.5, leading=14)
_KICKER = Style(font=SEMIBOLD, size=9.5, leading=13, colour=MUTED)
_TITLE = Style(font=BOLD, size=17, leading=21, colour=ACCENT)
_SUBTITLE = Style(font=SEMIBOLD, size=11, leading=15, colour=ACCENT, before=8, after=3)
_LETTER = Style(size=9.8, leading=13.2)
_DETAIL = Style(size=9, leading=11.8)
_DETAIL_LABEL = Style(size=9, leading=11.8, colour=MUTED)
_TONES = {
    Tone.BODY: _LETTER,
    Tone.STRONG: Style(font=SEMIBOLD, size=9.8, leading=13.2),
    Tone.NOTE: Style(size=8, leading=10.8, colour=MUTED),
    Tone.STATEMENT: Style(font=BOLD, size=14, leading=19, colour=ACCENT),
    Tone.CENTRED: Style(size=11, leading=16, align="center"),
    Tone.CENTRED_STRONG: Style(font=SEMIBOLD, size=12.5, leading=18, align="center"),
    Tone.KIND: Style(font=BOLD, size=21, leading=27, colour=ACCENT, align="center"),
    Tone.NAME: Style(font=BOLD, size=18, leading=24, align="center"),
}
_AFTER = {Tone.STATEMENT: 6.0, Tone.NOTE: 4.0, Tone.STRONG: 2.0}
_BARE = GridLayout(pad=0, head=False, ruled=False)


def render(sheets: Iterable[Callable[[], Sheet]], frame: PageFrame) -> bytes:
    """Print sheets, each on pages of its own; same sheets, same bytes.

    Raises:
        UnsupportedGlyphError: a text cannot be drawn; the sentence names it and the person.
        TextOverflowError: the establishment's name is too long for the foot of the pages.
    """
    typesetter = Typesetter()
    story: list[Flowable] = []
    for index, compose in enumerate(sheets):
        if index:
            story.append(PageBreak())
        story.append(_Later(compose, typesetter))
    return build(story, frame, typesetter)


class _Later(Flowable):
    """A sheet not composed yet: too high for any page, it splits into its own content."""

    def __init__(self, compose: Callable[[], Sheet], typesetter: Typesetter) -> None:
        super().__init__()
        self._compose = compose
        self._typesetter = typesetter

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Claim more than a page, so as to be split."""
        return width, 1e6

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the sheet's content, after the mark of its beginning."""
        sheet = self._compose()
        content = list(_flowables(sheet, self._typesetter))
        if sheet.bordered:
            _spread(content, width, height - FOOT_ROOM)
        mark = Spacer(0, 0) if sheet.continues else PartMark()
        return [mark, *content]


def _flowables(sheet: Sheet, typesetter: Typesetter) -> Iterator[Flowable]:
    blocks = [list(_block(block, sheet.about, typesetter)) for block in sheet.blocks]
    if sheet.bordered:
        yield Border()
        yield from chain.from_iterable(blocks)
        return
    signed = [n for n, block in enumerate(sheet.blocks) if isinstance(block, Signatures)]
    if not signed:
        yield from chain.from_iterable(blocks)
        return
    held = signed[-1]
    yield from _signed(list(chain.from_iterable(blocks[:held])), blocks[held])
    yield from chain.from_iterable(blocks[held + 1 :])


def _signed(above: list[Flowable], signatures: list[Flowable]) -> Iterator[Flowable]:
    """Keep what is signed with the words above it, or with the last rows of a table."""
    if above and isinstance(above[-1], FormTable | Grid):
        yield from above[:-1]
        yield SignedTable(above[-1], signatures[0])
    else:
        yield from (*above, *signatures)


def _spread(content: Sequence[Flowable], width: float, height: float) -> None:
    """Let the gaps of a certificate grow until it fills its page, at most threefold."""
    used = sum(
        each.wrap(width, height)[1] + each.getSpaceBefore() + each.getSpaceAfter()
        for each in content
    )
    gaps = [each for each in content if isinstance(each, Spacer)]
    room = sum(gap.height for gap in gaps)
    grown = min(max((height - used) / room, 0), 2) if room else 0
    for gap in gaps:
        gap.height *= 1 + grown


def _block(block: Block, who: str, typesetter: Typesetter) -> Iterator[Flowable]:
    match block:
        case Letterhead():
            yield _letterhead(block, who, typesetter)
            yield Spacer(1, 3 * mm)
        case Title(text, kicker, subtitle):
            runs = (Run(kicker, _KICKER), Run(text, _TITLE), Run(subtitle, _KICKER))
            yield _lines(typesetter, runs, who)
            yield Rule(1.4, ACCENT, 3)
        case Subtitle(text):
            yield typesetter.paragraph(text, _SUBTITLE, who)
        case Words(text, tone):
            yield _paragraph(typesetter, text, tone, who)
        case Details(pairs):
            columns = (
                Column("", 38 * mm, style=_DETAIL_LABEL),
                Column("", PORTRAIT_WIDTH - 38 * mm, style=_DETAIL),
            )
            rows = [(pair.label, pair.text) for pair in pairs]
            layout = GridLayout(pad=1.6, head=False, ruled=False)
            yield grid(typesetter, columns, rows, layout, who=[who] * len(rows))
        case Table():
            yield _table(typesetter, block, who)
        case Signatures(places):
            yield SigningBox(places, typesetter, who)
        case Gap(height):
            yield Spacer(1, height * mm)


def _letterhead(block: Letterhead, who: str, typesetter: Typesetter) -> Grid:
    half = PORTRAIT_WIDTH / 2
    columns = (Column("", half + 8 * mm), Column("", half - 8 * mm))
    left = [Run(line, SMALL_MUTED if n else _SENDER) for n, line in enumerate(block.sender)]
    right = [Run(line, BODY if n else _ADDRESSEE) for n, line in enumerate(block.addressee)]
    # The addressee stands lower than the sender, as in any letter.
    drop = [Run("\u00a0", Style(leading=9 * mm))]
    return grid(typesetter, columns, [(left, [*drop, *right])], _BARE, who=[who])


def _paragraph(typesetter: Typesetter, text: str, tone: Tone, who: str) -> Grid:
    style = _TONES[tone]
    column = Column("", PORTRAIT_WIDTH, align=style.align, style=style)
    layout = GridLayout(pad=0, gutter=0, head=False, ruled=False)
    found = grid(typesetter, [column], [[Run(text, style)]], layout, who=[who])
    found.spaceAfter = _AFTER.get(tone, 6.0)
    return found


def _lines(typesetter: Typesetter, runs: Sequence[Run], who: str) -> Grid:
    layout = GridLayout(pad=0, gutter=0, head=False, ruled=False)
    found = grid(typesetter, [Column("", PORTRAIT_WIDTH)], [[list(runs)]], layout, who=[who])
    found.spaceAfter = 0
    return found


def _table(typesetter: Typesetter, table: Table, who: str) -> Flowable:
    total = sum(column.share for column in table.columns)
    widths = [PORTRAIT_WIDTH * column.share / total for column in table.columns]
    if table.to_fill:
        return form_table(
            typesetter,
            list(zip(table.columns, widths, strict=True)),
            table.rows,
            who,
            table.row_height,
        )
    columns = [
        Column(column.title, width, align="center" if column.centred else "left")
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows = [[_runs(cell) for cell in row] for row in table.rows]
    return grid(typesetter, columns, rows, GridLayout(pad=2.6), who=[who] * len(rows))


def _runs(cell: str) -> list[Run]:
    return [
        Run(line, SMALL_MUTED if number else SMALL) for number, line in enumerate(cell.split("\n"))
    ]
