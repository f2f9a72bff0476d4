"""Finds whom an identifier without its zeros would name, to ask once; nothing is entered on it."""

from collections.abc import Iterable
from dataclasses import replace

from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.state import SittingState


def with_zeros(row: SheetRow, state: SittingState, lost: list[tuple[int, str, str]]) -> SheetRow:
    """Return a row with the identifiers that a spreadsheet made numbers of, as they must be.

    Each is added to ``lost`` with its row: the sheet is refused for it, and the other rows are
    tried as if it were right, so that one sentence is said and not one a row.
    """
    members = _restored(row, row.members, state.members, lost)
    candidates = _restored(row, row.candidates, state.candidates, lost)
    if members == row.members and candidates == row.candidates:
        return row
    return replace(row, members=members, candidates=candidates)


def _restored(
    row: SheetRow, typed: tuple[str, ...], known: Iterable[str], lost: list[tuple[int, str, str]]
) -> tuple[str, ...]:
    found = list(typed)
    for place, each in enumerate(typed):
        if each in known or not each.isdecimal():
            continue
        meant = [one for one in known if one.isdecimal() and one.lstrip("0") == each.lstrip("0")]
        if len(meant) == 1:
            lost.append((row.row, each, meant[0]))
            found[place] = meant[0]
    return tuple(found)
