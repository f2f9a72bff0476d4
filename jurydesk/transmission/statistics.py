"""A copy for statistics: one row a candidate, nothing that names, dates a birth or tells a company.

The rows are in the order of their own content: their place tells nobody.
"""

import csv
import io

from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.replacing import STATISTICS_MARK
from jurydesk.transmission.results import document_kind


def statistics_csv(state: SittingState) -> bytes:
    """Return UTF-8 with BOM and semicolons, as the other tables that leave."""
    blocks = state.rulebook.certification.blocks
    headings = [*STATISTICS_MARK, "annee", "voie", "sexe", "derogation"]
    for block in blocks:
        headings += [f"{block.short_code}_statut", f"{block.short_code}_niveau"]
    headings += ["note_soutenance", "resultat"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(sorted(_row(state, identifier) for identifier in state.candidates))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _row(state: SittingState, identifier: str) -> list[str]:
    who = state.candidates[identifier]
    row = [
        document_kind(state),
        state.rulebook.certification.code,
        str(state.session_date.year),
        who.route.value,
        who.gender.value if who.gender else "",
        who.derogation.value if who.derogation else "",
    ]
    for block in state.rulebook.certification.blocks:
        status = block_status(state, identifier, block.code)
        decision = state.ballot(identifier, block.code).decision
        row += [status.value if status else "", str(decision.level) if decision else ""]
    mark = thesis_mark(state, identifier) if state.rulebook.defence is not None else None
    row.append(str(mark.mark).replace(".", ",") if mark and mark.mark is not None else "")
    result = outcome(state, identifier)
    return [*row, result.value if result else ""]
