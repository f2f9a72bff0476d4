"""Sets sheets on pages with the minutes' kit: one sheet after the other, each a paper alone.

A sheet is composed and laid out only when its page comes, so that thousands of letters take the
memory of one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import Any, cast

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import FrameBreak, Spacer
from reportlab.platypus.flowables import Flowable

from jurydesk.deliberation.establishment import NO_SETTINGS, Establishment
from jurydesk.errors import JuryDeskError
from jurydesk.minutes.pages.fonts import BOLD, SEMIBOLD
from jurydesk.minutes.pages.furniture import MARGIN, PLAIN_BOTTOM, TOP, Furniture
from jurydesk.minutes.pages.grid import Column, Grid, GridLayout, Sense, grid
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH, PageCanvas, PageFrame, open_canvas
from jurydesk.minutes.pages.structure import code_of
from jurydesk.minutes.pages.typesetting import (
    ACCENT,
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
    SignedTable,
    SigningBox,
)
from jurydesk.minutes.papers.form_table import FormTable, form_table
from jurydesk.minutes.papers.leaf import (
    Block,
    Dated,
    Details,
    Gap,
    Leaf,
    Letterhead,
    Signatures,
    Subtitle,
    Table,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.letterhead import LetterHead, LogoRow

# What a flowable that splits leaves between its parts.
_BREAK = type(FrameBreak)
_ROOM = A4[1] - TOP - PLAIN_BOTTOM
_KICKER = Style(font=SEMIBOLD, size=9.5, leading=13, colour=MUTED)
_TITLE = Style(font=BOLD, size=17, leading=21, colour=ACCENT)
_SUBTITLE = Style(font=SEMIBOLD, size=11, leading=15, colour=ACCENT, before=8, after=3)
_LETTER = Style(size=9.8, leading=12.8)
_DETAIL = Style(size=9, leading=11.4)
_DETAIL_LABEL = Style(size=9, leading=11.4, colour=MUTED)
_TONES = {
    Tone.BODY: _LETTER,
    Tone.STRONG: Style(font=SEMIBOLD, size=9.8, leading=13.2),
    Tone.NOTE: Style(size=8, leading=10.8, colour=MUTED),
    Tone.STATEMENT: Style(font=BOLD, size=14, leading=18, colour=ACCENT),
    Tone.CENTRED: Style(size=11, leading=16, align="center"),
    Tone.CENTRED_STRONG: Style(font=SEMIBOLD, size=12.5, leading=18, align="center"),
    Tone.PLACED: Style(size=9.8, leading=13.2, align="right"),
    Tone.KIND: Style(font=BOLD, size=21, leading=27, colour=ACCENT, align="center"),
    Tone.NAME: Style(font=BOLD, size=18, leading=24, align="center"),
}
_AFTER = {Tone.STATEMENT: 5.0, Tone.NOTE: 4.0, Tone.STRONG: 2.0, Tone.PLACED: 3.0}
_SENSES = {Tone.KIND: Sense.TITLE}


def render(
    sheets: Iterable[Callable[[], Leaf]], frame: PageFrame, house: Establishment = NO_SETTINGS
) -> bytes:
    """Print sheets, each on pages of its own, with the images of an establishment.

    Same sheets, same bytes.

    Raises:
        UnsupportedGlyphError: a text cannot be drawn; the sentence names it and the person.
        TextOverflowError: the establishment's name is too long for the foot of the pages.
    """
    typesetter = Typesetter()
    target = BytesIO()
    canvas = open_canvas(target, frame, typesetter)
    setter = _Setter(canvas, Furniture(frame, typesetter, PORTRAIT_WIDTH))
    for compose in sheets:
        sheet = compose()
        content = list(_flowables(sheet, typesetter, house))
        if sheet.bordered:
            _spread(content, PORTRAIT_WIDTH, _ROOM - FOOT_ROOM)
        setter.set(content, continues=sheet.continues, language=sheet.language)
    canvas.save()
    return target.getvalue()


class _Setter:
    """Sets flowables one under the other, and turns the page when the next does not fit."""

    def __init__(self, canvas: PageCanvas, furniture: Furniture) -> None:
        self._canvas = canvas
        self._furniture = furniture
        self._left = 0.0
        self._after = 0.0
        self._begun = False

    def set(self, content: Sequence[Flowable], *, continues: bool, language: str) -> None:
        """Set a sheet, on a page of its own."""
        self._canvas.structure.language = ""
        self._turn()
        if not continues:
            self._canvas.begin_part()
        self._canvas.structure.language = language
        waiting = list(reversed(content))
        while waiting:
            each = waiting.pop()
            if isinstance(each, _BREAK):
                self._turn()
                continue
            gap = 0.0 if self._at_top else max(each.getSpaceBefore() - self._after, 0.0)
            height = each.wrap(PORTRAIT_WIDTH, self._left - gap)[1]
            if height <= self._left - gap + 1e-6:
                self._place(each, gap, height)
                continue
            parts = each.split(PORTRAIT_WIDTH, self._left - gap)
            if not parts and self._at_top:
                # Nothing of ours is higher than a page and whole.
                raise JuryDeskError("Un bloc de ce papier dépasse la hauteur d’une page.")
            if not parts:
                self._turn()
                parts = [each]
            waiting.extend(reversed(parts))

    @property
    def _at_top(self) -> bool:
        return self._left == _ROOM

    def _place(self, each: Flowable, gap: float, height: float) -> None:
        y = PLAIN_BOTTOM + self._left - gap - height
        code = code_of(self._canvas)
        code.append(f"q 1 0 0 1 {MARGIN:.2f} {y:.2f} cm")
        each.canv = self._canvas
        cast("Any", each).draw()
        del each.canv
        code.append("Q")
        self._after = each.getSpaceAfter()
        self._left -= gap + height + self._after

    def _turn(self) -> None:
        """Begin a page."""
        if self._begun:
            self._canvas.showPage()
        self._begun = True
        self._furniture.draw(self._canvas, A4)
        self._left, self._after = _ROOM, 0.0


def _flowables(sheet: Leaf, typesetter: Typesetter, house: Establishment) -> Iterator[Flowable]:
    blocks = [list(_block(block, sheet.about, typesetter, house)) for block in sheet.blocks]
    if sheet.bordered:
        yield Border()
    if house.logo and not sheet.continues and not isinstance(sheet.blocks[0], Letterhead):
        yield LogoRow(house.logo, centred=sheet.bordered)
    if sheet.bordered:
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
    """Let the gaps of a certificate fill its page: grow threefold at most, or shrink to hold."""
    used = sum(
        each.wrap(width, height)[1] + each.getSpaceBefore() + each.getSpaceAfter()
        for each in content
    )
    gaps = [each for each in content if isinstance(each, Spacer)]
    room = sum(gap.height for gap in gaps)
    grown = min(max((height - used) / room, -0.8), 2) if room else 0
    for gap in gaps:
        gap.height *= 1 + grown


def _block(
    block: Block, who: str, typesetter: Typesetter, house: Establishment
) -> Iterator[Flowable]:
    match block:
        case Letterhead():
            yield LetterHead(block, house.logo, typesetter, who)
        case Dated():
            tone = Tone.CENTRED if block.centred else Tone.PLACED
            yield _paragraph(typesetter, block.words, tone, who)
        case Title(text, kicker, subtitle):
            runs = (Run(kicker, _KICKER), Run(text, _TITLE), Run(subtitle, _KICKER))
            yield from _titles(typesetter, runs, who)
            yield Rule(1.4, ACCENT, 3)
        case Subtitle(text):
            yield _spoken(typesetter, text, _SUBTITLE, who, Sense.HEADING)
        case Words(text, tone, language):
            yield _paragraph(typesetter, text, tone, who, language)
        case Details(pairs):
            columns = (
                Column("", 38 * mm, style=_DETAIL_LABEL),
                Column("", PORTRAIT_WIDTH - 38 * mm, style=_DETAIL),
            )
            rows = [(pair.label, pair.text) for pair in pairs]
            layout = GridLayout(pad=1.6, head=False, ruled=False, sense=Sense.PAIRS)
            yield grid(typesetter, columns, rows, layout, who=[who] * len(rows))
        case Table():
            yield _table(typesetter, block, who)
        case Signatures(places, code, stamped):
            stamp = house.stamp if stamped else None
            yield SigningBox(places, typesetter, who, code, stamp)
        case Gap(height):
            yield Spacer(1, height * mm)


def _paragraph(typesetter: Typesetter, text: str, tone: Tone, who: str, language: str = "") -> Grid:
    style = _TONES[tone]
    found = _spoken(typesetter, text, style, who, _SENSES.get(tone, Sense.TEXT), language=language)
    found.spaceAfter = _AFTER.get(tone, 6.0)
    return found


def _titles(typesetter: Typesetter, runs: Sequence[Run], who: str) -> Iterator[Grid]:
    """Set a title between what is above and below it."""
    for run in runs:
        if run.text:
            sense = Sense.TITLE if run.style is _TITLE else Sense.TEXT
            yield _spoken(typesetter, run.text, run.style, who, sense)


def _spoken(
    typesetter: Typesetter, text: str, style: Style, who: str, sense: Sense, *, language: str = ""
) -> Grid:
    """Set a text across the column, as a paragraph or a heading."""
    column = Column("", PORTRAIT_WIDTH, align=style.align, style=style, language=language)
    layout = GridLayout(pad=0, gutter=0, head=False, ruled=False, sense=sense)
    found = grid(typesetter, [column], [[Run(text, style)]], layout, who=[who])
    found.spaceBefore, found.spaceAfter = style.before, style.after
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
        Column(
            column.title,
            width,
            align="center" if column.centred else "left",
            language=column.language,
        )
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows = [[_runs(cell) for cell in row] for row in table.rows]
    return grid(typesetter, columns, rows, GridLayout(pad=2), who=[who] * len(rows))


def _runs(cell: str) -> list[Run]:
    return [
        Run(line, SMALL_MUTED if number else SMALL) for number, line in enumerate(cell.split("\n"))
    ]
