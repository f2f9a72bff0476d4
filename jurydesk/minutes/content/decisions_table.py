"""The decisions as a table for other systems, attached to the minutes: no vote, no tally.

A clerk who copies them from the pages has the columns scrambled by the viewer.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.state import SittingState

NAME = "decisions.csv"
# What a spreadsheet would take for a formula.
_FORMULA = tuple("=+-@\t")


def decisions_table(state: SittingState) -> bytes:
    """Return one row a candidate, as the CSV that French spreadsheets open: UTF-8 with its mark.

    A status and a level are a column each; levels are the numbers of the legend.
    """
    blocks = state.rulebook.certification.blocks
    headings = ["identifiant", "nom_naissance", "nom_usage", "prenoms", "voie"]
    for block in blocks:
        headings += [f"{block.short_code}_statut", f"{block.short_code}_niveau"]
    headings += ["resultat", "resultat_en_clair"]
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for candidate in state.candidates.values():
        writer.writerow([_plain(cell) for cell in _row(state, candidate)])
    return target.getvalue().encode("utf-8-sig")


def _row(state: SittingState, candidate: Candidate) -> Iterator[str]:
    yield candidate.identifier
    yield candidate.birth_name
    yield candidate.used_name
    yield candidate.first_names
    yield candidate.route.value
    for block in state.rulebook.certification.blocks:
        status = block_status(state, candidate.identifier, block.code)
        decision = state.ballot(candidate.identifier, block.code).decision
        yield "" if status is None else status.value
        yield "" if decision is None else str(decision.level)
    result = outcome(state, candidate.identifier)
    yield "" if result is None else result.value
    yield "" if result is None else result.words


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
