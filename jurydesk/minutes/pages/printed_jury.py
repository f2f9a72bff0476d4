"""The tables of the jury: acts, members, checks, what was passed over, who withdrew."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from jurydesk.deliberation.looks import look_of
from jurydesk.french.spaces import capitalised
from jurydesk.minutes.content.model import ActRow, FindingRow, MemberRow, OverrideRow, RecusalRow
from jurydesk.minutes.pages.fonts import SEMIBOLD
from jurydesk.minutes.pages.grid import Column, Grid, grid
from jurydesk.minutes.pages.page_frame import PORTRAIT_WIDTH
from jurydesk.minutes.pages.typesetting import (
    SMALL,
    SMALL_BOLD,
    SMALL_MUTED,
    TINY,
    TINY_MUTED,
    Run,
    Style,
    Typesetter,
    colour_of,
)


def act_grid(typesetter: Typesetter, acts: Sequence[ActRow]) -> Grid:
    """Lay out the acts of nomination."""
    columns = (
        Column("Acte", 28 * mm, style=SMALL_BOLD),
        Column("Date", 26 * mm),
        Column("Signature", 46 * mm),
        Column("Membres nommés", PORTRAIT_WIDTH - 100 * mm),
    )
    rows = [
        (
            act.number,
            act.signed_on,
            (Run(act.signatory, SMALL), Run(act.delegation, TINY_MUTED)),
            act.members,
        )
        for act in acts
    ]
    return grid(typesetter, columns, rows)


def member_grid(typesetter: Typesetter, members: Sequence[MemberRow]) -> Grid:
    """Lay out the members: who they are, their seat and voice, where they were."""
    columns = (
        Column("Nom et qualité", 62 * mm),
        Column("Siège et voix", 52 * mm),
        Column("Présence", PORTRAIT_WIDTH - 114 * mm),
    )
    rows = [
        (
            (
                Run(row.name, SMALL_BOLD),
                Run(capitalised(row.quality), SMALL),
                Run(row.employer, SMALL_MUTED),
            ),
            (
                Run(capitalised(row.seat), SMALL),
                Run(capitalised(row.standing), SMALL_MUTED),
                Run(f"Voix {row.voice}", SMALL_MUTED),
            ),
            [Run(line, SMALL) for line in row.presence],
        )
        for row in members
    ]
    return grid(typesetter, columns, rows, who=[row.name for row in members])


def finding_grid(typesetter: Typesetter, findings: Sequence[FindingRow]) -> Grid:
    """Lay out the checks: what was checked, the result with its figures, and why."""
    columns = (
        Column("Contrôle", 40 * mm),
        Column("Résultat", 34 * mm),
        Column("Constat et source", PORTRAIT_WIDTH - 74 * mm),
    )
    rows = [
        (
            (Run(row.title, SMALL_BOLD), Run(row.scope, SMALL_MUTED)),
            (
                Run(
                    capitalised(row.result),
                    Style(SEMIBOLD, 8, 10.5, colour=colour_of(look_of(row.status).tone)),
                ),
                Run(row.value, SMALL),
                Run(row.threshold, SMALL_MUTED),
            ),
            (
                Run(row.statement, SMALL),
                *(Run(remark, TINY) for remark in row.remarks),
                Run(row.source, TINY_MUTED),
            ),
        )
        for row in findings
    ]
    return grid(typesetter, columns, rows, who=[row.scope for row in findings])


def override_grid(typesetter: Typesetter, overrides: Sequence[OverrideRow]) -> Grid:
    """Lay out what the chair passed over, with the reason."""
    columns = (
        Column("Heure", 18 * mm),
        Column("Constat", 48 * mm),
        Column("Auteur", 34 * mm),
        Column("Motif écrit", PORTRAIT_WIDTH - 100 * mm),
    )
    rows = [
        (
            row.moment,
            (Run(row.finding, SMALL_BOLD), Run(row.scope, SMALL_MUTED)),
            row.author,
            row.reason,
        )
        for row in overrides
    ]
    return grid(typesetter, columns, rows)


def recusal_grid(typesetter: Typesetter, recusals: Sequence[RecusalRow]) -> Grid:
    """Lay out who did not deliberate on whom."""
    columns = (
        Column("Candidature", 70 * mm, style=SMALL_BOLD),
        Column("N’ont pas pris part à la délibération", PORTRAIT_WIDTH - 70 * mm),
    )
    return grid(typesetter, columns, [(row.candidate, row.members) for row in recusals])
