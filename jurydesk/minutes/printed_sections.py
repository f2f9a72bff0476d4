"""The minutes' sections in the order of the pages, as flowing text and tables."""

from collections.abc import Iterable, Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, NextPageTemplate, PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from jurydesk.minutes.grid import Column, Grid, GridLayout, grid
from jurydesk.minutes.model import Minutes, Pair
from jurydesk.minutes.page_frame import LANDSCAPE, LANDSCAPE_WIDTH, PORTRAIT, PORTRAIT_WIDTH
from jurydesk.minutes.printed_decisions import decision_flowables, defence_flowables
from jurydesk.minutes.printed_front import front_flowables
from jurydesk.minutes.printed_jury import (
    act_grid,
    finding_grid,
    member_grid,
    override_grid,
    recusal_grid,
)
from jurydesk.minutes.signature_sheet import SignatureBox, signature_sheet
from jurydesk.minutes.typesetting import (
    BODY,
    NOTE,
    SMALL,
    SMALL_BOLD,
    SMALL_MUTED,
    Run,
    Typesetter,
)

# The blocs' columns stand side by side; beyond this many the page is turned.
_PORTRAIT_BLOCKS = 4


def story_of(
    minutes: Minutes, typesetter: Typesetter, boxes: list[SignatureBox], *, draft: bool
) -> list[Flowable]:
    """Return everything the pages hold, in order; drawing fills ``boxes``."""
    return [
        *front_flowables(minutes, typesetter, draft=draft),
        *_session(minutes, typesetter),
        *_jury(minutes, typesetter),
        *_checks(minutes, typesetter),
        *_decisions(minutes, typesetter),
        *_details(minutes, typesetter),
        *_events(minutes, typesetter),
        *_rules(minutes, typesetter),
        *_legend(minutes, typesetter),
        *_signatures(minutes, typesetter, boxes),
    ]


def _session(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield typesetter.heading("Séance")
    yield _pairs(typesetter, minutes.session, 46 * mm)
    if minutes.chronology:
        yield typesetter.heading("Déroulement", 1)
        yield _pairs(typesetter, minutes.chronology, 46 * mm)


def _jury(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield typesetter.heading("Jury")
    if minutes.acts:
        yield typesetter.heading("Actes de nomination", 1)
        yield act_grid(typesetter, minutes.acts)
    yield typesetter.heading("Membres et présence", 1)
    yield member_grid(typesetter, minutes.members)


def _checks(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield typesetter.heading("Contrôles de régularité")
    yield typesetter.paragraph(minutes.findings_note, NOTE)
    yield finding_grid(typesetter, minutes.findings)
    if minutes.overrides:
        yield typesetter.heading("Constats passés outre par la présidence", 1)
        yield override_grid(typesetter, minutes.overrides)
    yield typesetter.heading("Déports", 1)
    if minutes.recusals:
        yield recusal_grid(typesetter, minutes.recusals)
    else:
        yield typesetter.paragraph("Aucun déport.")


def _decisions(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    wide = len(minutes.columns) > _PORTRAIT_BLOCKS
    width = LANDSCAPE_WIDTH if wide else PORTRAIT_WIDTH
    yield from _turn(LANDSCAPE if wide else PORTRAIT)
    yield from decision_flowables(minutes, typesetter, width)
    if minutes.defences:
        yield from defence_flowables(minutes, typesetter, width)
    yield from _turn(PORTRAIT)


def _turn(page: str) -> tuple[Flowable, ...]:
    return (NextPageTemplate(page), PageBreak())


def _details(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield typesetter.heading("Motifs et précisions par candidature")
    rows: list[Sequence[str | Run]] = []
    who: list[str] = []
    for detail in minutes.details:
        for index, line in enumerate(detail.lines):
            name = "" if index else f"{detail.name} ({detail.identifier})"
            rows.append((Run(name, SMALL_BOLD), Run(line.label, SMALL_MUTED), line.text))
            who.append(detail.name)
    if not rows:
        yield typesetter.paragraph("Aucune précision.")
        return
    columns = (
        Column("Candidature", 44 * mm),
        Column("Objet", 30 * mm),
        Column("Précision", PORTRAIT_WIDTH - 74 * mm),
    )
    yield grid(typesetter, columns, rows, who=who)


def _events(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield typesetter.heading("Incidents")
    if minutes.incidents:
        yield _pairs(typesetter, minutes.incidents, 30 * mm)
    else:
        yield typesetter.paragraph("Aucun incident n’a été signalé.")
    if minutes.corrections:
        yield typesetter.heading("Corrections apportées aux dossiers", 1)
        yield _pairs(typesetter, minutes.corrections, 30 * mm)


def _rules(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield typesetter.heading("Règles appliquées")
    if minutes.rules_note:
        yield typesetter.paragraph(minutes.rules_note, NOTE)
    columns = (
        Column("Règle", 38 * mm, style=SMALL_BOLD),
        Column("Valeur", 50 * mm),
        Column("Source", 46 * mm, style=SMALL_MUTED),
        Column("Adoption", PORTRAIT_WIDTH - 134 * mm),
    )
    rows = [
        (
            row.label,
            row.value,
            row.source,
            Run(row.adoption, SMALL_BOLD if row.unadopted else SMALL),
        )
        for row in minutes.rules
    ]
    yield grid(typesetter, columns, rows)


def _legend(minutes: Minutes, typesetter: Typesetter) -> Iterator[Flowable]:
    yield typesetter.heading("Légende")
    for group in minutes.legend:
        if group.entries:
            title = typesetter.heading(group.title, 1)
            yield KeepTogether([title, _pairs(typesetter, group.entries, 38 * mm)])


def _signatures(
    minutes: Minutes, typesetter: Typesetter, boxes: list[SignatureBox]
) -> Iterator[Flowable]:
    sheet = signature_sheet(typesetter, minutes.signatures, PORTRAIT_WIDTH, boxes)
    yield KeepTogether(
        [
            typesetter.heading("Clôture et signatures"),
            *(typesetter.paragraph(line, BODY) for line in minutes.closing),
            Spacer(1, 3 * mm),
            sheet,
        ]
    )


def _pairs(typesetter: Typesetter, pairs: Iterable[Pair], label: float) -> Grid:
    columns = (
        Column("", label, style=SMALL_MUTED),
        Column("", PORTRAIT_WIDTH - label, style=SMALL),
    )
    rows = [(pair.label, pair.text) for pair in pairs]
    return grid(typesetter, columns, rows, GridLayout(pad=2.5, head=False))
