"""The minutes' sections in the order of the pages, as flowing text and tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, NextPageTemplate, PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from jurydesk.french.spaces import capitalised
from jurydesk.minutes.content.model import LegendGroup, Minutes, Pair
from jurydesk.minutes.pages.grid import Column, Grid, GridLayout, Sense, grid
from jurydesk.minutes.pages.page_frame import LANDSCAPE, LANDSCAPE_WIDTH, PORTRAIT, PORTRAIT_WIDTH
from jurydesk.minutes.pages.printed_decisions import decision_flowables, defence_flowables
from jurydesk.minutes.pages.printed_figures import figure_flowables
from jurydesk.minutes.pages.printed_front import front_flowables
from jurydesk.minutes.pages.printed_jury import (
    act_grid,
    finding_grid,
    member_grid,
    override_grid,
    recusal_grid,
)
from jurydesk.minutes.pages.printed_rectification import rectification_flowables
from jurydesk.minutes.pages.signature_sheet import SignatureBox, signature_sheet
from jurydesk.minutes.pages.typesetting import (
    BODY,
    NOTE,
    SMALL,
    SMALL_BOLD,
    SMALL_MUTED,
    Run,
    Typesetter,
)

# The blocs' columns stand side by side; beyond this many the page is turned.
_PORTRAIT_BLOCKS = 7

_ORIGINAL = (
    "Signatures électroniques : seul le fichier PDF d’origine les porte. Une copie annotée, "
    "imprimée en PDF ou exportée les perd."
)


def story_of(
    minutes: Minutes, typesetter: Typesetter, boxes: list[SignatureBox], *, draft: bool
) -> list[Flowable]:
    """Return everything the pages hold, in order; drawing fills ``boxes``."""
    return [
        *front_flowables(minutes, typesetter, draft=draft),
        *rectification_flowables(minutes, typesetter),
        *_session(minutes, typesetter),
        *_jury(minutes, typesetter),
        *_checks(minutes, typesetter),
        *_decisions(minutes, typesetter),
        *_details(minutes, typesetter),
        *_events(minutes, typesetter),
        *_rules(minutes, typesetter),
        *_legend(minutes, typesetter),
        *_signatures(minutes, typesetter, boxes),
        *figure_flowables(minutes, typesetter),
    ]


def _session(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield from typesetter.section("Séance")
    yield _pairs(typesetter, minutes.session, 46 * mm)
    if minutes.chronology:
        yield from typesetter.section("Déroulement", 1)
        yield _pairs(typesetter, minutes.chronology, 46 * mm)


def _jury(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield from typesetter.section("Jury", room=170)
    if minutes.acts:
        yield from typesetter.section("Actes de nomination", 1)
        yield act_grid(typesetter, minutes.acts)
    yield from typesetter.section("Membres et présence", 1)
    yield member_grid(typesetter, minutes.members)


def _checks(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield from typesetter.section("Contrôles de régularité", room=170)
    yield typesetter.paragraph(minutes.findings_note, NOTE)
    yield finding_grid(typesetter, minutes.findings)
    if minutes.overrides:
        yield from typesetter.section("Constats passés outre par la présidence", 1)
        yield override_grid(typesetter, minutes.overrides)
    yield from typesetter.section("Déports", 1)
    if minutes.recusals:
        yield recusal_grid(typesetter, minutes.recusals)
    else:
        yield typesetter.paragraph("Aucun déport.")


def _decisions(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    wide = len(minutes.columns) > _PORTRAIT_BLOCKS
    width = LANDSCAPE_WIDTH if wide else PORTRAIT_WIDTH
    if wide:
        yield from _turn(LANDSCAPE)
    yield from decision_flowables(minutes, typesetter, width)
    if minutes.defences:
        yield from defence_flowables(minutes, typesetter, width)
    if wide:
        yield from _turn(PORTRAIT)


def _turn(page: str) -> tuple[Flowable, ...]:
    return (NextPageTemplate(page), PageBreak())


def _details(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield from typesetter.section("Motifs et précisions par candidature")
    rows: list[Sequence[str | Run]] = []
    who: list[str] = []
    joined: set[int] = set()
    for detail in minutes.details:
        for index, line in enumerate(detail.lines):
            name = "" if index else f"{detail.name} ({detail.identifier})"
            text = capitalised(line.text)
            rows.append((Run(name, SMALL_BOLD), Run(line.label, SMALL_MUTED), text))
            who.append(detail.name)
            if index + 1 < len(detail.lines):
                joined.add(len(rows) - 1)
    if not rows:
        yield typesetter.paragraph("Aucune précision.")
        return
    columns = (
        Column("Candidature", 44 * mm),
        Column("Objet", 30 * mm),
        Column("Précision", PORTRAIT_WIDTH - 74 * mm),
    )
    yield grid(typesetter, columns, rows, who=who, joined=joined)


def _events(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield from typesetter.section("Incidents")
    if minutes.incidents:
        yield _pairs(typesetter, minutes.incidents, 30 * mm)
    else:
        yield typesetter.paragraph("Aucun incident n’a été signalé.")
    if minutes.corrections:
        yield from typesetter.section("Corrections apportées aux dossiers et au jury", 1)
        yield _pairs(typesetter, minutes.corrections, 30 * mm)
    if minutes.input_corrections:
        yield typesetter.paragraph(minutes.input_corrections, NOTE)


def _rules(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield from typesetter.section("Règles appliquées", room=170)
    if minutes.rules_note:
        yield typesetter.paragraph(minutes.rules_note, NOTE)
    if not minutes.rules:
        return
    columns = (
        Column("Règle", 38 * mm, style=SMALL_BOLD),
        Column("Valeur", 50 * mm),
        Column("Source", 46 * mm, style=SMALL_MUTED),
        Column("Adoption", PORTRAIT_WIDTH - 134 * mm),
    )
    rows = [
        (
            row.label,
            capitalised(row.value),
            row.source,
            Run(capitalised(row.adoption), SMALL_BOLD if row.unadopted else SMALL),
        )
        for row in minutes.rules
    ]
    yield grid(typesetter, columns, rows)


def _legend(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    if not minutes.legend:
        return
    yield from typesetter.section("Légende", room=150)
    blocks, *others = minutes.legend
    yield _pairs(typesetter, blocks.entries, 26 * mm)
    for left, right in zip_longest(others[::2], others[1::2]):
        yield KeepTogether([_side_by_side(typesetter, left, right)])


def _side_by_side(typesetter: Typesetter, left: LegendGroup, right: LegendGroup | None) -> Grid:
    """Lay out two groups of codes beside each other."""
    titles = (left.title, right.title if right else "")
    label, words = 30 * mm, PORTRAIT_WIDTH / 2 - 30 * mm
    columns = [
        column
        for title in titles
        for column in (Column(title, label, style=SMALL_MUTED), Column("", words, style=SMALL))
    ]
    pairs = zip_longest(left.entries, right.entries if right else (), fillvalue=Pair("", ""))
    rows = [(one.label, one.text, other.label, other.text) for one, other in pairs]
    return grid(typesetter, columns, rows, GridLayout(pad=2.5))


def _signatures(
    minutes: Minutes, typesetter: Typesetter, boxes: list[SignatureBox]
) -> Iterator[Flowable]:
    sheet = signature_sheet(typesetter, minutes.signatures, PORTRAIT_WIDTH, boxes)
    yield KeepTogether(
        [
            typesetter.heading("Clôture et signatures"),
            *(typesetter.paragraph(line, BODY) for line in minutes.closing),
            typesetter.paragraph(_ORIGINAL, SMALL_MUTED),
            Spacer(1, 1 * mm),
            sheet,
        ]
    )


def _pairs(typesetter: Typesetter, pairs: Iterable[Pair], label: float) -> Grid:
    columns = (
        Column("", label, style=SMALL_MUTED),
        Column("", PORTRAIT_WIDTH - label, style=SMALL),
    )
    rows = [(pair.label, capitalised(pair.text)) for pair in pairs]
    return grid(typesetter, columns, rows, GridLayout(pad=2.5, head=False, sense=Sense.PAIRS))
